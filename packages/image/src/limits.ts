const megabyte = 1024 ** 2;
const gigabyte = 1024 ** 3;

/** What reading one image may cost. Whatever goes beyond is a problem of the image, never a failure of the reader. */
export interface ReaderLimits {
  /** One JSON document, in bytes; registries take 4 MB. */
  jsonBytes: number;
  /** All JSON documents of one image, which are held in memory. */
  jsonTotalBytes: number;
  /** Levels of arrays and objects in a document. */
  jsonDepth: number;
  /** Files of a layout folder, members of an archive. */
  files: number;
  /** Entries of one layer. */
  entries: number;
  /** What stands before one tar entry in PAX records and long names, in bytes. */
  metadataBytes: number;
  /** One blob decompressed, in bytes. */
  unpackedBytes: number;
  /** All blobs of one image decompressed, in bytes. */
  totalUnpackedBytes: number;
  /** Decompressed bytes for one compressed byte, where there are more than `ratioFrom` of them. */
  ratio: number;
  ratioFrom: number;
  /** What a zstd frame may ask to be kept for looking back, in bytes. */
  zstdWindowBytes: number;
  /** Indexes within indexes. */
  indexDepth: number;
  /** Descriptors that are followed or noted. */
  descriptors: number;
  /** Problems of one kind told of one file; the rest is counted. */
  problemsPerKind: number;
}

export const defaultLimits: ReaderLimits = {
  jsonBytes: 4 * megabyte,
  jsonTotalBytes: 32 * megabyte,
  jsonDepth: 64,
  files: 200_000,
  entries: 5_000_000,
  metadataBytes: megabyte,
  unpackedBytes: 64 * gigabyte,
  totalUnpackedBytes: 256 * gigabyte,
  ratio: 400,
  ratioFrom: gigabyte,
  zstdWindowBytes: 128 * megabyte,
  indexDepth: 16,
  descriptors: 50_000,
  problemsPerKind: 20,
};
