import { isUtf8 } from 'node:buffer';
import type { TarName } from './tar-entry.ts';

export { isUtf8 };

export const tarName = (bytes: Uint8Array): TarName => ({ bytes, text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString() });

/** Why a name is not safe to unpack below a root; `undefined` where it is. */
export function hazardOfName(text: string): string | undefined {
  if (text === '') return 'empty';
  if (text.includes('\0')) return 'holds a NUL';
  if (text.startsWith('/')) return 'absolute';
  if (climbs(text, 0)) return 'leads out of the root';
  return hasParent(text) ? 'holds ..' : undefined;
}

/** The same for the target of a link. An absolute symbolic link is an everyday thing: it counts from the root. */
export function hazardOfLink(text: string, { of, symbolic }: { of: string; symbolic: boolean }): string | undefined {
  if (!symbolic) return hazardOfName(text);
  if (text === '') return 'empty';
  if (text.includes('\0')) return 'holds a NUL';
  return !text.startsWith('/') && climbs(text, depthOf(of)) ? 'leads out of the root' : undefined;
}

const hasParent = (text: string): boolean => text.includes('..') && text.split('/').includes('..');

/** Whether following `text` goes above the root at some point, from a folder `depth` levels below it. */
function climbs(text: string, depth: number): boolean {
  if (!hasParent(text)) return false;
  let level = depth;
  for (const part of text.split('/')) {
    if (part === '..') level--;
    else if (part !== '' && part !== '.') level++;
    if (level < 0) return true;
  }
  return false;
}

const depthOf = (name: string): number => name.split('/').filter((part) => part !== '' && part !== '.').length - 1;
