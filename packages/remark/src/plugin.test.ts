import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { VFile } from 'vfile';
import { expect, test } from 'vitest';
import { extract } from './extract.ts';
import { parseMarkdown } from './parse.ts';
import remarkSpecproof from './plugin.ts';
import { settingsFor } from './settings.ts';

const processor = unified().use(remarkParse).use(remarkGfm).use(remarkSpecproof);

async function read(value: string, path?: string) {
  const file = new VFile({ value, ...(path === undefined ? {} : { path }) });
  const tree = processor.parse(file);
  const before = JSON.stringify(tree);
  await processor.run(tree, file);
  expect(JSON.stringify(tree)).toBe(before);
  return file.data.specproof;
}

const text = `---
title: Kettles
note: MUST not count
---

# Kettles

* **\`water\`** (string, REQUIRED) where from, see www.example.com/a_b and mail tea@example.com, which MUST answer.
  It MUST NOT be empty; **see https://example.com/x?y=1** &amp; more, or
  > lazy

| pot | rule |
| --- | --- |
| a | MUST be http://example.com/MAY, hot |

A *tea@example.org MUST* be \`warm\`. <https://example.com> SHOULD be up[^1].

[^1]: It MAY be [down](www.example.com).
`;

test('reads into the data of the file, without touching the tree', async () => {
  const data = await read('# Tea\n\nThe server MUST boil water.\n', 'tea.md');
  expect(data?.requirements.map(({ document, line, column, level, subject, section }) => ({ document, line, column, level, subject, section }))).toEqual([
    { document: 'tea.md', line: 3, column: 12, level: 'MUST', subject: 'server', section: { slug: 'tea', line: 1 } },
  ]);
});

test.each([['LF', '\n'], ['CRLF', '\r\n'], ['CR', '\r']])('reads the same with literal autolinks and front matter, %s', async (_name, end) => {
  const value = text.replaceAll('\n', end);
  expect(await read(value, 'tea.md')).toEqual(extract(parseMarkdown(value), value, 'tea.md', settingsFor('tea.md', null)));
});

test('a byte order mark moves nothing', async () => {
  expect((await read('\uFEFFIt MUST boil.'))?.requirements).toMatchObject([{ line: 1, column: 4 }]);
});

test('a file without a path is a document without a name', async () => {
  expect((await read('It MUST boil.'))?.requirements[0]?.document).toBe('');
});

test('settings say who acts', async () => {
  const file = new VFile('It MUST boil.');
  const own = unified().use(remarkParse).use(remarkSpecproof, { author: 'cook' });
  await own.run(own.parse(file), file);
  expect(file.data.specproof?.requirements[0]?.subject).toBe('cook');
});
