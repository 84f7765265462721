/** What can be wrong with an image for its reader, by kind. Whether it breaks a rule of a spec is for others to say. */
export const imageProblems = {
  // the layout
  'file-missing': 'A file that every layout has is missing',
  'file-duplicate': 'Two members of the archive have the same name: the later one counts',
  'file-unreadable': 'A file cannot be read',
  'file-not-regular': 'Something other than a file stands where a file belongs: it is not opened',
  'file-name-unsafe': 'A name leaves the layout, or is no name: it is passed over',
  'link-unresolved': 'A link leads out of the layout, to nothing, or around in a circle: it is not followed',
  'too-many-files': 'There are more files than the reader takes: the rest is passed over',
  // compressed content
  'compression-unknown': 'The content is compressed in a way that no media type of the spec names',
  'compression-damaged': 'The compressed content is damaged: nothing after is decompressed',
  'compression-truncated': 'The compressed content ends too early',
  'compression-trailing': 'Bytes follow the end of the compressed content',
  'compression-checksum': 'The checksum or length written into the compressed content is wrong',
  'compression-bomb': 'Too little content decompresses to too much: it is not decompressed any further',
  'compression-window': 'Decompressing asks for more memory than the reader gives',
  // tar
  'tar-checksum': 'A tar header is damaged: nothing after is read',
  'tar-truncated': 'The tar archive ends within an entry',
  'tar-end-missing': 'The tar archive has no end mark of two blocks',
  'tar-trailing': 'Something follows the end mark of the tar archive',
  'tar-number': 'A number of a tar header is unreadable, negative or too large',
  'tar-type-unknown': 'A tar entry is of a type that is not known',
  'tar-size-ignored': 'A tar entry that has no content says how large it is',
  'tar-sparse': 'A tar entry is a sparse file',
  'tar-global': 'A PAX header applies to all entries that follow',
  'tar-pax-malformed': 'PAX records are malformed',
  'tar-metadata-too-large': 'The records before a tar entry are larger than the reader takes: they are passed over',
  'tar-metadata-orphaned': 'Records for a tar entry are followed by none',
  'tar-name-encoding': 'A name in a tar archive is not UTF-8',
  'tar-name-unsafe': 'The name of a tar entry leads out of the root, is absolute, or is no name',
  'tar-link-unsafe': 'The link of a tar entry leads out of the root, is absolute where that is no use, or is no name',
  'tar-too-many-entries': 'There are more tar entries than the reader takes: the rest is passed over',
  // JSON
  'json-syntax': 'The content is not JSON',
  'json-encoding': 'The JSON text is not UTF-8',
  'json-bom': 'The JSON text starts with a byte order mark',
  'json-surrogate': 'A JSON string holds half of a surrogate pair',
  'json-duplicate-key': 'A key stands more than once in its JSON object',
  'json-number': 'A JSON number is not read the same by all: too large, too precise, or an integer written as a fraction',
  'json-too-deep': 'The JSON text is nested deeper than the reader takes',
  'json-too-large': 'The JSON text is larger than the reader takes',
  // the graph of descriptors
  'document-shape': 'A document or a descriptor is not of the shape that is needed to follow it',
  'blob-missing': 'A descriptor points to a blob that is not there',
  'blob-name': 'A descriptor or a file has a digest that cannot be one',
  'descriptor-conflict': 'Descriptors of the same blob differ in size or media type',
  'index-cycle': 'An index contains itself',
  'index-too-deep': 'Indexes are nested deeper than the reader follows',
  'too-many-descriptors': 'There are more descriptors than the reader follows',
  'more-problems': 'There are more problems of a kind than are told',
} as const;
export type ImageProblemKind = keyof typeof imageProblems;

/** One thing wrong, and where. */
export interface ImageProblem {
  kind: ImageProblemKind;
  /** The file of the layout, `/` separated: `index.json`, `blobs/sha256/…`; `.` is the layout or archive itself. */
  path: string;
  /** What was seen, in words. */
  detail?: string;
  /** In the file or, for tar, in its decompressed content. */
  offset?: number;
  /** The tar entry, counted from 0. */
  entry?: number;
  /** Its name, as far as it can be shown. */
  name?: string;
  /** The place in a JSON document. */
  pointer?: string;
}

/** Takes problems of one file. */
export type Report = (kind: ImageProblemKind, where?: Omit<ImageProblem, 'kind' | 'path'>) => void;

/** Collects the problems of one file, of each kind no more than `perKind`. */
export function collectProblems(path: string, perKind: number): { report: Report; problems: () => ImageProblem[] } {
  const told: ImageProblem[] = [];
  const counts = new Map<ImageProblemKind, number>();
  const report: Report = (kind, where) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    if (count <= perKind) told.push({ kind, path, ...where });
  };
  const problems = (): ImageProblem[] => [
    ...told,
    ...[...counts].filter(([, count]) => count > perKind).map(([kind, count]): ImageProblem => ({ kind: 'more-problems', path, detail: `${kind}: ${count - perKind} more` })),
  ];
  return { report, problems };
}
