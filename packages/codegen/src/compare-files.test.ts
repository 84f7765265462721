import { expect, test } from 'vitest';
import { noDispositions } from '../test/registry.ts';
import { compareFiles } from './compare-files.ts';
import { describeFinding } from './describe-finding.ts';

const file = (path: string, content: string) => ({ path, content });
const generated = [file('refs.ts', 'a\nb\nc\n'), file('suite/todo/a.todo.test.ts', 'a\n')];
const compare = (...existing: Parameters<typeof compareFiles>[1]): string[] => compareFiles(generated, existing).map((finding) => describeFinding(finding, noDispositions));

test('the same files', () => {
  expect(compare(...generated.toReversed())).toEqual([]);
});

test('missing, left over, changed in a line, longer, shorter', () => {
  expect(compare(file('refs.ts', 'a\n  B\nc\n'), file('suite/todo/b.todo.test.ts', ''))).toMatchInlineSnapshot(`
    [
      "refs.ts:2: is not what would be generated now: out of date, or edited by hand (what people write belongs into a file of its own). Write it anew with: specproof generate
      expected "b"
      found    "  B"",
      "suite/todo/a.todo.test.ts: is not there. Write it with: specproof generate",
      "suite/todo/b.todo.test.ts: nothing generates it any more. Take it away with: specproof generate",
    ]
  `);
  expect(compare(file('refs.ts', 'a\nb\nc\nd\n'), file('suite/todo/a.todo.test.ts', 'a\n'))).toMatchInlineSnapshot(`
    [
      "refs.ts:4: is not what would be generated now: out of date, or edited by hand (what people write belongs into a file of its own). Write it anew with: specproof generate
      expected ""
      found    "d"",
    ]
  `);
  expect(compare(file('refs.ts', 'a\nb\nc'), file('suite/todo/a.todo.test.ts', 'a\r\n'))).toMatchInlineSnapshot(`
    [
      "refs.ts:4: is not what would be generated now: out of date, or edited by hand (what people write belongs into a file of its own). Write it anew with: specproof generate
      expected ""
      found    the end of the file",
      "suite/todo/a.todo.test.ts:1: is not what would be generated now: out of date, or edited by hand (what people write belongs into a file of its own). Write it anew with: specproof generate
      expected "a"
      found    "a\\r"",
    ]
  `);
});
