import type { Disposition } from '@specproof/model';
import { expect, test } from 'vitest';
import { noDispositions, steeping, teaRegistry, teaSpec } from '../test/registry.ts';
import { checkSuite } from './check-suite.ts';
import type { CollectedCheck } from './collected-check.ts';
import { describeFinding } from './describe-finding.ts';
import type { StubsInput } from './plan-stubs.ts';

const refs = [steeping(1), steeping(2), steeping(2, 2)];
const registry = teaRegistry({ [steeping(1)]: {}, [steeping(2)]: { in: ['v1'] }, [steeping(2, 2)]: { in: ['v2'] }, [steeping(3)]: { level: 'MAY' } });
const check = (title: string, meta: CollectedCheck['meta'], line?: number): CollectedCheck => ({ file: 'suite/a.test.ts', line, titles: ['steeping', title], meta });
const findings = (checks: CollectedCheck[], ...list: Disposition[]): string[] => {
  const dispositions = { ...noDispositions, dispositions: list };
  const input: StubsInput = { registry, spec: teaSpec, dispositions, checks };
  return checkSuite(input).map((finding) => describeFinding(finding, dispositions));
};

test('every ref has a check, a stub or a disposition', () => {
  const hidden: Disposition = { kind: 'not-observable', refs: [steeping(2), steeping(2, 2)], tried: ['tasting'], reason: 'r' };
  expect(findings([check('a stub', { refs, stub: true })])).toEqual([]);
  expect(findings([check('a check', { refs: [steeping(1)] })], hidden)).toEqual([]);
  expect(findings([check('a stub', { refs: [steeping(2)], stub: true })])).toMatchInlineSnapshot(`
    [
      "tea/brewing/steeping/1: MUST in v1, v2, and has no check, stub or disposition. Write its stub with: specproof generate",
      "tea/brewing/steeping/2+2: MUST in v2, and has no check, stub or disposition. Write its stub with: specproof generate",
    ]
  `);
});

test('a check of a ref that is none; a stub of one goes with its file', () => {
  expect(findings([check('all', { refs }), check('a stub', { refs: [steeping(8)], stub: true }), check('a check', { refs: [steeping(9), steeping(1, 2)] }, 7)])).toMatchInlineSnapshot(`
    [
      "suite/a.test.ts:7 (steeping > a check): names tea/brewing/steeping/9, which is in no registered version. Take its key from refs.ts",
      "suite/a.test.ts:7 (steeping > a check): names tea/brewing/steeping/1+2, which is in no registered version. Take its key from refs.ts",
    ]
  `);
});

test('two checks of all of a ref on different kinds of target', () => {
  const rest = check('the rest', { refs: refs.slice(1) });
  const on = (target: 'runtime' | 'bundle', more: object = {}) => check(`on a ${target}`, { refs: [steeping(1)], target, ...more });
  expect(findings([rest, on('runtime'), on('bundle')])).toMatchInlineSnapshot(`
    [
      "tea/brewing/steeping/1: suite/a.test.ts (steeping > on a runtime) and suite/a.test.ts (steeping > on a bundle) each claim to show all of it, on different kinds of target. Say which is partial, or make them a set",
    ]
  `);
  expect(findings([rest, on('runtime'), on('runtime'), check('of its subject', { refs: [steeping(1)] })])).toEqual([]);
  expect(findings([rest, on('runtime'), on('bundle', { partial: { [steeping(1)]: 'half' } }), on('bundle', { set: 'both' })])).toEqual([]);
});

test('a check of what is said to show nowhere', () => {
  expect(findings([check('all', { refs })], { kind: 'not-observable', refs: [steeping(1)], tried: ['tasting'], reason: 'r' })).toMatchInlineSnapshot(`
    [
      "tea/brewing/steeping/1: dispositions.json says that nothing shows it, and suite/a.test.ts (steeping > all) checks it. Take one of the two away",
    ]
  `);
});

test('dispositions that are wrong; one of a replaced meaning is settled by a check of the new one', () => {
  const old: Disposition = { kind: 'defect', refs: [steeping(2)], upstream: 'https://example.org/1', reason: 'r' };
  expect(findings([check('a stub', { refs, stub: true })], old, { kind: 'extension', where: { subject: 'guest' }, reason: 'r' })).toMatchInlineSnapshot(`
    [
      "dispositions.json, /dispositions/1: the rule matches no requirement of any version. Correct it, or take it out",
      "dispositions.json, /dispositions/0: tea/brewing/steeping/2 means something else by now: judge tea/brewing/steeping/2+2, then list it here as well or write a check for it",
    ]
  `);
  expect(findings([check('all but one', { refs: [steeping(1), steeping(2, 2)] })], old)).toEqual([]);
});
