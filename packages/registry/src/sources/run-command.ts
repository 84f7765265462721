import { spawn } from 'node:child_process';
import { formatBytes, formatMs } from './limits.ts';

export interface CommandOptions {
  env: NodeJS.ProcessEnv;
  timeoutMs: number;
  maxBytes: number;
  input?: Uint8Array | string;
  signal?: AbortSignal | undefined;
}

/** What `command` prints. Throws an error of one line: not installed, too slow, too much, or its own last word. */
export function runCommand(command: string, args: readonly string[], options: CommandOptions): Promise<Buffer> {
  const { env, timeoutMs, maxBytes, input, signal } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: 'pipe', windowsHide: true });
    const chunks: Buffer[] = [];
    let size = 0;
    let complaint = '';

    const stop = (reason: unknown): void => {
      child.kill();
      setTimeout(() => child.kill('SIGKILL'), 1000).unref();
      // A grandchild may hold the pipes open; nobody reads them any more.
      child.stdout.destroy();
      child.stderr.destroy();
      reject(reason);
    };
    const timer = setTimeout(() => stop(new Error(`${command} gave no result within ${formatMs(timeoutMs)}`)), timeoutMs);
    const abort = (): void => stop(signal?.reason);
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });

    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxBytes) stop(new Error(`${command} printed more than ${formatBytes(maxBytes)}`));
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      complaint = (complaint + chunk).slice(-4000);
    });
    child.on('error', (error: NodeJS.ErrnoException) => reject(error.code === 'ENOENT' ? new Error(`the command ${command} is not installed`) : error));
    child.on('close', (code) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      if (code === 0) resolve(Buffer.concat(chunks));
      else reject(new Error(lastLine(complaint) ?? `${command} failed with ${code}`));
    });
    // A child that ends early is judged by its exit code.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/** Without what only repeats who speaks of what. */
const lastLine = (text: string): string | undefined =>
  text.split('\n').map((line) => line.trim().replace(/^(?:fatal|error|E): (?:unable to access '[^']*': )?/u, '')).filter(Boolean).at(-1);
