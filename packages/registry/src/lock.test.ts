import type { Binding, Override } from '@specproof/model';
import { describe, expect, test } from 'vitest';
import { demo, noDecisions, noOverrides, refsByLine } from '../test/demo.ts';
import { readText } from '../test/read-text.ts';
import { lock } from './lock.ts';
import { rebuild } from './rebuild.ts';
import { viewRequirement } from './registered.ts';
import { serializeRegistry } from './serialize-registry.ts';
import { settle } from './settle.ts';
import { validateRegistry } from './validate-registry.ts';
import { textKey } from './fingerprint-key.ts';

const one = '# s\nThe pot {MUST} be washed in hot water.\nThe cup {MUST} hold tea.\nThe lid {MAY} be lost.';
const two = one.replace('be washed in hot water', 'never see any soap');
const versions = [one, two, two].map((text, i) => ({
  version: `v${i + 1}`,
  after: i === 0 ? null : `v${i}`,
  extraction: readText({ 'a.md': `${text}${'\n'.repeat(i)}` }),
}));
const base = { spec: demo, versions, decisions: noDecisions, overrides: noOverrides };
const first = lock(base);

/** Expects that rebuilding gives what was locked, and that locking again changes nothing. */
function expectSettled(input: Parameters<typeof lock>[0], locked: ReturnType<typeof lock>): void {
  const read = input.versions.flatMap(({ extraction, ...version }) => (extraction ? [{ ...version, extraction }] : []));
  const bytes = serializeRegistry(validateRegistry(locked.registry));
  expect(serializeRegistry(rebuild(demo, read, locked.decisions, input.overrides))).toBe(bytes);
  const again = lock({ ...input, registry: locked.registry, decisions: locked.decisions });
  expect(serializeRegistry(again.registry)).toBe(bytes);
  expect(again.decisions).toEqual(locked.decisions);
}

test('registers all versions, and then changes nothing', () => {
  expect(refsByLine(first.registry, 'v3')).toEqual({ 'a.md:2': 'demo/a/s/4', 'a.md:3': 'demo/a/s/2', 'a.md:4': 'demo/a/s/3' });
  expectSettled(base, first);
});

test('keeps what is registered of versions whose text is not at hand', () => {
  const some = { ...base, versions: versions.map(({ version, after, extraction }) => ({ version, after, ...(version === 'v2' && { extraction }) })) };
  const locked = lock({ ...some, registry: first.registry });
  expect(locked.registry).toEqual(first.registry);
  expect(locked.plans.map(({ version }) => version)).toEqual(['v2']);
});

describe('a binding made later', () => {
  const view = viewRequirement(first.registry, 'demo/a/s/4', 'v2');
  const binding: Binding = {
    version: 'v2',
    document: 'a.md',
    line: view?.line ?? 0,
    column: view?.column ?? 0,
    text: view ? textKey(view) : '',
    id: 'demo/a/s/1',
    reason: 'the same duty',
  };

  test('holds for the versions after it too, and the id that was given stays reserved', () => {
    const input = { ...base, decisions: { ...noDecisions, bindings: [binding] } };
    const locked = lock({ ...input, registry: first.registry });
    expect(refsByLine(locked.registry, 'v2')['a.md:2']).toBe('demo/a/s/1+2');
    expect(refsByLine(locked.registry, 'v3')['a.md:2']).toBe('demo/a/s/1+2');
    expect(locked.registry.requirements['demo/a/s/4']?.versions).toEqual({});
    expect(locked.decisions.retired).toEqual([{ id: 'demo/a/s/4', reason: expect.any(String) }]);
    expectSettled(input, locked);
  });

  test('is stale where its text is not', () => {
    const stale = { ...binding, text: 'MUST:0' };
    expect(lock({ ...base, decisions: { ...noDecisions, bindings: [stale] } }).stale.bindings).toEqual([stale]);
  });
});

describe('an extractor that reads otherwise', () => {
  /** Takes the lid for no requirement, finds one more, and makes other fingerprints of the same words. */
  const reread = versions.map((version, i) => {
    const requirements = version.extraction.requirements
      .filter(({ level }) => level !== 'MAY')
      .map((requirement) => ({ ...requirement, fingerprint: { sentence: `new ${requirement.fingerprint.sentence}` } }));
    const [pot] = requirements;
    const found = { ...(pot as (typeof requirements)[0]), line: 1, column: 3, fingerprint: { sentence: 'found' } };
    return { ...version, extraction: { ...version.extraction, requirements: i === 0 ? requirements : [found, ...requirements] } };
  });
  const changed = lock({
    ...base,
    versions: base.versions.map(({ extraction, ...version }, i) =>
      i === 0 ? { ...version, extraction } : { ...version, extraction: readText({ 'a.md': one.replace('hold tea', 'hold cold tea') + '\n'.repeat(i) }) },
    ),
  });

  test('changes no id and no revision, and rebuilding knows', () => {
    const input = { ...base, versions: reread };
    const locked = lock({ ...input, registry: first.registry });
    expect(refsByLine(locked.registry, 'v1')).toEqual({ 'a.md:2': 'demo/a/s/1', 'a.md:3': 'demo/a/s/2' });
    expect(refsByLine(locked.registry, 'v3')).toEqual({ 'a.md:1': 'demo/a/s/5', 'a.md:2': 'demo/a/s/4', 'a.md:3': 'demo/a/s/2' });
    expect(locked.plans.map(({ reread: { found, retired } = { found: [], retired: [] } }) => [found, retired])).toEqual([
      [[], ['demo/a/s/3']],
      [['demo/a/s/5'], ['demo/a/s/3']],
      [['demo/a/s/5'], ['demo/a/s/3']],
    ]);
    expect(locked.plans.flatMap(({ changes }) => changes)).toEqual([]);
    expectSettled(input, locked);
  });

  test('changes none where only some of the texts are at hand', () => {
    const some = { ...base, versions: reread.map(({ extraction, ...version }, i) => (i === 0 ? { ...version, extraction } : version)) };
    const locked = lock({ ...some, registry: first.registry });
    expect(refsByLine(locked.registry, 'v3')).toEqual(refsByLine(first.registry, 'v3'));
    const none = { ...base, versions: versions.map(({ version, after }) => ({ version, after })) };
    expect(lock({ ...none, registry: locked.registry, decisions: locked.decisions }).registry).toEqual(locked.registry);
  });

  test('carries judgements over to its fingerprints', () => {
    const decisions = settle(changed.registry, noDecisions, 'demo/a/s/2', { meaning: false, reason: 'tea is tea' });
    const settled = lock({ ...base, versions: changed.registry.versions.map(({ version, after }) => ({ version, after })), registry: changed.registry, decisions });
    expect(refsByLine(settled.registry, 'v2')['a.md:3']).toBe('demo/a/s/2');
    const salted = [one, one.replace('hold tea', 'hold cold tea'), one.replace('hold tea', 'hold cold tea')].map((text, i) => {
      const extraction = readText({ 'a.md': text + '\n'.repeat(i) });
      for (const requirement of extraction.requirements) requirement.fingerprint = { sentence: `new ${requirement.fingerprint.sentence}` };
      return { version: `v${i + 1}`, after: i === 0 ? null : `v${i}`, extraction };
    });
    const input = { ...base, versions: salted };
    const locked = lock({ ...input, registry: settled.registry, decisions });
    expect(refsByLine(locked.registry, 'v2')['a.md:3']).toBe('demo/a/s/2');
    expect(locked.stale.decisions).toEqual([]);
    expect(locked.decisions.decisions[0]?.from).not.toBe(decisions.decisions[0]?.from);
    expectSettled(input, locked);
    // Judged by its new fingerprints already: carried over, the old entry would be a second one about the same change.
    const [fresh] = locked.decisions.decisions;
    const both = { ...decisions, decisions: [...decisions.decisions, ...(fresh ? [{ ...fresh, reason: 'judged anew' }] : [])] };
    expect(lock({ ...input, registry: settled.registry, decisions: both }).decisions.decisions).toEqual([{ ...fresh, reason: 'judged anew' }]);
  });
});

test('a judgement that fits nothing is stale', () => {
  const decision = { id: 'demo/a/s/1', version: 'v2', from: 'MUST:0', to: 'MUST:1', class: 'editorial', effect: 'none', meaning: false, reason: 'none' } as const;
  expect(lock({ ...base, decisions: { ...noDecisions, decisions: [decision] } }).stale.decisions).toEqual([decision]);
});

test('an override is stale only where no version has its sentence', () => {
  const sentence = (version: number, line: number) => versions[version]?.extraction.requirements.find((requirement) => requirement.line === line)?.fingerprint.sentence ?? '';
  const override = (of: string): Override => ({ kind: 'reclassify', document: 'a.md', sentence: of, subject: 'cook', reason: 'who else' });
  const overrides = { ...noOverrides, overrides: [override(sentence(0, 2)), override('nowhere')] };
  const locked = lock({ ...base, overrides });
  expect(locked.stale.overrides).toEqual([override('nowhere')]);
  expect(viewRequirement(locked.registry, 'demo/a/s/1', 'v1')?.subject).toBe('cook');
});
