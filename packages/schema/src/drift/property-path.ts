/** A property path with one step more: `.name`, `[]` or `{}`. */
export function joinStep(path: string, step: string): string {
  if (!step.startsWith('.')) return path + step;
  const name = step.slice(1);
  if (name === '' || name.includes('.') || /[[\]{}"]/u.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === '' ? name : `${path}.${name}`;
}

/** The steps of a property path: `.name` for names, `[]`, `{}`. */
export function stepsOf(path: string): string[] {
  const steps: string[] = [];
  for (const match of path.matchAll(/\[("(?:[^"\\]|\\.)*")\]|(\[\]|\{\})|\.?((?:[^.[\]{}])+)/gu)) {
    const [, quoted, group, name] = match;
    steps.push(quoted === undefined ? (group ?? `.${name ?? ''}`) : `.${JSON.parse(quoted) as string}`);
  }
  return steps;
}

/** The path without its last step; `undefined` for the document itself. */
export function parentPath(path: string): string | undefined {
  const steps = stepsOf(path);
  return steps.length === 0 ? undefined : steps.slice(0, -1).reduce(joinStep, '');
}

/** Whether a pattern of `drift.json` names a path: the step `*` is any one step, `**` at the end any number of them. */
export function matchesPath(pattern: string, path: string): boolean {
  const wanted = stepsOf(pattern);
  const steps = stepsOf(path);
  const open = wanted.at(-1) === '.**';
  const fixed = open ? wanted.slice(0, -1) : wanted;
  if (open ? steps.length < fixed.length : steps.length !== fixed.length) return false;
  return fixed.every((step, index) => step === '.*' || step === steps[index]);
}
