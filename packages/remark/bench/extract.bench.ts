import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { extract } from '../src/extract.ts';
import { extractSpec } from '../src/extract-spec.ts';
import { parseMarkdown } from '../src/parse.ts';
import { settingsFor } from '../src/settings.ts';
import { decodeDocument } from '../src/source.ts';
import { compareLabels } from '../test/compare-labels.ts';
import { labelFiles, newestTexts, readText } from '../test/spec-texts.ts';

const texts = newestTexts();
const noText = { 'no text': { note: 'no text of a spec is there: run specproof sync' } };
const documents = texts.flatMap(({ spec, documents }) =>
  documents
    .filter(({ path }) => spec?.documents.find((document) => document.path === path)?.kind === 'normative')
    .map(({ path, content }) => ({ path, spec, source: decodeDocument(path, content) })),
);

const speed = {
  name: 'extract, all normative documents of the newest versions',
  floor: { name: 'mdast-util-from-markdown with GFM', run: () => documents.map(({ source }) => fromMarkdown(source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })) },
  subject: { name: 'parse and extract', run: () => documents.map(({ path, spec, source }) => extract(parseMarkdown(source), source, path, settingsFor(path, spec))) },
  limit: { ratio: 1.5 },
};

/** Time per byte of one document once, ten and a hundred times over. */
function linearity(): Record<string, Record<string, number | string>> {
  const longest = [...documents].filter(({ source }) => source.length < 15_000).sort((a, b) => b.source.length - a.source.length)[0];
  if (!longest) return noText;
  const { path, spec, source } = longest;
  const time = (times: number): number => {
    const text = `${source}\n`.repeat(times);
    const start = performance.now();
    extract(parseMarkdown(text), text, path, settingsFor(path, spec));
    return performance.now() - start;
  };
  for (let i = 0; i < 5; i++) time(1);
  const once = Math.min(time(1), time(1), time(1));
  return Object.fromEntries(
    [1, 10, 100].map((times) => {
      const ms = times === 1 ? once : time(times);
      return [`${times} × ${path}`, { KB: Math.round((source.length * times) / 1024), ms: Math.round(ms), 'time per byte': Math.round((ms / times / once) * 100) / 100 }];
    }),
  );
}

/** Per set of labels: the part of labels that agree, field by field. */
function quality(): Record<string, Record<string, number | string>> {
  const rows = labelFiles().map(({ name, spec, labels }): [string, Record<string, number | string>] => {
    const text = readText(spec, labels.version);
    if (!text) return [name, { note: `the text of ${spec.id} ${labels.version} is not there` }];
    const { fields } = compareLabels(labels, extractSpec(text));
    return [name, Object.fromEntries(Object.entries(fields).map(([field, { agree, of }]) => [`${field} (of ${of})`, Math.round((agree / of) * 10_000) / 10_000]))];
  });
  return rows.length > 0 ? Object.fromEntries(rows) : noText;
}

export default [
  ...(documents.length > 0 ? [speed] : []),
  { name: 'extract, one document repeated', figures: linearity },
  { name: 'extraction against labels', figures: quality },
];
