import { labelsOf, scoreLabels } from '../test/score-labels.ts';
import { specsAtHand } from '../test/texts.ts';

type Row = Record<string, number | string>;

/** Agreement with every set of labels whose text is at hand, field by field; ambiguous labels are left out. */
async function quality(): Promise<Record<string, Row>> {
  const rows: Record<string, Row> = {};
  for (const hand of await specsAtHand()) {
    for (const labels of labelsOf(hand)) {
      const name = `${labels.spec} ${labels.file.replace(/\.json$/u, '')}`;
      if (!hand.texts.has(labels.version)) {
        rows[name] = { field: `no text of ${labels.version} at hand` };
        continue;
      }
      for (const [field, { met, of }] of scoreLabels(hand, labels).agreement) rows[`${name}: ${field}`] = { labels: of, met, part: Math.round((met / of) * 10000) / 10000 };
    }
  }
  return rows;
}

export default { name: 'extraction against labels', figures: quality };
