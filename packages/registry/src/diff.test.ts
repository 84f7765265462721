import { expect, test } from 'vitest';
import { noDecisions, register } from '../test/demo.ts';
import { readText } from '../test/read-text.ts';
import { applyPlan } from './apply-plan.ts';
import { diff } from './diff.ts';
import { diffExtractions } from './diff-extractions.ts';
import { history } from './history.ts';
import { reconcile } from './reconcile.ts';

const one = {
  'a.md': '# pots\nThe pot {SHOULD} be washed after use.\nIf it is full, the pot {MUST} be carried with care.\nThe lid {MAY} be left off.\n# cups\nThe cup {MUST} have a handle of wood.',
};
const two = {
  'a.md': '# pots\nThe pot {MUST} be washed after use.\nIf it is full or hot, the pot {MUST} be carried with care.\n# mugs\nThe cup {MUST} have a handle of wood.\nThe mug {MUST} be tall.',
};
const three = { 'a.md': two['a.md'].replace('of wood', 'of real wood').replace('The pot {MUST}', 'The pot {MAY}') };
const registry = register(one, two, three);

const brief = (from: string, to: string) =>
  diff(registry, from, to).map(({ id, class: is, effect, flags, from: before, to: after }) =>
    [id, is ?? '-', effect, flags.join(), before?.ref ?? '-', after?.ref ?? '-', before?.level ?? '-', after?.level ?? '-'].join(' '),
  );

test('names what changed between neighbours', () => {
  expect(brief('v1', 'v2')).toEqual([
    'demo/a/cups/1 - none moved demo/a/cups/1 demo/a/cups/1 MUST MUST',
    'demo/a/mugs/1 added stricter  - demo/a/mugs/1 - MUST',
    'demo/a/pots/1 level stricter  demo/a/pots/1 demo/a/pots/1+2 SHOULD MUST',
    'demo/a/pots/2 condition different  demo/a/pots/2 demo/a/pots/2+2 MUST MUST',
    'demo/a/pots/3 removed stricter  demo/a/pots/3 - MAY -',
  ]);
});

test('goes backwards', () => {
  expect(brief('v2', 'v1')).toEqual([
    'demo/a/cups/1 - none moved demo/a/cups/1 demo/a/cups/1 MUST MUST',
    'demo/a/mugs/1 removed looser  demo/a/mugs/1 - MUST -',
    'demo/a/pots/1 level looser  demo/a/pots/1+2 demo/a/pots/1 MUST SHOULD',
    'demo/a/pots/2 condition different  demo/a/pots/2+2 demo/a/pots/2 MUST MUST',
    'demo/a/pots/3 added looser  - demo/a/pots/3 - MAY',
  ]);
});

test('spans several versions, and joins what they did', () => {
  expect(brief('v1', 'v3')).toEqual([
    'demo/a/cups/1 reworded different moved demo/a/cups/1 demo/a/cups/1+2 MUST MUST',
    'demo/a/mugs/1 added stricter  - demo/a/mugs/1 - MUST',
    'demo/a/pots/1 level looser  demo/a/pots/1 demo/a/pots/1+3 SHOULD MAY',
    'demo/a/pots/2 condition different  demo/a/pots/2 demo/a/pots/2+2 MUST MUST',
    'demo/a/pots/3 removed stricter  demo/a/pots/3 - MAY -',
  ]);
  expect(diff(registry, 'v1', 'v3').filter(({ unsettled }) => unsettled)).toHaveLength(3);
});

test('is empty between a version and itself, and where a change was taken back', () => {
  expect(brief('v2', 'v2')).toEqual([]);
  const back = register(one, two, one);
  expect(diff(back, 'v1', 'v3')).toEqual([]);
});

test('crosses branches over their last common version', () => {
  const plan = reconcile(registry, 'v1.1', 'v1', readText({ 'a.md': one['a.md'].replace('MAY', 'SHOULD') }), noDecisions);
  const branched = applyPlan(registry, plan);
  expect(diff(branched, 'v1.1', 'v2').map(({ id, class: is, effect }) => [id, is, effect])).toEqual([
    ['demo/a/cups/1', undefined, 'none'],
    ['demo/a/mugs/1', 'added', 'stricter'],
    ['demo/a/pots/1', 'level', 'stricter'],
    ['demo/a/pots/2', 'condition', 'different'],
    ['demo/a/pots/3', 'removed', 'looser'],
  ]);
});

test('flags what was split and merged, on both sides', () => {
  const whole = { 'a.md': '# s\nThe cook {MUST} wash every cup by hand and then dry every pot with a clean towel.' };
  const parts = { 'a.md': '# s\nThe cook {MUST} wash every cup by hand.\nThe cook {MUST} then dry every pot with a clean towel.' };
  const flags = (registered: typeof registry) => diff(registered, 'v1', 'v2').map(({ id, class: is, flags, with: others }) => [id, is, flags, others]);
  const [, split] = [whole, flags(register(whole, parts))];
  expect(split).toEqual([
    ['demo/a/s/1', 'reworded', ['split'], ['demo/a/s/2']],
    ['demo/a/s/2', 'added', ['split'], ['demo/a/s/1']],
  ]);
  expect(flags(register(parts, whole)).map(([, is, flag]) => [is, flag])).toEqual([
    ['removed', ['merged']],
    ['reworded', ['merged']],
  ]);
});

test('flags no split where the whole still says what the new one says', () => {
  const before = { 'a.md': '# s\nThe cook {MUST} wash every cup by hand and then dry every pot with a clean towel.' };
  const after = { 'a.md': '# s\nThe cook {MUST} wash every cup by hand and then dry every pot with a fresh towel.\nThe cook {MUST} wash every cup by hand.' };
  expect(diff(register(before, after), 'v1', 'v2').map(({ class: is, flags }) => [is, flags])).toEqual([
    ['reworded', []],
    ['added', []],
  ]);
});

test('a version that is not registered says which are', () => {
  expect(() => diff(registry, 'v1', 'v7')).toThrow(
    'demo v7 is not registered (registered: v1, v2, v3). Name one of these, or register it with: specproof lock',
  );
});

test('compares folders, with made-up ids', () => {
  const { changes, provisional } = diffExtractions(readText(one), readText(two));
  expect(changes.map(({ class: is }) => is)).toEqual([undefined, 'added', 'level', 'condition', 'removed']);
  expect(changes.every(({ id }) => provisional.has(id))).toBe(true);
});

test('compares a folder with a version, with real ids for what is registered', () => {
  const grown = readText({ 'a.md': `${two['a.md']}\nThe saucer {MUST} be flat.` });
  const { changes, provisional } = diffExtractions('v2', grown, { registry });
  expect(changes.map(({ id, class: is }) => [id, is, provisional.has(id)])).toEqual([['demo/a/mugs/2', 'added', true]]);
  const backwards = diffExtractions(grown, 'v2', { registry });
  expect(backwards.changes.map(({ id, class: is }) => [id, is])).toEqual([['demo/a/mugs/2', 'removed']]);
});

test('history tells a requirement version by version', () => {
  expect(history(registry, 'demo/a/pots/3').map(({ version, ref }) => [version, ref])).toEqual([
    ['v1', 'demo/a/pots/3'],
    ['v2', undefined],
    ['v3', undefined],
  ]);
  expect(history(registry, 'demo/a/pots/1').map(({ view }) => [view?.revision, view?.level, view?.change?.effect, view?.line])).toEqual([
    [1, 'SHOULD', undefined, 2],
    [2, 'MUST', 'stricter', 2],
    [3, 'MAY', 'looser', 2],
  ]);
  expect(() => history(registry, 'demo/a/pots/9')).toThrow('demo has no requirement demo/a/pots/9.');
});
