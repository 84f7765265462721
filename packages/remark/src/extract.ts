import type { Condition, Informative, LineRange, Place, Property, PropertyRef, Requirement } from '@specproof/model';
import type { Root } from 'mdast';
import type { Block, Container, Section } from './blocks.ts';
import { readStructure } from './blocks.ts';
import { conditionFinder } from './conditions.ts';
import type { ConditionMatch } from './conditions.ts';
import { itemOf, readDefinitions, toProperties } from './definitions.ts';
import type { Definition, Definitions } from './definitions.ts';
import { fingerprint, normaliseWords } from './fingerprint.ts';
import type { Span } from './flat-text.ts';
import { lastBefore, sourceOffset, within } from './flat-text.ts';
import { informativeReason } from './informative.ts';
import { inheritingItems, itemsHaveKeywords } from './items.ts';
import { findKeywords, findLowerCase } from './keywords.ts';
import type { KeywordMatch } from './keywords.ts';
import { indexLines } from './lines.ts';
import type { Lines } from './lines.ts';
import { lineOf } from './one-line.ts';
import type { ReadingSettings } from './settings.ts';
import { defaultRoles } from './default-roles.ts';
import { levelOf } from './level-of.ts';
import { roleOf, settlePresence } from './presence.ts';
import { readProse } from './prose.ts';
import { foldSpace, readable } from './readable.ts';
import { antecedent, introduces, spanLines } from './statements.ts';
import { subjectFinder } from './subjects.ts';
import { headingOutline } from './outline.ts';

/** What one document says. */
export interface DocumentExtraction {
  requirements: Requirement[];
  /** What lower-case keywords would be if they were meant. */
  lowerCase: Requirement[];
  informative: Informative[];
  properties: Property[];
  headings: { slug: string; line: number; depth: number }[];
  /** What rules on properties are read from; only where it is asked for. */
  prose?: ReturnType<typeof readProse>;
}

/** What to read beside requirements and properties. */
export interface ExtractOptions {
  prose?: boolean;
}

/** Reads every keyword occurrence and every property definition of one parsed document; pure. */
export function extract(tree: Root, source: string, document: string, settings: ReadingSettings, options: ExtractOptions = {}): DocumentExtraction {
  const reader = makeReader(tree, source, document, settings);
  const requirements: Requirement[] = [];
  const informative: Informative[] = [];
  const lowerCase: Requirement[] = [];
  const seen = new Set<number>();
  for (const block of reader.structure.blocks) {
    const lower = findLowerCase(block.flat.text);
    if (lower.length > 0) lowerCase.push(...reader.readBlock(block, lower).requirements);
    const keywords = findKeywords(block.flat.text);
    if (keywords.length === 0) continue;
    for (const keyword of keywords) {
      // markup may part the two words of one keyword
      seen.add(sourceOffset(block.flat, keyword.start));
      seen.add(sourceOffset(block.flat, keyword.end - 1));
    }
    const read = reader.readBlock(block, keywords);
    requirements.push(...read.requirements);
    informative.push(...read.informative);
  }
  for (const match of findKeywords(source)) {
    if (seen.has(match.start) || seen.has(match.end - 1)) continue;
    const inCode = within(reader.structure.code, match.start);
    informative.push({ document, ...reader.lines.positionAt(match.start), keyword: match.keyword, reason: inCode ? 'code-block' : 'other' });
  }
  const byPlace = (a: { line: number; column: number }, b: { line: number; column: number }): number => a.line - b.line || a.column - b.column;
  requirements.sort(byPlace);
  informative.sort(byPlace);
  const properties = reader.definitions.all.flatMap((definition) => toProperties(definition, document, reader.definitionLine(definition), reader.definitions.valuesOf(definition)));
  settlePresence(properties, requirements);
  const extraction: DocumentExtraction = { requirements, lowerCase: lowerCase.sort(byPlace), informative, properties: properties.sort((a, b) => a.line - b.line), headings: headingOutline(reader.structure.sections) };
  if (options.prose) extraction.prose = readProse({ document, tree, requirements, ...reader });
  return extraction;
}

function makeReader(tree: Root, source: string, document: string, settings: ReadingSettings) {
  const lines: Lines = indexLines(source);
  const structure = readStructure(tree, source);
  const definitions: Definitions = readDefinitions(structure, source, settings);
  const conditions = conditionFinder(Object.entries(settings.platforms).flatMap(([name, words]) => (name === settings.platform ? [] : words)));
  const subjects = subjectFinder(settings);
  const everywhere = defaultRoles(structure, settings, subjects);
  const masks = new Map<Block, string>();

  const mask = (block: Block): string => {
    let text = masks.get(block);
    if (text === undefined) {
      const whole = lineOf(block.flat);
      text = '';
      for (const { start, end } of block.flat.code) text += whole.slice(text.length, start) + 'x'.repeat(end - start);
      text += whole.slice(text.length);
      masks.set(block, text);
    }
    return text;
  };

  const anchorAt = (offset: number): string | null => {
    const lineEnd = lines.lineAt(offset);
    let low = 0;
    let high = structure.anchors.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (lines.lineAt(structure.anchors[middle]?.offset ?? 0) <= lineEnd) low = middle + 1;
      else high = middle;
    }
    return structure.anchors[low - 1]?.name ?? null;
  };

  const actors = (section: Section): { author: string; actor: string } => {
    for (let s: Section | null = section; s; s = s.parent) {
      const own = settings.sections[s.slug];
      if (own?.author !== undefined || own?.actor !== undefined) return { author: own.author ?? everywhere.author, actor: own.actor ?? own.author ?? everywhere.actor };
    }
    return everywhere;
  };

  /** Rows and notes speak for whoever the sentence before the table names. */
  const actorsOf = (block: Block): { author: string; actor: string } => {
    const roles = actors(block.section);
    const table = block.kind === 'cell' ? block.container?.parent : undefined;
    const last = table?.lead?.sentences.at(-1);
    if (!table?.lead || !last) return roles;
    const text = mask(table.lead);
    const [first] = findKeywords(text).filter((k) => k.start >= last.start);
    if (!first) return roles;
    const subject = subjects.find({ text, sentence: last, keyword: first, after: last.start, previous: undefined, until: last.end, ...roles });
    return subject === roles.author ? roles : { author: subject, actor: subject };
  };

  /** The condition a block stands under: its item's head, the items and lead-ins around it. */
  const inherited = (block: Block, sentence: Span | null): ConditionMatch | undefined => {
    const item = itemOf(block.container);
    const [opening] = item?.blocks ?? [];
    const [first] = opening?.sentences ?? [];
    if (item && opening && first && !(opening === block && sentence?.start === first.start)) {
      // "* Linux: …", "* If x is set, …": what opens the item rules the rest of it
      const head = definitions.ofItem(item) ? undefined : (conditions.opening(mask(opening), first) ?? (dutyOf(item) ? conditions.find(mask(opening), first, { start: first.start, end: first.start }, []) : undefined));
      if (head) return head;
    }
    if (item && definitions.ofItem(item)) return undefined;
    for (let c: Container | null = item?.parent ?? null; c; c = c.parent) {
      if (c.kind === 'list' && c.lead) {
        const last = c.lead.sentences.at(-1);
        const lead = last && introduces(c.lead, last) && conditions.opening(mask(c.lead), last);
        if (lead) return lead;
      }
      if (c.kind !== 'item') continue;
      // a property's own block does not pass on what stands around it
      if (definitions.ofItem(c)) return undefined;
      const [outer] = c.blocks;
      const [outerFirst] = outer?.sentences ?? [];
      const found = outer && outerFirst && conditions.opening(mask(outer), outerFirst);
      if (found) return found;
      const whole = outer && outerFirst && /^(?:If|When|Unless|Where)\b[^,]*$/u.test(mask(outer).slice(outerFirst.start, outerFirst.end));
      if (whole) return { marker: 'if', start: outerFirst.start, end: outerFirst.end };
    }
    return undefined;
  };

  /** Whether an item is an obligation by the sentence that introduces its list. */
  const dutyOf = (item: Container): boolean => {
    const [opening] = item.blocks;
    const lead = item.parent?.lead;
    const last = lead?.sentences.at(-1);
    if (!opening || !lead || !last || !introduces(lead, last) || definitions.ofBlock(lead)) return false;
    const [first] = opening.sentences;
    const own = findKeywords(opening.flat.text).some((k) => first && k.start < first.end);
    return !own && findKeywords(lead.flat.text.slice(last.start, last.end)).length > 0;
  };

  const placeOf = (block: Block, definition: Definition | undefined, stating: boolean, inHead: boolean): Place => {
    if (block.kind === 'cell') return 'table';
    if (definition && definition.style === 'head' && (stating || inHead)) return 'property-definition';
    for (let c = block.container; c; c = c.parent) {
      if (c.kind === 'item') return 'list-item';
      if (c.kind === 'quote') return 'blockquote';
    }
    return 'paragraph';
  };

  const readBlock = (block: Block, keywords: readonly KeywordMatch[]): { requirements: Requirement[]; informative: Informative[] } => {
    const requirements: Requirement[] = [];
    const informative: Informative[] = [];
    let previous: { keyword: KeywordMatch; sentence: Span; subject: string } | undefined;
    let current: Span | undefined;
    let inSentence: readonly KeywordMatch[] = [];
    let next = 0;
    for (const keyword of keywords) {
      const sentence = block.sentences[lastBefore(block.sentences, keyword.start)] ?? { start: 0, end: block.flat.text.length };
      if (sentence !== current) {
        current = sentence;
        while ((keywords[next]?.start ?? Infinity) < sentence.start) next++;
        const first = next;
        while ((keywords[next]?.end ?? Infinity) <= sentence.end) next++;
        inSentence = keywords.slice(first, next);
      }
      const around = definitions.around(block, keyword.start);
      const stating = definitions.all.length > 0 && (around?.stated.some((s) => s.block === block && s.at === keyword.start) ?? false);
      const position = lines.positionAt(sourceOffset(block.flat, keyword.start));
      const leading = introduces(block, sentence);
      const reason = informativeReason({
        flat: block.flat,
        sentence,
        keyword,
        keywords: inSentence,
        heading: block.kind === 'heading',
        introducesOwnKeywords: leading && itemsHaveKeywords(block),
        defines: stating,
      });
      if (reason !== undefined) {
        informative.push({ document, ...position, keyword: keyword.keyword, reason });
        continue;
      }
      const made = requirementOf(block, sentence, keyword, inSentence, around, stating, leading, previous);
      requirements.push(...made);
      previous = { keyword, sentence, subject: made[0]?.subject ?? everywhere.author };
    }
    return { requirements, informative };
  };

  const requirementOf = (
    block: Block,
    sentence: Span,
    keyword: KeywordMatch,
    inSentence: readonly KeywordMatch[],
    around: Definition | undefined,
    stating: boolean,
    leading: boolean,
    previous: { keyword: KeywordMatch; sentence: Span; subject: string } | undefined,
  ): Requirement[] => {
    const text = mask(block);
    const others = inSentence.filter((k) => k !== keyword);
    const defining = around?.style === 'head' && around.block === block && sentence.start <= around.head.start && keyword.start < sentence.end && around.head.start <= keyword.start;
    const own = ownCondition(text, sentence, keyword, others, around, stating, block);
    const condition = own ?? inherited(block, sentence);
    const roles = actorsOf(block);
    const { author } = roles;
    const before = previous && previous.sentence.start === sentence.start ? { ...previous.keyword, subject: previous.subject } : undefined;
    const subject = stating
      ? author
      : subjects.find({ text, sentence: defining && around ? { start: around.head.end, end: sentence.end } : sentence, keyword, after: own && own.end <= keyword.start ? own.end : sentence.start, previous: before, until: Math.min(sentence.end, ...others.filter((o) => o.start >= keyword.end).map((o) => o.start)), ...roles });
    const property = propertyOf(block, sentence, keyword, around, stating, text);
    const subjectOfRole = property && property.role !== 'body' && subject === roles.actor ? author : subject;
    const source = sourceOffset(block.flat, keyword.start);
    const position = lines.positionAt(source);
    const ante = stating ? undefined : (antecedent(block, sentence, around && around.block === block && around.style === 'head' ? around.head : undefined, lines) ?? continued(block, sentence));
    const statement = statementOf(block, sentence, stating, around, ante, leading);
    const items = leading && !stating ? inheritingItems(block, sentence, keyword, definitions) : [];
    const parts = {
      sentence: sentenceWords(block, sentence, keyword, inSentence, stating && around?.block === block && around.style === 'head' ? around.head : undefined),
      condition: condition && own ? normaliseWords(block.flat.text.slice(own.start, own.end), inSentence.map((k) => ({ ...k, own: k === keyword })).filter((k) => k.start >= own.start && k.end <= own.end).map((k) => ({ ...k, start: k.start - own.start, end: k.end - own.start }))) : '',
      context: contextWords(block, sentence, property, ante),
      // items that are requirements carry their words themselves
      list: leading && !stating && items.length === 0 ? listWords(block) : '',
    };
    const requirement: Requirement = {
      document,
      ...position,
      keyword: keyword.keyword,
      level: levelOf(keyword, text.slice(sentence.start, keyword.start)),
      subject: subjectOfRole,
      conditional: condition !== undefined,
      section: { slug: block.section.slug, line: block.section.line },
      anchor: anchorAt(source),
      place: placeOf(block, around, stating, defining),
      statement,
      fingerprint: fingerprint(clean(parts)),
      parts: clean(parts),
      text: foldSpace(readable(block, sentence)),
    };
    if (condition) requirement.condition = own ? toCondition(block, own) : { marker: condition.marker, ...spanLines(block, sentence, lines) };
    if (settings.platform !== undefined) requirement.platforms = [settings.platform];
    if (property) requirement.property = property;
    if (items.length === 0) return [requirement];
    requirement.group = true;
    return [requirement, ...items.map(({ container, block: opening }) => itemRequirement(requirement, container, opening, block, sentence, keyword))];
  };

  const itemRequirement = (group: Requirement, container: Container, opening: Block, lead: Block, sentence: Span, keyword: KeywordMatch): Requirement => {
    const start = container.node.position?.start.offset ?? opening.start;
    const [first] = opening.sentences;
    const own = container.kind === 'item' && first ? conditions.opening(mask(opening), first) ?? conditions.find(mask(opening), first, { start: first.start, end: first.start }, []) : undefined;
    const words = container.blocks.map((b) => b.flat.text).join(' | ');
    const parts = clean({
      sentence: `\u00a4 ${normaliseWords(container.kind === 'row' ? words : (first ? opening.flat.text.slice(first.start, first.end) : words))}`,
      condition: own ? normaliseWords(opening.flat.text.slice(own.start, own.end)) : '',
      context: [normaliseWords(lead.flat.text.slice(sentence.start, sentence.end), [{ start: keyword.start - sentence.start, end: keyword.end - sentence.start, own: true }]), group.parts.context ?? ''].filter(Boolean).join(' | '),
      list: '',
    });
    const offset = container.kind === 'item' ? sourceOffset(opening.flat, first?.start ?? 0) : start;
    const requirement: Requirement = {
      document,
      ...lines.positionAt(offset),
      keyword: keyword.keyword,
      level: group.level,
      subject: group.subject,
      conditional: group.conditional || own !== undefined,
      section: { slug: opening.section.slug, line: opening.section.line },
      anchor: anchorAt(offset),
      place: container.kind === 'row' ? 'table' : 'list-item',
      statement: { start: lines.lineAt(start), end: lines.lineAt(Math.max(start, (opening.end || start + 1) - 1)) },
      inherits: { line: group.line, column: group.column },
      fingerprint: fingerprint(parts),
      parts,
      text: foldSpace(container.kind === 'row' ? words : opening.flat.text),
    };
    if (own) requirement.condition = toCondition(opening, own);
    else if (group.condition) requirement.condition = group.condition;
    if (group.platforms) requirement.platforms = group.platforms;
    if (group.property) requirement.property = { ...group.property };
    return requirement;
  };

  /** A later sentence of an item that is an obligation by its list's lead-in goes on from the item's first. */
  const continued = (block: Block, sentence: Span): (Span & { line: number }) | undefined => {
    const item = itemOf(block.container);
    const [first] = block.sentences;
    if (!item || !first || item.blocks[0] !== block || first.start === sentence.start || !dutyOf(item)) return undefined;
    return { ...first, line: spanLines(block, first, lines).start };
  };

  const ownCondition = (text: string, sentence: Span, keyword: KeywordMatch, others: readonly Span[], around: Definition | undefined, stating: boolean, block: Block): ConditionMatch | undefined => {
    if (stating && around?.style === 'head' && around.block === block) {
      // only what the head itself says bears on its presence
      return around.presence === 'CONDITIONAL' || /\b(?:when|if|unless|on|except)\b/iu.test(text.slice(keyword.end, around.head.end))
        ? conditions.find(text, { start: around.head.start, end: around.head.end }, keyword, others.filter((o) => o.end <= around.head.end))
        : undefined;
    }
    if (stating) return undefined;
    const from = around && around.block === block && around.style === 'head' && around.head.start >= sentence.start && around.head.end <= keyword.start ? around.head.end + (/^\s*[-:.–—]?\s*/u.exec(text.slice(around.head.end))?.[0].length ?? 0) : sentence.start;
    const found = conditions.find(text, { start: from, end: sentence.end }, keyword, others.filter((o) => o.start >= from));
    if (found) return found;
    // "Note that x MUST NOT be used here": the condition stands in the sentence before
    if (/\b(?:used|applied|set|allowed|present|permitted) here\b/u.test(text.slice(keyword.end, sentence.end))) {
      const index = lastBefore(block.sentences, sentence.start);
      const before = block.sentences[index - 1];
      if (before && conditions.opening(text, before)) return { marker: 'here', start: keyword.end, end: sentence.end };
    }
    return undefined;
  };

  const propertyOf = (block: Block, sentence: Span, keyword: KeywordMatch, around: Definition | undefined, stating: boolean, text: string): PropertyRef | undefined => {
    if (!around) return undefined;
    const [path = ''] = around.paths;
    if (stating) return { root: around.root, path, role: 'presence' };
    const clause = text.slice(sentence.start, keyword.start);
    const role = roleOf(clause, keyword, text.slice(keyword.end, sentence.end));
    const named = role === 'presence-body' ? otherProperty(block, keyword, around) : undefined;
    return { root: around.root, path: named ?? path, role };
  };

  /** "… and `commandLine` is REQUIRED": the presence of a sibling. */
  const otherProperty = (block: Block, keyword: KeywordMatch, around: Definition): string | undefined => {
    const code = block.flat.code[lastBefore(block.flat.code, keyword.start)];
    if (!code || !/^\s+(?:is|are|property is|field is)\s+$/u.test(block.flat.text.slice(code.end, keyword.start))) return undefined;
    const name = block.flat.text.slice(code.start, code.end);
    if (around.names.includes(name)) return undefined;
    return definitions.sibling(around, name)?.paths[0];
  };

  const statementOf = (block: Block, sentence: Span, stating: boolean, around: Definition | undefined, ante: { line: number } | undefined, leading: boolean): LineRange => {
    if (block.kind === 'cell') {
      const row = block.container?.node.position;
      if (row) return { start: row.start.line, end: row.end.line };
    }
    const range = spanLines(block, sentence, lines);
    if (around?.style === 'head' && stating && around.block === block) range.start = lines.lineAt(sourceOffset(block.flat, Math.max(sentence.start, around.head.start)));
    if (ante) range.start = Math.min(range.start, ante.line);
    if (leading && !stating && block.next?.position) range.end = lastLine(block.next.position.start.offset ?? 0, block.next.position.end.offset ?? 0);
    return range;
  };

  const lastLine = (start: number, end: number): number => lines.lineAt(Math.max(start, end - 1));

  const sentenceWords = (block: Block, sentence: Span, keyword: KeywordMatch, inSentence: readonly KeywordMatch[], head: Span | undefined): string => {
    // a definition's head states the presence; the description behind it does not
    const span = head ?? sentence;
    const text = block.kind === 'cell' && block.container ? block.flat.text.slice(span.start, span.end) : block.flat.text.slice(span.start, span.end);
    const words = normaliseWords(
      text,
      inSentence.filter((k) => k.start >= span.start && k.end <= span.end).map((k) => ({ start: k.start - span.start, end: k.end - span.start, own: k === keyword })),
    );
    if (block.kind !== 'cell') return words;
    const [name] = block.container?.blocks ?? [];
    return name && name !== block ? `${normaliseWords(name.flat.text)} | ${words}` : words;
  };

  /**
   * What a requirement inherits: its property's path, the line it points back to, and of the items and lead-ins around
   * it those that oblige or set a condition. A property's own block begins anew: its path says all.
   */
  const contextWords = (block: Block, sentence: Span, property: PropertyRef | undefined, ante: Span | undefined): string => {
    const context: string[] = [];
    if (property) context.push(`${property.root}:${property.path}`);
    if (ante && !property) context.push(words(block, ante));
    if (property && property.role !== 'body') return context.join(' | ');
    for (let c: Container | null = itemOf(block.container); c; c = c.parent) {
      if (c.kind === 'item' && definitions.ofItem(c)) break;
      const [opening] = c.kind === 'item' ? c.blocks : [];
      const [first] = opening?.sentences ?? [];
      if (opening && first && !(opening === block && first.start === sentence.start)) context.push(words(opening, first));
      const lead = c.kind === 'list' ? c.lead : null;
      const last = lead?.sentences.at(-1);
      // the paragraph that opens the item around the list comes with that item
      if (lead && last && lead !== itemOf(c.parent)?.blocks[0] && introduces(lead, last) && (findKeywords(words(lead, last, false)).length > 0 || conditions.opening(mask(lead), last))) context.push(words(lead, last));
    }
    return context.filter(Boolean).join(' | ');
  };

  const words = (block: Block, span: Span, normalised = true): string => {
    const text = block.flat.text.slice(span.start, span.end);
    return normalised ? normaliseWords(text, findKeywords(text).map((k) => ({ ...k, own: false }))) : text;
  };

  const listWords = (block: Block): string => {
    const introduced = block.introduced;
    if (!introduced) return block.next?.type === 'code' ? normaliseWords(block.next.value) : '';
    const items = introduced.children.map((item) => {
      const definition = introduced.kind === 'list' ? definitions.ofItem(item) : undefined;
      if (definition) return definition.names.join(' ');
      return item.blocks.map((b) => normaliseWords(b.flat.text)).join(' | ');
    });
    return items.join(' || ');
  };

  const toCondition = (block: Block, match: ConditionMatch): Condition => ({ marker: match.marker, ...spanLines(block, match, lines) });

  const definitionLine = (definition: Definition): number => lines.lineAt(sourceOffset(definition.block.flat, definition.style === 'prose' ? (definition.stated[0]?.at ?? 0) : definition.head.start));

  return { lines, structure, definitions, readBlock, definitionLine };
}

const clean = (parts: { sentence: string; condition: string; context: string; list: string }) => ({
  sentence: parts.sentence,
  ...(parts.condition ? { condition: parts.condition } : {}),
  ...(parts.context ? { context: parts.context } : {}),
  ...(parts.list ? { list: parts.list } : {}),
});
