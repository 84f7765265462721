import os from 'node:os';
import path from 'node:path';
import { isSpecproofError } from '@specproof/model';
import { analyseBlob } from '../blob/analyse-blob.ts';
import type { BlobFacts, Depth } from '../blob/analyse-blob.ts';
import { createBudget } from '../blob/budget.ts';
import { digestThreads } from '../blob/digest-threads.ts';
import { defaultLimits } from '../limits.ts';
import type { ReaderLimits } from '../limits.ts';
import { collectProblems } from '../problem.ts';
import type { ImageProblem, Report } from '../problem.ts';
import type { OnTarEntry } from '../tar/read-tar.ts';
import { isBlobPath, isRead } from './layout-file.ts';
import type { LayoutFile } from './layout-file.ts';
import { notAnImage } from './not-an-image.ts';
import { cannotRead } from './open-image.ts';
import type { OpenedImage } from './opened-image.ts';

/** Everything that reading all files of an image once has told. */
export interface ImageFacts {
  source: string;
  form: OpenedImage['form'];
  /** All files, by path. */
  files: ReadonlyMap<string, LayoutFile>;
  /** What was read: `oci-layout`, `index.json` and the blobs, by path. */
  blobs: ReadonlyMap<string, BlobFacts>;
  /** Of the layout itself; those of a blob stand with it. */
  problems: readonly ImageProblem[];
}

export interface AnalyseImageOptions {
  /** How much is read; everything by default. */
  depth?: Depth;
  limits?: Partial<ReaderLimits>;
  /** Which blobs are read in full; of the others, what is compressed or a tar archive is not read to its end. All by default. */
  wanted?: (path: string) => boolean;
  /** Asked for every blob; takes the entries of those that are tar archives, before anything else is known of the blob. */
  onLayer?: (path: string) => OnTarEntry | undefined;
  /** How many threads are used; one file more is read at the same time, so that none of them waits. */
  concurrency?: number;
  signal?: AbortSignal;
}

/** Nothing is gained from more: Node decompresses in four threads. */
const mostThreads = 4;

/**
 * Reads all files of an image once. What is wrong with them is in the result.
 * Throws `INVALID_FILE` where there is no image at all, and `IO` where the source cannot be read.
 */
export async function analyseImage(image: OpenedImage, options: AnalyseImageOptions = {}): Promise<ImageFacts> {
  const { depth = 'full', wanted = () => true, onLayer, signal, concurrency = Math.min(os.availableParallelism(), mostThreads) } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const { report, problems } = collectProblems('.', limits.problemsPerKind);
  const files = new Map<string, LayoutFile>();
  const blobs = new Map<string, BlobFacts>();
  const budget = createBudget(limits);
  // This thread is one of them.
  const threads = digestThreads(concurrency - 1);

  try {
    await image.readFiles(
      (file, open) => {
        signal?.throwIfAborted();
        if (files.has(file.path) && file.type !== 'directory') report('file-duplicate', { name: file.path });
        files.set(file.path, file);
        blobs.delete(file.path);
        if (open === undefined) return undefined;
        const source = open();
        return analyseBlob({
          path: file.path,
          source: signal ? { ...source, next: () => (signal.throwIfAborted(), source.next()) } : source,
          size: file.size,
          depth: wanted(file.path) ? depth : 'shallow',
          expectJson: !isBlobPath(file.path),
          onEntry: onLayer?.(file.path),
          limits,
          threads,
          budget,
        }).then(
          (facts) => void (files.get(file.path) === file && blobs.set(file.path, facts)),
          (error: unknown) => {
            if (signal?.aborted || !isFileError(error) || !image.repeatable) throw error;
            report('file-unreadable', { name: file.path, detail: (error as NodeJS.ErrnoException).code });
          },
        );
      },
      { limits, report, budget, concurrency: concurrency > 1 ? concurrency + 1 : 1 },
    );
  } catch (error) {
    throw isFileError(error) && !signal?.aborted ? cannotRead(image.source, error) : error;
  } finally {
    await threads.close();
  }

  const missing = notAnImage(image, new Set(files.keys()));
  if (missing) throw missing;
  followLinks(files, blobs, report);
  reportFiles(files, report);
  return { source: image.source, form: image.form, files: sorted(files), blobs: sorted(blobs), problems: problems() };
}

/** Whether a system call or the stream failed, and not we. */
const isFileError = (error: unknown): boolean => !isSpecproofError(error) && /^(?:E[A-Z\d]+|ERR_STREAM_\w+)$/u.test((error as NodeJS.ErrnoException).code ?? '');

const mostLinks = 16;

/** A link to a file that was read stands for it, the same in folders and archives; nothing else is ever opened for a link. */
function followLinks(files: ReadonlyMap<string, LayoutFile>, blobs: Map<string, BlobFacts>, report: Report): void {
  for (const { path: from, type, link } of files.values()) {
    if (link === undefined || !isRead(from)) continue;
    const target = targetOf(from, files);
    const facts = target === undefined ? undefined : blobs.get(target);
    if (facts && files.get(facts.path)?.link === undefined) blobs.set(from, { ...facts, path: from });
    else report('link-unresolved', { name: from, detail: `${type} to ${link}` });
  }
}

function targetOf(from: string, files: ReadonlyMap<string, LayoutFile>): string | undefined {
  let at = from;
  for (let count = 0; count < mostLinks; count++) {
    const file = files.get(at);
    if (file?.link === undefined) return at;
    if (file.link.startsWith('/')) return undefined;
    // The target of a hard link counts from the root of the archive.
    at = path.posix.normalize(file.type === 'hard-link' ? file.link : path.posix.join(path.posix.dirname(at), file.link));
  }
  return undefined;
}

function reportFiles(files: ReadonlyMap<string, LayoutFile>, report: Report): void {
  for (const name of ['oci-layout', 'index.json']) if (!files.has(name)) report('file-missing', { name });
  const ordered = [...files.values()].sort((a, b) => compare(a.path, b.path));
  if (!ordered.some(({ path: place }) => place === 'blobs' || place.startsWith('blobs/'))) report('file-missing', { name: 'blobs' });
  for (const { path: place, type, link } of ordered) {
    const isFolder = place === 'blobs' || /^blobs\/[^/]+$/u.test(place);
    if (isFolder ? type !== 'directory' : isRead(place) && type !== 'file' && link === undefined) report('file-not-regular', { name: place, detail: type });
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const sorted = <T>(map: ReadonlyMap<string, T>): Map<string, T> => new Map([...map].sort(([a], [b]) => compare(a, b)));
