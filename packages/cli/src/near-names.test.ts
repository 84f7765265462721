import { expect, test } from 'vitest';
import { nearNames, suggestion } from './near-names.ts';

test('finds what was mistyped, the nearest first', () => {
  expect(nearNames('runtme-spec', ['image-spec', 'runtime-spec'])).toEqual(['runtime-spec']);
  expect(nearNames('v1.2', ['v1.0.0', 'v1.2.0', 'v1.2.1'])).toEqual(['v1.2.0', 'v1.2.1']);
  expect(nearNames('Tea', ['tea'])).toEqual(['tea']);
});

test('says nothing where nothing is near', () => {
  expect(suggestion('elephant', ['tea', 'coffee'])).toBe('');
  expect(suggestion('', [])).toBe('');
});
