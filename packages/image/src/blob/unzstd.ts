import { Decompress } from 'fzstd';
import type { ByteReader } from '../bytes/byte-reader.ts';
import type { DecompressOptions, DecompressedParts } from './decompress.ts';

const largestBlock = 128 * 1024;

/** The decoder moves its whole window for every block: so much for every byte that comes out, and so much beside. */
const movedPerByte = 4096;
const movedBeside = 8 * 1024 ** 3;

/** What stands before the blocks of a frame. */
interface FrameHeader {
  bytes: Uint8Array;
  window: number;
  contentSize: number | undefined;
  hasChecksum: boolean;
}

/**
 * Decompresses zstd (RFC 8878), one frame after the other; frames that are to be skipped are.
 * Frames and blocks are told apart here, so that the decoder gets what its size has been looked at, and the end is known.
 */
export async function* unzstd(reader: ByteReader, { limits, report }: DecompressOptions): AsyncGenerator<Uint8Array, DecompressedParts> {
  let parts = 0;
  let sound = true;
  let moved = 0;
  let produced = 0;
  const stop = (kind: Parameters<typeof report>[0], detail: string): void => {
    report(kind, { offset: reader.position, detail });
    sound = false;
  };
  frames: for (;;) {
    const offset = reader.position;
    const magic = Buffer.from(await reader.read(4));
    if (magic.length === 0 && parts > 0) break;
    const number = magic.length === 4 ? magic.readUInt32LE(0) : 0;
    if (number >>> 4 === 0x184d2a5) {
      const size = Buffer.from(await reader.read(4));
      if (size.length < 4 || (await reader.skip(size.readUInt32LE(0))) < size.readUInt32LE(0)) {
        stop('compression-truncated', 'in a frame that is to be skipped');
        break;
      }
      parts++;
      continue;
    }
    if (number !== 0xfd2fb528) {
      if (parts === 0) stop(magic.length < 4 ? 'compression-truncated' : 'compression-damaged', 'no frame');
      else {
        await reader.drain();
        report('compression-trailing', { offset, detail: `${reader.position - offset} bytes` });
      }
      break;
    }
    const header = await readFrameHeader(reader, magic);
    if (header === 'truncated' || header === 'dictionary') {
      if (header === 'truncated') stop('compression-truncated', `in the header of frame ${parts}`);
      else stop('compression-damaged', `frame ${parts} needs a dictionary`);
      break;
    }
    if (header.window > limits.zstdWindowBytes) {
      stop('compression-window', `${header.window} bytes, and at most ${limits.zstdWindowBytes} are given`);
      break;
    }
    const out: Uint8Array[] = [];
    const decoder = new Decompress((bytes) => void (bytes.length > 0 && out.push(bytes)));
    let length = 0;
    let input: Uint8Array = header.bytes;
    for (let last = false; !last; ) {
      const blockHeader = Buffer.from(await reader.read(3));
      const [low = 0, middle = 0, high = 0] = blockHeader;
      const size = (low >> 3) | (middle << 5) | (high << 13);
      const type = (low >> 1) & 3;
      last = (low & 1) === 1;
      if (blockHeader.length < 3) {
        stop('compression-truncated', `in frame ${parts}`);
        break frames;
      }
      if (type === 3 || size > largestBlock) {
        stop('compression-damaged', `a block that cannot be, in frame ${parts}`);
        break frames;
      }
      const stored = type === 1 ? 1 : size;
      const content = await reader.read(stored);
      if (content.length < stored) {
        stop('compression-truncated', `in frame ${parts}`);
        break frames;
      }
      moved += header.window;
      if (moved > movedBeside + movedPerByte * produced) {
        stop('compression-bomb', `blocks far smaller than their window of ${header.window} bytes`);
        break frames;
      }
      try {
        // The decoder looks for its checksum before it calls a frame done.
        decoder.push(Buffer.concat([input, blockHeader, content, ...(last && header.hasChecksum ? [noChecksum] : [])]), last);
      } catch (error) {
        stop('compression-damaged', `frame ${parts}: ${(error as Error).message}`);
        break frames;
      }
      input = new Uint8Array();
      for (const bytes of out.splice(0)) {
        length += bytes.length;
        produced += bytes.length;
        // The decoder goes on using what it gave.
        yield Buffer.from(bytes);
      }
    }
    if (header.hasChecksum && (await reader.skip(4)) < 4) {
      stop('compression-truncated', `in the checksum of frame ${parts}`);
      break;
    }
    if (header.contentSize !== undefined && header.contentSize !== length) stop('compression-checksum', `frame ${parts} promises ${header.contentSize} bytes and has ${length}`);
    parts++;
  }
  await reader.drain();
  return { parts, complete: sound };
}

const noChecksum = new Uint8Array(4);

async function readFrameHeader(reader: ByteReader, magic: Uint8Array): Promise<FrameHeader | 'truncated' | 'dictionary'> {
  const descriptor = Buffer.from(await reader.read(1));
  const flags = descriptor[0];
  if (flags === undefined) return 'truncated';
  const singleSegment = (flags & 32) !== 0;
  const windowBytes = singleSegment ? 0 : 1;
  const dictionaryBytes = [0, 1, 2, 4][flags & 3] ?? 0;
  const sizeBytes = [singleSegment ? 1 : 0, 2, 4, 8][flags >> 6] ?? 0;
  const rest = Buffer.from(await reader.read(windowBytes + dictionaryBytes + sizeBytes));
  if (rest.length < windowBytes + dictionaryBytes + sizeBytes) return 'truncated';
  const dictionary = rest.subarray(windowBytes, windowBytes + dictionaryBytes);
  if (dictionary.some((byte) => byte !== 0)) return 'dictionary';
  const sizeField = rest.subarray(windowBytes + dictionaryBytes);
  const contentSize = sizeBytes === 0 ? undefined : Number([...sizeField].reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n)) + (sizeBytes === 2 ? 256 : 0);
  const exponent = (rest[0] ?? 0) >> 3;
  const window = singleSegment ? (contentSize ?? 0) : 2 ** (10 + exponent) * (1 + ((rest[0] ?? 0) & 7) / 8);
  return { bytes: Buffer.concat([magic, descriptor, rest]), window, contentSize, hasChecksum: (flags & 4) !== 0 };
}
