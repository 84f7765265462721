/** Keys of a JSON value, nested; elements of arrays share one node under `[]`. */
export interface KeyTree {
  children: Map<string, KeyTree>;
}

/**
 * Reads the keys of an example, however sketchy: fragments without braces, trailing commas, comments and ellipses
 * are all seen in specifications. Values are skipped.
 */
export function readKeys(text: string): KeyTree {
  const root: KeyTree = { children: new Map() };
  const stack: KeyTree[] = [root];
  const token = /"((?:[^"\\]|\\.)*)"(\s*:)?|[{}[\]]/gu;
  let pending: string | undefined;
  for (const match of text.matchAll(token)) {
    const current = stack.at(-1) ?? root;
    const [whole, string, colon] = match;
    if (string !== undefined) {
      if (colon !== undefined) {
        pending = string;
        child(current, string);
      } else pending = undefined;
    } else if (whole === '{') {
      stack.push(pending === undefined ? current : child(current, pending));
      pending = undefined;
    } else if (whole === '[') {
      stack.push(child(pending === undefined ? current : child(current, pending), '[]'));
      pending = undefined;
    } else if (stack.length > 1) stack.pop();
    if (stack.length > 200) break;
  }
  return root;
}

/** The path from the root to the shallowest object that has all of `names`; `undefined` where there is none. */
export function pathTo(tree: KeyTree, names: readonly string[]): string[] | undefined {
  const queue: { node: KeyTree; path: string[] }[] = [{ node: tree, path: [] }];
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { node, path } = next;
    const known = names.filter((name) => node.children.has(name)).length;
    if (known > 0 && known * 2 >= Math.min(names.length, node.children.size)) return path;
    for (const [key, value] of node.children) queue.push({ node: value, path: [...path, key] });
  }
  return undefined;
}

function child(tree: KeyTree, key: string): KeyTree {
  let node = tree.children.get(key);
  if (!node) {
    node = { children: new Map() };
    tree.children.set(key, node);
  }
  return node;
}
