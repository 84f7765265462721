import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { refsOf } from '@specproof/model';
import { generateHovers } from '../src/generate-hovers.ts';
import { generateRefs } from '../src/generate-refs.ts';
import { committedSpec } from './committed-spec.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const folder = '.specproof/bench/types';
const checks = 500;

const { registry, spec } = committedSpec('runtime-spec');
const newest = registry.versions.at(-1)?.version ?? '';
const refs = refsOf(registry).filter(({ versions }) => versions.includes(newest));

const suite = [
  "import { requirement } from '@specproof/vitest';",
  "import { req } from '../refs.ts';",
  ...Array.from({ length: checks }, (_, i) => {
    const { ref, subject } = refs[i % refs.length] ?? { ref: '', subject: '' };
    const fixture = spec.targets?.[subject] ?? 'target';
    return `requirement(req['${ref}'], 'check ${i}', ({ ${fixture} }) => {\n  if (${fixture}.digest === '') throw new Error('It has no digest');\n});`;
  }),
  '',
].join('\n');

const untyped = `import type { Ref } from '@specproof/model';\nexport const req: Record<string, Ref<never, never>> = {};\n`;
const hovers = await generateHovers(registry, new Map(refs.map(({ ref }) => [ref, { text: `Some text of the length of a sentence about ${ref}, with what it needs.`, line: 1 }])));
const typed = (await generateRefs(registry)).content;

/** A workspace with one suite; gives the command that compiles it. */
function compile(name: string, files: Record<string, string>): string[] {
  const settings = { extends: '../../../../specs/tsconfig.json', compilerOptions: { noUncheckedIndexedAccess: false }, include: ['**/*.ts', '.specproof/**/*.d.ts'] };
  for (const [file, content] of Object.entries({ ...files, 'specs/runtime-spec/suite/all.test.ts': suite, 'tsconfig.json': JSON.stringify(settings) })) {
    const target = path.join(root, folder, name, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
  return ['node', 'node_modules/typescript/bin/tsc', '-p', `${folder}/${name}`];
}

rmSync(path.join(root, folder), { recursive: true, force: true });
const refsFile = 'specs/runtime-spec/refs.ts';
const floor = { name: 'tsc, refs without types', command: compile('untyped', { [refsFile]: untyped }) };

export default [
  { name: `types of a suite with ${checks} checks`, floor, subject: { name: 'tsc, typed refs', command: compile('typed', { [refsFile]: typed }) }, limit: { msOverFloor: 1500 } },
  {
    name: `types of a suite with ${checks} checks, and texts for the editor`,
    floor,
    subject: { name: 'tsc, typed refs and texts', command: compile('hovers', { [refsFile]: typed, [hovers.path]: hovers.content }) },
    limit: { msOverFloor: 1500 },
  },
];
