import fc from 'fast-check';
import type { Texts } from './demo.ts';

/** A sentence of a generated spec: an object is one requirement, whatever becomes of the text around it. */
export interface Sentence {
  text: string;
}

export interface Section {
  slug: string;
  sentences: Sentence[];
}

export interface Document {
  path: string;
  sections: Section[];
}

const things = ['mount', 'path', 'hook', 'digest', 'layer', 'device', 'signal', 'name', 'label', 'archive', 'cache', 'socket'];
const acts = ['close', 'open', 'ignore', 'report', 'copy', 'verify', 'rename', 'sort', 'keep', 'truncate', 'list', 'watch'];
const ways = ['twice', 'atomically', 'before starting', 'in order', 'without delay', 'at most once', 'on request', 'while stopping'];
const keywords = ['MUST', 'MUST NOT', 'SHOULD', 'MAY'];

// Stand in several sections, sometimes several times in one.
const commonSentences = ['The value {MUST} be absolute.', 'This field {MAY} be empty.', 'Order {SHOULD} be kept.'];

/** A sentence that no other one is like: the number makes all of its pairs its own. */
export const uniqueSentence = (n: number): Sentence => {
  const pick = (list: readonly string[], by: number): string => `${list[Math.floor(n / by) % list.length]}${n}`;
  return { text: `Every ${pick(things, 1)} {${keywords[n % 4]}} ${pick(acts, 3)} its ${pick(things, 7)} ${pick(ways, 5)} for ${pick(things, 11)}.` };
};

/** A small spec: every section has a sentence of its own, and may share others with its neighbours. */
export const specArbitrary: fc.Arbitrary<Document[]> = fc
  .array(
    fc.array(
      fc.record({
        own: fc.integer({ min: 1, max: 3 }),
        common: fc.array(fc.record({ which: fc.nat(2), at: fc.nat(3) }), { maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((documents) => {
    let n = 0;
    return documents.map((sections, d) => ({
      path: `doc-${d}.md`,
      sections: sections.map(({ own, common }, s) => {
        const sentences = Array.from({ length: own }, () => uniqueSentence(n++));
        for (const { which, at } of common) sentences.splice(at % (sentences.length + 1), 0, { text: commonSentences[which] ?? '' });
        return { slug: s === 0 ? 'overview' : `part-${'abcd'[d]}${'abcd'[s]}`, sentences };
      }),
    }));
  });

/** The sections and sentences of a spec, copied so that they can be edited; the sentences stay who they are. */
export const copySpec = (documents: readonly Document[]): Document[] =>
  documents.map(({ path, sections }) => ({ path, sections: sections.map(({ slug, sentences }) => ({ slug, sentences: [...sentences] })) }));

/** All sections of a spec. */
export const sectionsOf = (documents: readonly Document[]): Section[] => documents.flatMap(({ sections }) => sections);

/** The spec as texts, and where each sentence stands in them. */
export function render(documents: readonly Document[], gap = 0): { texts: Texts; places: Map<Sentence, string> } {
  const texts: Texts = {};
  const places = new Map<Sentence, string>();
  for (const { path, sections } of documents) {
    const lines: string[] = [];
    for (const { slug, sentences } of sections) {
      lines.push(`# ${slug}`);
      for (const sentence of sentences) {
        lines.push(...Array.from({ length: gap }, () => ''), sentence.text);
        places.set(sentence, `${path}:${lines.length}`);
      }
    }
    texts[path] = lines.join('\n');
  }
  return { texts, places };
}
