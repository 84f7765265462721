/** What a tar entry is, by its type flag. */
export const tarTypes = {
  '0': 'file',
  '\0': 'file',
  '1': 'hard-link',
  '2': 'symbolic-link',
  '3': 'character-device',
  '4': 'block-device',
  '5': 'directory',
  '6': 'fifo',
  '7': 'contiguous-file',
  S: 'sparse-file',
} as const satisfies Record<string, string>;
export type TarType = (typeof tarTypes)[keyof typeof tarTypes] | 'unknown';

/** A name as it stands in the archive; `text` shows it, with U+FFFD where it is not UTF-8. */
export interface TarName {
  bytes: Uint8Array;
  text: string;
}

/** One entry, with everything that PAX and GNU records say of it. A number that cannot be read is `undefined`. */
export interface TarEntry {
  /** Counted from 0, without the records that only describe entries. */
  index: number;
  /** Of its header in the decompressed archive. */
  offset: number;
  name: TarName;
  type: TarType;
  /** The type as written: one character. */
  typeFlag: string;
  /** Set for links. */
  link?: TarName;
  /** Bytes of content in the archive. */
  size: number;
  /** A file with holes; its size with them, where it is told. */
  sparse?: { realSize: number | undefined };
  mode: number | undefined;
  uid: number | undefined;
  gid: number | undefined;
  userName: string;
  groupName: string;
  /** Seconds since 1970, with a fraction where PAX gives one. */
  mtime: number | undefined;
  device: { major: number | undefined; minor: number | undefined };
  format: 'v7' | 'ustar' | 'gnu';
  /** PAX records in force, local over global. */
  pax: ReadonlyMap<string, Uint8Array>;
}

/** What an archive holds. */
export interface TarFacts {
  entries: number;
  /** How many of each type. */
  types: Partial<Record<TarType, number>>;
  /** Bytes of content in all entries. */
  contentBytes: number;
  /** Whether everything was read up to the end mark. */
  complete: boolean;
}
