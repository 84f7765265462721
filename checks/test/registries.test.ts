import { lock, rebuild, serializeRegistry, validateRegistry } from '@specproof/registry';
import { describe, expect, test } from 'vitest';
import { extractionOf, specsAtHand } from './texts.ts';

const specs = await specsAtHand();

describe.each(specs)('the committed registry of $spec.id', (hand) => {
  const { spec, registry, registryBytes, decisions, overrides, texts } = hand;

  test('is valid, and written as we write it', () => {
    validateRegistry(registry);
    expect(serializeRegistry(registry)).toBe(registryBytes);
  });

  test('holds every version of spec.json', () => {
    expect(registry.versions.map(({ version }) => version)).toEqual(spec.versions.map(({ version }) => version));
  });

  test('leaves no change unjudged', () => {
    const unsettled = Object.entries(registry.requirements).flatMap(([id, { versions }]) =>
      Object.entries(versions).flatMap(([version, { change }]) => (change?.unsettled ? [`${id} in ${version}`] : [])),
    );
    expect(unsettled).toEqual([]);
  });

  test('comes out of the texts, the decisions and the overrides again, byte by byte', ({ skip }) => {
    const missing = spec.versions.filter(({ version }) => !texts.has(version));
    if (missing.length > 0) skip(`The texts of ${missing.map(({ version }) => version).join(', ')} are not at hand.`);
    const versions = spec.versions.map(({ version, after }) => ({ version, after, extraction: extractionOf(hand, version) }));
    expect(serializeRegistry(rebuild(spec, versions, decisions, overrides)) === registryBytes).toBe(true);
  });

  test.for(spec.versions)('does not change when $version alone is read again', ({ version: read }, { skip }) => {
    if (!texts.has(read)) skip(`The text of ${read} is not at hand.`);
    const versions = spec.versions.map(({ version, after }) => (version === read ? { version, after, extraction: extractionOf(hand, version) } : { version, after }));
    const again = lock({ spec, versions, registry, decisions, overrides });
    expect(serializeRegistry(again.registry) === registryBytes).toBe(true);
    expect(again.decisions).toEqual(decisions);
  });
});
