export type { GeneratedFile } from './generated-file.ts';
