import { describe, expect, test } from 'vitest';
import { labelsOf, scoreLabels } from './score-labels.ts';
import { specsAtHand } from './texts.ts';

/** What extraction has to reach on labelled text: at least this part of the labels is met. */
const targets: Record<string, number> = {
  requirement: 0.995,
  level: 0.995,
  conditional: 0.97,
  section: 0.99,
  'statement, exact': 0.9,
  'statement, containing': 0.98,
  subject: 0.93,
  'property path': 0.97,
  'property role': 0.95,
  'properties found': 0.995,
  'nothing else found': 0.995,
  'property root': 0.98,
  'property type': 0.98,
  'property presence': 0.98,
};

const sets = (await specsAtHand()).flatMap((hand) => labelsOf(hand).map((labels) => ({ hand, labels, name: `${labels.spec} ${labels.file}` })));

test('there are labels', () => {
  expect(sets.length).toBeGreaterThan(0);
});

describe.each(sets)('$name', ({ hand, labels }) => {
  test('is met by what is read', ({ skip }) => {
    if (!hand.texts.has(labels.version)) skip(`The text of ${labels.spec} ${labels.version} is not at hand.`);
    const { agreement } = scoreLabels(hand, labels);
    const missed = [...agreement].filter(([field, { met, of }]) => met / of < (targets[field] ?? 0)).map(([field, { met, of }]) => `${field}: ${String(met)} of ${String(of)}`);
    expect(missed).toEqual([]);
  });
});

describe.each(sets.filter(({ labels }) => labels.file.startsWith('calibration')))('$name', ({ hand, labels }) => {
  test('is met completely, ambiguous labels aside', ({ skip }) => {
    if (!hand.texts.has(labels.version)) skip(`The text of ${labels.spec} ${labels.version} is not at hand.`);
    expect(scoreLabels(hand, labels).disagreements.filter(({ ambiguous }) => !ambiguous)).toEqual([]);
  });
});
