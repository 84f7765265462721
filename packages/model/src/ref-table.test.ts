import { expect, expectTypeOf, test } from 'vitest';
import type { Ref } from './ref.ts';
import { expandRefs } from './ref-table.ts';
import type { Refs } from './ref-table.ts';

const table = {
  'tea/pot/lid/1': ['MUST', 'brewer', 'v2'],
  'tea/pot/lid/1+2': ['SHOULD NOT', 'pot', ['v1', 'v3']],
} as const;

test('a row says from which version on, or in which versions', () => {
  expect(expandRefs(['v1', 'v2', 'v3'], table)).toEqual({
    'tea/pot/lid/1': { ref: 'tea/pot/lid/1', id: 'tea/pot/lid/1', revision: 1, level: 'MUST', subject: 'brewer', versions: ['v2', 'v3'] },
    'tea/pot/lid/1+2': { ref: 'tea/pot/lid/1+2', id: 'tea/pot/lid/1', revision: 2, level: 'SHOULD NOT', subject: 'pot', versions: ['v1', 'v3'] },
  });
});

test('what is no ref is a broken table', () => {
  expect(() => expandRefs([], { lid: ['MAY', 'pot', []] })).toThrow('lid is no ref');
});

test('level and subject are in the type, and texts add no ref', () => {
  interface Texts {
    'tea/pot/lid/1': unknown;
    'tea/pot/lid/9': unknown;
  }
  const refs: Refs<typeof table, Texts> = expandRefs([], table);
  expectTypeOf(refs['tea/pot/lid/1']).toEqualTypeOf<Ref<'MUST', 'brewer'>>();
  expectTypeOf<keyof typeof refs>().toEqualTypeOf<keyof typeof table>();
  // @ts-expect-error a text is no ref
  expect(refs['tea/pot/lid/9']).toBeUndefined();
});
