import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEvidence } from './parse-evidence.ts';
import type { Evidence, EvidenceHeader, EvidenceRecord, EvidenceTotals } from './evidence.ts';
import { serializeEvidence } from './serialize-evidence.ts';

const digest = 'a'.repeat(64);
const header: EvidenceHeader = {
  kind: 'run',
  schemaVersion: 1,
  time: '2026-01-31T12:00:00.000Z',
  suite: { name: 'tea-suite', version: '1.0.0', commit: 'b'.repeat(40), digest },
  spec: { id: 'tea-spec', version: 'v1.0.0' },
  registry: { digest },
  target: { kind: 'tool', name: 'kettle', version: '2.1', digest },
  host: { kernel: '6.1.0', arch: 'x64', cgroup: 'v2', lsm: ['apparmor'], capabilities: ['CAP_CHOWN'], root: true, features: ['userns'] },
  selection: { shard: '1/2', title: 'boils', without: ['lid.test.ts'] },
};
const check = 'pot.test.ts > boils';
const record: EvidenceRecord = {
  kind: 'verdict',
  check,
  ref: 'tea/pot/top/1',
  verdict: 'not-applicable',
  observations: [{ what: 'temperature', expected: '100', seen: '90', holds: false }],
  reason: 'it has no lid',
  permittingRef: 'tea/pot/top/2',
  partial: 'the second duty',
  reading: 'a pot is a kettle',
  premises: ['tea/pot/top/4+2'],
  set: { name: 'lids', members: [check] },
  generated: true,
};
const failing: EvidenceRecord = { kind: 'verdict', check, ref: 'tea/pot/top/3', verdict: 'inconclusive', observations: [], reason: 'no stove', remedy: 'Bring one.' };
const totals: EvidenceTotals = {
  kind: 'totals',
  verdicts: { pass: 0, fail: 0, error: 0, inconclusive: 1, 'not-applicable': 1 },
  checks: [
    { check, file: 'pot.test.ts', line: 3, refs: ['tea/pot/top/1', 'tea/pot/top/3'], state: 'ran' },
    { check: 'pot.test.ts > cools', file: 'pot.test.ts', refs: ['tea/pot/top/4+2'], state: 'not-in-force', reason: 'no ref in force' },
  ],
  errors: [{ file: 'lid.test.ts', message: 'no such lid' }, { message: 'interrupted' }],
};
const evidence: Evidence = { header, records: [record, failing], totals };
const text = serializeEvidence(evidence);
const lines = text.trimEnd().split('\n');
const problemsOf = async (content: string) => (await parseEvidence(content, 'e.ndjson')).problems.map(({ message }) => message);
const join = (...values: (string | object)[]) => values.map((value) => `${typeof value === 'string' ? value : JSON.stringify(value)}\n`).join('');

test('what is written is read back', async () => {
  expect(await parseEvidence(text, 'e.ndjson')).toEqual({ evidence, problems: [] });
});

describe('what is wrong is told with its line', () => {
  test.each<[string, string]>([
    ['empty', ''],
    ['no totals', join(lines[0]!, lines[1]!, lines[2]!)],
    ['cut off inside a line', text.slice(0, -20)],
    ['cut off before the last line feed', text.slice(0, -1)],
    ['no header', join(lines[1]!, lines[2]!, lines[3]!)],
    ['two files joined', text + text],
    ['a second header', join(lines[0]!, lines[0]!, lines[1]!, lines[2]!, lines[3]!)],
    ['another schemaVersion', join({ ...header, schemaVersion: 2 }, lines[3]!)],
    ['not JSON', join(lines[0]!, '{', lines[1]!, lines[2]!, lines[3]!)],
    ['a line of another kind', join(lines[0]!, { kind: 'opinion' }, lines[1]!, lines[2]!, lines[3]!)],
    ['a check that is not listed', join(lines[0]!, { ...record, check: 'lid.test.ts > fits' }, lines[2]!, lines[3]!)],
    ['a ref that is not listed', join(lines[0]!, { ...record, ref: 'tea/pot/top/9' }, lines[2]!, lines[3]!)],
    ['a check that did not run', join(lines[0]!, lines[1]!, lines[2]!, { ...totals, checks: [{ ...totals.checks[0], state: 'stub' }] })],
    ['a verdict twice', join(lines[0]!, lines[1]!, lines[1]!, { ...totals, verdicts: { ...totals.verdicts, inconclusive: 0, 'not-applicable': 2 } })],
    ['a check listed twice', join(lines[0]!, lines[1]!, lines[2]!, { ...totals, checks: [totals.checks[0], totals.checks[0]] })],
    ['records taken out', join(lines[0]!, lines[3]!)],
    ['a verdict that is none', join(lines[0]!, { ...record, verdict: 'none' }, lines[2]!, lines[3]!)],
    ['no reason', join(lines[0]!, { ...failing, reason: undefined, remedy: undefined }, lines[1]!, lines[3]!)],
    ['an absolute path', join(lines[0]!, { ...record, check: '/home/me/pot.test.ts > boils' }, lines[2]!, lines[3]!)],
  ])('%s', async (name, content) => {
    expect(await problemsOf(content)).toMatchSnapshot();
  });
});

test('nothing that can be in a file makes it throw', async () => {
  const json = fc.json().map((value) => value.replaceAll('\n', ' '));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(fc.string(), json, fc.constantFrom(...lines)), { maxLength: 6 }), async (content) => {
      const { problems } = await parseEvidence(content.join('\n'), 'e.ndjson');
      expect(problems.every(({ line }) => line >= 1)).toBe(true);
    }),
  );
});

test('a file that lost any line, or any character at its end, is not accepted', async () => {
  for (const index of lines.keys()) expect(await problemsOf(join(...lines.filter((_, i) => i !== index)))).not.toEqual([]);
  await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: text.length - 1 }), async (end) => void expect(await problemsOf(text.slice(0, end))).not.toEqual([])));
});
