import { createHash } from 'node:crypto';
import { keywordLevels } from '@specproof/model';
import type { Extraction, Fingerprint, FingerprintParts, Keyword, Outline, Requirement } from '@specproof/model';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
const normalise = (text: string): string =>
  text
    .replace(/\[([^\]]*)\]\([^)]*\)/gu, '$1')
    .toLowerCase()
    .replace(/[.,:]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();

/**
 * Reads texts written for tests: a line with a keyword in braces is a requirement, `# name` opens a section
 * (its slug and title in one), `> words` is what the lines after it inherit, and a line that ends in a colon
 * is the group of the `- item` lines after it.
 */
export function readText(documents: Record<string, string>, version: string | null = null): Extraction {
  const extraction: Extraction = { spec: 'demo', version, documents: [], outline: [], requirements: [], informative: [], properties: [] };
  for (const [path, text] of Object.entries(documents)) {
    extraction.documents.push({ path, sha256: createHash('sha256').update(text).digest('hex') });
    const outline: Outline = { document: path, headings: [] };
    extraction.outline?.push(outline);
    extraction.requirements.push(...readDocument(path, text, outline));
  }
  return extraction;
}

function readDocument(document: string, text: string, outline: Outline): Requirement[] {
  const requirements: Requirement[] = [];
  let section = { slug: 'top', line: 1 };
  let context: string | undefined;
  let group: Requirement | undefined;
  text.split('\n').forEach((written, index) => {
    const line = index + 1;
    const heading = /^(#+) (.+)$/u.exec(written);
    if (heading) {
      section = { slug: heading[2] ?? '', line };
      outline.headings.push({ slug: section.slug, line, depth: heading[1]?.length ?? 1 });
      context = undefined;
      group = undefined;
      return;
    }
    if (written.startsWith('>')) {
      context = normalise(written.slice(1)) || undefined;
      return;
    }
    const item = group && /^- (.+)$/u.exec(written)?.[1];
    if (group && item !== undefined) {
      const inherited = { keyword: group.keyword, context: group.parts.sentence };
      const { line: groupLine, column } = group;
      const of = { document, section, line, column: 3 };
      requirements.push({ ...requirement(of, item, inherited.keyword, inherited.context), inherits: { line: groupLine, column } });
      return;
    }
    for (const match of written.matchAll(/\{([A-Z ]+)\}/gu)) {
      const keyword = match[1] as Keyword;
      const read = requirement({ document, section, line, column: match.index + 1 }, written, keyword, context);
      group = written.endsWith(':') ? { ...read, group: true } : undefined;
      requirements.push(group ?? read);
    }
  });
  return requirements;
}

function requirement(
  at: Pick<Requirement, 'document' | 'section' | 'line' | 'column'>,
  written: string,
  keyword: Keyword,
  context: string | undefined,
): Requirement {
  const condition = /^(?:If|When) [^,]+/u.exec(written)?.[0];
  const parts: FingerprintParts = {
    sentence: normalise(written.replace(/\{[A-Z ]+\}/gu, '{}')),
    ...(condition !== undefined && { condition: normalise(condition) }),
    ...(context !== undefined && { context }),
  };
  const fingerprint: Fingerprint = { sentence: hash(parts.sentence) };
  if (parts.condition !== undefined) fingerprint.condition = hash(parts.condition);
  if (parts.context !== undefined) fingerprint.context = hash(parts.context);
  return {
    ...at,
    keyword,
    level: keywordLevels[keyword],
    subject: 'runtime',
    conditional: condition !== undefined,
    anchor: null,
    place: 'paragraph',
    statement: { start: at.line, end: at.line },
    fingerprint,
    parts,
    text: written.replace(/[{}]/gu, ''),
  };
}
