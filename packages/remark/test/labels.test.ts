import { describe, expect, test } from 'vitest';
import { extractSpec } from '../src/extract-spec.ts';
import { compareLabels } from './compare-labels.ts';
import { labelFiles, readText } from './spec-texts.ts';

/** What a set of labels must reach, as a part of one. */
const least: Record<string, number> = {
  'requirement-or-not': 0.995,
  level: 0.995,
  conditional: 0.97,
  section: 0.99,
  'statement exact': 0.9,
  'statement containing': 0.98,
  subject: 0.93,
  'property path': 0.97,
  role: 0.95,
  'property recall': 0.995,
  'property precision': 0.995,
  'property type': 0.98,
  'property presence': 0.98,
};

describe.each(labelFiles())('labels of $name', ({ name, spec, labels }) => {
  const text = readText(spec, labels.version);
  const compare = () => compareLabels(labels, extractSpec(text ?? { spec, version: labels.version, documents: [] }));

  test.skipIf(!text || !name.includes('calibration'))('calibration agrees completely (needs the text)', () => {
    expect(compare().disagreements).toEqual([]);
  });

  test.skipIf(!text)('every field reaches what is asked of it (needs the text)', () => {
    const { fields, disagreements } = compare();
    const below = Object.entries(least).filter(([field, part]) => (fields[field] ?? { agree: 0, of: 0 }).agree < part * (fields[field]?.of ?? 0));
    expect(below.map(([field]) => disagreements.filter((one) => one.field === field))).toEqual([]);
  });
});
