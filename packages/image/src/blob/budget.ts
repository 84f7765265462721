import type { ReaderLimits } from '../limits.ts';

/** What all blobs of an image may take together. */
export interface Budget {
  /** Takes decompressed bytes; says whether they are still within what all may have. */
  take(bytes: number): boolean;
  /** Takes memory for a JSON document. */
  keep(bytes: number): boolean;
}

export function createBudget({ totalUnpackedBytes, jsonTotalBytes }: ReaderLimits): Budget {
  let unpacked = 0;
  let kept = 0;
  return {
    take(bytes) {
      unpacked += bytes;
      return unpacked <= totalUnpackedBytes;
    },
    keep(bytes) {
      kept += bytes;
      return kept <= jsonTotalBytes;
    },
  };
}

/** How many bytes so many compressed ones may decompress to, and how that is said. */
export function mostUnpacked(compressed: number, { unpackedBytes, ratio, ratioFrom }: ReaderLimits): { bytes: number; said: string } {
  const proportionate = Math.max(ratioFrom, ratio * compressed);
  return proportionate < unpackedBytes ? { bytes: proportionate, said: `more than ${ratio} bytes out of one` } : { bytes: unpackedBytes, said: `more than ${unpackedBytes} bytes` };
}
