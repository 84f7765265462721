// @ts-check
// Every check a contributor needs: types, build, lint, tests, project references. Nx caches what did not change.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { addUp, countResults } from './checks/count-results.mjs';
import { runNx } from './run-nx.mjs';
import { root, setUp } from './setup.mjs';

const usage = 'npm test [-- [--project <name>]… [--no-cache] [--no-system]]';

const options = readOptions(setUp(process.argv.slice(2)));
const projects = findProjects(options.project);

// A report left from an earlier run must not speak for this one; Nx brings cached ones back.
for (const { report } of projects) rmSync(report, { force: true });

const selection = options.project.length > 0 ? ['-p', ...projects.map(({ name }) => name)] : [];
const [checks, references] = await Promise.all([
  runNx(['run-many', '-t', 'typecheck', 'build', 'lint', 'test', ...selection, ...(options['no-cache'] ? ['--skip-nx-cache'] : [])], 'inherit'),
  runNx(['sync:check'], 'pipe'),
]);
if (references.code !== 0) process.stdout.write(references.output);

const counts = projects.map(({ name, report }) => ({ name, ...readReport(report) }));
const total = addUp(counts);
const idle = counts.filter(({ executed, failed }) => executed === 0 && failed === 0);
// What fails outside the tests has no report to be counted in, and must not go under.
const problems = [
  ...idle.map(({ name }) => `${name} ran no test`),
  ...(checks.code !== 0 && total.failed === 0 && idle.length === 0 ? ['types, build, lint or a test run failed: see above'] : []),
  ...(references.code !== 0 ? ['TypeScript references are out of date: run `npx nx sync`'] : []),
];

const width = Math.max(...counts.map(({ name }) => name.length));
console.log();
for (const { name, passed, failed, skipped } of counts) {
  console.log(`  ${name.padEnd(width)}  ${passed} passed, ${failed} failed, ${skipped} skipped`);
}
for (const problem of problems) console.log(`  ✗ ${problem}`);
console.log();
const failed = total.failed + problems.length;
process.exitCode = failed > 0 || total.executed === 0 ? 1 : 0;
console.log(`${total.passed} passed, ${failed} failed, ${total.skipped} skipped`);

/** @param {readonly string[]} args */
function readOptions(args) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        project: { type: 'string', multiple: true, default: [] },
        'no-cache': { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    console.error(`${/** @type {Error} */ (error).message}\nUsage: ${usage}`);
    process.exit(2);
  }
}

/** Every workspace package that has tests, or those that were asked for. */
function findProjects(/** @type {readonly string[]} */ wanted) {
  const folders = [...readdirSync(path.join(root, 'packages')).map((name) => `packages/${name}`), 'tools', 'checks']
    .map((folder) => path.join(root, folder))
    .filter((folder) => existsSync(path.join(folder, 'vitest.config.ts')));
  const all = folders.map((folder) => ({
    name: /** @type {string} */ (JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).name),
    report: path.join(folder, 'test-results.json'),
  }));
  const full = wanted.map((name) => (name.startsWith('@') ? name : `@specproof/${name}`));
  const unknown = full.find((name) => !all.some((project) => project.name === name));
  if (unknown !== undefined) {
    console.error(`There is no project ${unknown}; there are ${all.map(({ name }) => name).join(', ')}`);
    process.exit(2);
  }
  return full.length === 0 ? all : all.filter(({ name }) => full.includes(name));
}

function readReport(/** @type {string} */ file) {
  return countResults(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { testResults: [] });
}
