import type { Output } from './output/output.ts';

/** What the command line is run with; everything a command reads from or writes to the outside. */
export interface Context {
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** The requested document, and nothing else. */
  stdout: Output;
  /** Notes, progress, errors. */
  stderr: Output;
  /** Aborted when the user interrupts. */
  signal: AbortSignal;
}

/** 0 clean, 1 findings; errors thrown are 2 (usage, configuration, I/O) or 3 (ours). */
export type ExitCode = 0 | 1;
