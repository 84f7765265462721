import { refsOf } from '@specproof/model';
import type { RegisteredRef, Registry } from '@specproof/model';

/**
 * Where a file names refs that its table does not have, with what to write instead. Read from the source: such a file
 * cannot be collected.
 */
export function deadRefs(file: string, source: string, registry: Registry): string[] {
  const newest = registry.versions.at(-1)?.version ?? '';
  const refs = refsOf(registry);
  const isCurrent = ({ versions }: RegisteredRef): boolean => versions.includes(newest);
  return [...source.matchAll(/\b(req|past)\s*\[\s*(['"`])([^'"`$]+)\2\s*\]/gu)].flatMap(({ index, 1: table, 3: name = '' }) => {
    const ref = refs.find((one) => one.ref === name);
    if (ref && isCurrent(ref) === (table === 'req')) return [];
    const line = source.slice(0, index).split('\n').length;
    return [`${file}:${line}: ${table}['${name}'] ${ref ? remedy(ref, refs.find((one) => one.id === ref.id && isCurrent(one))) : 'is in no registered version. Take its key from refs.ts'}`];
  });
}

function remedy(ref: RegisteredRef, now: RegisteredRef | undefined): string {
  if (ref === now) return `is in force in the newest version. Write req['${ref.ref}']`;
  const earlier = `is in force in ${ref.versions.join(', ')} only. Write past['${ref.ref}'] to check what it said then`;
  return now ? `${earlier}, req['${now.ref}'] for what it says now, or both` : earlier;
}
