import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pointerLines } from './pointer-lines.ts';

test('a property is where its name stands, an element where it begins', () => {
  const lines = pointerLines(`{
  "a": { "b/c": [1,
      2], "d~e":
      "x\\"}" },
  "f": []
}`);
  expect(Object.fromEntries(lines)).toEqual({ '': 1, '/a': 2, '/a/b~1c': 2, '/a/b~1c/0': 2, '/a/b~1c/1': 3, '/a/d~0e': 3, '/f': 5 });
});

test('every value has a line, however the text is broken', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(0, 1, 2), (value, indent) => {
      const lines = pointerLines(JSON.stringify(value, null, indent));
      const pointers: string[] = [];
      const visit = (at: unknown, pointer: string): void => {
        pointers.push(pointer);
        if (typeof at === 'object' && at !== null) for (const [key, below] of Object.entries(at)) visit(below, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
      };
      visit(value, '');
      expect([...lines.keys()].sort()).toEqual(pointers.sort());
    }),
  );
});
