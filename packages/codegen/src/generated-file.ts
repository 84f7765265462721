/** A file that is ours to overwrite; `path` is relative to the spec's folder, `/` separated. */
export interface GeneratedFile {
  path: string;
  content: string;
}
