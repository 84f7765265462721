import { readFile } from 'node:fs/promises';
import { parseFile, SpecproofError } from '@specproof/model';
import type { Spec } from '@specproof/model';
import { checkSpec } from './check-spec.ts';

/** `specs/<id>/spec.json`, checked. Throws `UNKNOWN_SPEC` where there is none, `INVALID_FILE` where it is wrong. */
export async function loadSpec(file: string): Promise<Spec> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new SpecproofError('UNKNOWN_SPEC', `${file} cannot be read (${(cause as NodeJS.ErrnoException).code}). A spec is a folder with a spec.json.`, { cause });
  }
  return checkSpec(await parseFile('spec', text, file), file);
}
