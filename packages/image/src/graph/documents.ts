/** What a document is for the graph. */
export type DocumentKind = 'index' | 'manifest' | 'other';

/** Media types of documents that hold descriptors: those of the image-spec, and those of Docker that the text calls compatible. */
const kinds: Readonly<Record<string, DocumentKind>> = {
  'application/vnd.oci.image.index.v1+json': 'index',
  'application/vnd.docker.distribution.manifest.list.v2+json': 'index',
  'application/vnd.oci.image.manifest.v1+json': 'manifest',
  'application/vnd.docker.distribution.manifest.v2+json': 'manifest',
};

export const kindOf = (mediaType: string | undefined): DocumentKind => (mediaType !== undefined && Object.hasOwn(kinds, mediaType) ? (kinds[mediaType] ?? 'other') : 'other');

/** Media types of image configurations, the only ones whose content is looked into. */
export const configTypes: readonly string[] = ['application/vnd.oci.image.config.v1+json', 'application/vnd.docker.container.image.v1+json'];

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** An own property; a document may be called `constructor`. */
export const get = (value: unknown, key: string): unknown => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined);

export const getString = (value: unknown, key: string): string | undefined => {
  const found = get(value, key);
  return typeof found === 'string' ? found : undefined;
};
