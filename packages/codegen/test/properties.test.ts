import { isMustLevel, refsOf } from '@specproof/model';
import type { Disposition, Registry } from '@specproof/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkSuite } from '../src/check-suite.ts';
import type { CollectedCheck } from '../src/collected-check.ts';
import { generateHovers } from '../src/generate-hovers.ts';
import { generateRefs } from '../src/generate-refs.ts';
import { generateStubs } from '../src/generate-stubs.ts';
import { planStubs } from '../src/plan-stubs.ts';
import { anyRegistry, noDispositions, teaSpec } from './registry.ts';

const generate = async (registry: Registry) => {
  const stubs = await generateStubs(planStubs({ registry, spec: teaSpec, dispositions: noDispositions, checks: [] }));
  const texts = new Map(refsOf(registry).map(({ ref }) => [ref, { text: ref, line: 1 }]));
  return [await generateRefs(registry), ...stubs, await generateHovers(registry, texts)];
};

test('the order of the keys in a registry is nothing to what is generated', async () => {
  const shuffled = anyRegistry.chain((registry) =>
    fc.shuffledSubarray(Object.entries(registry.requirements), { minLength: Object.keys(registry.requirements).length }).map((entries) => ({
      registry,
      other: { ...registry, requirements: Object.fromEntries(entries.map(([id, { versions, ...rest }]) => [id, { ...rest, versions: Object.fromEntries(Object.entries(versions).reverse()) }])) },
    })),
  );
  await fc.assert(
    fc.asyncProperty(shuffled, async ({ registry, other }) => {
      expect(await generate(other)).toEqual(await generate(registry));
    }),
    { numRuns: 40 },
  );
});

test('with its stubs, every MUST-level ref has a stub, a check or a disposition, and one of them only', () => {
  const drawn = anyRegistry.chain((registry) => {
    const refs = refsOf(registry).map(({ ref }) => ref);
    return fc.record({ registry: fc.constant(registry), checked: fc.subarray(refs), disposed: fc.subarray(refs) });
  });
  fc.assert(
    fc.property(drawn, ({ registry, checked, disposed }) => {
      const checks = checked.map((ref): CollectedCheck => ({ file: 'suite/a.test.ts', line: 1, titles: [ref], meta: { refs: [ref] } }));
      const list: Disposition[] = disposed.length === 0 ? [] : [{ kind: 'extension', refs: disposed, reason: 'r' }];
      const input = { registry, spec: teaSpec, dispositions: { ...noDispositions, dispositions: list }, checks };
      const stubs = planStubs(input).map(({ ref }) => ref);
      const settled = new Set([...checked, ...disposed]);
      expect(stubs.map(({ ref }) => ref)).toEqual(refsOf(registry).flatMap(({ ref, level }) => (isMustLevel(level) && !settled.has(ref) ? [ref] : [])));
      const collected = [...checks, ...stubs.map(({ ref }): CollectedCheck => ({ file: 'suite/todo/a.todo.test.ts', line: 1, titles: [ref], meta: { refs: [ref], stub: true } }))];
      expect(checkSuite({ ...input, checks: collected }).filter(({ kind }) => kind !== 'disposition')).toEqual([]);
      // Generating again, with the stubs in the suite, gives the same stubs.
      expect(planStubs({ ...input, checks: collected }).map(({ ref }) => ref)).toEqual(stubs);
    }),
  );
});
