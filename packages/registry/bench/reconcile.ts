import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Decisions, Extraction, Requirement } from '@specproof/model';
import { applyPlan } from '../src/apply-plan.ts';
import { reconcile } from '../src/reconcile.ts';
import { emptyRegistry } from '../src/registered.ts';

/** What reconciling one changed version took. */
export interface ReconcileFigures {
  name: string;
  requirements: number;
  changed: number;
  milliseconds: number;
  /** Most memory the process has had until then, texts and all. */
  peakMegabytes: number;
  ids: { kept: number; given: number; removed: number };
}

export interface ReconcileBenchOptions {
  requirements?: number;
  sections?: number;
  /** Part of the requirements that is reworded, moved, inserted or removed. */
  changed?: number;
}

const decisions: Decisions = { schemaVersion: 1, spec: 'bench', decisions: [], bindings: [], retired: [] };

/** Reconciles a large version of which a part changed: with ordinary text, and with text of which half is one sentence. */
export async function benchReconcile(options: ReconcileBenchOptions = {}): Promise<ReconcileFigures[]> {
  const { requirements = 20_000, sections = 500, changed = 0.1 } = options;
  return [
    run('ordinary text', requirements, sections, changed, 0),
    run('half of it one sentence', requirements, sections, changed, 0.5),
    run('half of it one sentence, one section', requirements, 1, changed, 0.5),
    run('one sentence reworded everywhere', requirements, sections, changed, 0.5, true),
  ];
}

function run(name: string, count: number, sections: number, changed: number, twins: number, rewordTwins = false): ReconcileFigures {
  const random = generator(7);
  const before = makeTexts(random, count, sections, twins);
  const { texts: after, edits } = change(random, before, sections, changed, rewordTwins);
  const first = extraction(before, 'v1');
  const second = extraction(after, 'v2');
  const registry = applyPlan(emptyRegistry('bench', 'bench'), reconcile(emptyRegistry('bench', 'bench'), 'v1', null, first, decisions));

  const start = performance.now();
  const plan = reconcile(registry, 'v2', 'v1', second, decisions);
  const applied = applyPlan(registry, plan);
  const milliseconds = performance.now() - start;
  const given = Object.keys(applied.requirements).length - Object.keys(registry.requirements).length;
  return {
    name,
    requirements: count,
    changed: edits,
    milliseconds: Math.round(milliseconds),
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    ids: { kept: plan.requirements.length - given, given, removed: plan.removed.length },
  };
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
