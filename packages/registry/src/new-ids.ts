import { documentKey, formatId } from '@specproof/model';
import type { Decisions, Extraction, Outline, Registry } from '@specproof/model';
import { groupBy } from './item.ts';

/** Gives ids that nobody has had: the lowest free number of the section, in the order they are asked for. */
export function createIds(
  registry: Registry,
  version: string,
  decisions: Decisions,
  extraction: Extraction,
): (document: string, section: string) => string {
  // In lower case: ids become names of files, on systems that do not tell case.
  const taken = new Set(Object.keys(registry.requirements).map((id) => id.toLowerCase()));
  // What a later version binds was either registered before it, or given when all before it was numbered.
  const bound = decisions.bindings.filter((binding) => binding.version === version);
  for (const { id } of [...decisions.retired, ...bound]) taken.add(id.toLowerCase());
  const next = new Map<string, number>();
  const sectionOf = sectionNames(extraction);
  return (path, slug) => {
    const document = documentKey(path).replace(/[\s+]+/gu, '-');
    const section = sectionOf(path, slug).replace(/[\s+/]+/gu, '-') || 'top';
    const format = (n: number): string => formatId({ prefix: registry.prefix, document, section, n });
    let n = next.get(`${document}/${section}`) ?? 1;
    while (taken.has(format(n).toLowerCase())) n++;
    next.set(`${document}/${section}`, n + 1);
    taken.add(format(n).toLowerCase());
    return format(n);
  };
}

/** The section part of an id: the slug, or the parent's where the slug only tells a heading from its twin. */
function sectionNames({ outline = [], requirements }: Extraction): (document: string, slug: string) => string {
  const outlined = new Map(outline.map((entry) => [entry.document, outlineNames(entry)]));
  const used = new Map(
    [...groupBy(requirements, ({ document }) => document)].map(([document, group]) => [
      document,
      new Set(group.map(({ section }) => section.slug)),
    ]),
  );
  return (document, slug) => {
    const known = outlined.get(document)?.get(slug);
    if (known !== undefined) return known;
    // Without an outline, the heading it is told apart from stands in for the parent.
    const { base } = numbered(slug);
    return used.get(document)?.has(base) ? base : slug;
  };
}

function outlineNames({ headings }: Outline): Map<string, string> {
  const names = new Map<string, string>();
  const open: { name: string; depth: number }[] = [];
  for (const { slug, depth } of headings) {
    while ((open.at(-1)?.depth ?? 0) >= depth) open.pop();
    const { base, number } = numbered(slug);
    const isTwin = names.has(base) && (number === 1 || names.has(`${base}-${number - 1}`));
    const name = isTwin ? (open.at(-1)?.name ?? base) : slug;
    names.set(slug, name);
    open.push({ name, depth });
  }
  return names;
}

/** A slug split before its number: `example-2` is number 2 of `example`. */
function numbered(slug: string): { base: string; number: number } {
  const [, base = slug, number = '0'] = /^(.+)-([1-9]\d*)$/u.exec(slug) ?? [];
  return { base, number: Number(number) };
}
