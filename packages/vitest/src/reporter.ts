import path from 'node:path';
import { compareIds } from '@specproof/model';
import type { Evidence, EvidenceHeader, RunError, RunSelection } from '@specproof/model';
import type { SerializedError } from 'vitest';
import type { Reporter, TestCase, TestModule, TestRunEndReason, Vitest } from 'vitest/node';
import { buildEvidence } from './build-evidence.ts';
import type { FoundCheck } from './build-evidence.ts';
import { describeError } from './describe-error.ts';
import { judgeCheck } from './judge-check.ts';
import { checkId, failedHook, titlePath } from './listed-tests.ts';
import { prepareEvidenceFile, writeEvidence } from './write-evidence.ts';

/** What the evidence says about the run as a whole; the rest the reporter sees for itself. */
export interface EvidenceReporterOptions {
  header: Omit<EvidenceHeader, 'kind' | 'schemaVersion' | 'time' | 'selection'>;
  /** Where the evidence goes; nowhere where absent. */
  file?: string;
  /** The clock. */
  now?: () => Date;
}

/** Turns a run of checks into evidence. */
export default class EvidenceReporter implements Reporter {
  /** Set when the run is over. */
  evidence: Evidence | undefined;
  readonly #options: EvidenceReporterOptions;
  readonly #leftOut = new Set<string>();
  #vitest: Vitest | undefined;
  #time = '';

  constructor(options: EvidenceReporterOptions) {
    this.#options = options;
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
    this.#time = (this.#options.now?.() ?? new Date()).toISOString();
    if (this.#options.file !== undefined) prepareEvidenceFile(this.#options.file);
  }

  // Later, what a failed hook kept from running looks as if it had been left out. Where blobs are merged it does from
  // the start: all of it is an error then, since no verdict at all would be the worse mistake.
  onTestModuleCollected(module: TestModule): void {
    if (this.#isMerge()) return;
    for (const test of module.children.allTests()) if (test.options.mode === 'skip') this.#leftOut.add(test.id);
  }

  async onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[], reason: TestRunEndReason): Promise<void> {
    const vitest = this.#vitest;
    if (vitest === undefined) return;
    const { root } = vitest.config;
    const interrupted = reason === 'interrupted';
    const without = await this.#filesLeftOut(vitest, modules);
    const { shard, testNamePattern } = vitest.config;
    const selection: RunSelection = {
      ...(shard && { shard: `${shard.index}/${shard.count}` }),
      ...(testNamePattern && { title: testNamePattern.source }),
      ...(without.length > 0 && { without }),
    };
    const unread = modules.filter((module) => module.children.size === 0);
    const errors: RunError[] = [
      ...(interrupted ? [{ message: 'The run was interrupted: run it again' }] : []),
      ...modules.flatMap((module) => moduleErrors(module, interrupted)),
      ...unhandled.map((error) => ({ message: describeError(error) })),
    ];
    const { header, file } = this.#options;
    const found = {
      checks: modules.flatMap((module) => [...module.children.allTests()].flatMap((test) => this.#find(test, module, interrupted))),
      errors,
      selection,
      whole: without.length === 0 && unread.length === 0 && !interrupted,
    };
    this.evidence = withoutRoot(buildEvidence({ kind: 'run', schemaVersion: 1, time: this.#time, ...header }, found), root);
    if (this.evidence.records.length === 0) process.exitCode = 1;
    if (file !== undefined) writeEvidence(file, this.evidence);
  }

  #isMerge(): boolean {
    return Boolean(this.#vitest?.config.mergeReports);
  }

  async #filesLeftOut(vitest: Vitest, modules: readonly TestModule[]): Promise<string[]> {
    const looked = new Set(modules.map(({ moduleId }) => moduleId));
    const all = await vitest.globTestSpecifications();
    return all.filter(({ moduleId }) => !looked.has(moduleId)).map(({ moduleId }) => slashed(path.relative(vitest.config.root, moduleId))).sort(compareIds);
  }

  #find(test: TestCase, { relativeModuleId: file }: TestModule, interrupted: boolean): FoundCheck[] {
    const { specproof: meta, specproofRun: run } = test.meta();
    if (meta === undefined) return [];
    const titles = titlePath(test);
    const { state, errors = [], ...rest } = test.result();
    const pattern = this.#vitest?.config.testNamePattern;
    const wasLeftOut = this.#leftOut.has(test.id);
    const judgement = judgeCheck({
      meta,
      run,
      state,
      errors,
      note: 'note' in rest ? rest.note : undefined,
      todo: test.options.mode === 'todo',
      filtered: wasLeftOut && pattern !== undefined && !pattern.test(titles.join(' ')),
      hookError: state === 'skipped' && !wasLeftOut ? failedHook(test) : undefined,
      interrupted,
    });
    return [{ check: checkId(file, titles), file, line: test.location?.line, meta, judgement }];
  }
}

/** What went wrong in a file beside its checks. */
function moduleErrors(module: TestModule, interrupted: boolean): RunError[] {
  const file = module.relativeModuleId;
  const unread = module.children.size === 0 && module.errors().length === 0 && !interrupted;
  return [
    ...(unread ? [{ file, message: 'its worker ended before it was read' }] : []),
    ...module.errors().map((error) => ({ file, message: describeError(error) })),
    ...[...module.children.allSuites()].flatMap((suite) => suite.errors().map((error) => ({ file, message: `${titlePath(suite).join(' > ')}: ${describeError(error)}` }))),
    ...[...module.children.allTests()]
      .filter((test) => test.meta().specproof === undefined && test.result().state === 'failed')
      .map((test) => ({ file, message: `${titlePath(test).join(' > ')}: it names no requirement, and failed: ${describeError(test.result().errors?.[0])}` })),
  ];
}

/** Messages of errors name files; those of the suite are named from its root. */
function withoutRoot(evidence: Evidence, root: string): Evidence {
  const folder = JSON.stringify(`${root}/`).slice(1, -1);
  return JSON.parse(JSON.stringify(evidence).replaceAll(folder, '')) as Evidence;
}

const slashed = (file: string): string => file.replaceAll(path.sep, '/');
