import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const readManifest = (folder: string) => JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { name: string; version: string; private?: true };
const folders = readdirSync(path.join(root, 'packages'))
  .map((name) => path.join(root, 'packages', name))
  .filter((folder) => !readManifest(folder).private);

// A real path: on some systems the temporary folder is a link, and Node resolves modules by real paths.
const scratch = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'specproof-packed-')));
const tarballs = path.join(scratch, 'tarballs');
const consumer = path.join(scratch, 'consumer');
const tarballOf = (folder: string) => path.join(tarballs, `${readManifest(folder).name.slice(1).replace('/', '-')}-${readManifest(folder).version}.tgz`);

function run(command: string, args: string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`);
  return stdout;
}
const specproof = (...args: string[]) => run(path.join(consumer, 'node_modules/.bin/specproof'), args, consumer);

beforeAll(() => {
  // Nx has built everything; run by hand, this does.
  run(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '--build', ...folders.map((folder) => path.join(folder, 'tsconfig.lib.json'))], root);
  mkdirSync(tarballs);
  mkdirSync(consumer);
  writeFileSync(path.join(consumer, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }\n');
  run('npm', ['pack', '--silent', '--pack-destination', tarballs, ...folders], root);
  run('npm', ['install', '--prefix', consumer, '--prefer-offline', '--no-audit', '--no-fund', ...folders.map(tarballOf)], consumer);
}, 120_000);

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test.each(folders.map((folder) => [path.basename(folder), folder]))('publint has nothing to say about %s', async (_name, folder) => {
  const tarball = readFileSync(tarballOf(folder));
  const { messages, pkg } = await publint({
    pack: { tarball: tarball.buffer.slice(tarball.byteOffset, tarball.byteOffset + tarball.byteLength) },
    strict: true,
  });
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
});

test('a package holds what runs and its sources, nothing else', () => {
  const files = folders.flatMap((folder) => readdirSync(path.join(consumer, 'node_modules', readManifest(folder).name), { recursive: true, encoding: 'utf8' }));
  expect(files.filter((file) => /\.test\.|tsbuildinfo|^(test|checkout|fixtures|bench)\b/.test(file))).toEqual([]);
});

test('every package can be imported by its name', () => {
  const names = folders.map((folder) => readManifest(folder).name);
  const script = names.map((name) => `await import('${name}');`).join('\n');
  expect(run(process.execPath, ['--input-type=module', '-e', script], consumer)).toBe('');
});

test('the command tells its version and its usage', () => {
  expect(specproof('--version')).toBe(`${readManifest(path.join(root, 'packages/cli')).version}\n`);
  expect(specproof('--help')).toMatch(/^Usage: specproof /);
});

test('the command reads a folder of Markdown', () => {
  mkdirSync(path.join(consumer, 'docs'));
  writeFileSync(path.join(consumer, 'docs/protocol.md'), '# Protocol\n\nThe server MUST answer.\n');
  const { requirements } = JSON.parse(specproof('extract', '--dir', 'docs', '--json')) as { requirements: object[] };
  expect(requirements).toMatchObject([{ document: 'protocol.md', line: 3, level: 'MUST', subject: 'server' }]);
});

test('the remark plugin reads a text of its own', () => {
  const script = `
    import { fromMarkdown } from 'mdast-util-from-markdown';
    import { unified } from 'unified';
    import { VFile } from 'vfile';
    import remarkSpecproof from '@specproof/remark';
    const file = new VFile({ path: 'tea.md', value: '# Tea\\n\\nThe server MUST boil water.' });
    await unified().use(remarkSpecproof).run(fromMarkdown(String(file)), file);
    console.log(JSON.stringify(file.data.specproof.requirements.map(({ document, line, column, level, subject }) => ({ document, line, column, level, subject }))));`;
  expect(JSON.parse(run(process.execPath, ['--input-type=module', '-e', script], consumer))).toEqual([{ document: 'tea.md', line: 3, column: 12, level: 'MUST', subject: 'server' }]);
});

test('a suite that is installed nowhere runs on the packed package', () => {
  const suite = path.join(scratch, 'suite');
  mkdirSync(suite);
  writeFileSync(
    path.join(suite, 'pot.test.ts'),
    `import { requirement } from '@specproof/vitest';
     const ref = { ref: 'tea/pot/top/1', id: 'tea/pot/top/1', revision: 1, level: 'MUST', subject: 'pot', versions: ['v1'] };
     requirement(ref, 'holds water', ({ tool, expect }: any) => expect(tool.name).toBe('pot'));
     requirement(ref, 'is hot', ({ observe }: any) => void observe({ what: 'degrees', expected: 100, seen: 20 }));`,
  );
  const script = `
    import { collectSuite, runSuite } from '@specproof/vitest/run';
    const digest = 'a'.repeat(64);
    const root = ${JSON.stringify(suite)};
    const { checks, problems } = await collectSuite(root);
    const { records, totals } = await runSuite({ root, suite: { name: 'pot' }, spec: { id: 'tea-spec', version: 'v1' }, registry: { digest }, target: { kind: 'tool', name: 'pot', version: '1', digest, data: null } });
    console.log(JSON.stringify({ problems, lines: checks.map(({ line }) => line), verdicts: records.map(({ check, verdict }) => check + ': ' + verdict), errors: totals.errors }));`;
  expect(JSON.parse(run(process.execPath, ['--input-type=module', '-e', script], consumer))).toEqual({
    problems: [],
    lines: [3, 4],
    verdicts: ['pot.test.ts > holds water: pass', 'pot.test.ts > is hot: fail'],
    errors: [],
  });
});
