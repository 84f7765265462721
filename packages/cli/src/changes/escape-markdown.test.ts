import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';
import { expect, test } from 'vitest';
import { escapeMarkdown } from './escape-markdown.ts';

interface Node {
  type: string;
  children?: Node[];
}
const parse = (text: string) => fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
const folded = (text: string): string => text.replaceAll(/\s+/gu, ' ');
const typesIn = (node: Node): string[] => [node.type, ...(node.children ?? []).flatMap(typesIn)];

/** What the text becomes in the second cell of a table. */
function readCell(text: string): { types: string[]; text: string } {
  const tree = parse(`| a | b |\n| --- | --- |\n| x | y ${escapeMarkdown(text)} z |\n`);
  const [table, ...others] = tree.children;
  if (table?.type !== 'table' || others.length > 0) return { types: typesIn(tree), text: toString(tree) };
  const cell = table.children[1]?.children[1];
  expect(table.children[1]?.children).toHaveLength(2);
  return { types: cell ? [...new Set(cell.children.flatMap(typesIn))] : [], text: toString(cell).replaceAll('\u200b', '') };
}

const pieces = ['*', '_', '`', '~', '[', ']', '(', ')', '<', '>', '!', '|', '\\', '&', '#', '@', ':', '/', '.', '-', '$', 'a', 'B', '1', ' ', 'https://x.example/y', 'www.x.example', 'a@b.example', '<b>', '&amp;', '\n', 'mailto:a@b.example', '[a](b)', '@name', '#12'];

test('whatever a spec says, it is text in a table cell and nothing else', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((list) => list.join('')), (text) => {
      const read = readCell(text);
      expect(read.types).toEqual(['text']);
      expect(folded(read.text)).toBe(folded(`y ${text} z`));
    }),
    { numRuns: 2000 },
  );
});

test('nobody is mentioned and no issue is linked', () => {
  const escaped = escapeMarkdown('ask @octo/cat about #12, GH-3 and x/y#4');
  expect(escaped).not.toMatch(/@\w|#\\?\d|gh\\?-\d/iu);
});
