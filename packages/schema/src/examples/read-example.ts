import type { Json } from '../official/json.ts';

/** A code block read as JSON, or why it cannot be. */
export type ReadExample =
  | { readonly kind: 'document' | 'members'; readonly value: Json }
  | { readonly kind: 'not-json'; readonly problem: string };

/** Reads a JSON code block: a whole value, or the members of an object without the braces around them. */
export function readExample(text: string): ReadExample {
  const whole = parse(text);
  if (whole.ok) return { kind: 'document', value: whole.value };
  // A comma behind the last member only says that there would be more.
  const members = parse(`{${text.replace(/,\s*$/u, '')}}`);
  if (members.ok) return { kind: 'members', value: members.value };
  const isMembers = /^\s*"/u.test(text);
  return { kind: 'not-json', problem: describe(text) ?? (isMembers ? members.problem : whole.problem) };
}

function parse(text: string): { ok: true; value: Json } | { ok: false; problem: string } {
  try {
    return { ok: true, value: JSON.parse(text) as Json };
  } catch (error) {
    return { ok: false, problem: (error as Error).message };
  }
}

/** What people write in examples and JSON does not have. */
function describe(text: string): string | undefined {
  const outside = text.replaceAll(/"(?:[^"\\\n]|\\.)*"/gu, '""');
  if (/\/\/|\/\*|(?:^|\n)\s*#/u.test(outside)) return 'holds a comment';
  if (/\.\.\.|…/u.test(outside)) return 'leaves something out';
  if (/,\s*[}\]]/u.test(outside)) return 'has a comma behind the last entry';
  return /[\]}"\w]\s*\n\s*"/u.test(outside) ? 'lacks a comma between two entries' : undefined;
}
