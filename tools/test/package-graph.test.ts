import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const packages = path.resolve(import.meta.dirname, '../../packages');

/** Which packages a package may depend on, beside `model`. Another arrow needs a decision record in docs/decisions. */
const allowed: Record<string, readonly string[] | 'all'> = {
  model: [],
  remark: [],
  registry: ['remark'],
  schema: [],
  codegen: [],
  vitest: [],
  image: [],
  cli: 'all',
};

interface Manifest {
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

const names = readdirSync(packages).filter((name) => existsSync(path.join(packages, name, 'package.json')));
const dependenciesOf = (name: string) => {
  const manifest = JSON.parse(readFileSync(path.join(packages, name, 'package.json'), 'utf8')) as Manifest;
  return Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
};
const sourcesOf = (name: string) =>
  readdirSync(path.join(packages, name, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => path.join(packages, name, 'src', file));
const importsOf = (file: string) => ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles.map(({ fileName }) => fileName);

test('every package has its place in the order', () => {
  expect(names.filter((name) => !(name in allowed))).toEqual([]);
});

test.each(names)('%s depends on nothing but what its place allows', (name) => {
  const own = dependenciesOf(name)
    .filter((dependency) => dependency.startsWith('@specproof/'))
    .map((dependency) => dependency.slice('@specproof/'.length));
  const may = allowed[name] ?? [];
  expect(own.filter((dependency) => dependency !== 'model' && may !== 'all' && !may.includes(dependency))).toEqual([]);
});

test.each(names)('%s declares what its sources import, and imports no file of another package', (name) => {
  const declared = dependenciesOf(name);
  const isDeclared = (specifier: string) => {
    const imported = specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
    return declared.includes(imported) || declared.includes(`@types/${imported}`);
  };
  const wrong = sourcesOf(name).flatMap((file) =>
    importsOf(file)
      .filter((specifier) =>
        specifier.startsWith('.')
          ? path.relative(path.join(packages, name), path.resolve(path.dirname(file), specifier)).startsWith('..')
          : !specifier.startsWith('node:') && !isDeclared(specifier),
      )
      .map((specifier) => `${path.relative(packages, file)} imports ${specifier}`),
  );
  expect(wrong).toEqual([]);
});
