import { compareIds } from './ids.ts';
import type { Evidence, EvidenceHeader, EvidenceLine, EvidenceRecord, EvidenceTotals, ListedCheck, Verdict } from './evidence.ts';
import { verdicts } from './evidence.ts';
import { violationsOf } from './validate-file.ts';

/** What can be wrong with an evidence file. */
export const evidenceProblemKinds = [
  'not-json',
  'unknown-schema-version',
  'not-as-it-should-be',
  'no-header',
  'second-header',
  'truncated',
  'after-the-totals',
  'not-listed',
  'not-run',
  'repeated',
  'missing',
  'miscounted',
  'nothing-executed',
] as const;
export type EvidenceProblemKind = (typeof evidenceProblemKinds)[number];

/** Something wrong with an evidence file; `message` names file and line. */
export interface EvidenceProblem {
  kind: EvidenceProblemKind;
  line: number;
  message: string;
}

/** An evidence file as far as it can be read; it proves nothing where there are problems. */
export interface ParsedEvidence {
  /** Absent where header or totals are. */
  evidence?: Evidence;
  problems: EvidenceProblem[];
}

/** Reads an evidence file; `source` names it in messages. What is wrong is told as data, never thrown. */
export async function parseEvidence(text: string, source: string): Promise<ParsedEvidence> {
  const problems: EvidenceProblem[] = [];
  const report: Report = (kind, line, message) => problems.push({ kind, line, message: `${source}:${line}: ${message}` });
  const lines = text.split('\n');
  // The last line ends as the others do: what a full disk cut off does not.
  const rest = lines.pop() ?? '';
  if (rest !== '') lines.push(rest);

  let header: EvidenceHeader | undefined;
  let totals: { line: number; value: EvidenceTotals } | undefined;
  const records: { line: number; value: EvidenceRecord }[] = [];
  for (const [index, content] of lines.entries()) {
    const line = index + 1;
    if (totals !== undefined) {
      report('after-the-totals', line, 'the totals are the last line; two files may have been joined');
      break;
    }
    const value = await parseLine(content, line, report);
    if (value === undefined) {
      // Of another version, every line may be strange.
      if (problems.some(({ kind }) => kind === 'unknown-schema-version')) return { problems };
      continue;
    }
    if ((value.kind === 'run') !== (line === 1)) {
      if (line === 1) report('no-header', line, `the first line describes the run, this one is of the kind ${value.kind}`);
      else report('second-header', line, 'only the first line describes the run; two files may have been joined');
    }
    if (value.kind === 'run') header ??= value;
    else if (value.kind === 'verdict') records.push({ line, value });
    else totals = { line, value };
  }
  if (lines.length === 0) report('no-header', 1, 'the file is empty');
  else if (totals === undefined) report('truncated', lines.length, 'the last line has to be the totals: the run was interrupted, or the file cut off. Run it again');
  else if (rest !== '') report('truncated', lines.length, 'the last line does not end: the file was cut off. Run it again');
  if (totals !== undefined) compareWithTotals(records, totals.value, totals.line, report);
  if (header === undefined || totals === undefined) return { problems };
  return { evidence: { header, records: records.map(({ value }) => value), totals: totals.value }, problems };
}

type Report = (kind: EvidenceProblemKind, line: number, message: string) => void;

async function parseLine(content: string, line: number, report: Report): Promise<EvidenceLine | undefined> {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    report('not-json', line, `not JSON: ${(error as Error).message}`);
    return undefined;
  }
  const version = typeof value === 'object' && value !== null && 'schemaVersion' in value ? value.schemaVersion : 1;
  if (version !== 1) {
    report('unknown-schema-version', line, `schemaVersion ${JSON.stringify(version)} is unknown here, 1 is known: use the Specproof that wrote it, or a newer one`);
    return undefined;
  }
  const violations = await violationsOf('evidence', value);
  if (violations.length === 0) return value as EvidenceLine;
  report('not-as-it-should-be', line, violations.join('; '));
  return undefined;
}

/** The totals list what was there to run: nothing may be added to it, or left out. */
function compareWithTotals(records: readonly { line: number; value: EvidenceRecord }[], totals: EvidenceTotals, end: number, report: Report): void {
  const listed = new Map<string, ListedCheck>();
  for (const check of totals.checks) {
    if (listed.has(check.check)) report('repeated', end, `${check.check} is listed twice`);
    listed.set(check.check, check);
  }
  const seen = new Set<string>();
  const counts = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  for (const { line, value } of records) {
    const { check, ref, verdict } = value;
    counts[verdict]++;
    const entry = listed.get(check);
    if (!entry?.refs.includes(ref)) report('not-listed', line, entry === undefined ? `${check} is not among the checks of the totals` : `${check} is listed without ${ref}`);
    else if (entry.state !== 'ran') report('not-run', line, `${check} has a verdict, but is listed as ${entry.state}`);
    const key = JSON.stringify([check, ref]);
    if (seen.has(key)) report('repeated', line, `a second verdict of ${check} about ${ref}`);
    seen.add(key);
  }
  const judged = new Set(records.map(({ value }) => value.check));
  for (const { check, state } of [...listed.values()].sort((a, b) => compareIds(a.check, b.check))) {
    if (state === 'ran' && !judged.has(check)) report('missing', end, `${check} is listed as run, but has no verdict`);
  }
  for (const verdict of verdicts) {
    const [found, said] = [counts[verdict], totals.verdicts[verdict]];
    if (found !== said) report('miscounted', end, `${found} of ${said} verdicts ${verdict} are there`);
  }
  if (records.length === 0) report('nothing-executed', end, 'no check ran, so nothing is shown; a filter or a skip may be in the way');
}
