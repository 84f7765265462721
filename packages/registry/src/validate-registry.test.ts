import type { RegisteredRequirement, Registry } from '@specproof/model';
import { expect, test } from 'vitest';
import { register } from '../test/demo.ts';
import { validateRegistry } from './validate-registry.ts';

const good = register(
  { 'a.md': '# s\nThe pot {MUST} be washed in hot water.\nThe cook {MUST} do this:\n- stir' },
  { 'a.md': '# s\nThe pot {MUST} be washed in warm water.\nThe cook {MUST} do this:\n- stir' },
);
const pot = good.requirements['demo/a/s/1'] as RegisteredRequirement;
const withPot = (edit: (copy: RegisteredRequirement) => void): Registry => {
  const copy = structuredClone(pot);
  edit(copy);
  return { ...good, requirements: { ...good.requirements, 'demo/a/s/1': copy } };
};
const place = (requirement: RegisteredRequirement, version: string) => requirement.versions[version] ?? { revision: 0, text: 0, facts: 0 };

const broken: [string, Registry, string][] = [
  ['a hole', withPot((copy) => (place(copy, 'v2').revision = 3)), 'demo/a/s/1 has no revision 2, but has 1, 3'],
  ['a text out of range', withPot((copy) => (place(copy, 'v2').text = 7)), 'demo/a/s/1 points to text 7 in v2, but has 2'],
  ['facts out of range', withPot((copy) => (place(copy, 'v1').facts = 3)), 'demo/a/s/1 points to facts 3 in v1, but has 1'],
  ['nowhere and not retired', withPot((copy) => (copy.versions = {})), 'demo/a/s/1 is in no version and not retired'],
  ['retired and somewhere', withPot((copy) => (copy.retired = 'no duty')), 'demo/a/s/1 is retired and still in a version'],
  ['an unknown version', withPot((copy) => Object.assign(copy.versions, { v9: copy.versions['v2'] })), 'demo/a/s/1 stands in v9, which is not registered'],
  ['two ids at one place', { ...good, requirements: { ...good.requirements, 'demo/a/s/7': pot } }, 'demo/a/s/7 stands where demo/a/s/1 stands in v1'],
  ['ids that differ in case', { ...good, requirements: { ...good.requirements, 'demo/A/s/1': pot } }, 'demo/A/s/1 collides with demo/a/s/1'],
  ['another prefix', { ...good, prefix: 'tea' }, 'demo/a/s/1 is no id: expected tea/<document>/<section>/<number>'],
  ['a lost group', { ...good, requirements: { 'demo/a/s/3': good.requirements['demo/a/s/3'] as RegisteredRequirement } }, 'demo/a/s/3 inherits from demo/a/s/2, which is not in v1'],
  ['a version twice', { ...good, versions: [...good.versions, ...good.versions] }, 'v1 is registered twice'],
  ['a version before its predecessor', { ...good, versions: good.versions.toReversed() }, 'v2 comes after v1, which is not registered before it'],
];

test('a good registry is returned', () => expect(validateRegistry(good)).toBe(good));

test('a revision that is known to be skipped leaves no hole', () => {
  const skipped = withPot((copy) => {
    place(copy, 'v2').revision = 3;
    copy.skipped = [2];
  });
  expect(validateRegistry(skipped)).toBe(skipped);
});

test.each(broken)('%s is a conflict', (_, registry, what) => {
  const error = expect.objectContaining({
    code: 'REGISTRY_CONFLICT',
    message: `demo: ${what}. Take the committed registry.json back, or write it anew from the texts: specproof lock`,
  });
  expect(() => validateRegistry(registry)).toThrow(error);
});
