import { createHash } from 'node:crypto';
import type { Extraction, Prose, Spec } from '@specproof/model';
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
export const extractSpec = (text: SpecText): Extraction => read(text);

function read({ spec, version, documents }: SpecText, prose?: Prose): Extraction {
  const extraction: Extraction = { spec: spec?.id ?? null, version, documents: [], outline: [], requirements: [], lowerCase: [], informative: [], properties: [] };
  const informative = new Set(spec?.documents.filter((d) => d.kind === 'informative').map((d) => d.path));
  for (const { path, content } of [...documents].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    extraction.documents.push({ path, sha256: createHash('sha256').update(content).digest('hex') });
    if (informative.has(path)) continue;
    const source = decodeDocument(path, content);
    const settings = settingsFor(path, spec);
    const { requirements, lowerCase, informative: mentions, properties, headings, prose: own } = extract(parseMarkdown(source), source, path, settings, { prose: prose !== undefined });
    if (prose && own) {
      prose.roots[path] = settings.root;
      prose.outlines[path] = headings.map(({ slug, depth }) => ({ slug, depth }));
      for (const { root, author } of [settings, ...Object.values(settings.sections)]) if (root !== undefined && author !== undefined) prose.authors[root] ??= author;
      if (settings.platform !== undefined) prose.documentPlatforms[path] = settings.platform;
      for (const kind of ['sentences', 'examples', 'properties'] as const) for (const entry of own[kind]) (prose[kind] as unknown[]).push(entry);
    }
    for (const requirement of requirements) extraction.requirements.push(requirement);
    for (const requirement of lowerCase) extraction.lowerCase?.push(requirement);
    for (const mention of mentions) extraction.informative.push(mention);
    for (const property of properties) extraction.properties.push(property);
    extraction.outline?.push({ document: path, headings });
  }
  return extraction;
}

/** {@link extractSpec}, with what rules on properties are read from. */
export function extractWithProse(text: SpecText & { version: string }): { extraction: Extraction; prose: Prose } {
  const prose: Prose = {
    version: text.version,
    roots: {},
    authors: {},
    platforms: Object.fromEntries(Object.entries(settingsFor('', text.spec).platforms).map(([name, words]) => [name, [...words]])),
    documentPlatforms: {},
    outlines: {},
    properties: [],
    sentences: [],
    examples: [],
  };
  return { extraction: read(text, prose), prose };
}
