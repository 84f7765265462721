import type { Spec } from '@specproof/model';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { specsAtHand } from '../test/texts.ts';
import { extractSpec } from '@specproof/remark';

interface Input {
  spec: Spec;
  version: string;
  documents: { path: string; content: Uint8Array }[];
}

/** The normative documents of the newest version at hand of every spec. */
async function inputs(): Promise<Input[]> {
  return (await specsAtHand()).flatMap(({ spec, texts }) => {
    const newest = spec.versions.findLast(({ version }) => texts.has(version));
    if (!newest) return [];
    const normative = new Set(spec.documents.filter(({ kind }) => kind === 'normative').map(({ path }) => path));
    return [{ spec, version: newest.version, documents: (texts.get(newest.version) ?? []).filter(({ path }) => normative.has(path)) }];
  });
}

const all = await inputs();
const sources = all.flatMap(({ documents }) => documents.map(({ content }) => Buffer.from(content).toString()));
if (all.length === 0) process.stderr.write('No texts to extract: run `npx specproof sync` first.\n');

/** The largest document, `times` over: sections repeat, so that slugs are told apart as well. */
function repeated(times: number): Input[] {
  const [largest] = all.flatMap(({ documents, ...text }) => documents.map((document) => ({ ...text, document }))).toSorted((a, b) => b.document.content.length - a.document.content.length);
  if (!largest) return [];
  const { document: { path, content }, ...text } = largest;
  return [{ ...text, documents: [{ path, content: Buffer.from(`${Buffer.from(content).toString()}\n`.repeat(times)) }] }];
}

const run = (input: readonly Input[]): void => {
  for (const text of input) extractSpec(text);
};

/** Time per byte should not grow with the text. */
function linearity(): Record<string, Record<string, number>> {
  const rows: Record<string, Record<string, number>> = {};
  for (const times of [1, 10, 100]) {
    const input = repeated(times);
    const bytes = input[0]?.documents[0]?.content.length ?? 0;
    const start = performance.now();
    run(input);
    const ms = performance.now() - start;
    rows[`${String(times)} times`] = { kilobytes: Math.round(bytes / 1000), ms: Math.round(ms), 'ms per kilobyte': Math.round((ms / bytes) * 1e5) / 100 };
  }
  return rows;
}

export default all.length === 0
  ? []
  : [
      {
        name: 'extract, in process',
        floor: { name: 'mdast-util-from-markdown with GFM', run: () => sources.forEach((source) => fromMarkdown(source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })) },
        subject: { name: 'extractSpec', run: () => { run(all); } },
        limit: { ratio: 1.5 },
      },
      { name: 'extract, 1, 10 and 100 times the text', figures: linearity },
    ];
