// Beyond this many differences the search for the longest alignment costs more than it is worth.
const maxDifferences = 2000;

/**
 * Index pairs of a longest common subsequence of two lists, ascending (Myers' greedy algorithm).
 * Where the lists differ in thousands of places, a common subsequence that is not the longest.
 */
export function align<T>(a: readonly T[], b: readonly T[]): [number, number][] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const middle = alignMiddle(a.slice(start, endA), b.slice(start, endB));
  return [
    ...Array.from({ length: start }, (_, i): [number, number] => [i, i]),
    ...middle.map(([i, j]): [number, number] => [i + start, j + start]),
    ...Array.from({ length: a.length - endA }, (_, i): [number, number] => [endA + i, endB + i]),
  ];
}

function alignMiddle<T>(a: readonly T[], b: readonly T[]): [number, number][] {
  // What stands on one side only is never matched, but would make the search long.
  const inA = new Set(a);
  const inB = new Set(b);
  const indexA = [...a.keys()].filter((i) => inB.has(a[i] as T));
  const indexB = [...b.keys()].filter((j) => inA.has(b[j] as T));
  if (indexA.length === 0 || indexB.length === 0) return [];
  const pairs = myers(
    indexA.map((i) => a[i] as T),
    indexB.map((j) => b[j] as T),
  );
  return pairs.map(([i, j]) => [indexA[i] ?? 0, indexB[j] ?? 0]);
}

function myers<T>(a: readonly T[], b: readonly T[]): [number, number][] {
  const limit = Math.min(a.length + b.length, maxDifferences);
  const offset = limit + 1;
  const furthest = new Int32Array(2 * limit + 3);
  const trace: Int32Array[] = [];
  for (let d = 0; d <= limit; d++) {
    trace.push(furthest.slice(offset - d - 1, offset + d + 2));
    for (let k = -d; k <= d; k += 2) {
      const below = furthest[offset + k + 1] ?? 0;
      const beside = furthest[offset + k - 1] ?? 0;
      let x = k === -d || (k !== d && beside < below) ? below : beside + 1;
      let y = x - k;
      while (x < a.length && y < b.length && a[x] === b[y]) {
        x++;
        y++;
      }
      furthest[offset + k] = x;
      if (x >= a.length && y >= b.length) return backtrack(trace, a.length, b.length);
    }
  }
  return inOrder(a, b);
}

function backtrack(trace: readonly Int32Array[], endX: number, endY: number): [number, number][] {
  const pairs: [number, number][] = [];
  let x = endX;
  let y = endY;
  for (let d = trace.length - 1; d >= 0; d--) {
    const furthest = trace[d] as Int32Array;
    const at = (k: number): number => furthest[k + d + 1] ?? 0;
    const k = x - y;
    const previousK = k === -d || (k !== d && at(k - 1) < at(k + 1)) ? k + 1 : k - 1;
    const previousX = d === 0 ? 0 : at(previousK);
    const previousY = d === 0 ? 0 : previousX - previousK;
    while (x > previousX && y > previousY) pairs.push([--x, --y]);
    x = previousX;
    y = previousY;
  }
  return pairs.reverse();
}

function inOrder<T>(a: readonly T[], b: readonly T[]): [number, number][] {
  const places = new Map<T, number[]>();
  a.forEach((item, i) => {
    const list = places.get(item);
    if (list) list.push(i);
    else places.set(item, [i]);
  });
  for (const list of places.values()) list.reverse();
  const pairs: [number, number][] = [];
  let last = -1;
  b.forEach((item, j) => {
    const list = places.get(item);
    while (list?.length && (list.at(-1) ?? 0) <= last) list.pop();
    const i = list?.pop();
    if (i === undefined) return;
    pairs.push([i, j]);
    last = i;
  });
  return pairs;
}
