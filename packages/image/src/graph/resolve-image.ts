import type { ImageFacts } from '../layout/analyse-image.ts';
import { isBlobPath } from '../layout/layout-file.ts';
import { defaultLimits } from '../limits.ts';
import type { ReaderLimits } from '../limits.ts';
import type { FoundDescriptor, ImageGraph } from './image-graph.ts';
import { nothingSelected, tagOf } from './selection.ts';
import type { Selection } from './selection.ts';
import { createWalk } from './walk.ts';

const root = 'index.json';

/**
 * Follows the descriptors from `index.json`: nested indexes, manifests, configurations, layers, subjects.
 * Throws `USAGE` where a selection selects nothing.
 */
export function resolveImage(facts: ImageFacts, selection: Selection = {}, limits: Partial<ReaderLimits> = {}): ImageGraph {
  const { tag, digest, platform } = selection;
  const walk = createWalk(facts, { ...defaultLimits, ...limits });
  const index = walk.open(root, 'index');
  if (index) walk.descriptorsOf(index, 'subject');
  const entries = index === undefined ? [] : walk.descriptorsOf(index, 'manifests');
  const named = entries.filter((entry) => tag === undefined || tagOf(entry) === tag);
  const starts = digest === undefined ? named : findDigest(facts, digest, limits);
  walk.follow(
    starts.flatMap((entry) => walk.stepTo(entry, { within: [root], tag: entry.in === root ? tagOf(entry) : undefined })),
    platform,
  );
  const images = walk.images();

  const isNothing = (isAsked: boolean, found: readonly unknown[]): boolean => isAsked && found.length === 0;
  if (isNothing(digest !== undefined, starts)) throw nothingSelected(facts.source, selection, entries.flatMap((entry) => entry.digest ?? []));
  if (isNothing(tag !== undefined, named)) throw nothingSelected(facts.source, selection, entries.flatMap((entry) => tagOf(entry) ?? []));
  if (isNothing(platform !== undefined, images)) throw nothingSelected(facts.source, selection, walk.platformsSeen());

  const isWhole = tag === undefined && digest === undefined && platform === undefined;
  const unreferenced = isWhole ? [...facts.blobs.keys()].filter((path) => isBlobPath(path) && !walk.referenced.has(path)) : [];
  return { documents: walk.documents, descriptors: walk.descriptors, images, unreferenced, problems: walk.problems() };
}

/** The first descriptor of a digest on the way through everything. */
function findDigest(facts: ImageFacts, digest: string, limits: Partial<ReaderLimits>): FoundDescriptor[] {
  const found = resolveImage(facts, {}, limits).descriptors.find((descriptor) => descriptor.role === 'manifests' && descriptor.digest === digest);
  return found ? [found] : [];
}
