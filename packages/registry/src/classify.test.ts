import type { Fingerprint, Level, RegisteredText } from '@specproof/model';
import { expect, test } from 'vitest';
import { addedEffect, classifyChange, invertEffect } from './classify.ts';

const text = (level: Level, fingerprint: Partial<Fingerprint> = {}): RegisteredText => ({
  level,
  fingerprint: { sentence: 's', ...fingerprint },
  pairs: { sentence: '' },
});

test.each<[Level, Level, string]>([
  ['SHOULD', 'MUST', 'stricter'],
  ['MUST', 'MAY', 'looser'],
  ['MAY', 'MUST NOT', 'stricter'],
  ['SHOULD NOT', 'MUST NOT', 'stricter'],
  ['MUST', 'MUST NOT', 'different'],
  ['SHOULD', 'MUST NOT', 'different'],
])('from %s to %s is %s', (from, to, effect) => {
  expect(classifyChange(text(from), text(to, { sentence: 'other', condition: 'c' }))).toEqual({ class: 'level', effect });
});

test.each<[Level, Partial<Fingerprint>, Partial<Fingerprint>, string]>([
  ['MUST', {}, { condition: 'c' }, 'looser'],
  ['MUST', { condition: 'c' }, {}, 'stricter'],
  ['MAY', {}, { condition: 'c' }, 'stricter'],
  ['MUST', { condition: 'c' }, { condition: 'd' }, 'different'],
])('a condition of a %s, from %o to %o, is %s', (level, from, to, effect) => {
  expect(classifyChange(text(level, from), text(level, to))).toEqual({ class: 'condition', effect });
});

test('all else is reworded', () => {
  expect(classifyChange(text('MUST'), text('MUST', { context: 'x' }))).toEqual({ class: 'reworded', effect: 'different' });
});

test('effects of what comes and goes', () => {
  expect([addedEffect('SHOULD'), addedEffect('MAY'), invertEffect('stricter'), invertEffect('different')]).toEqual([
    'stricter',
    'looser',
    'looser',
    'different',
  ]);
});
