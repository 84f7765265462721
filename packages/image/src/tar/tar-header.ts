import { tarTypes } from './tar-entry.ts';
import type { TarEntry, TarType } from './tar-entry.ts';

export const blockSize = 512;

/** The fields of one header block. */
export interface TarHeader {
  format: TarEntry['format'];
  typeFlag: string;
  type: TarType;
  name: Uint8Array;
  link: Uint8Array;
  size: number | undefined;
  mode: number | undefined;
  uid: number | undefined;
  gid: number | undefined;
  mtime: number | undefined;
  userName: Uint8Array;
  groupName: Uint8Array;
  major: number | undefined;
  minor: number | undefined;
  /** Old GNU sparse files. */
  sparse?: { realSize: number | undefined; extended: boolean };
}

const noBytes = new Uint8Array();
const space = 32;
const slash = 47;

/** Whether a block is a header: its checksum holds, counted with signed or unsigned bytes. */
export function isTarHeader(block: Uint8Array): boolean {
  if (block.length < blockSize) return false;
  const expected = octal(block, 148, 8);
  if (expected === undefined) return false;
  let unsigned = 0;
  let high = 0;
  for (let at = 0; at < blockSize; at++) {
    const byte = at >= 148 && at < 156 ? space : (block[at] ?? 0);
    unsigned += byte;
    if (byte > 127) high++;
  }
  return expected === unsigned || expected === unsigned - 256 * high;
}

export const isZeroBlock = (block: Uint8Array): boolean => block.every((byte) => byte === 0);

/** Reads a block whose checksum holds. */
export function readTarHeader(block: Uint8Array): TarHeader {
  const magic = Buffer.from(block.buffer, block.byteOffset + 257, 8).toString('latin1');
  const format = magic.startsWith('ustar\0') ? 'ustar' : magic === 'ustar  \0' ? 'gnu' : 'v7';
  const typeFlag = String.fromCharCode(block[156] ?? 0);
  const base = field(block, 0, 100);
  // Old archives know a directory by its name only.
  const isOldFolder = typeFlag === '\0' && base.at(-1) === slash;
  const prefix = format === 'ustar' ? field(block, 345, 155) : noBytes;
  const isDevice = format !== 'v7' && (typeFlag === '3' || typeFlag === '4');
  return {
    format,
    typeFlag,
    type: isOldFolder ? 'directory' : ((tarTypes as Record<string, TarType>)[typeFlag] ?? 'unknown'),
    name: prefix.length > 0 ? joined(prefix, base) : copyOf(base),
    link: copyOf(field(block, 157, 100)),
    size: number(block, 124, 12),
    mode: number(block, 100, 8),
    uid: number(block, 108, 8),
    gid: number(block, 116, 8),
    mtime: number(block, 136, 12),
    userName: format === 'v7' ? noBytes : copyOf(field(block, 265, 32)),
    groupName: format === 'v7' ? noBytes : copyOf(field(block, 297, 32)),
    major: isDevice ? number(block, 329, 8) : 0,
    minor: isDevice ? number(block, 337, 8) : 0,
    ...(typeFlag === 'S' && { sparse: { realSize: number(block, 483, 12), extended: block[482] !== 0 } }),
  };
}

/** Of its own: a view would keep the whole chunk it was read from. */
const copyOf = (bytes: Uint8Array): Uint8Array => (bytes.length === 0 ? noBytes : new Uint8Array(bytes));

function joined(prefix: Uint8Array, base: Uint8Array): Uint8Array {
  const name = new Uint8Array(prefix.length + 1 + base.length);
  name.set(prefix);
  name[prefix.length] = slash;
  name.set(base, prefix.length + 1);
  return name;
}

/** Up to its NUL. */
function field(block: Uint8Array, start: number, length: number): Uint8Array {
  let end = start;
  while (end < start + length && block[end] !== 0) end++;
  return block.subarray(start, end);
}

/** Octal digits, or GNU's base 256 where the first bit is set; `undefined` where it is neither or no safe integer. */
function number(block: Uint8Array, start: number, length: number): number | undefined {
  const first = block[start] ?? 0;
  if (first < 128) return octal(block, start, length);
  let value = first & 0x40 ? (first & 0x3f) - 0x40 : first & 0x3f;
  for (let at = start + 1; at < start + length; at++) value = value * 256 + (block[at] ?? 0);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Octal digits between spaces and NULs; nothing at all counts as 0. */
function octal(block: Uint8Array, start: number, length: number): number | undefined {
  const end = start + length;
  let at = start;
  while (at < end && block[at] === space) at++;
  let value = 0;
  for (let digit = (block[at] ?? 0) - 48; at < end && digit >= 0 && digit < 8; digit = (block[++at] ?? 0) - 48) value = value * 8 + digit;
  while (at < end && (block[at] === space || block[at] === 0)) at++;
  // What follows a NUL is left over from something else: common readers do not look at it.
  if (at < end && (at === start || block[at - 1] !== 0)) return undefined;
  return Number.isSafeInteger(value) ? value : undefined;
}
