import { Buffer } from 'node:buffer';

const longest = 2000;

/** Both sides of an observation as text: strings as they are, anything else as JSON; told apart where they would look alike. */
export function renderPair(expected: unknown, seen: unknown, alike: boolean): { expected: string; seen: string } {
  const plain = { expected: render(expected), seen: render(seen) };
  if (alike || plain.expected !== plain.seen) return plain;
  return { expected: `${typeName(expected)} ${quote(expected)}`, seen: `${typeName(seen)} ${quote(seen)}` };
}

const render = (value: unknown): string => (typeof value === 'string' ? shorten(value) : quote(value));

const typeName = (value: unknown): string => (value === null ? 'null' : typeof value === 'object' ? (value.constructor?.name ?? 'object') : typeof value);

function quote(value: unknown): string {
  if (isMatcher(value)) return describeMatcher(value);
  try {
    return shorten(JSON.stringify(value, readable) ?? String(value));
  } catch {
    // A cycle, or a getter that throws.
    return Object.prototype.toString.call(value);
  }
}

// JSON.stringify has called toJSON already: `this` still holds the value itself.
function readable(this: unknown, key: string, value: unknown): unknown {
  const original = (this as Record<string, unknown>)[key];
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

const shorten = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}… (${text.length} characters)` : text);
