import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { specProject } from '../nx-specs/plugin.mjs';

const root = path.resolve(import.meta.dirname, '../..');

describe('specProject', () => {
  const project = specProject('specs/tea', 'tea', 'The tea spec', ['v1', 'v2']);
  const targets = project.targets ?? {};

  test('goes from sync over one extraction per version to lock and generate', () => {
    const order = Object.entries(targets).map(([name, { dependsOn = [] }]) => [name, ...dependsOn]);
    expect(order).toEqual([
      ['sync'],
      ['extract-v1', 'sync'],
      ['extract-v2', 'sync'],
      ['extract', 'extract-v1', 'extract-v2'],
      ['lock', 'extract-v1', 'extract-v2'],
      ['generate', 'lock'],
    ]);
  });

  test('an extraction reads its own version only, and is kept', () => {
    expect(targets['extract-v1']).toMatchObject({
      cache: true,
      inputs: [
        '{projectRoot}/spec.json',
        '^production',
        '{workspaceRoot}/tools/nx-specs/**/*',
        '{projectRoot}/registry.json',
        '{projectRoot}/decisions.json',
        '{projectRoot}/overrides.json',
        { dependentTasksOutputFiles: '**/specs/tea/v1/**/*' },
      ],
      outputs: ['{workspaceRoot}/.specproof/extract/tea/v1.json'],
    });
  });

  test('what depends on the world outside is never taken from the cache', () => {
    expect(targets.sync?.cache).toBe(false);
  });
});

function showProject(name: string): { root: string; targets: Record<string, unknown> } {
  const nx = createRequire(import.meta.url).resolve('nx/bin/nx.js');
  // Under Nx itself, its variables would tell the inner run that it belongs to the outer one.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('NX_')));
  const output = execFileSync(process.execPath, [nx, 'show', 'project', name, '--json'], { cwd: root, env, encoding: 'utf8' });
  return JSON.parse(output) as ReturnType<typeof showProject>;
}

test('Nx infers a project for a folder with a spec.json', () => {
  const { root: folder, targets } = showProject('spec-image-spec');
  const { versions } = JSON.parse(readFileSync(path.join(root, 'specs/image-spec/spec.json'), 'utf8')) as { versions: { version: string }[] };
  expect(folder).toBe('specs/image-spec');
  expect(Object.keys(targets)).toEqual(expect.arrayContaining(['sync', 'extract', 'lock', ...versions.map(({ version }) => `extract-${version}`)]));
}, 30_000);

test('and one that compiles all suites', () => {
  const { root: folder, targets } = showProject('specs');
  expect(folder).toBe('specs');
  expect(targets).toMatchObject({ typecheck: { cache: true, options: { command: 'tsc -p specs/tsconfig.json' } } });
}, 30_000);
