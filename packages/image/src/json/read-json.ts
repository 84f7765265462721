import { isUtf8 } from 'node:buffer';
import type { ReaderLimits } from '../limits.ts';
import { collectProblems } from '../problem.ts';
import type { ImageProblem, Report } from '../problem.ts';
import { scanJson } from './scan-json.ts';

/** A JSON text with what it says. `value` is left out where it cannot be told, `bytes` where they are too many. */
export interface JsonDocument {
  bytes?: Uint8Array;
  value?: unknown;
  /** Everything in it that not all readers take in the same way. */
  problems: readonly ImageProblem[];
}

/** Reads the JSON text of a file. Throws nothing. */
export function readJson(path: string, bytes: Uint8Array, limits: ReaderLimits): JsonDocument {
  const { report, problems } = collectProblems(path, limits.problemsPerKind);
  const value = parse(bytes, limits, report);
  return { bytes, ...(value !== undefined && { value }), problems: problems() };
}

/** Stands for the JSON text of a file that is not kept. */
export const jsonTooLarge = (path: string, bytes: number): JsonDocument => ({ problems: [{ kind: 'json-too-large', path, detail: `${bytes} bytes` }] });

function parse(bytes: Uint8Array, { jsonDepth }: ReaderLimits, report: Report): unknown {
  if (!isUtf8(bytes)) report('json-encoding');
  const decoded = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
  const hasMark = decoded.startsWith('\uFEFF');
  if (hasMark) report('json-bom');
  const text = hasMark ? decoded.slice(1) : decoded;
  if (depthOf(text, jsonDepth) > jsonDepth) {
    report('json-too-deep', { detail: `more than ${jsonDepth} levels` });
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(text);
    scanJson(text, report);
    return value;
  } catch (error) {
    report('json-syntax', { detail: (error as Error).message });
    return undefined;
  }
}

/** How deep brackets are nested outside strings, counted up to one more than `limit`. */
function depthOf(text: string, limit: number): number {
  let depth = 0;
  let deepest = 0;
  const token = /"(?:[^"\\]|\\.)*"?|[[\]{}]/gsu;
  for (let found = token.exec(text); found && deepest <= limit; found = token.exec(text)) {
    const [bracket] = found;
    if (bracket === '[' || bracket === '{') deepest = Math.max(deepest, ++depth);
    else if (bracket === ']' || bracket === '}') depth--;
  }
  return deepest;
}
