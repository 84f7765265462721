import { describe, expect, test } from 'vitest';
import { runCommand } from './run-command.ts';
import type { CommandOptions } from './run-command.ts';

const sh = (script: string, more: Partial<CommandOptions> = {}): Promise<string> =>
  runCommand('sh', ['-c', script], { env: process.env, timeoutMs: 10_000, maxBytes: 1000, ...more }).then(String);

describe('a command', () => {
  test('gives what it prints', async () => {
    expect(await sh('cat', { input: 'tea' })).toBe('tea');
  });

  test('that fails is told by its last word', async () => {
    await expect(sh("echo first >&2; echo 'fatal: no tea' >&2; exit 3")).rejects.toThrow(/^no tea$/u);
    await expect(sh('exit 3')).rejects.toThrow(/^sh failed with 3$/u);
  });

  test('that does not read what it is given is judged by its exit', async () => {
    expect(await sh('echo done', { input: Buffer.alloc(10_000_000) })).toBe('done\n');
  });

  test('that is not installed', async () => {
    await expect(runCommand('no-such-command', [], { env: process.env, timeoutMs: 1000, maxBytes: 1 })).rejects.toThrow(/^the command no-such-command is not installed$/u);
  });

  test('that prints too much', async () => {
    await expect(sh('yes')).rejects.toThrow(/^sh printed more than 1000 bytes$/u);
  });

  test('that takes too long, does not listen, and has children that hold on', async () => {
    const start = performance.now();
    await expect(sh("trap '' TERM; sleep 4 & sleep 4", { timeoutMs: 100 })).rejects.toThrow(/^sh gave no result within 0\.1 s$/u);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('that is stopped from outside, before or while it runs', async () => {
    await expect(sh('sleep 20', { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
    await expect(sh('sleep 20', { signal: AbortSignal.timeout(50) })).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
