import pc from 'picocolors';
import { expect, test } from 'vitest';
import { changedParts } from './changed-parts.ts';
import { formatParts } from './format-text.ts';

const off = pc.createColors(false);
const statement = (text: string, parts: object = {}) => ({ text, parts: { sentence: text, ...parts } });

test('a sentence that stays while its lead-in changes shows the lead-in', () => {
  const parts = changedParts(statement('It MUST boil.', { context: 'tea | if it is cold' }), statement('It MUST boil.', { context: 'tea | if it is § cold' }));
  expect(formatParts(parts, off, '')).toEqual(['what it stands under: tea › if it is {+…+} cold']);
});

test('what comes or goes as a whole', () => {
  const parts = changedParts(statement('It MUST boil:', { list: 'water' }), statement('It MUST boil:'));
  expect(parts).toEqual([{ part: 'list', from: 'water', to: '' }]);
  expect(formatParts(parts, off, '')).toEqual(['what it introduces: [-water-]']);
});

test('a condition shows in its sentence, unless that looks the same', () => {
  const [cold, warm] = [{ condition: 'if cold' }, { condition: 'if warm' }];
  expect(changedParts(statement('If cold, it MAY.', cold), statement('If warm, it MAY.', warm))).toEqual([]);
  expect(changedParts(statement('Then it MAY.', cold), statement('Then it MAY.', warm))).toEqual([{ part: 'condition', from: 'if cold', to: 'if warm' }]);
});

test('nothing is said of a text that is not at hand', () => {
  expect(changedParts(undefined, statement('It MUST boil.'))).toEqual([]);
});
