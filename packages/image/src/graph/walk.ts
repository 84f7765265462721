import type { ImageFacts } from '../layout/analyse-image.ts';
import type { ReaderLimits } from '../limits.ts';
import { collectProblems } from '../problem.ts';
import type { ImageProblem, ImageProblemKind, Report } from '../problem.ts';
import { pathOf } from './digest-path.ts';
import { configTypes, get, getString, isObject, kindOf } from './documents.ts';
import type { DocumentKind } from './documents.ts';
import type { DescriptorRole, FoundDescriptor, FoundDocument, FoundImage } from './image-graph.ts';
import { isPlatform, platformOf } from './selection.ts';

/** A document on its way: the indexes it lies in lead up to `index.json`. */
interface Step {
  path: string;
  kind: DocumentKind;
  via: FoundDescriptor;
  within: readonly string[];
  tag: string | undefined;
}

/** Collects what is found on the way through the documents of an image. */
export function createWalk({ blobs }: ImageFacts, limits: ReaderLimits) {
  const documents: FoundDocument[] = [];
  const descriptors: FoundDescriptor[] = [];
  const referenced = new Set<string>();
  const images = new Map<string, Omit<FoundImage, 'tags'> & { tags: Set<string> }>();
  const platforms = new Set<string>();
  const seenAs = new Map<string, FoundDescriptor>();
  const collectors = new Map<string, ReturnType<typeof collectProblems>>();
  const jsonProblems = new Map<string, readonly ImageProblem[]>();
  const reportOf = (path: string): Report => {
    const collector = collectors.get(path) ?? collectProblems(path, limits.problemsPerKind);
    collectors.set(path, collector);
    return collector.report;
  };
  const tell = ({ in: path, pointer }: FoundDescriptor, kind: ImageProblemKind, detail?: string): void => reportOf(path)(kind, { pointer, ...(detail !== undefined && { detail }) });

  let told = false;
  const tooMany = (detail: string): void => {
    if (!told) reportOf('.')('too-many-descriptors', { detail });
    told = true;
  };

  /** A document that has to be a JSON object. */
  const open = (path: string, kind: FoundDocument['kind'], via?: FoundDescriptor): FoundDocument | undefined => {
    const json = blobs.get(path)?.json;
    if (json) jsonProblems.set(path, json.problems);
    if (!isObject(json?.value)) {
      if (blobs.has(path)) reportOf(path)('document-shape', { detail: json?.value === undefined ? `${kind}: no JSON that can be read` : `${kind}: no JSON object` });
      return undefined;
    }
    const document: FoundDocument = { path, kind, value: json.value, ...(via && { via }) };
    documents.push(document);
    return document;
  };

  const find = (document: FoundDocument, pointer: string, role: DescriptorRole, value: unknown): FoundDescriptor[] => {
    if (descriptors.length >= limits.descriptors) {
      tooMany(`more than ${limits.descriptors}`);
      return [];
    }
    if (!isObject(value)) {
      reportOf(document.path)('document-shape', { pointer, detail: 'a descriptor that is no object' });
      return [];
    }
    const mediaType = getString(value, 'mediaType');
    const digest = getString(value, 'digest');
    const size = get(value, 'size');
    const path = digest === undefined ? undefined : pathOf(digest);
    const target = path !== undefined && blobs.has(path) ? path : undefined;
    const descriptor: FoundDescriptor = {
      in: document.path,
      pointer,
      role,
      value,
      ...(mediaType !== undefined && { mediaType }),
      ...(digest !== undefined && { digest }),
      ...(typeof size === 'number' && { size }),
      ...(target !== undefined && { target }),
    };
    descriptors.push(descriptor);
    if (target !== undefined) referenced.add(target);
    if (digest === undefined) tell(descriptor, 'document-shape', 'a descriptor without a digest');
    else if (path === undefined) tell(descriptor, 'blob-name', digest.slice(0, 200));
    // What a subject is a part of need not be here.
    else if (target === undefined && role !== 'subject') tell(descriptor, 'blob-missing', digest);
    if (digest !== undefined) compare(descriptor, digest);
    return [descriptor];
  };

  const compare = (descriptor: FoundDescriptor, digest: string): void => {
    const first = seenAs.get(digest);
    if (!first) seenAs.set(digest, descriptor);
    else if (first.size !== descriptor.size || first.mediaType !== descriptor.mediaType) {
      const show = ({ mediaType, size }: FoundDescriptor): string => `${mediaType} of ${size} bytes`;
      tell(descriptor, 'descriptor-conflict', `${show(descriptor)}, and ${show(first)} in ${first.in}${first.pointer}`);
    }
  };

  const descriptorsOf = (document: FoundDocument, role: DescriptorRole): FoundDescriptor[] => {
    const value = get(document.value, role);
    if (role === 'config' || role === 'subject') return value === undefined || (role === 'subject' && value === null) ? [] : find(document, `/${role}`, role, value);
    if (!Array.isArray(value)) {
      if (value !== undefined) reportOf(document.path)('document-shape', { pointer: `/${role}`, detail: 'no array' });
      return [];
    }
    const found: FoundDescriptor[] = [];
    for (const [at, item] of value.entries()) {
      if (descriptors.length >= limits.descriptors) break;
      found.push(...find(document, `/${role}/${at}`, role, item));
    }
    if (found.length < value.length && descriptors.length >= limits.descriptors) tooMany(`more than ${limits.descriptors}`);
    return found;
  };

  const stepTo = (via: FoundDescriptor, { within, tag }: Pick<Step, 'within' | 'tag'>): Step[] => {
    const kind = kindOf(via.mediaType);
    if (via.target === undefined || kind === 'other') return [];
    if (within.includes(via.target)) {
      tell(via, 'index-cycle', [...within, via.target].slice(0, 8).join(' → '));
      return [];
    }
    if (within.length > limits.indexDepth) {
      tell(via, 'index-too-deep', `more than ${limits.indexDepth} levels`);
      return [];
    }
    return [{ path: via.target, kind, via, within, tag }];
  };

  const openManifest = (document: FoundDocument, via: FoundDescriptor): void => {
    const [config] = descriptorsOf(document, 'config');
    const layers = descriptorsOf(document, 'layers');
    const [subject] = descriptorsOf(document, 'subject');
    const configured = config?.target !== undefined && configTypes.includes(config.mediaType ?? '') ? open(config.target, 'config', config) : undefined;
    const platform = platformOf(get(via.value, 'platform')) ?? platformOf(configured?.value);
    images.set(document.path, { manifest: document.path, via, tags: new Set(), layers, ...(config && { config }), ...(subject && { subject }), ...(platform !== undefined && { platform }) });
  };

  const isWanted = ({ path, kind, via }: Step, platform: string | undefined): boolean => {
    if (kind === 'index') return true;
    const own = platformOf(get(via.value, 'platform')) ?? platformOf(configOf(path));
    if (own !== undefined) platforms.add(own);
    return platform === undefined || (own !== undefined && isPlatform(own, platform));
  };
  const configOf = (manifest: string): unknown => {
    const path = pathOf(getString(get(blobs.get(manifest)?.json?.value, 'config'), 'digest') ?? '');
    return path === undefined ? undefined : blobs.get(path)?.json?.value;
  };

  /** Depth first with a stack of its own; each document is opened once for each kind it is taken for, each way to it only followed for its tags and cycles while that is new. */
  const follow = (steps: readonly Step[], platform?: string): void => {
    const opened = new Map<string, Step[] | undefined>();
    const tagged = new Set<string>();
    const stack = steps.toReversed();
    let count = 0;
    for (let step = stack.pop(); step; step = stack.pop()) {
      // Many names for an index of many manifests: there are more ways than descriptors.
      if (++count > 2 * limits.descriptors) {
        tooMany(`more than ${2 * limits.descriptors} ways to them`);
        break;
      }
      const { path, kind, via, within, tag } = step;
      const key = `${kind} ${path}`;
      if (!isWanted(step, platform)) continue;
      if (!opened.has(key)) {
        opened.set(key, undefined);
        const document = open(path, kind, via);
        if (document && kind === 'manifest') openManifest(document, via);
        if (document && kind === 'index') {
          descriptorsOf(document, 'subject');
          opened.set(key, descriptorsOf(document, 'manifests').flatMap((inner) => stepTo(inner, { within: [...within, path], tag })));
          stack.push(...(opened.get(key) ?? []).toReversed());
        }
      } else if (!tagged.has(`${tag} ${key}`)) stack.push(...(opened.get(key) ?? []).map((inner) => ({ ...inner, tag })));
      tagged.add(`${tag} ${key}`);
      if (tag !== undefined) images.get(path)?.tags.add(tag);
    }
  };

  return {
    documents,
    descriptors,
    referenced,
    open,
    descriptorsOf,
    stepTo,
    follow,
    platformsSeen: () => [...platforms],
    images: () => [...images.values()].map((image): FoundImage => ({ ...image, tags: [...image.tags].sort() })),
    problems: () => [...jsonProblems.values(), ...[...collectors.values()].map(({ problems }) => problems())].flat(),
  };
}
