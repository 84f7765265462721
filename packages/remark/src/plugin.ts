import type { Root } from 'mdast';
import type { Plugin } from 'unified';
import type {} from 'vfile';
import { extract } from './extract.ts';
import type { DocumentExtraction } from './extract.ts';
import { settingsFor } from './settings.ts';
import type { ReadingSettings } from './settings.ts';

declare module 'vfile' {
  interface DataMap {
    /** What `remarkSpecproof` read. */
    specproof: DocumentExtraction;
  }
}

/**
 * Reads requirements, informative keywords and property definitions into `file.data.specproof`; the tree stays as it is.
 *
 * @example
 * ```ts
 * const file = new VFile({ path: 'tea.md', value: text });
 * const processor = unified().use(remarkParse).use(remarkGfm).use(remarkSpecproof);
 * await processor.run(processor.parse(file), file);
 * file.data.specproof?.requirements;
 * ```
 */
const remarkSpecproof: Plugin<[settings?: Partial<ReadingSettings>], Root> = (settings) => (tree, file) => {
  const document = file.path ?? '';
  // the parser does not count a byte order mark
  const source = String(file).replace(/^\uFEFF/u, '');
  file.data.specproof = extract(tree, source, document, { ...settingsFor(document, null), ...settings });
};

export default remarkSpecproof;
