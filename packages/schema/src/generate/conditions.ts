import type { Case, Scalar } from '@specproof/model';
import { stepsOf } from '../paths.ts';
import type { JsonSchema } from './json-schema.ts';

/** A case that can be seen in a document; `absent`: none of the fields is there. */
export type SeenCase = Exclude<Case, { kind: 'platform' }> | { kind: 'absent'; paths: string[] };

/** A schema that holds where all cases do. */
export function conjunction(cases: readonly SeenCase[], anchor: string): JsonSchema {
  const tests = cases.map((one) => {
    if (one.kind === 'absent') return { not: { anyOf: one.paths.map((path) => presence(path, anchor)) } };
    if (one.kind === 'present') return one.not ? { not: presence(one.path, anchor) } : presence(one.path, anchor);
    const steps = stepsOf(one.path).slice(stepsOf(anchor).length);
    const test = within(steps, equality(one.values));
    return one.not ? { not: test } : test;
  });
  const [only] = tests;
  // of what is no object at all, nothing is known
  return tests.length === 1 && only ? { type: 'object', ...only } : { type: 'object', allOf: tests };
}

const presence = (path: string, anchor: string): JsonSchema => within(stepsOf(path).slice(stepsOf(anchor).length), {});

/** A test of the value at the end of some fields, each of which has to be there. */
const within = (steps: readonly string[], leaf: JsonSchema): JsonSchema =>
  steps.reduceRight<JsonSchema>((inner, step) => ({ type: 'object', ...(Object.keys(inner).length > 0 && { properties: { [step]: inner } }), required: [step] }), leaf);

function equality(values: readonly Scalar[]): JsonSchema {
  const [only] = values;
  return values.length === 1 && only !== undefined ? { const: only } : { enum: [...values] };
}
