import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { parseEvidence } from '@specproof/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Workspace } from './workspace.ts';

// What docs/writing-checks.md tells somebody to write and to run.
const root = path.resolve(import.meta.dirname, '../../..');
const guide = readFileSync(path.join(root, 'docs/writing-checks.md'), 'utf8');
const blocks = (language: string): string[] => [...guide.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gsu'))].map(([, code = '']) => code);

const library = new Workspace('library-spec');
beforeAll(async () => {
  library.link();
  await library.pin('v1.0.0');
  for (const command of ['lock', 'generate']) await library.run(command);
});
afterAll(library.remove);

test('the script runs a suite, whose target has a type of its own', async () => {
  const declared = blocks('ts').flatMap((code) => /^declare module .*?^\}/msu.exec(code)?.[0] ?? []);
  expect(declared).toHaveLength(1);
  library.write(
    'suite/desk.test.ts',
    `import { requirement } from '@specproof/vitest';\nimport { req } from '../refs.ts';\n\n${declared[0]}\n\nrequirement(req['library/desk/lending/1'], 'stamps', ({ tool, observe }) => void observe({ what: 'command', expected: true, seen: tool.data.command.length > 0 }));\n`,
  );
  expect(await library.compile()).toEqual([]);
  const [script = ''] = blocks('js');
  const file = path.join(library.root, 'run-suite.mjs');
  writeFileSync(file, script.replace("'./packages/", `'${root}/packages/`));
  const { stdout } = await promisify(execFile)(process.execPath, [file], { cwd: library.root, env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined } });
  expect(stdout).toBe("{ pass: 1, fail: 0, error: 0, inconclusive: 0, 'not-applicable': 0 }\n");
  const { evidence, problems } = await parseEvidence(readFileSync(path.join(library.root, 'evidence.ndjson'), 'utf8'), 'evidence.ndjson');
  expect(problems).toEqual([]);
  expect(evidence?.records.map(({ ref, verdict }) => [ref, verdict])).toEqual([['library/desk/lending/1', 'pass']]);
});
