import type { Evidence, HostFacts, SuiteInfo } from '@specproof/model';
import type { TestUserConfig } from 'vitest/config';
import type { Reporter } from 'vitest/node';
import { readHostFacts } from './host-facts.ts';
import type {} from './meta.ts';
import { withSuite } from './open-suite.ts';
import type { SuiteFiles } from './open-suite.ts';
import EvidenceReporter from './reporter.ts';
import type { RunSpec, Target } from './run-input.ts';
import { suiteDigest } from './suite-digest.ts';

/** How Vitest isolates the files of a suite. */
export type Pool = 'forks' | 'threads' | 'vmForks' | 'vmThreads';

/** A run of a suite on a target. */
export interface RunSuiteOptions extends SuiteFiles {
  /** Its digest is that of all its files, where absent. */
  suite: Omit<SuiteInfo, 'digest'> & { digest?: string };
  spec: RunSpec;
  registry: { digest: string };
  target: Target;
  /** This host, where absent. */
  host?: HostFacts;
  /** What the driver has found out about this host. */
  features?: readonly string[];
  /** Where the evidence goes, all at once when the run is over. */
  evidenceFile?: string;
  /** The clock. */
  now?: () => Date;
  /** Only files whose path holds one of these. */
  files?: readonly string[];
  /** Only checks whose titles match. */
  title?: RegExp;
  /** `1/3` */
  shard?: string;
  pool?: Pool;
  maxWorkers?: number;
  isolate?: boolean;
  /** Of one check, in milliseconds. */
  timeout?: number;
  /** Stops the run: what has not ended has no verdict. */
  signal?: AbortSignal;
  /** For progress: Vitest's, or ones of your own. */
  reporters?: readonly (Reporter | string | [name: string, options: Record<string, unknown>])[];
}

/** Runs a suite in this process and its workers. Whatever happens, it ends in evidence; what went wrong stands in its totals. Throws `IO`. */
export async function runSuite(options: RunSuiteOptions): Promise<Evidence> {
  const { root, suite, spec, registry, features, target, host = readHostFacts(features && { features }), evidenceFile, now, files = [], title, shard, pool = 'forks', maxWorkers, isolate, timeout, signal, reporters = [] } = options;
  const { kind, name, version, digest } = target;
  const reporter = new EvidenceReporter({
    header: { suite: { ...suite, digest: suite.digest ?? suiteDigest(root) }, spec: { id: spec.id, version: spec.version }, registry, target: { kind, name, version, digest }, host },
    ...(evidenceFile !== undefined && { file: evidenceFile }),
    ...(now && { now }),
  });
  const config = {
    reporters: [reporter, ...reporters] as TestUserConfig['reporters'],
    provide: { specproof: { spec, target, host } },
    pool,
    ...(maxWorkers !== undefined && { maxWorkers }),
    ...(isolate !== undefined && { isolate }),
    ...(shard !== undefined && { shard }),
    ...(title && { testNamePattern: title }),
    ...(timeout !== undefined && { testTimeout: timeout, hookTimeout: timeout }),
  };
  return withSuite(options, config, async (vitest) => {
    const cancel = () => void vitest.cancelCurrentRun('keyboard-input');
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      await vitest.start([...files]);
    } catch (error) {
      // No file matches: the evidence says so.
      if ((error as { code?: unknown }).code !== 'VITEST_FILES_NOT_FOUND') throw error;
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
    if (reporter.evidence === undefined) throw new Error('The run ended without evidence');
    return reporter.evidence;
  });
}
