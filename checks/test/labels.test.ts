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
  test.skipIf(!hand.texts.has(labels.version))('is met by what is read (needs the text of its version)', () => {
    const { agreement } = scoreLabels(hand, labels);
    const missed = [...agreement].filter(([field, { met, of }]) => met / of < (targets[field] ?? 0)).map(([field, { met, of }]) => `${field}: ${String(met)} of ${String(of)}`);
    expect(missed).toEqual([]);
  });

  test.skipIf(!hand.texts.has(labels.version) || !labels.file.startsWith('calibration'))('agrees completely where the labels are not ambiguous', () => {
    expect(scoreLabels(hand, labels).disagreements.filter(({ ambiguous }) => !ambiguous)).toEqual([]);
  });
});
