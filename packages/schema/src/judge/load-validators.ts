import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { JsonSchema } from '../generate/json-schema.ts';
import type { Validate } from './judge.ts';

/** The schemas of one version with their validators, both by file name. */
export interface Validators {
  schemas: ReadonlyMap<string, JsonSchema>;
  validators: Readonly<Record<string, Validate>>;
}

/** Raised when compiled modules are made otherwise, so that those kept are not used. */
const format = 1;

/**
 * The validators of the generated schemas in `folder`. They are compiled once and kept in `cache`: loading them again
 * compiles nothing. Where nothing can be kept, they are compiled anew.
 */
export async function loadValidators(folder: string, cache: string): Promise<Validators> {
  const { schemas, file } = keptFile(folder, cache);
  if (!existsSync(file)) {
    const { compileStandalone, createAjv } = await import('./compile-standalone.ts');
    const kept = keep(file, compileStandalone(schemas, addressOf));
    if (!kept) {
      const ajv = createAjv(schemas.values());
      return { schemas, validators: Object.fromEntries([...schemas].map(([name, { $id = '' }]) => [name, ajv.getSchema($id) as Validate])) };
    }
  }
  const { validators } = (await import(pathToFileURL(file).href)) as { validators: Record<string, Validate> };
  return { schemas, validators };
}

/** Compiles the validators of `folder` into `cache`, where they are not there yet; returns whether they were. */
export async function compileValidators(folder: string, cache: string): Promise<boolean> {
  const { schemas, file } = keptFile(folder, cache);
  if (existsSync(file)) return false;
  const { compileStandalone } = await import('./compile-standalone.ts');
  return keep(file, compileStandalone(schemas, addressOf));
}

function keptFile(folder: string, cache: string): { schemas: Map<string, JsonSchema>; file: string } {
  const names = readdirSync(folder).filter((name) => name.endsWith('.schema.json')).sort();
  const texts = names.map((name) => readFileSync(path.join(folder, name), 'utf8'));
  const hash = createHash('sha256').update(JSON.stringify([format, addressOf('ajv/package.json'), names, texts]));
  return { schemas: new Map(names.map((name, index) => [name, JSON.parse(texts[index] ?? '') as JsonSchema])), file: path.join(cache, `${hash.digest('hex').slice(0, 24)}.mjs`) };
}

/** Where nothing can be kept, nothing is. */
function keep(file: string, code: string): boolean {
  const folder = path.dirname(file);
  const temporary = path.join(folder, `.${path.basename(file)}-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(temporary, code);
    // one version has one module: what was compiled of its earlier schemas goes
    for (const name of readdirSync(folder)) if (name.endsWith('.mjs') && !name.startsWith('.')) rmSync(path.join(folder, name), { force: true });
    renameSync(temporary, file);
    return true;
  } catch {
    discard(temporary);
    return false;
  }
}

function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // there is no folder that it could stand in
  }
}

const { resolve } = createRequire(import.meta.url);
const addressOf = (specifier: string): string => pathToFileURL(resolve(specifier)).href;
