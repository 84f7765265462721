import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conclude } from './conclude.ts';
import type { CheckRecord } from './conclude.ts';

const refs = ['tea/pot/top/1', 'tea/pot/top/2'];
const someRef = fc.constantFrom(...refs, 'tea/pot/top/3', undefined);
const records: fc.Arbitrary<CheckRecord> = fc.record(
  {
    refs: fc.constant(refs),
    single: fc.boolean(),
    observations: fc.array(fc.record({ ref: someRef, observation: fc.record({ what: fc.string(), holds: fc.boolean() }) })),
    asserted: fc.array(someRef).map((names) => new Set(names)),
    conclusion: fc.constantFrom({ verdict: 'inconclusive', reason: 'r', remedy: 'm' } as const, { verdict: 'not-applicable', reason: 'r', permittingRef: 'tea/pot/top/9' } as const),
    broken: fc.string(),
  },
  { requiredKeys: ['refs', 'single', 'observations', 'asserted'] },
);

test('one finding per ref, in order', () => {
  fc.assert(fc.property(records, (record) => void expect(conclude(record).map(({ ref }) => ref)).toEqual(refs)));
});

test('nothing passes without an assertion about it, or beside anything that failed or broke', () => {
  fc.assert(
    fc.property(records, (record) => {
      for (const { ref, verdict } of conclude(record)) {
        if (verdict !== 'pass') continue;
        expect(record.broken).toBeUndefined();
        expect(record.conclusion).toBeUndefined();
        expect(record.asserted.has(ref) || (record.single && record.asserted.has(undefined))).toBe(true);
        expect(record.observations.some((entry) => (entry.ref === ref || entry.ref === undefined) && !entry.observation.holds)).toBe(false);
      }
    }),
  );
});

test('what failed is never hidden by what was concluded', () => {
  fc.assert(
    fc.property(records, (record) => {
      const failed = conclude(record).filter(({ observations }) => observations.some(({ holds }) => !holds));
      const expected = record.broken === undefined ? 'fail' : 'error';
      expect(failed.filter(({ verdict }) => verdict !== expected)).toEqual([]);
    }),
  );
});
