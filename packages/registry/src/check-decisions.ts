import { invalidFile } from '@specproof/model';
import type { Decisions } from '@specproof/model';

/** Returns the decisions; throws `INVALID_FILE` for `file` with every entry about something that an earlier one is about. */
export function checkDecisions(decisions: Decisions, file: string): Decisions {
  const problems = [
    ...twins('decisions', decisions.decisions, ({ id, version, from, to }) => ({ key: [id, version, from, to], name: `the change of ${id} in ${version}` })),
    ...twins('bindings', decisions.bindings, ({ version, document, line, column, text }) => ({
      key: [version, document, line, column, text],
      name: `what stands at ${document}:${line}:${column} of ${version}`,
    })),
  ];
  if (problems.length > 0) throw invalidFile(file, problems);
  return decisions;
}

function twins<T extends { reason: string }>(list: string, entries: readonly T[], about: (entry: T) => { key: unknown[]; name: string }): string[] {
  const earlier = new Map<string, number>();
  return entries.flatMap((entry, index) => {
    const { key, name } = about(entry);
    const first = earlier.get(JSON.stringify(key));
    if (first !== undefined) return `/${list}/${index}: ${name} (${entry.reason}) is judged in /${list}/${first} already (${entries[first]?.reason}): keep one of the two`;
    earlier.set(JSON.stringify(key), index);
    return [];
  });
}
