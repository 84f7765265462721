import { createHash } from 'node:crypto';
import type { DigestAlgorithm } from '../blob/digests.ts';
import { compress } from './compress.ts';
import type { WrittenCompression } from './compress.ts';
import { writeTar } from './write-tar.ts';
import type { EntryDraft } from './write-tar.ts';

/** The files of a layout, by path. */
export type LayoutFiles = ReadonlyMap<string, Uint8Array>;

/** A descriptor as it will be written; more properties may be added. */
export interface DescriptorDraft extends Record<string, unknown> {
  mediaType: string;
  digest: string;
  size: number;
}

export interface LayerDraft {
  entries: readonly EntryDraft[];
  compression?: WrittenCompression;
  mediaType?: string;
  algorithm?: DigestAlgorithm;
}

export interface ImageDraft {
  layers?: readonly LayerDraft[];
  /** Laid over the configuration that belongs to the layers. */
  config?: Readonly<Record<string, unknown>>;
  /** Laid over the manifest. */
  manifest?: Readonly<Record<string, unknown>>;
  /** Laid over the descriptor of the manifest. */
  descriptor?: Readonly<Record<string, unknown>>;
}

/** A layout that is being put together. */
export interface LayoutDraft {
  /** Adds a blob and returns its descriptor. */
  addBlob(content: string | Uint8Array, mediaType: string, algorithm?: DigestAlgorithm): DescriptorDraft;
  addJson(value: unknown, mediaType: string): DescriptorDraft;
  /** Adds a layer and returns its descriptor and its DiffID. */
  addLayer(layer: LayerDraft): { descriptor: DescriptorDraft; diffId: string };
  /** Adds layers, configuration and manifest, and returns the descriptor of the manifest. */
  addImage(image?: ImageDraft): DescriptorDraft;
  /** Adds an index of these descriptors. */
  addIndex(manifests: readonly DescriptorDraft[], more?: Readonly<Record<string, unknown>>): DescriptorDraft;
  /** Everything, with an `index.json` of these descriptors. */
  files(manifests: readonly DescriptorDraft[], index?: Readonly<Record<string, unknown>>): Map<string, Uint8Array>;
}

const type = (name: string): string => `application/vnd.oci.image.${name}`;
const layerTypes: Readonly<Record<WrittenCompression, string>> = { none: type('layer.v1.tar'), gzip: type('layer.v1.tar+gzip'), zstd: type('layer.v1.tar+zstd') };

const digestOf = (content: Uint8Array, algorithm: DigestAlgorithm = 'sha256'): string => `${algorithm}:${createHash(algorithm).update(content).digest('hex')}`;

const toJson = (value: unknown): string => JSON.stringify(value);

/** Starts a layout; what is added to it is valid by default. */
export function draftLayout(): LayoutDraft {
  const blobs = new Map<string, Uint8Array>();
  const draft: LayoutDraft = {
    addBlob(content, mediaType, algorithm) {
      const bytes = Buffer.from(content as string);
      const digest = digestOf(bytes, algorithm);
      blobs.set(`blobs/${digest.replace(':', '/')}`, bytes);
      return { mediaType, digest, size: bytes.length };
    },
    addJson: (value, mediaType) => draft.addBlob(toJson(value), mediaType),
    addLayer({ entries, compression = 'gzip', mediaType = layerTypes[compression], algorithm }) {
      const tar = writeTar(entries);
      return { descriptor: draft.addBlob(compress(tar, compression), mediaType, algorithm), diffId: digestOf(tar) };
    },
    addImage({ layers = [{ entries: defaultEntries }], config, manifest, descriptor } = {}) {
      const added = layers.map((layer) => draft.addLayer(layer));
      const rootfs = { type: 'layers', diff_ids: added.map(({ diffId }) => diffId) };
      const configured = draft.addJson({ architecture: 'amd64', os: 'linux', rootfs, ...config }, type('config.v1+json'));
      const written = { schemaVersion: 2, mediaType: type('manifest.v1+json'), config: configured, layers: added.map((layer) => layer.descriptor), ...manifest };
      return { ...draft.addJson(written, type('manifest.v1+json')), ...descriptor };
    },
    addIndex: (manifests, more) => draft.addJson({ schemaVersion: 2, mediaType: type('index.v1+json'), manifests, ...more }, type('index.v1+json')),
    files: (manifests, index) =>
      new Map<string, Uint8Array>([
        ['oci-layout', Buffer.from(toJson({ imageLayoutVersion: '1.0.0' }))],
        ['index.json', Buffer.from(toJson({ schemaVersion: 2, mediaType: type('index.v1+json'), manifests, ...index }))],
        ...blobs,
      ]),
  };
  return draft;
}

const defaultEntries: readonly EntryDraft[] = [
  { name: 'etc/', type: 'directory' },
  { name: 'etc/motd', content: 'hello\n' },
];

/** The files of a layout with one image. */
export function imageLayout(image?: ImageDraft): Map<string, Uint8Array> {
  const draft = draftLayout();
  return draft.files([draft.addImage(image)]);
}
