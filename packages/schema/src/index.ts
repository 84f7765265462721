export { readProperties } from './rules/read-properties.ts';
export type { DefinedProperties } from './rules/read-properties.ts';
export { propertiesOf, registerProperties } from './rules/register-properties.ts';
export { renameRefs } from './rules/rename-refs.ts';
export { serializeProperties } from './rules/serialize-properties.ts';
export { generateSchemas } from './generate/generate-schemas.ts';
export type { GeneratedFile } from './generate/generate-schemas.ts';
export type { JsonSchema, Origin } from './generate/json-schema.ts';
