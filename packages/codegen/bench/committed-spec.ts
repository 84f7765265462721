import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Dispositions, Registry, Spec } from '@specproof/model';

const specs = path.resolve(import.meta.dirname, '../../../specs');

/** What is committed of a spec. */
export interface CommittedSpec {
  registry: Registry;
  spec: Spec;
  dispositions: Dispositions;
}

export function committedSpec(id: string): CommittedSpec {
  const read = (name: string): unknown => JSON.parse(readFileSync(path.join(specs, id, `${name}.json`), 'utf8'));
  return { registry: read('registry') as Registry, spec: read('spec') as Spec, dispositions: read('dispositions') as Dispositions };
}
