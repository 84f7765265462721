import { readFileSync } from 'node:fs';
import { setBuild } from './build.ts';
import type { Context } from './context.ts';
import { createOutput } from './output/output.ts';
import { createProgram } from './program.ts';

/** How long an interrupted command may take to tidy up, in milliseconds. */
const grace = 2000;

/** Runs the `specproof` command; sets `process.exitCode`. `build` names the code that runs, where that is not a published version. */
export async function main(argv: string[], build?: string): Promise<void> {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  setBuild(build ?? version);
  const interruption = new AbortController();
  process.once('SIGINT', () => {
    process.exitCode = 130;
    interruption.abort();
    setTimeout(() => process.exit(130), grace).unref();
  });
  const context: Context = {
    cwd: process.cwd(),
    env: process.env,
    stdout: createOutput(process.stdout, process.env),
    stderr: createOutput(process.stderr, process.env),
    signal: interruption.signal,
  };
  const code = await run(argv, version, context);
  process.exitCode = interruption.signal.aborted ? 130 : code;
}

async function run(argv: string[], version: string, context: Context): Promise<number> {
  let code: number = 0;
  const program = createProgram(version, context, (result) => (code = result));
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    if (context.signal.aborted) return 130;
    // What commander has to say it has said: help and version are no failure, the rest is misuse.
    if (error instanceof Error && 'exitCode' in error) return error.exitCode === 0 ? 0 : 2;
    const { reportError } = await import('./output/report-error.ts');
    return reportError(error, context.stderr);
  }
}
