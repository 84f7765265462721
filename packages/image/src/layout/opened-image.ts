import type { Budget } from '../blob/budget.ts';
import type { ReaderLimits } from '../limits.ts';
import type { Report } from '../problem.ts';
import type { OnFile } from './layout-file.ts';

export interface ReadFilesOptions {
  limits: ReaderLimits;
  /** Takes problems of the layout or archive itself. */
  report: Report;
  budget: Budget;
  /** Files that are read at the same time, where that is possible. */
  concurrency: number;
}

/** An image whose files can be gone through. */
export interface OpenedImage {
  /** What was asked for, for messages. */
  source: string;
  form: 'folder' | 'archive';
  /** Whether files can be gone through more than once, in any order. */
  repeatable: boolean;
  /** Goes through all files, and reads those that `onFile` opens. */
  readFiles(onFile: OnFile, options: ReadFilesOptions): Promise<void>;
}
