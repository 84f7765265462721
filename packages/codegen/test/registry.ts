import { formatRef, parseRef } from '@specproof/model';
import type { Dispositions, Level, RegisteredFacts, Registry, Spec } from '@specproof/model';
import fc from 'fast-check';

/** A requirement of a made-up registry, in the versions named. */
export interface Sketch extends Partial<RegisteredFacts> {
  level?: Level;
  in?: readonly string[];
}

/** The registry of a small spec of our own, from its refs. */
export function teaRegistry(refs: Readonly<Record<string, Sketch>>, versions: readonly string[] = ['v1', 'v2']): Registry {
  const requirements: Registry['requirements'] = {};
  for (const [ref, { level = 'MUST', in: inForce = versions, ...facts }] of Object.entries(refs)) {
    const parts = parseRef(ref);
    if (!parts) throw new Error(`${ref} is no ref`);
    const requirement = (requirements[parts.id] ??= { texts: [], facts: [], versions: {} });
    requirement.texts.push({ level, fingerprint: { sentence: ref }, pairs: { sentence: '' } });
    requirement.facts.push({ document: 'brewing.md', section: 'steeping', keyword: level, subject: 'brewer', place: 'paragraph', ...facts });
    const index = requirement.facts.length - 1;
    for (const version of inForce) requirement.versions[version] = { revision: parts.revision, text: index, facts: index, line: index + 1, column: 1, statement: [1, 1] };
  }
  return { schemaVersion: 1, spec: 'tea-spec', prefix: 'tea', versions: versions.map((version, i) => ({ version, after: versions[i - 1] ?? null, documents: {} })), requirements };
}

/** A ref of the section `steeping`. */
export const steeping = (n: number, revision = 1): string => formatRef({ id: `tea/brewing/steeping/${n}`, revision });

export const teaSpec: Spec = {
  schemaVersion: 1,
  id: 'tea-spec',
  prefix: 'tea',
  title: 'Tea',
  upstream: { repository: 'https://example.org/tea' },
  subjects: { brewer: ['brewer'], leaf: ['leaf'], guest: ['guest'] },
  targets: { brewer: 'runtime', leaf: 'image' },
  documents: [],
  versions: [],
};

export const noDispositions: Dispositions = { schemaVersion: 1, spec: 'tea-spec', dispositions: [] };

/** Registries with refs of every kind, in no order. */
export const anyRegistry: fc.Arbitrary<Registry> = fc
  .uniqueArray(
    fc.record({
      n: fc.integer({ min: 1, max: 12 }),
      revision: fc.integer({ min: 1, max: 2 }),
      sketch: fc.record({
        level: fc.constantFrom<Level>('MUST', 'MUST NOT', 'SHOULD', 'MAY'),
        subject: fc.constantFrom('brewer', 'leaf', 'guest'),
        document: fc.constantFrom('brewing.md', 'pots/kettle.md'),
        section: fc.constantFrom('steeping', "the-guest's"),
        platforms: fc.subarray(['stove', 'samovar'], { minLength: 1 }),
      }, { requiredKeys: ['level'] }),
      in: fc.subarray(['v1', 'v2', 'v3'], { minLength: 1 }),
    }),
    { selector: ({ n, revision }) => steeping(n, revision), maxLength: 15 },
  )
  .map((drawn) => teaRegistry(Object.fromEntries(drawn.map(({ n, revision, sketch, in: inForce }) => [steeping(n, revision), { ...sketch, in: inForce }])), ['v1', 'v2', 'v3']));
