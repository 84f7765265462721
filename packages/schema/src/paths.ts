/** One step of a property's path: a field's name, `[]` for elements, `{}` for the values of a map. */
export type Step = string;

const step = /\["((?:[^"\\]|\\.)*)"\]|(\[\]|\{\})|\.?([^.[\]{}]+)/gu;

/** The steps of a path; none for `''`, the document itself. */
export function stepsOf(path: string): Step[] {
  return [...path.matchAll(step)].map(([, quoted, mark, name]) => quoted?.replaceAll(/\\(.)/gu, '$1') ?? mark ?? name ?? '');
}

/** The path of some steps. */
export function pathOf(steps: readonly Step[]): string {
  let path = '';
  for (const one of steps) {
    if (one === '[]' || one === '{}') path += one;
    else if (/[.[\]{}"\\]/u.test(one) || one === '') path += `["${one.replaceAll(/["\\]/gu, String.raw`\$&`)}"]`;
    else path += path === '' ? one : `.${one}`;
  }
  return path;
}

/** What a property stands in; `''` for the document. */
export const parentPath = (path: string): string => pathOf(stepsOf(path).slice(0, -1));

/** Whether a step is the name of a field. */
export const isName = (one: Step): boolean => one !== '[]' && one !== '{}';
