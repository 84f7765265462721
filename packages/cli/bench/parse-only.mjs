// The floor of `specproof extract`: imports the parser and parses every document in a folder, nothing else.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

const folder = process.argv[2] ?? '.';
let children = 0;
for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.md')) continue;
  children += fromMarkdown(readFileSync(path.join(folder, name)), { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }).children.length;
}
process.stdout.write(`${children}\n`);
