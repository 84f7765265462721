import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { generateValidators, target } from '../scripts/generate-validators.mjs';
import { differences } from './type-and-schema.ts';
import type { Schema } from './type-and-schema.ts';

const sources = path.join(import.meta.dirname, '../src');
const schemas = new Map<string, Schema>(
  readdirSync(path.join(sources, 'schemas')).map((file) => {
    const schema = JSON.parse(readFileSync(path.join(sources, 'schemas', file), 'utf8')) as Schema & { $id: string };
    return [schema.$id, schema];
  }),
);

test('the generated validators are up to date: node packages/model/scripts/generate-validators.mjs', () => {
  const generated = generateValidators();
  expect(readdirSync(target).sort()).toEqual(Object.keys(generated).sort());
  for (const [name, text] of Object.entries(generated)) expect(readFileSync(path.join(target, name), 'utf8') === text, name).toBe(true);
});

describe('type and schema say the same', () => {
  const configPath = path.join(sources, '../../../tsconfig.base.json');
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(configPath, ts.sys.readFile).config, ts.sys, path.dirname(configPath));
  const entry = path.join(sources, 'validate-file.ts');
  const program = ts.createProgram([entry], { ...options, noEmit: true, composite: false, types: [] });
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(entry)!)!;
  const fileTypes = checker.getDeclaredTypeOfSymbol(checker.getExportsOfModule(module).find(({ name }) => name === 'FileTypes')!);

  test.each(fileTypes.getProperties().map((property) => [property.name, property] as const))('%s', (kind, property) => {
    const schema = schemas.get(`urn:specproof:schema:${kind}`);
    expect(schema, `src/schemas/${kind}.schema.json`).toBeDefined();
    expect(existsSync(path.join(target, `validate-${kind}.ts`))).toBe(true);
    expect(differences(checker, checker.getTypeOfSymbol(property), schema!, schemas)).toEqual([]);
  });

  test.each<[string, Schema, string[]]>([
    ['a key more', { type: 'object', required: ['start', 'end', 'x'], properties: { start: { type: 'number' }, end: { type: 'number' }, x: {} }, additionalProperties: false }, ['/: keys end, start in the type, end, start, x in the schema', '/: required end, start in the type, end, start, x in the schema']],
    ['an optional key', { type: 'object', required: ['start'], properties: { start: { type: 'number' }, end: { type: 'number' } }, additionalProperties: false }, ['/: required end, start in the type, start in the schema']],
    ['another type', { type: 'object', required: ['start', 'end'], properties: { start: { type: 'string' }, end: { type: 'number' } }, additionalProperties: false }, ['/start: number in the type, string in the schema']],
  ])('%s is noticed', (_, schema, expected) => {
    const extraction = program.getSourceFile(path.join(sources, 'extraction.ts'))!;
    const lineRange = checker.getExportsOfModule(checker.getSymbolAtLocation(extraction)!).find(({ name }) => name === 'LineRange')!;
    expect(differences(checker, checker.getDeclaredTypeOfSymbol(lineRange), schema, schemas)).toEqual(expected);
  });
});
