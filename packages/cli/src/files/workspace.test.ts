import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSpec, readSpecs, requireWorkspace } from './workspace.ts';

let root = '';
beforeEach(() => void (root = mkdtempSync(path.join(os.tmpdir(), 'specproof-twins-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

const spec = (id: string, prefix: string): string =>
  JSON.stringify({ schemaVersion: 1, id, prefix, title: id, upstream: { repository: 'https://example.org/x' }, subjects: { cook: ['cook'] }, documents: [], versions: [] });
const add = (folder: string, content: string): string => {
  mkdirSync(path.join(root, 'specs', folder), { recursive: true });
  writeFileSync(path.join(root, 'specs', folder, 'spec.json'), content);
  return path.join(root, 'specs', folder, 'spec.json');
};

test.each([
  ['prefix', spec('coffee', 'tea'), 'the same prefix, tea: their requirements would get the same ids. Give the one whose ids nobody uses yet another prefix.'],
  ['id', spec('tea', 'coffee'), 'the same id, tea: their requirements would get the same ids. Give one of them the name of its folder.'],
])('two specs with one %s are refused, whichever is read', async (_, twin, expected) => {
  const tea = add('tea', spec('tea', 'tea'));
  const coffee = add('coffee', twin);
  const workspace = requireWorkspace(root);
  const refusal = { code: 'INVALID_FILE', message: `${coffee} and ${tea} have ${expected}` };
  await expect(readSpec(workspace, 'tea')).rejects.toMatchObject(refusal);
  await expect(readSpec(workspace, 'coffee')).rejects.toMatchObject(refusal);
  await expect(readSpecs(workspace)).rejects.toMatchObject(refusal);
});

test('what else is wrong with another spec is no matter', async () => {
  add('tea', spec('tea', 'tea'));
  add('coffee', '{');
  cpSync(path.join(root, 'specs/coffee'), path.join(root, 'specs/cocoa'), { recursive: true });
  await expect(readSpec(requireWorkspace(root), 'tea')).resolves.toMatchObject({ id: 'tea' });
});
