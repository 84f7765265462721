import type { ImageGraph } from './graph/image-graph.ts';
import { resolveImage } from './graph/resolve-image.ts';
import type { Selection } from './graph/selection.ts';
import { analyseImage } from './layout/analyse-image.ts';
import type { AnalyseImageOptions, ImageFacts } from './layout/analyse-image.ts';
import type { OpenedImage } from './layout/opened-image.ts';

export interface ReadImageOptions extends Omit<AnalyseImageOptions, 'wanted'> {
  selection?: Selection;
}

/**
 * Reads the selected part of an image: only its blobs are read in full, where the image can be gone through twice.
 * Throws what `analyseImage` and `resolveImage` throw.
 * @example
 * const { facts, graph } = await readImage(await openImage('./layout'), { selection: { tag: 'latest' } });
 */
export async function readImage(image: OpenedImage, { selection = {}, ...options }: ReadImageOptions = {}): Promise<{ facts: ImageFacts; graph: ImageGraph }> {
  const isPart = Object.values(selection).some((value) => value !== undefined);
  let wanted: ReadonlySet<string> | undefined;
  if (isPart && image.repeatable && options.depth !== 'shallow') {
    const { onLayer: _, ...quick } = options;
    const { descriptors } = resolveImage(await analyseImage(image, { ...quick, depth: 'shallow' }), selection, options.limits);
    wanted = new Set(descriptors.flatMap(({ target, in: document, role }) => (target !== undefined && (role !== 'manifests' || document !== 'index.json') ? target : [])));
  }
  const facts = await analyseImage(image, { ...options, ...(wanted && { wanted: (path: string) => wanted.has(path) }) });
  return { facts, graph: resolveImage(facts, selection, options.limits) };
}
