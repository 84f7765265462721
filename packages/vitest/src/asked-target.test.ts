import { expect, test } from 'vitest';
import { askedTarget } from './asked-target.ts';

type Given = Record<'bundle' | 'image' | 'observe' | 'runtime' | 'target' | 'tool', { data: unknown; image: unknown }>;

test.each<[(given: Given) => unknown, string | undefined]>([
  [({ image }) => image, 'image'],
  [async ({ observe, runtime }) => [observe, runtime], 'runtime'],
  [
    function check({ tool: { data } }) {
      return data;
    },
    'tool',
  ],
  [({ observe = { data: 1, image: 2 }, bundle: own }) => [observe, own], 'bundle'],
  [({ target: { image } }) => image, undefined],
  [({ target }) => target, undefined],
  [() => ({ image: 1 }), undefined],
])('%s', (body, kind) => {
  expect(askedTarget(body)).toBe(kind);
});
