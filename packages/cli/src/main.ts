import { readFileSync } from 'node:fs';
import { Command } from 'commander';

/** Runs the `specproof` command; sets `process.exitCode`. */
export async function main(argv: string[]): Promise<void> {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  const program = new Command('specproof').version(version);
  await program.parseAsync(argv, { from: 'user' });
}
