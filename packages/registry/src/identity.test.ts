import fc from 'fast-check';
import type { Registry } from '@specproof/model';
import { describe, expect, test } from 'vitest';
import { demo, noDecisions, noOverrides, refsByLine, register, registerWith } from '../test/demo.ts';
import { readText } from '../test/read-text.ts';
import { copySpec, render, sectionsOf, specArbitrary, uniqueSentence } from '../test/spec-arbitrary.ts';
import type { Document, Sentence } from '../test/spec-arbitrary.ts';
import { lock } from './lock.ts';
import { viewRequirement } from './registered.ts';
import { rebuild } from './rebuild.ts';
import { serializeRegistry } from './serialize-registry.ts';
import { settle } from './settle.ts';
import { validateRegistry } from './validate-registry.ts';

/** The refs that the sentences of each of several versions get. */
function refsOf(...versions: Document[][]): Map<Sentence, string>[] {
  const rendered = versions.map((version) => render(version));
  const registry = validateRegistry(register(...rendered.map(({ texts }) => texts)));
  return rendered.map(({ places }, i) => {
    const refs = refsByLine(registry, `v${i + 1}`);
    return new Map([...places].map(([sentence, place]) => [sentence, refs[place] ?? 'none']));
  });
}

/** The refs of what stands in both versions, in the one and in the other. */
function keptRefs(before: Document[], after: Document[]) {
  const [old = new Map<Sentence, string>(), now = new Map<Sentence, string>()] = refsOf(before, after);
  const kept = [...old.keys()].filter((sentence) => now.has(sentence));
  return { before: kept.map((sentence) => old.get(sentence)), after: kept.map((sentence) => now.get(sentence)), old, now };
}

const at = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;
const anySpec = (property: (spec: Document[], n: number, m: number) => void): void =>
  fc.assert(fc.property(specArbitrary, fc.nat(999), fc.nat(999), property), { numRuns: 150 });

describe('an id stays', () => {
  test('when the text is rewrapped and its links point elsewhere', () =>
    anySpec((spec, n) => {
      const before = render(spec);
      const linked = copySpec(spec);
      for (const { sentences } of sectionsOf(linked)) {
        sentences.forEach((sentence, i) => sentences.splice(i, 1, { text: sentence.text.replace(/be|its/u, `[$&](other.md#${n})`) }));
      }
      const after = render(linked, 1 + (n % 3));
      const registry = register(before.texts, after.texts);
      const [old, now] = ['v1', 'v2'].map((version) => Object.values(refsByLine(registry, version)).sort());
      expect(now).toEqual(old);
      for (const requirement of Object.values(registry.requirements)) expect(requirement.versions['v2']?.change).toBeUndefined();
    }));

  test('when a section moves within its document or to another', () =>
    anySpec((spec, n, m) => {
      const moved = copySpec(spec);
      const from = at(moved, n);
      const [section] = from.sections.splice(m % from.sections.length, 1);
      const to = at(moved, m);
      if (section) to.sections.splice(n % (to.sections.length + 1), 0, { ...section, slug: section.slug === 'overview' && to !== from ? 'moved' : section.slug });
      const { before, after } = keptRefs(spec, moved);
      expect(after).toEqual(before);
    }));

  test('when a section is renamed', () =>
    anySpec((spec, n) => {
      const renamed = copySpec(spec);
      at(sectionsOf(renamed), n).slug = 'another-name';
      const { before, after } = keptRefs(spec, renamed);
      expect(after).toEqual(before);
    }));

  test('when a document is renamed, untouched or with an edit', () =>
    anySpec((spec, n, m) => {
      const renamed = copySpec(spec);
      const document = at(renamed, n);
      document.path = 'elsewhere/renamed.md';
      if (m % 2 === 0) at(document.sections, m).sentences.push(uniqueSentence(1000));
      const { before, after } = keptRefs(spec, renamed);
      expect(after).toEqual(before);
    }));

  test('when neighbours are inserted', () =>
    anySpec((spec, n, m) => {
      const grown = copySpec(spec);
      const { sentences } = at(sectionsOf(grown), n);
      const added = uniqueSentence(1000);
      sentences.splice(m % (sentences.length + 1), 0, added);
      const { before, after, old, now } = keptRefs(spec, grown);
      expect(after).toEqual(before);
      expect([...old.values()]).not.toContain(now.get(added));
    }));

  test('when neighbours are deleted, and comes back when they do', () =>
    anySpec((spec, n, m) => {
      const shrunk = copySpec(spec);
      const section = at(sectionsOf(shrunk), n);
      const gone = at(
        section.sentences.filter((sentence) => /\d/u.test(sentence.text)),
        m,
      );
      section.sentences.splice(section.sentences.indexOf(gone), 1);
      const [first, second, third] = refsOf(spec, shrunk, spec);
      expect(third).toEqual(first);
      first?.delete(gone);
      expect(second).toEqual(first);
    }));

  test('when an identical sentence is added to another section', () =>
    anySpec((spec, n, m) => {
      const doubled = copySpec(spec);
      const sections = sectionsOf(doubled);
      const { text } = at(at(sections, n).sentences, m);
      const target = at(sections, m);
      fc.pre(!target.sentences.some((sentence) => sentence.text === text));
      target.sentences.splice(n % (target.sentences.length + 1), 0, { text });
      const { before, after, old, now } = keptRefs(spec, doubled);
      expect(after).toEqual(before);
      expect(now.size).toBe(old.size + 1);
    }));

  test('when its neighbours are reworded', () =>
    anySpec((spec, n, m) => {
      const reworded = copySpec(spec);
      const { sentences } = at(sectionsOf(reworded), n);
      const changed = at(
        sentences.filter((sentence) => /\d/u.test(sentence.text)),
        m,
      );
      const other = { text: changed.text.replace('Every', 'Each').replace(/ for .*$/u, ' for the caller.') };
      sentences.splice(sentences.indexOf(changed), 1, other);
      const { before, after, old, now } = keptRefs(spec, reworded);
      expect(after).toEqual(before);
      expect(now.get(other)).toBe(`${old.get(changed)}+2`);
    }));
});

/** A spec and what three later versions make of it: sections shuffled, sentences dropped, doubled, reworded and added. */
const evolution = fc.tuple(specArbitrary, fc.array(fc.array(fc.tuple(fc.nat(5), fc.nat(999), fc.nat(999)), { maxLength: 4 }), { minLength: 1, maxLength: 3 })).map(([spec, steps]) => {
  let n = 2000;
  const versions = [spec];
  for (const edits of steps) {
    const next = copySpec(versions.at(-1) ?? []);
    for (const [kind, x, y] of edits) {
      const sections = sectionsOf(next);
      const { sentences } = at(sections, x);
      if (kind === 0) sentences.splice(y % (sentences.length + 1), 0, uniqueSentence(n++));
      if (kind === 1) sentences.splice(y % (sentences.length + 1), 1);
      if (kind === 2 && sentences.length > 0) at(sections, y).sentences.push({ ...at(sentences, y) });
      if (kind === 3 && sentences.length > 0) {
        const i = y % sentences.length;
        sentences[i] = { text: (sentences[i]?.text ?? '').replace('its', 'all of its').replace('be ', 'always be ') };
      }
      if (kind === 4 && sentences.length > 0) {
        const i = y % sentences.length;
        sentences[i] = { text: (sentences[i]?.text ?? '').replace(/\{.*\}/u, '{SHALL NOT}') };
      }
      if (kind === 5) sections.push(...sections.splice(y % sections.length, 1));
    }
    versions.push(next);
  }
  return versions.map((version) => render(version).texts);
});

const named = (texts: Record<string, string>[], read = readText) =>
  texts.map((text, i) => ({ version: `v${i + 1}`, after: i === 0 ? null : `v${i}`, extraction: read(text) }));

describe('the registry', () => {
  test('does not depend on the order of documents or of requirements', () =>
    fc.assert(
      fc.property(evolution, (texts) => {
        const versions = named(texts);
        const turned = named(texts.map((text) => Object.fromEntries(Object.entries(text).reverse())));
        for (const { extraction } of turned) extraction.requirements.reverse();
        const bytes = serializeRegistry(rebuild(demo, versions, noDecisions, noOverrides));
        expect(serializeRegistry(rebuild(demo, turned, noDecisions, noOverrides))).toBe(bytes);
      }),
    ));

  test('holds every requirement under an id of its own, and survives being written and read', () =>
    fc.assert(
      fc.property(evolution, (texts) => {
        const registry = validateRegistry(register(...texts));
        texts.forEach((text, i) => {
          const stands = Object.values(registry.requirements).filter(({ versions }) => versions[`v${i + 1}`]);
          expect(stands.length).toBe(readText(text).requirements.length);
        });
        expect(JSON.parse(serializeRegistry(registry))).toEqual(registry);
      }),
    ));

  test('is the same when locked twice, version by version, or rebuilt, with decisions too', () =>
    fc.assert(
      fc.property(evolution, fc.boolean(), (texts, meaning) => {
        const versions = named(texts);
        let { registry } = registerWith(noDecisions, ...texts);
        let decisions = noDecisions;
        for (const [id, { versions: places }] of Object.entries(registry.requirements)) {
          if (Object.values(places).some(({ change }) => change?.unsettled)) decisions = settle(registry, decisions, id, { meaning, reason: 'as read' });
        }
        const locked = lock({ spec: demo, versions, registry, decisions, overrides: noOverrides });
        expect(locked.decisions).toEqual(decisions);
        expect(locked.stale).toEqual({ overrides: [], decisions: [], bindings: [] });
        const bytes = serializeRegistry(locked.registry);
        expect(serializeRegistry(rebuild(demo, versions, decisions, noOverrides))).toBe(bytes);
        expect(serializeRegistry(lock({ ...locked, spec: demo, versions, overrides: noOverrides }).registry)).toBe(bytes);
        let grown: typeof registry | undefined;
        versions.forEach((_, i) => {
          grown = lock({ spec: demo, versions: versions.slice(0, i + 1), ...(grown && { registry: grown }), decisions, overrides: noOverrides }).registry;
        });
        expect(grown && serializeRegistry(grown)).toBe(bytes);
        for (const { versions: places } of Object.values(locked.registry.requirements)) {
          for (const place of Object.values(places)) expect(place.change?.unsettled).toBeUndefined();
        }
        registry = locked.registry;
        validateRegistry(registry);
      }),
    ));

  test('keeps ids and revisions when read again by another extractor', () =>
    fc.assert(
      fc.property(evolution, fc.nat(99), fc.nat(99), (texts, missed, found) => {
        // The first extractor misses some sentences and the second others, and they hash words and contexts differently.
        const reader = (missing: number, salt: string) => (text: Record<string, string>) => {
          const extraction = readText(text);
          const kept = extraction.requirements.filter(({ line, column }) => (line * 7 + column) % 5 !== missing % 7);
          const requirements = kept.map((requirement) => ({
            ...requirement,
            fingerprint: { ...requirement.fingerprint, sentence: salt + requirement.fingerprint.sentence.slice(salt === '' ? 0 : 12) },
          }));
          return { ...extraction, requirements };
        };
        const first = lock({ spec: demo, versions: named(texts, reader(missed, '')), decisions: noDecisions, overrides: noOverrides });
        const versions = named(texts, reader(found, 'other'));
        const second = lock({ spec: demo, versions, registry: first.registry, decisions: first.decisions, overrides: noOverrides });
        validateRegistry(second.registry);
        const readAt = (name: string) =>
          new Set(
            versions
              .filter(({ version }) => version === name)
              .flatMap(({ extraction }) => extraction.requirements.map(({ document, line, column }) => `${name} ${document}:${line}:${column}`)),
          );
        // What is not read any more is left out; all else stands where it stood, under the same ref.
        const stands = (registry: Registry) =>
          Object.keys(first.registry.requirements).flatMap((id) =>
            versions.flatMap(({ version }) => {
              const view = viewRequirement(registry, id, version);
              const place = `${version} ${view?.document}:${view?.line}:${view?.column}`;
              return view && readAt(version).has(place) ? [`${id}+${view.revision} ${place}`] : [];
            }),
          );
        expect(stands(second.registry)).toEqual(expect.arrayContaining(stands(first.registry)));
        const bytes = serializeRegistry(second.registry);
        expect(serializeRegistry(rebuild(demo, versions, second.decisions, noOverrides))).toBe(bytes);
        const third = lock({ spec: demo, versions, registry: second.registry, decisions: second.decisions, overrides: noOverrides });
        expect(serializeRegistry(third.registry)).toBe(bytes);
        expect(third.decisions).toEqual(second.decisions);
      }),
    ));
});
