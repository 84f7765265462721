import type { Disposition } from '@specproof/model';
import { expect, test } from 'vitest';
import { noDispositions, steeping, teaRegistry, teaSpec } from '../test/registry.ts';
import { checkSuite } from './check-suite.ts';
import type { CollectedCheck } from './collected-check.ts';
import { describeFinding } from './describe-finding.ts';
import type { StubsInput } from './plan-stubs.ts';

const refs = [steeping(1), steeping(2), steeping(2, 2)];
const registry = teaRegistry({ [steeping(1)]: {}, [steeping(2)]: { in: ['v1'] }, [steeping(2, 2)]: { in: ['v2'] }, [steeping(3)]: { level: 'MAY', subject: 'guest' } });
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
  const rest = check('the rest', { refs });
  const on = (target: 'runtime' | 'bundle', more: object = {}) => check(`on a ${target}${Object.keys(more).join('')}`, { refs: [steeping(3)], target, ...more });
  expect(findings([rest, on('runtime'), on('bundle')])).toMatchInlineSnapshot(`
    [
      "tea/brewing/steeping/3: suite/a.test.ts (steeping > on a runtime) and suite/a.test.ts (steeping > on a bundle) each claim to show all of it, on different kinds of target. Say which is partial, or make them a set",
    ]
  `);
  expect(findings([rest, on('runtime'), on('runtime', { reading: 'again' }), check('of its subject', { refs: [steeping(1)] })])).toEqual([]);
  expect(findings([rest, on('runtime'), on('bundle', { partial: { [steeping(3)]: 'half' } }), on('bundle', { set: 'both' })])).toEqual([]);
});

test('a check that never runs for a ref: its subject is another kind of target', () => {
  const rest = check('the rest', { refs: refs.slice(1) });
  expect(findings([rest, check('on a bundle', { refs: [steeping(1)], target: 'bundle' }, 4)])).toMatchInlineSnapshot(`
    [
      "suite/a.test.ts:4 (steeping > on a bundle): never runs for tea/brewing/steeping/1: it asks for \`bundle\`, and spec.json says that a brewer is a target of the kind runtime. Ask for \`runtime\`, or for \`target\`",
      "tea/brewing/steeping/1: MUST in v1, v2, and has no check, stub or disposition. Write its stub with: specproof generate",
    ]
  `);
  expect(findings([rest, check('on a bundle', { refs: [steeping(1)], target: 'bundle' }, 4), check('on a runtime', { refs: [steeping(1)], target: 'runtime' })])).toMatchInlineSnapshot(`
    [
      "suite/a.test.ts:4 (steeping > on a bundle): never runs for tea/brewing/steeping/1: it asks for \`bundle\`, and spec.json says that a brewer is a target of the kind runtime. Ask for \`runtime\`, or for \`target\`",
    ]
  `);
});

test('what is left out covers nothing, and is none either', () => {
  const rest = check('the rest', { refs: refs.slice(1) });
  const uncovered = [`${steeping(1)}: MUST in v1, v2, and has no check, stub or disposition. Write its stub with: specproof generate`];
  const own = check('own', { refs: [steeping(1)] });
  for (const left of [{ ...own, meta: { ...own.meta, skip: true as const } }, { ...own, mode: 'skip' as const }, { ...own, mode: 'todo' as const }]) {
    expect(findings([rest, left])).toEqual(uncovered);
    expect(findings([rest, left, check('a stub', { refs: [steeping(1)], stub: true })])).toEqual([]);
  }
  expect(findings([rest, { ...own, mode: 'run' }])).toEqual([]);
});

test('checks of one name', () => {
  expect(findings([check('twice', { refs }, 3), check('twice', { refs: [steeping(1)] }, 5)])).toMatchInlineSnapshot(`
    [
      "suite/a.test.ts:3 (steeping > twice) and suite/a.test.ts:5 (steeping > twice): 2 checks of one name give no verdict. Give each a title of its own",
    ]
  `);
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
      "dispositions.json, /dispositions/0: tea/brewing/steeping/2 means something else by now: judge tea/brewing/steeping/2+2, then list it here as well or write a check for it",
    ]
  `);
  expect(findings([check('all but one', { refs: [steeping(1), steeping(2, 2)] })], old)).toEqual([]);
});
