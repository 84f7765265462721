export { extract } from './extract.ts';
export type { DocumentExtraction } from './extract.ts';
export { extractSpec, extractWithProse } from './extract-spec.ts';
export type { SpecText } from './extract-spec.ts';
export { parseMarkdown } from './parse.ts';
export { default, default as remarkSpecproof } from './plugin.ts';
export { settingsFor } from './settings.ts';
export type { ReadingSettings } from './settings.ts';
