import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Spec } from '@specproof/model';
import { compileOfficial, loadValidators } from '../src/index.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const specs = ['runtime-spec', 'image-spec'].map((id) => JSON.parse(readFileSync(path.join(root, 'specs', id, 'spec.json'), 'utf8')) as Spec);
const newest = ({ versions }: Spec): string => versions.at(-1)?.version ?? '';
const texts = (spec: Spec): Record<string, string> =>
  Object.fromEntries(
    Object.keys(spec.versions.at(-1)?.schemas ?? {})
      .filter((file) => file.endsWith('.json'))
      .map((file) => [file, readFileSync(path.join(root, '.specproof/specs', spec.id, newest(spec), file), 'utf8')]),
  );

/** Every validator of the newest versions, ready to validate. */
async function load(): Promise<void> {
  for (const spec of specs) {
    const { validators } = await loadValidators(path.join(root, 'specs', spec.id, 'schemas', newest(spec)), path.join(root, '.specproof/validators', spec.id, newest(spec)));
    for (const validate of Object.values(validators)) validate({});
  }
}

async function compile(): Promise<void> {
  for (const spec of specs) for (const kind of Object.keys(spec.officialSchemas ?? {})) (await compileOfficial(spec, texts(spec), kind))?.({});
}

const isHere = specs.every((spec) => existsSync(path.join(root, '.specproof/specs', spec.id, newest(spec), 'schema')));
if (!isHere) process.stderr.write('No official schemas to compile: run `npx specproof sync` first.\n');

const name = 'validators of the newest versions, in a process of their own';
const once = (role: string): string[] => ['node', 'tools/bench/run-once.mjs', 'packages/schema/bench/validators.bench.ts', 'by role', role];

export default isHere
  ? [
      { name: 'by role', floor: { name: 'compile the official schemas with ajv', run: compile }, subject: { name: 'load the generated validators', run: load } },
      { name, floor: { name: 'compile the official schemas with ajv', command: once('floor') }, subject: { name: 'load the generated validators', command: once('subject') }, limit: { ratio: 1 } },
    ]
  : [];
