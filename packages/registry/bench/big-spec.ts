import { createHash } from 'node:crypto';
import type { Decisions, Extraction, Registry, Requirement } from '@specproof/model';
import { applyPlan } from '../src/apply-plan.ts';
import { reconcile } from '../src/reconcile.ts';
import { emptyRegistry } from '../src/registered.ts';

export interface BigSpecOptions {
  requirements: number;
  sections: number;
  /** Part of the requirements that the next version rewords, moves, inserts or removes. */
  changed: number;
  /** Part of the requirements that is one and the same sentence. */
  twins: number;
  /** Whether the next version rewords that sentence wherever it stands. */
  rewordTwins?: boolean;
}

/** A registry of one large version, and the text of the next. */
export interface BigSpec {
  registry: Registry;
  next: Extraction;
  /** How many requirements the next version touches. */
  edits: number;
}

export const noDecisions: Decisions = { schemaVersion: 1, spec: 'bench', decisions: [], bindings: [], retired: [] };

/** Makes up a large spec and its next version: the same every time. */
export function makeBigSpec({ requirements, sections, changed, twins, rewordTwins = false }: BigSpecOptions): BigSpec {
  const random = generator(7);
  const before = makeTexts(random, requirements, sections, twins);
  const { texts: after, edits } = change(random, before, sections, changed, rewordTwins);
  const empty = emptyRegistry('bench', 'bench');
  const registry = applyPlan(empty, reconcile(empty, 'v1', null, extraction(before, 'v1'), noDecisions));
  return { registry, next: extraction(after, 'v2'), edits };
}

interface Text {
  section: number;
  words: string[];
}

const twin = 'this value shall always be an absolute path in the file system'.split(' ');

function makeTexts(random: () => number, count: number, sections: number, twins: number): Text[] {
  return Array.from({ length: count }, (_, i) => ({
    section: Math.floor((i * sections) / count),
    words: random() < twins ? twin : sentence(random),
  }));
}

const sentence = (random: () => number): string[] =>
  Array.from({ length: 10 + Math.floor(random() * 20) }, () => `w${Math.floor(random() ** 2 * 3000)}`);

function change(random: () => number, texts: readonly Text[], sections: number, changed: number, rewordTwins: boolean): { texts: Text[]; edits: number } {
  const result: Text[] = [];
  const moved: Text[] = [];
  let edits = 0;
  for (const text of texts) {
    if (rewordTwins && text.words === twin) {
      edits++;
      result.push({ ...text, words: ['each', ...twin.slice(1)] });
      continue;
    }
    if (random() >= changed) {
      result.push(text);
      continue;
    }
    edits++;
    const kind = Math.floor(random() * 4);
    if (kind === 0) result.push({ ...text, words: text.words.map((word) => (random() < 0.15 ? `x${word}` : word)) });
    if (kind === 1) moved.push({ ...text, section: Math.floor(random() * sections) });
    if (kind === 2) result.push(text, { ...text, words: sentence(random) });
  }
  return { texts: [...result, ...moved].sort((a, b) => a.section - b.section), edits };
}

function extraction(texts: readonly Text[], version: string): Extraction {
  const requirements = texts.map(({ section, words }, i): Requirement => {
    const text = words.join(' ');
    const context = `in section ${section % 50}`;
    return {
      document: 'bench.md',
      line: i + 1,
      column: 1,
      keyword: 'MUST',
      level: 'MUST',
      subject: 'runtime',
      conditional: false,
      section: { slug: `section-of-${section}`, line: 1 },
      anchor: null,
      place: 'paragraph',
      statement: { start: i + 1, end: i + 1 },
      fingerprint: { sentence: hash(text), context: hash(context) },
      parts: { sentence: text, context },
      text,
    };
  });
  const document = { path: 'bench.md', sha256: hash(requirements.map(({ text }) => text).join('\n')) };
  return { spec: 'bench', version, documents: [document], requirements, informative: [], properties: [] };
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** Numbers from 0 to 1, the same every time (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}
