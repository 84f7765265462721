import type { Json } from '../official/json.ts';
import { isObject, unescapePointer } from '../official/json.ts';
import { joinStep } from '../drift/property-path.ts';

/** A place in a document: names and indices. */
export type InstancePath = readonly string[];

/** A JSON pointer taken apart. */
export const instanceSteps = (pointer: string): string[] => pointer.split('/').slice(1).map(unescapePointer);

/** What stands at a place; `undefined` where nothing does. */
export function valueAt(document: Json, path: InstancePath): Json | undefined {
  let value: Json | undefined = document;
  for (const step of path) value = Array.isArray(value) ? value[Number(step)] : isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  return value;
}

/** The document with what `change` makes of the value at a place. */
export function changeAt(document: Json, path: InstancePath, change: (value: Json) => Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) return change(document);
  if (Array.isArray(document)) return document.map((value: Json, index) => (String(index) === step ? changeAt(value, rest, change) : value));
  if (!isObject(document)) return document;
  return Object.fromEntries(Object.entries(document).map(([name, value]) => [name, name === step ? changeAt(value, rest, change) : value]));
}

/** The document without what stands at a place. */
export function removeAt(document: Json, path: InstancePath): Json {
  const last = path.at(-1);
  return changeAt(document, path.slice(0, -1), (parent) => {
    if (Array.isArray(parent)) return parent.filter((_, index) => String(index) !== last);
    return isObject(parent) ? Object.fromEntries(Object.entries(parent).filter(([name]) => name !== last)) : parent;
  });
}

/** The property path of a place: indices are `[]`, names of a free map `{}`. */
export function propertyPathOf(document: Json, path: InstancePath, known: ReadonlySet<string>): string {
  let property = '';
  let value: Json | undefined = document;
  for (const step of path) {
    if (Array.isArray(value)) property = joinStep(property, '[]');
    else {
      const named = joinStep(property, `.${step}`);
      property = !known.has(named) && known.has(joinStep(property, '{}')) ? joinStep(property, '{}') : named;
    }
    value = value === undefined ? undefined : valueAt(value, [step]);
  }
  return property;
}
