import { createHash } from 'node:crypto';
import type { Extraction, Spec } from '@specproof/model';
import { extract } from './extract.ts';
import { parseMarkdown } from './parse.ts';
import { settingsFor } from './settings.ts';
import { decodeDocument } from './source.ts';

/** The documents of one version of a spec, or of any folder where `spec` is `null`. */
export interface SpecText {
  spec: Spec | null;
  version: string | null;
  documents: readonly { path: string; content: Uint8Array }[];
}

/**
 * Reads all documents, ordered by path; informative ones are only listed.
 *
 * @throws SpecproofError `DOCUMENT_UNREADABLE`, `DOCUMENT_TOO_LARGE`, `DOCUMENT_TOO_DEEP`
 */
export function extractSpec({ spec, version, documents }: SpecText): Extraction {
  const extraction: Extraction = { spec: spec?.id ?? null, version, documents: [], outline: [], requirements: [], lowerCase: [], informative: [], properties: [] };
  const informative = new Set(spec?.documents.filter((d) => d.kind === 'informative').map((d) => d.path));
  for (const { path, content } of [...documents].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    extraction.documents.push({ path, sha256: createHash('sha256').update(content).digest('hex') });
    if (informative.has(path)) continue;
    const source = decodeDocument(path, content);
    const { requirements, lowerCase, informative: mentions, properties, headings } = extract(parseMarkdown(source), source, path, settingsFor(path, spec));
    for (const requirement of requirements) extraction.requirements.push(requirement);
    for (const requirement of lowerCase) extraction.lowerCase?.push(requirement);
    for (const mention of mentions) extraction.informative.push(mention);
    for (const property of properties) extraction.properties.push(property);
    extraction.outline?.push({ document: path, headings });
  }
  return extraction;
}
