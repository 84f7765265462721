import type { ByteSource } from '../bytes/byte-reader.ts';

export const fileTypes = ['file', 'directory', 'symbolic-link', 'hard-link', 'fifo', 'socket', 'device', 'other'] as const;
export type FileType = (typeof fileTypes)[number];

/** One file of a layout folder, one member of a layout archive. */
export interface LayoutFile {
  /** From the layout's root, `/` separated. */
  path: string;
  type: FileType;
  size: number;
  /** Where a link leads, as written. */
  link?: string;
}

/** Called for each file; `open` is there where it has content to be read. */
export type OnFile = (file: LayoutFile, open?: () => ByteSource) => Promise<void> | undefined;

/** The places of an image layout that are read; everything else is only listed. */
export const isRead = (path: string): boolean => path === 'oci-layout' || path === 'index.json' || isBlobPath(path);

/** `blobs/<algorithm>/<encoded>`. */
export const isBlobPath = (path: string): boolean => /^blobs\/[^/]+\/[^/]+$/u.test(path);
