import { expect, test } from 'vitest';
import { noDecisions, register } from '../test/demo.ts';
import { readText } from '../test/read-text.ts';
import { createIds } from './new-ids.ts';
import { emptyRegistry } from './registered.ts';

const text = { 'docs/a b.md': '# pots\n## example\n{MUST}\n# cups\n## example-1\n{MUST}\n### example-2\n{MUST}\n## version-2\n{MUST}' };
const ids = (extraction = readText(text), decisions = noDecisions) => createIds(emptyRegistry('demo', 'demo'), 'v1', decisions, extraction);

test('names documents by their path and sections by their heading', () => {
  expect(ids()('docs/a b.md', 'example')).toBe('demo/docs.a-b/example/1');
  expect(ids()('docs/a b.md', '')).toBe('demo/docs.a-b/top/1');
});

test('names a numbered twin by its parent', () => {
  const give = ids();
  expect(['example-1', 'example-2', 'example-1', 'version-2'].map((slug) => give('docs/a b.md', slug))).toEqual([
    'demo/docs.a-b/cups/1',
    'demo/docs.a-b/cups/2',
    'demo/docs.a-b/cups/3',
    'demo/docs.a-b/version-2/1',
  ]);
});

test('names it by its base where there is no outline', () => {
  const { outline: _outline, ...extraction } = readText(text);
  const give = ids(extraction);
  expect(['example-1', 'version-2'].map((slug) => give('docs/a b.md', slug))).toEqual(['demo/docs.a-b/example/1', 'demo/docs.a-b/version-2/1']);
});

test('never gives an id again: not a registered, a bound or a retired one, nor one that differs in case', () => {
  const registry = register({ 'A.md': '# s\nOne {MUST} be.\nTwo {MAY} be.' });
  const decisions = {
    ...noDecisions,
    retired: [{ id: 'demo/A/s/3', reason: 'no duty' }],
    bindings: [{ version: 'v1', document: 'A.md', line: 1, column: 1, text: '', id: 'demo/A/s/5', reason: 'found' }],
  };
  const give = createIds(registry, 'v1', decisions, readText({}));
  expect(['A.md', 'A.md', 'a.md'].map((document) => give(document, 's'))).toEqual(['demo/A/s/4', 'demo/A/s/6', 'demo/a/s/7']);
});
