import path from 'node:path';
import type { Evidence, HostFacts } from '@specproof/model';
import type { EvidenceReporterOptions } from '../src/reporter.ts';
import { runSuite } from '../src/run.ts';
import type { RunSuiteOptions } from '../src/run.ts';

export const digest = 'd'.repeat(64);
export const host: HostFacts = { kernel: '6.1.0-18-amd64', arch: 'x64', cgroup: 'v2', lsm: ['apparmor'], capabilities: ['CAP_CHOWN'], root: true, features: ['userns'] };
export const include = ['**/*.check.ts'];
export const fixture = (name: string): string => path.resolve(import.meta.dirname, '../fixtures', name);

const target = { kind: 'tool', name: 'kettle', version: '2.1', digest } as const;

/** What the evidence of a run of a suite of `fixtures/` says of the run as a whole. */
export const headerOf = (name: string): EvidenceReporterOptions['header'] => ({ suite: { name, digest }, spec: { id: 'tea-spec', version: 'v1.1.0' }, registry: { digest }, target, host });

/** The time stands still. */
export const now = (): Date => new Date('2026-01-31T12:00:00Z');

/** Runs a suite of `fixtures/` on a kettle. */
export const runFixture = (name: string, options: Partial<RunSuiteOptions> = {}): Promise<Evidence> =>
  runSuite({
    ...headerOf(name),
    root: fixture(name),
    include,
    spec: { id: 'tea-spec', version: 'v1.1.0', prefix: 'tea', targets: { kettle: 'tool' } },
    target: { ...target, data: { litres: 2 } },
    now,
    ...options,
  });

/** Evidence as a person compares it: verdicts with what failed, then what did not run, then errors. */
export function summary({ records, totals }: Evidence): string {
  const lines: string[] = [];
  for (const { check, ref, verdict, observations, reason, remedy } of records) {
    if (lines.at(-1) !== check && !lines.includes(check)) lines.push(check);
    lines.push(`  ${ref}: ${[verdict, reason, remedy].filter(Boolean).join(' | ')}`);
    for (const { what, expected, seen, holds } of observations) lines.push(`    ${holds ? '+' : '-'} ${what}${expected === undefined ? '' : `: ${expected}`}${seen === undefined || seen === expected ? '' : ` <> ${seen}`}`);
  }
  for (const { check, state, reason } of totals.checks) if (state !== 'ran') lines.push(`${check}: ${[state, reason].filter(Boolean).join(' | ')}`);
  for (const { file, message } of totals.errors) lines.push(`! ${[file, message].filter(Boolean).join(': ')}`);
  return `\n${lines.join('\n')}\n`;
}
