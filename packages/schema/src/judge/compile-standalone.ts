import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import addFormats from 'ajv-formats';
import type { JsonSchema } from '../generate/json-schema.ts';

/** RFC 3339, section 5.6, with the days that months have; stricter than what ajv's own format lets pass. */
const dateTime =
  /^(?:\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)[Tt](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** What ajv is told about schemas of ours; errors carry the schema they come from, and no messages: we have our own. */
export function createAjv(schemas: Iterable<JsonSchema>): Ajv2020 {
  // fields that stand beside a `$ref`, and the branches of conditions, say less than strict mode wants of a whole schema
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true, verbose: true, ownProperties: true, allowUnionTypes: true, validateSchema: false, messages: false, code: { source: true, esm: true, optimize: false } });
  addFormats.default(ajv);
  ajv.addFormat('date-time', dateTime);
  ajv.addKeyword('x-specproof');
  for (const schema of schemas) ajv.addSchema(schema);
  return ajv;
}

/**
 * A module with one validator per schema, by file name, that needs no compilation when it is loaded.
 *
 * @param resolve gives the address of a module of ajv's, as the written module will import it
 */
export function compileStandalone(schemas: ReadonlyMap<string, JsonSchema>, resolve: (specifier: string) => string): string {
  const names = [...schemas.keys()];
  const ajv = createAjv(schemas.values());
  const exported = Object.fromEntries(names.map((name, index) => [`check${index}`, schemas.get(name)?.$id ?? name]));
  const imports = new Map<string, string>();
  const code = standalone.default(ajv, exported).replaceAll(/require\("([^"]+)"\)/gu, (_, specifier: string) => {
    if (!imports.has(specifier)) imports.set(specifier, `module${imports.size}`);
    return imports.get(specifier) ?? '';
  });
  return [
    ...[...imports].map(([specifier, name]) => `import ${name} from ${JSON.stringify(resolve(specifier))};`),
    code,
    `export const validators = {${names.map((name, index) => `${JSON.stringify(name)}: check${index}`).join(', ')}};`,
    '',
  ].join('\n');
}
