import { Buffer } from 'node:buffer';
import { inspect } from 'node:util';

const longest = 2000;

/** Both sides of an observation as text: strings as they are, anything else as JSON; told apart where they would look alike. */
export function renderPair(expected: unknown, seen: unknown, alike: boolean): { expected: string; seen: string } {
  const pairOf = (text: (value: unknown) => string) => ({ expected: text(expected), seen: text(seen) });
  const pair = pairOf(render);
  if (alike || pair.expected !== pair.seen) return pair;
  const typed = pairOf((value) => `${typeName(value)} ${quote(value)}`);
  return typed.expected === typed.seen ? pairOf((value) => shorten(inspect(value, { depth: 9, customInspect: false, breakLength: Infinity }))) : typed;
}

const render = (value: unknown): string => (typeof value === 'string' ? shorten(visible(value)) : quote(value));

const typeName = (value: unknown): string => (value === null ? 'null' : typeof value === 'object' ? (value.constructor?.name ?? 'object') : typeof value);

function quote(value: unknown): string {
  if (isMatcher(value)) return describeMatcher(value);
  if (typeof value === 'number') return numeral(value);
  try {
    return shorten(visible(JSON.stringify(value, createReplacer()) ?? String(value)));
  } catch {
    // A getter that throws.
    return Object.prototype.toString.call(value);
  }
}

/** Says what JSON has no words for, and ends where an object holds itself. */
function createReplacer() {
  const within: unknown[] = [];
  return function (this: unknown, key: string, value: unknown): unknown {
    while (within.length > 0 && within.at(-1) !== this) within.pop();
    if (within.includes(value)) return '[a cycle]';
    const shown = readable((this as Record<string, unknown>)[key], value, Array.isArray(this));
    if (typeof shown === 'object') within.push(shown);
    return shown;
  };
}

// JSON.stringify has called toJSON already: `original` is the value itself.
function readable(original: unknown, value: unknown, inList: boolean): unknown {
  if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) return numeral(value);
  if (value === undefined && inList) return 'undefined';
  if (typeof value === 'bigint' || typeof value === 'symbol' || typeof value === 'function') return String(value);
  if (original instanceof Uint8Array) return `${original.length} bytes ${Buffer.from(original).toString('hex')}`;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof RegExp) return String(value);
  if (value instanceof Map) return Object.fromEntries(value);
  if (value instanceof Set) return [...value];
  return isMatcher(value) ? describeMatcher(value) : value;
}

/** `expect.stringMatching(…)` and its like. */
const isMatcher = (value: unknown): value is { sample?: unknown } => typeof value === 'object' && value !== null && 'asymmetricMatch' in value;

const describeMatcher = (matcher: { sample?: unknown }): string => `${String(matcher)} ${matcher.sample instanceof RegExp ? String(matcher.sample) : typeof matcher.sample === 'function' ? matcher.sample.name : quote(matcher.sample)}`;

const numeral = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

/** What nobody would see, written out; spaces, tabs and line feeds stay. */
const visible = (text: string): string => text.replaceAll(/(?![ \t\n])[\p{C}\p{Z}]/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);

const shorten = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}… (${text.length} characters)` : text);
