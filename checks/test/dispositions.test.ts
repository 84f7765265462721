import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describeDispositionProblem, parseFile, resolveDispositions } from '@specproof/model';
import { expect, test } from 'vitest';

const specs = path.join(import.meta.dirname, '../../specs');
const folders = readdirSync(specs).filter((id) => existsSync(path.join(specs, id, 'dispositions.json')));

test.each(folders)('specs/%s/dispositions.json is about what the registry has, each ref once', async (id) => {
  const text = readFileSync(path.join(specs, id, 'dispositions.json'), 'utf8');
  const dispositions = await parseFile('dispositions', text, 'dispositions.json');
  const registry = await parseFile('registry', readFileSync(path.join(specs, id, 'registry.json'), 'utf8'), 'registry.json');
  expect(dispositions.spec).toBe(id);
  expect(text).toBe(`${JSON.stringify(dispositions, null, 2)}\n`);
  expect(resolveDispositions(registry, dispositions).problems.map((problem) => describeDispositionProblem(problem, dispositions))).toEqual([]);
});
