import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Spec } from '@specproof/model';
import type { SpecText } from '../src/extract-spec.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const places = [
  path.join(root, '.specproof/specs'),
  path.join(root, '.specproof'),
  ...(process.env['SPECPROOF_SPECS'] ?? '').split(path.delimiter).filter(Boolean),
  path.join(root, '../shared/specs'),
];

/** The specs of this checkout. */
const readSpecs = (): Spec[] =>
  readdirSync(path.join(root, 'specs')).filter((id) => existsSync(path.join(root, 'specs', id, 'spec.json'))).sort().map((id) => JSON.parse(readFileSync(path.join(root, 'specs', id, 'spec.json'), 'utf8')) as Spec);

/** The text of a version from the first place that has all its documents; `undefined` where none has. */
function readText(spec: Spec, version: string): SpecText | undefined {
  const pinned = spec.versions.find((candidate) => candidate.version === version);
  if (!pinned) return undefined;
  const folder = places.map((place) => path.join(place, spec.id, version)).find((place) => Object.keys(pinned.documents).every((document) => existsSync(path.join(place, document))));
  if (folder === undefined) return undefined;
  return { spec, version, documents: Object.keys(pinned.documents).map((document) => ({ path: document, content: readFileSync(path.join(folder, document)) })) };
}

/** The newest version of each spec, where its text is there. */
export const newestTexts = (): SpecText[] =>
  readSpecs().flatMap((spec) => {
    const text = readText(spec, spec.versions.at(-1)?.version ?? '');
    return text ? [text] : [];
  });
