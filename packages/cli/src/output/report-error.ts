import { isSpecproofError } from '@specproof/model';
import type { Output } from './output.ts';
import { plain } from './plain.ts';

/** Says what went wrong and returns the exit code: 2 where a person can do something about it, 3 where it is our mistake. */
export function reportError(error: unknown, stderr: Output): 2 | 3 {
  const say = (text: string): void => stderr.write(`${stderr.colors.red('error:')} ${text}\n`);
  if (isSpecproofError(error)) {
    say(plain(error.message));
    return 2;
  }
  if (isSystemError(error)) {
    say(`${error.message}. Check that the file or folder is there and that you may use it.`);
    return 2;
  }
  say(`this is a mistake in Specproof; please report it with what follows.\n${error instanceof Error ? error.stack : String(error)}`);
  return 3;
}

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && 'code' in error && /^E[A-Z]+$/u.test(String(error.code));
