import zlib from 'node:zlib';
import type { ByteReader } from '../bytes/byte-reader.ts';
import type { DecompressOptions, DecompressedParts } from './decompress.ts';

/** Large, because every chunk costs a change of threads. */
const chunkSize = 512 * 1024;

/** Members smaller than this are inflated in this thread: a layer may have one for each of its files. */
const smallMember = 64 * 1024;

/** What one deflate stream comes to. */
interface Inflated {
  crc: number;
  length: number;
  damage?: string;
}

/**
 * Decompresses gzip (RFC 1952), one member after the other.
 * Node's own `Gunzip` does not tell where a member ends, and loses output when something else follows.
 */
export async function* gunzip(reader: ByteReader, { report }: DecompressOptions): AsyncGenerator<Uint8Array, DecompressedParts> {
  let parts = 0;
  let sound = true;
  let last = Number.POSITIVE_INFINITY;
  for (;;) {
    const offset = reader.position;
    const header = await readHeader(reader);
    if (header !== 'ok') {
      if (header === 'none' && parts > 0) break;
      report(header === 'truncated' ? 'compression-truncated' : 'compression-damaged', { offset, detail: `in the header of member ${parts}` });
      sound = false;
      break;
    }
    const small = last < smallMember ? inflateHere(reader) : undefined;
    if (small) yield small.bytes;
    const inflated = small ?? (yield* inflateElsewhere(reader));
    if (inflated.damage !== undefined) {
      report('compression-damaged', { offset, detail: `member ${parts}: ${inflated.damage}` });
      sound = false;
      break;
    }
    const trailer = Buffer.from(await reader.read(8));
    if (trailer.length < 8) {
      report('compression-truncated', { offset: reader.position, detail: `in member ${parts}` });
      sound = false;
      break;
    }
    if (trailer.readUInt32LE(0) !== inflated.crc || trailer.readUInt32LE(4) !== inflated.length % 2 ** 32) {
      report('compression-checksum', { offset: reader.position - 8, detail: `of member ${parts}` });
      sound = false;
    }
    parts++;
    last = reader.position - offset;
    const next = await reader.read(2);
    reader.unread(next);
    if (next.length === 0) return { parts, complete: sound };
    if (next[0] !== 0x1f || next[1] !== 0x8b) {
      await reportTrailing(reader, report);
      break;
    }
  }
  await reader.drain();
  return { parts, complete: sound && parts > 0 };
}

async function reportTrailing(reader: ByteReader, report: DecompressOptions['report']): Promise<void> {
  const offset = reader.position;
  let zeros = true;
  for (let chunk = await reader.next(); chunk; chunk = await reader.next()) zeros &&= chunk.every((byte) => byte === 0);
  report('compression-trailing', { offset, detail: `${reader.position - offset} bytes${zeros ? ', all zero' : ''}` });
}

const hasHeaderCrc = 2;
const hasExtra = 4;
const hasName = 8;
const hasComment = 16;

/** Takes a member's header; `none` where there is no such thing. */
async function readHeader(reader: ByteReader): Promise<'ok' | 'none' | 'damaged' | 'truncated'> {
  const fixed = await reader.read(10);
  if (fixed.length < 10) return 'truncated';
  if (fixed[0] !== 0x1f || fixed[1] !== 0x8b) return 'none';
  const flags = fixed[3] ?? 0;
  if (fixed[2] !== 8 || flags > 31) return 'damaged';
  if (flags & hasExtra) {
    const length = await reader.read(2);
    if (length.length < 2) return 'truncated';
    const bytes = (length[0] ?? 0) + 256 * (length[1] ?? 0);
    if ((await reader.skip(bytes)) < bytes) return 'truncated';
  }
  for (const flag of [hasName, hasComment]) if (flags & flag && !(await skipString(reader))) return 'truncated';
  if (flags & hasHeaderCrc && (await reader.skip(2)) < 2) return 'truncated';
  return 'ok';
}

async function skipString(reader: ByteReader): Promise<boolean> {
  for (;;) {
    const chunk = await reader.next();
    if (chunk === undefined) return false;
    const end = chunk.indexOf(0);
    if (end === -1) continue;
    reader.unread(chunk.subarray(end + 1));
    return true;
  }
}

/** In one go, if it is all at hand and small. */
function inflateHere(reader: ByteReader): (Inflated & { bytes: Uint8Array }) | undefined {
  const input = reader.tryRead(Math.min(reader.available, smallMember + 8)) ?? new Uint8Array();
  try {
    // `info` is in Node's documentation, not in its types.
    const options = { info: true, finishFlush: zlib.constants.Z_SYNC_FLUSH, maxOutputLength: chunkSize, chunkSize: smallMember } as zlib.ZlibOptions;
    const { buffer, engine } = zlib.inflateRawSync(input, options) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    // Where all was taken, the stream may go on.
    if (engine.bytesWritten < input.length) {
      reader.unread(input.subarray(engine.bytesWritten));
      return { bytes: buffer, crc: zlib.crc32(buffer), length: buffer.length };
    }
  } catch {
    // Too large or damaged: the other way finds out which.
  }
  reader.unread(input);
  return undefined;
}

/** In Node's thread pool, chunk by chunk, reading no further than the stream goes. */
async function* inflateElsewhere(reader: ByteReader): AsyncGenerator<Uint8Array, Inflated> {
  const engine = zlib.createInflateRaw({ chunkSize, finishFlush: zlib.constants.Z_SYNC_FLUSH });
  const feeding = feed(engine, reader);
  const inflated: Inflated = { crc: 0, length: 0 };
  try {
    for await (const bytes of engine as AsyncIterable<Buffer>) {
      inflated.crc = zlib.crc32(bytes, inflated.crc);
      inflated.length += bytes.length;
      yield bytes;
    }
  } catch (error) {
    inflated.damage = (error as Error).message;
  } finally {
    engine.destroy();
  }
  const failure = await feeding;
  if (failure) throw failure;
  return inflated;
}

/** Writes until the engine leaves something over: its stream has ended. Returns what the source threw. */
async function feed(engine: zlib.InflateRaw, reader: ByteReader): Promise<Error | undefined> {
  let fed = 0;
  let settle: (() => void) | undefined;
  // An engine that fails calls nobody back.
  engine.on('close', () => settle?.()).on('error', () => {});
  try {
    for (let chunk = await reader.next(); chunk; chunk = await reader.next()) {
      const bytes = chunk;
      fed += bytes.length;
      await new Promise<void>((resolve) => {
        settle = resolve;
        engine.write(bytes, () => resolve());
      });
      if (engine.destroyed) return undefined;
      const left = fed - engine.bytesWritten;
      if (left > 0) {
        reader.unread(bytes.subarray(bytes.length - left));
        return undefined;
      }
    }
    engine.end();
    return undefined;
  } catch (error) {
    engine.destroy();
    return error as Error;
  }
}
