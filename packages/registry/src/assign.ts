/** A possible match, worth `weight` > 0. */
export interface Edge {
  left: number;
  right: number;
  weight: number;
}

/**
 * The one-to-one matching with the greatest total weight: per left node its right one, or -1.
 * Shortest augmenting paths (Jonker and Volgenant) over the edges given, so that the work
 * stays within what is connected. A node may stay alone.
 */
export function assign(leftCount: number, rightCount: number, edges: readonly Edge[]): Int32Array {
  const rows = adjacency(leftCount, edges);
  const rightOf = new Int32Array(leftCount).fill(-1);
  const leftOf = new Int32Array(rightCount).fill(-1);
  const priceOfLeft = new Float64Array(leftCount);
  const priceOfRight = new Float64Array(rightCount);
  const distance = new Float64Array(rightCount).fill(Infinity);
  const cameFrom = new Int32Array(rightCount).fill(-1);
  rows.forEach((row, left) => {
    priceOfLeft[left] = Math.min(0, ...row.map((edge) => -edge.weight));
  });

  for (let start = 0; start < leftCount; start++) {
    if (rows[start]?.length === 0) continue;
    const touched: number[] = [];
    const settled: number[] = [];
    const done = new Set<number>();
    const heap = new Heap();
    let left = start;
    let travelled = 0;
    let alone = start;
    let aloneAt = Infinity;
    let end = -1;
    for (;;) {
      const staysAlone = travelled - (priceOfLeft[left] ?? 0);
      if (staysAlone < aloneAt) {
        aloneAt = staysAlone;
        alone = left;
      }
      for (const { right, weight } of rows[left] ?? []) {
        if (done.has(right)) continue;
        const far = travelled - weight - (priceOfLeft[left] ?? 0) - (priceOfRight[right] ?? 0);
        if (far >= (distance[right] ?? 0)) continue;
        if (distance[right] === Infinity) touched.push(right);
        distance[right] = far;
        cameFrom[right] = left;
        heap.push(far, right);
      }
      let next = heap.pop();
      while (next !== undefined && done.has(next)) next = heap.pop();
      if (next === undefined || aloneAt <= (distance[next] ?? 0)) break;
      travelled = distance[next] ?? 0;
      done.add(next);
      if (leftOf[next] === -1) {
        end = next;
        break;
      }
      settled.push(next);
      left = leftOf[next] ?? 0;
    }

    const length = end === -1 ? aloneAt : travelled;
    for (const right of settled) {
      const saved = length - (distance[right] ?? 0);
      priceOfRight[right] = (priceOfRight[right] ?? 0) - saved;
      const owner = leftOf[right] ?? 0;
      priceOfLeft[owner] = (priceOfLeft[owner] ?? 0) + saved;
    }
    priceOfLeft[start] = (priceOfLeft[start] ?? 0) + length;

    // Follow the path back, handing every right node to the left one that reached it.
    let right = end;
    if (end === -1) {
      right = rightOf[alone] ?? -1;
      rightOf[alone] = -1;
    }
    while (right !== -1) {
      const owner = cameFrom[right] ?? 0;
      const given = rightOf[owner] ?? -1;
      rightOf[owner] = right;
      leftOf[right] = owner;
      right = given;
    }
    for (const node of touched) distance[node] = Infinity;
  }
  return rightOf;
}

function adjacency(leftCount: number, edges: readonly Edge[]): Edge[][] {
  const rows: Edge[][] = Array.from({ length: leftCount }, () => []);
  for (const edge of edges) if (edge.weight > 0) rows[edge.left]?.push(edge);
  return rows;
}

/** A binary heap of nodes by distance, equal distances by node, so that ties fall the same way every time. */
class Heap {
  readonly #keys: number[] = [];
  readonly #nodes: number[] = [];

  push(key: number, node: number): void {
    let i = this.#keys.length;
    this.#keys.push(key);
    this.#nodes.push(node);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!this.#before(i, parent)) break;
      this.#swap(i, parent);
      i = parent;
    }
  }

  pop(): number | undefined {
    const last = this.#keys.length - 1;
    if (last < 0) return undefined;
    this.#swap(0, last);
    this.#keys.pop();
    const node = this.#nodes.pop();
    for (let i = 0; ; ) {
      let first = i;
      for (const child of [2 * i + 1, 2 * i + 2]) if (child < last && this.#before(child, first)) first = child;
      if (first === i) return node;
      this.#swap(i, first);
      i = first;
    }
  }

  #before(i: number, j: number): boolean {
    const difference = (this.#keys[i] ?? 0) - (this.#keys[j] ?? 0);
    return difference < 0 || (difference === 0 && (this.#nodes[i] ?? 0) < (this.#nodes[j] ?? 0));
  }

  #swap(i: number, j: number): void {
    [this.#keys[i], this.#keys[j]] = [this.#keys[j] ?? 0, this.#keys[i] ?? 0];
    [this.#nodes[i], this.#nodes[j]] = [this.#nodes[j] ?? 0, this.#nodes[i] ?? 0];
  }
}
