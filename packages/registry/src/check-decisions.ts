import { invalidFile } from '@specproof/model';
import type { Binding, Decision, Decisions } from '@specproof/model';

/** Returns the decisions; throws `INVALID_FILE` for `file` with every entry about something that an earlier one is about. */
export function checkDecisions(decisions: Decisions, file: string): Decisions {
  const problems = [
    ...twins('decisions', decisions.decisions, judgedChange, ({ id, version }) => `the change of ${id} in ${version}`),
    ...twins('bindings', decisions.bindings, boundPlace, ({ version, document, line, column }) => `what stands at ${document}:${line}:${column} of ${version}`),
  ];
  if (problems.length > 0) throw invalidFile(file, problems);
  return decisions;
}

/** What a decision is about. */
export const judgedChange = ({ id, version, from, to }: Decision): string => JSON.stringify([id, version, from, to]);

/** What a binding is about. */
export const boundPlace = ({ version, document, line, column, text }: Binding): string => JSON.stringify([version, document, line, column, text]);

function twins<T extends { reason: string }>(list: string, entries: readonly T[], about: (entry: T) => string, name: (entry: T) => string): string[] {
  const earlier = new Map<string, number>();
  return entries.flatMap((entry, index) => {
    const first = earlier.get(about(entry));
    if (first !== undefined) return `/${list}/${index}: ${name(entry)} (${entry.reason}) is judged in /${list}/${first} already (${entries[first]?.reason}): keep one of the two`;
    earlier.set(about(entry), index);
    return [];
  });
}
