import type { ProseExample, ProseKeyword, ProseProperty, ProseSentence, Requirement } from '@specproof/model';
import type { Root } from 'mdast';
import type { Block, Container, Structure } from './blocks.ts';
import { itemOf, toProperties } from './definitions.ts';
import type { Definition, Definitions } from './definitions.ts';
import type { FlatText, Span } from './flat-text.ts';
import { sourceOffset } from './flat-text.ts';
import { findKeywords } from './keywords.ts';
import type { Lines } from './lines.ts';
import { foldSpace } from './readable.ts';
import { introduces, spanLines } from './statements.ts';

/** What extraction knows of a document when its rules are to be read. */
export interface ReadDocument {
  document: string;
  tree: Root;
  lines: Lines;
  structure: Structure;
  definitions: Definitions;
  requirements: readonly Requirement[];
  definitionLine: (definition: Definition) => number;
}

/** One document's sentences, examples and definitions, as rules are read from them. */
export function readProse(read: ReadDocument): { sentences: ProseSentence[]; examples: ProseExample[]; properties: ProseProperty[] } {
  const { document, structure, definitions, lines } = read;
  const byPlace = new Map(read.requirements.map((requirement) => [`${requirement.line}:${requirement.column}`, requirement]));
  const targets = linkTargets(read.tree);

  const sentenceOf = (block: Block, sentence: Span): ProseSentence => {
    const { flat } = block;
    const around = definitions.around(block, sentence.end - 1);
    const opens = around?.style === 'head' && around.block === block && around.head.start >= sentence.start && around.head.end <= sentence.end;
    const start = opens ? around.head.end : sentence.start;
    const { text, at } = marked(flat, { start, end: sentence.end });
    const keywords = findKeywords(flat.text).filter((k) => k.start >= start && k.end <= sentence.end);
    const links = flat.links.filter((link) => link.start >= start && link.end <= sentence.end);
    const last = introduces(block, sentence);
    return {
      document,
      line: spanLines(block, { start, end: sentence.end }, lines).start,
      section: block.section.slug,
      text,
      links: links.map((link) => ({ text: marked(flat, link).text, target: link.url ?? targets.get(link.reference ?? '') ?? '' })),
      keywords: keywords.flatMap((match): ProseKeyword[] => {
        const place = lines.positionAt(sourceOffset(flat, match.start));
        const requirement = byPlace.get(`${place.line}:${place.column}`);
        if (!requirement) return [];
        const { keyword, level, subject, conditional } = requirement;
        return [{ ...place, keyword, level, subject, conditional, start: at(match.start) }];
      }),
      ...(around && { property: { root: around.root, paths: around.paths } }),
      under: surroundings(itemOf(block.container), definitions, (opening, first) => opening === block && first.start === sentence.start),
      ...(last && block.introduced?.kind === 'list' && { items: block.introduced.children.map(openingCode) }),
      ...(last && block.next?.type === 'code' && { code: { lang: block.next.lang ?? null, value: block.next.value } }),
      ...(opens && { head: true as const }),
    };
  };

  return {
    sentences: structure.blocks
      .filter((block) => block.kind !== 'heading')
      .flatMap((block) => block.sentences.map((sentence) => sentenceOf(block, sentence)))
      .filter(({ text }) => text !== ''),
    examples: structure.codeBlocks.map(({ node, section }) => ({
      document,
      line: node.position?.start.line ?? 1,
      section: section.slug,
      lang: node.lang ?? null,
      meta: node.meta ?? null,
      value: node.value,
    })),
    properties: definitions.all.flatMap((definition) => {
      const stated = definition.stated.flatMap(({ block, at }) => {
        const place = lines.positionAt(sourceOffset(block.flat, at));
        const level = byPlace.get(`${place.line}:${place.column}`)?.level;
        return level === undefined ? [] : [{ ...place, level }];
      });
      const under = definition.style === 'head' ? surroundings(itemOf(definition.block.container)?.parent ?? null, definitions, () => false) : [];
      return toProperties(definition, document, read.definitionLine(definition), definitions.valuesOf(definition)).map((property) => ({ ...property, section: definition.block.section.slug, under, stated }));
    }),
  };
}

/** What a sentence stands under: the openings of items and lead-ins, up to the definition it belongs to. */
function surroundings(from: Container | null, definitions: Definitions, isOwn: (block: Block, sentence: Span) => boolean): string[] {
  const found: string[] = [];
  for (let c = from; c; c = c.parent) {
    if (c.kind === 'item' && definitions.ofItem(c)) break;
    const lead = c.kind === 'list' ? c.lead : null;
    const last = lead?.sentences.at(-1);
    if (lead && last && introduces(lead, last)) found.push(marked(lead.flat, last).text);
    const [opening] = c.kind === 'item' ? c.blocks : [];
    const [first] = opening?.sentences ?? [];
    if (opening && first && !isOwn(opening, first)) found.push(marked(opening.flat, first).text);
  }
  return found;
}

/** A stretch of text with its code between backticks, and where its characters went. */
function marked(flat: FlatText, { start, end }: Span): { text: string; at: (index: number) => number } {
  let text = '';
  let from = start;
  const inside = flat.code.filter((code) => code.start >= start && code.end <= end);
  for (const code of inside) {
    text += `${flat.text.slice(from, code.start)}\`${flat.text.slice(code.start, code.end)}\``;
    from = code.end;
  }
  text += flat.text.slice(from, end);
  const ticks = (index: number): number => inside.reduce((sum, code) => sum + (code.start < index ? 1 : 0) + (code.end <= index ? 1 : 0), 0);
  return { text: foldSpace(text), at: (index) => foldSpace(text.slice(0, index - start + ticks(index)).replace(/\s+$/u, ' ') + '|').length - 1 };
}

/** The code a list item opens with; empty where it opens with something else. */
function openingCode(item: Container): string {
  const [block] = item.blocks;
  const [code] = block?.flat.code ?? [];
  if (!block || !code || block.flat.text.slice(0, code.start).trim() !== '') return '';
  return block.flat.text.slice(code.start, code.end);
}

/** URLs of link definitions, keyed as references name them. */
function linkTargets(tree: Root): Map<string, string> {
  const targets = new Map<string, string>();
  const walk = (nodes: Root['children']): void => {
    for (const node of nodes) {
      if (node.type === 'definition') {
        if (!targets.has(node.identifier)) targets.set(node.identifier, node.url);
      } else if ('children' in node) walk(node.children as Root['children']);
    }
  };
  walk(tree.children);
  return targets;
}
