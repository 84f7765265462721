import { createAjv } from '../src/judge/compile-standalone.ts';
import { judge } from '../src/index.ts';
import type { Judgement, JsonSchema, Validate, Validators } from '../src/index.ts';

/** Validators made at run time, as `loadValidators` gives them. */
export function compiled(schemas: ReadonlyMap<string, JsonSchema>): Validators {
  const ajv = createAjv(schemas.values());
  return { schemas, validators: Object.fromEntries([...schemas].map(([name, { $id = '' }]) => [name, ajv.getSchema($id) as Validate])) };
}

export const judged = (document: unknown, schemas: ReadonlyMap<string, JsonSchema>, file = 'pot.schema.json'): Judgement => judge(document, file, compiled(schemas));

/** A judgement in a few lines: verdicts by ref, findings with pointer and message. */
export function summary({ verdicts, definitionFindings }: Judgement): Record<string, unknown> {
  return {
    ...Object.fromEntries(verdicts.map(({ ref, verdict, findings, pointers }) => [ref, verdict === 'pass' ? `pass at ${pointers.map((pointer) => pointer || '(all)').join(' ')}` : findings.map(({ pointer, message }) => `${pointer || '(all)'}: ${message}`)])),
    ...(definitionFindings.length > 0 && { definition: definitionFindings.map(({ pointer, message, defined }) => `${pointer || '(all)'}: ${message} (${defined ?? 'nowhere'})`) }),
  };
}
