import type { ImageProblem } from '../problem.ts';
import type { DocumentKind, JsonObject } from './documents.ts';

export const roles = ['manifests', 'config', 'layers', 'subject'] as const;
/** The property a descriptor stands in. */
export type DescriptorRole = (typeof roles)[number];

/** A descriptor and where it was found. */
export interface FoundDescriptor {
  /** The document it stands in, by path. */
  in: string;
  /** Its place there, as JSON pointer. */
  pointer: string;
  role: DescriptorRole;
  value: JsonObject;
  /** As far as it is of the right type. */
  mediaType?: string;
  digest?: string;
  size?: number;
  /** The blob it points to, where it is there. */
  target?: string;
}

/** A document that was read for its descriptors, or the configuration of an image. */
export interface FoundDocument {
  path: string;
  kind: DocumentKind | 'config';
  value: unknown;
  /** The descriptor that led to it first; none for `index.json`. */
  via?: FoundDescriptor;
}

/** One manifest with what belongs to it. */
export interface FoundImage {
  manifest: string;
  /** The descriptor that led to it first. */
  via: FoundDescriptor;
  /** The names of the entries of `index.json` it can be reached from. */
  tags: readonly string[];
  config?: FoundDescriptor;
  layers: readonly FoundDescriptor[];
  subject?: FoundDescriptor;
  /** As the configuration says, or the descriptor; `os/architecture/variant`. */
  platform?: string;
}

/** What `index.json` reaches. */
export interface ImageGraph {
  documents: readonly FoundDocument[];
  descriptors: readonly FoundDescriptor[];
  images: readonly FoundImage[];
  /** Blobs that are there, and that nothing points to; empty where only a part was asked for. */
  unreferenced: readonly string[];
  problems: readonly ImageProblem[];
}
