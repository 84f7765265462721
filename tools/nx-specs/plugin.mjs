// @ts-check
// Infers one Nx project per specs/*/spec.json, with the targets sync → extract → lock, and one for the types of all suites.
// Plain JavaScript: a plugin in TypeScript would need a transpiler on Node 20.
import { createNodesFromFiles } from '@nx/devkit';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** @type {import('@nx/devkit').CreateNodesV2} */
export const createNodesV2 = [
  'specs/{tsconfig.json,*/spec.json}',
  (files, options, context) => createNodesFromFiles(createNode, files, options, context),
];

/**
 * @param {string} file
 * @param {unknown} _options
 * @param {import('@nx/devkit').CreateNodesContext} context
 */
function createNode(file, _options, { workspaceRoot }) {
  if (path.posix.basename(file) === 'tsconfig.json') return { projects: { specs: suitesProject() } };
  const { id, title, versions } = JSON.parse(readFileSync(path.join(workspaceRoot, file), 'utf8'));
  const root = path.posix.dirname(file);
  return { projects: { [root]: specProject(root, id, title, versions.map((/** @type {{ version: string }} */ { version }) => version)) } };
}

/**
 * The Nx project of what is written in TypeScript below specs/. Suites are only compiled here: without a target under
 * test nothing of them can run, and a stub that is skipped says nothing.
 * @returns {import('@nx/devkit').ProjectConfiguration}
 */
export function suitesProject() {
  return {
    root: 'specs',
    name: 'specs',
    projectType: 'library',
    metadata: { description: 'Refs, types and suites of all specs' },
    // What suites import; ^production makes it an input.
    implicitDependencies: ['@specproof/cli', '@specproof/vitest'],
    targets: {
      typecheck: {
        executor: 'nx:run-commands',
        options: { command: 'tsc -p specs/tsconfig.json', cwd: '{workspaceRoot}' },
        cache: true,
        // By their place in the workspace: Nx counts the files of a spec to the project of that spec.
        inputs: ['{projectRoot}/tsconfig.json', '{workspaceRoot}/specs/**/*.ts', '^production', 'sharedGlobals', { externalDependencies: ['typescript'] }],
        outputs: [],
        metadata: { description: 'Check that every suite compiles: one that names a requirement whose meaning changed does not' },
      },
    },
  };
}

/**
 * The Nx project of one spec.
 * @param {string} root its folder
 * @param {string} id
 * @param {string} title
 * @param {readonly string[]} versions
 * @returns {import('@nx/devkit').ProjectConfiguration}
 */
export function specProject(root, id, title, versions) {
  // What every step reads: the pins and settings, the command with all it is made of, and these wires.
  const inputs = ['{projectRoot}/spec.json', '^production', '{workspaceRoot}/tools/nx-specs/**/*'];
  const registered = ['registry.json', 'decisions.json', 'overrides.json'].map((name) => `{projectRoot}/${name}`);
  const definitions = '{projectRoot}/properties.json';
  const step = (/** @type {string[]} */ ...args) => ({
    executor: 'nx:run-commands',
    options: { command: ['node tools/nx-specs/step.mjs', ...args].join(' '), cwd: '{workspaceRoot}' },
  });
  const extractions = Object.fromEntries(
    versions.map((version) => [
      `extract-${version}`,
      {
        ...step('extract', id, version),
        dependsOn: ['sync'],
        cache: true,
        // One version's documents, so that a change in them leaves the other versions alone; and where its ids stand.
        inputs: [...inputs, ...registered, { dependentTasksOutputFiles: `**/specs/${id}/${version}/**/*` }],
        outputs: [`{workspaceRoot}/.specproof/extract/${id}/${version}.json`],
        metadata: { description: `Read the requirements out of ${title} ${version}` },
      },
    ]),
  );
  return {
    root,
    name: `spec-${id}`,
    projectType: 'library',
    metadata: { description: title },
    // Makes ^production reach the command and everything that it depends on.
    implicitDependencies: ['@specproof/cli'],
    targets: {
      sync: {
        ...step('sync', id),
        // Whether a text can be had is nothing a hash could tell; what was had once is only checked again.
        cache: false,
        inputs,
        outputs: [`{workspaceRoot}/.specproof/specs/${id}`],
        metadata: { description: `Obtain the text of ${title} and verify it against the pins` },
      },
      ...extractions,
      extract: {
        executor: 'nx:noop',
        dependsOn: Object.keys(extractions),
        metadata: { description: `Read the requirements out of every version of ${title} whose text is there` },
      },
      lock: {
        ...step('lock', id, ...versions),
        dependsOn: Object.keys(extractions),
        cache: true,
        inputs: [
          ...inputs,
          ...registered,
          definitions,
          { dependentTasksOutputFiles: `**/extract/${id}/*.json` },
        ],
        outputs: [],
        metadata: { description: `Check that the registry of ${title} is what its texts give` },
      },
      generate: {
        ...step('generate', id),
        dependsOn: ['lock'],
        // It writes tracked files, and remembers by itself what it need not do again.
        cache: false,
        inputs: [...inputs, ...registered, definitions, '{projectRoot}/dispositions.json', '{projectRoot}/suite/**/*'],
        outputs: [],
        metadata: { description: `Generate schemas, types, refs and stubs of ${title}` },
      },
    },
  };
}
