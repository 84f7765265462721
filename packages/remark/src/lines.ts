import type { Position } from '@specproof/model';

/** Finds lines and columns of offsets in one source text; CR, LF and CRLF end a line. */
export interface Lines {
  /** Line of an offset, from 1. */
  lineAt(offset: number): number;
  /** Line and column of an offset, from 1. */
  positionAt(offset: number): Position;
}

/** Indexes the line starts of `source`. */
export function indexLines(source: string): Lines {
  const starts = [0];
  for (let i = 0; i < source.length; i++) {
    const code = source.charCodeAt(i);
    if (code === 13 && source.charCodeAt(i + 1) === 10) i++;
    if (code === 13 || code === 10) starts.push(i + 1);
  }
  const lineAt = (offset: number): number => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    lineAt,
    positionAt: (offset) => {
      const line = lineAt(offset);
      return { line, column: offset - (starts[line - 1] ?? 0) + 1 };
    },
  };
}
