import type { Presence, Property, PropertyType } from '@specproof/model';
import type { Block, Container, Section, Structure } from './blocks.ts';
import { findHeads, normalisePresence, normaliseType } from './heads.ts';
import type { Head } from './heads.ts';
import { pathTo, readKeys } from './json-keys.ts';
import type { KeyTree } from './json-keys.ts';
import type { Span } from './flat-text.ts';
import { lastBefore, within } from './flat-text.ts';
import { findKeywords } from './keywords.ts';
import { oneLine } from './one-line.ts';
import type { ReadingSettings } from './settings.ts';
import { allowedValues } from './values.ts';

/** A field the prose defines, tied to the block that defines it. */
export interface Definition {
  block: Block;
  /** `head`: a bullet or paragraph that opens with name and type; `file`: a file of a layout; `prose`: named in a sentence. */
  style: 'head' | 'file' | 'prose';
  head: Span;
  names: string[];
  root: string;
  paths: string[];
  type: PropertyType;
  typeWritten: string;
  presence: Presence;
  presenceWritten: string;
  /** Where the next definition in the same block begins. */
  stop: number;
  /** The keyword, as a place in a block's text, that states the presence. */
  stated: { block: Block; at: number }[];
}

/** All definitions of a document, findable from the blocks around them. */
export interface Definitions {
  all: Definition[];
  /** The innermost definition whose block holds `at` of `block`. */
  around(block: Block, at: number): Definition | undefined;
  /** The definition a list item opens with. */
  ofItem(item: Container): Definition | undefined;
  /** Whether a definition opens in a block or is told in it. */
  ofBlock(block: Block): boolean;
  /** The values that a definition's own text allows, where it lists them. */
  valuesOf(definition: Definition): string[] | undefined;
  /** The first definition called `name` that shares its parent with `definition`. */
  sibling(definition: Definition, name: string): Definition | undefined;
}

/** So many neighbouring definitions share the fields that follow them; every field has a path for each. */
const maxNeighbours = 16;

interface Scope {
  root: string;
  path: string;
}

/** Finds every property definition of a document. */
export function readDefinitions(structure: Structure, source: string, settings: ReadingSettings): Definitions {
  const all: Definition[] = [];
  const byItem = new Map<Container, Definition[]>();
  const bySection = new Map<Section, Definition[]>();
  const byBlock = new Map<Block, Definition[]>();
  const examples = new Map<Section, KeyTree[]>();
  for (const { node, section } of structure.codeBlocks) {
    for (let s: Section | null = section; s; s = s.parent) {
      const trees = examples.get(s) ?? [];
      examples.set(s, trees);
      trees.push(readKeys(node.value));
    }
  }

  const base = (section: Section): Scope => {
    for (let s: Section | null = section; s; s = s.parent) {
      const own = settings.sections[s.slug];
      if (own && (own.root !== undefined || own.at !== undefined)) return { root: own.root ?? settings.root, path: own.at ?? (own.root === undefined ? settings.at : '') };
    }
    return { root: settings.root, path: settings.at };
  };

  /** What the definitions of a section, or of the nearest above it that has some, make the parent. */
  const sectionScopes = (section: Section | null): Scope[] | undefined => {
    for (let s = section; s; s = s.parent) {
      const defined = bySection.get(s);
      if (defined) return defined.flatMap(elements);
      if (settings.sections[s.slug]?.at !== undefined || settings.sections[s.slug]?.root !== undefined) return undefined;
    }
    return undefined;
  };

  const elements = (definition: Definition): Scope[] =>
    definition.paths.map((path) => ({ root: definition.root, path: path + elementMark(definition) }));

  const elementMark = (definition: Definition): string => {
    if (definition.type === 'array of object' || /^(?:arrays?|lists?)$/u.test(definition.typeWritten)) return '[]';
    const { block } = definition;
    const near = structure.blocks.slice(block.index, block.index + 4);
    return near.some((b) => b.section === block.section && /\b(?:entry values?|values|each value) (?:are|is) (?:an? )?objects?\b/iu.test(oneLine(b.flat.text))) ? '{}' : '';
  };

  const parents = (block: Block, names: readonly string[], paragraphStyle: boolean): Scope[] | undefined => {
    if (paragraphStyle) return sectionScopes(block.section.parent) ?? [base(block.section)];
    const own = itemOf(block.container);
    for (let c: Container | null = own?.parent ?? null; c; c = c.parent) {
      const defined = c.kind === 'item' ? byItem.get(c) : undefined;
      if (defined) return defined.every((d) => isScalar(d)) ? undefined : defined.flatMap(elements);
    }
    const named = namedStructure(own?.parent ?? null, block);
    const scopes = sectionScopes(block.section);
    if (named !== undefined) {
      const context = scopes ?? [base(block.section)];
      const known = context.filter(({ path }) => lastName(path) === named);
      return known.length > 0 ? known : context.map(({ root, path }) => ({ root, path: join(path, named) }));
    }
    if (scopes) return scopes;
    return [inferred(block, names) ?? base(block.section)];
  };

  /** With no defining paragraph, the section's own example shows what the fields stand in. */
  const inferred = (block: Block, names: readonly string[]): Scope | undefined => {
    const list = own(block);
    if (!list) return inferFrom(block, names);
    if (!inferredOf.has(list)) inferredOf.set(list, inferFrom(block, list.children.flatMap((item) => item.blocks[0] ? findHeads(item.blocks[0].flat, source, true).flatMap((h) => h.names) : [])));
    return inferredOf.get(list);
  };
  const inferredOf = new Map<Container, Scope | undefined>();

  const inferFrom = (block: Block, siblings: readonly string[]): Scope | undefined => {
    const { root, path } = base(block.section);
    for (const tree of examples.get(block.section) ?? []) {
      const steps = pathTo(tree, siblings);
      const below = steps?.slice(steps[0] === lastName(path) ? 1 : 0);
      // one step at most: deeper nesting comes from definitions
      if (below && below.filter((step) => step !== '[]').length === 1) return { root, path: below.reduce(join, path) };
    }
    return undefined;
  };

  const order = new Map<Definition, number>();
  const add = (definition: Definition, item: Container | null): void => {
    order.set(definition, all.length);
    all.push(definition);
    push(byBlock, definition.block, definition);
    if (definition.style === 'file') return;
    if (item) push(byItem, item, definition);
    else {
      const { section } = definition.block;
      const before = bySection.get(section)?.at(-1);
      // neighbours share what follows; after other definitions in between, the later one rules
      const neighbours = before && all.length - 1 - (order.get(before) ?? 0) === 1;
      const ruling = bySection.get(section);
      if (!neighbours || !ruling) bySection.set(section, [definition]);
      else if (ruling.length < maxNeighbours) ruling.push(definition);
    }
  };

  for (const block of structure.blocks) {
    if (block.kind !== 'paragraph') continue;
    const item = itemOf(block.container);
    const first = item !== null && item.blocks[0] === block;
    const heads = findHeads(block.flat, source, item === null || first);
    const made = heads.flatMap((head, index) => fromHead(head, heads[index + 1]?.start ?? block.flat.text.length));
    for (const definition of made) add(definition, first ? item : null);
    if (made.length === 0) {
      const file = first ? fileDefinition(block, settings) : undefined;
      if (file) add(file, item);
      else for (const definition of proseDefinitions(block)) add(definition, null);
    }

    function fromHead(head: Head, stop: number): Definition[] {
      const paragraphStyle = item === null;
      if (item !== null && !first) return [];
      const scopes = parents(block, head.names, paragraphStyle);
      if (!scopes) return [];
      const [scope = base(block.section)] = scopes;
      const typeWritten = head.typeWritten ?? 'unspecified';
      return [
        {
          block,
          style: 'head',
          head,
          names: head.names,
          root: scope.root,
          paths: scopes.flatMap(({ path }) => head.names.map((name) => join(path, name))),
          type: normaliseType(head.typeWritten),
          typeWritten,
          presence: normalisePresence(head.presenceWritten),
          presenceWritten: head.presenceWritten ?? 'unspecified',
          stop,
          stated: findKeywords(block.flat.text).filter((k) => k.start >= head.start && k.end <= head.end).map((k) => ({ block, at: k.start })),
        },
      ];
    }
  }

  function proseDefinitions(block: Block): Definition[] {
    if (itemOf(block.container) && !fileAround(block)) return [];
    const { text, code } = block.flat;
    const words = oneLine(text);
    const found: Definition[] = [];
    for (const keyword of findKeywords(text)) {
      const name = proseName(words, code, keyword);
      if (!name) continue;
      const file = fileAround(block);
      const scope = file ? { root: name.member ? (file.names[0] ?? settings.root) : settings.root, path: '' } : (sectionScopes(block.section.parent) ?? [base(block.section)])[0];
      if (!scope || (name.member && !file)) continue;
      const json = new RegExp(String.raw`${escape(name.name)}\s+is an? (JSON object|object|string|array)\b`, 'u').exec(words)?.[1];
      found.push({
        block,
        style: 'prose',
        head: { start: keyword.start, end: keyword.end },
        names: [name.name],
        root: scope.root,
        paths: [join(scope.path, name.name)],
        type: normaliseType(json),
        typeWritten: json ?? 'unspecified',
        presence: name.member ? memberPresence(keyword.keyword) : normalisePresence(keyword.keyword),
        presenceWritten: name.member ? text.slice(keyword.start, keyword.end + name.verb.length).replace(/\s+/gu, ' ').trim() : keyword.keyword,
        stop: text.length,
        stated: [{ block, at: keyword.start }],
      });
    }
    return found;
  }

  function fileAround(block: Block): Definition | undefined {
    for (let c: Container | null = itemOf(block.container)?.parent ?? null; c; c = c.parent) {
      const [opening] = c.kind === 'item' ? c.blocks : [];
      const file = opening && byBlock.get(opening)?.find((d) => d.style === 'file');
      if (file) return file;
    }
    return undefined;
  }

  completePresence(structure, all, byItem);
  completeTypes(all);
  const byName = new Map<string, Definition>();
  for (const definition of all) {
    for (const name of definition.names) {
      const key = siblingKey(definition.root, definition.paths[0], name);
      if (!byName.has(key)) byName.set(key, definition);
    }
  }

  return {
    all,
    ofItem: (item) => byItem.get(item)?.[0],
    ofBlock: (block) => byBlock.has(block),
    valuesOf: (definition) => {
      const { block, head, style } = definition;
      if (style !== 'head' || !hasValues(definition) || byBlock.get(block)?.length !== 1) return undefined;
      const item = itemOf(block.container);
      const blocks = item && byItem.has(item) ? item.blocks : [block];
      return allowedValues(blocks.map((one) => ({ block: one, from: one === block ? head.end : 0 })), (child) => byItem.has(child));
    },
    sibling: ({ root, paths }, name) => byName.get(siblingKey(root, paths[0], name)),
    around(block, at) {
      const own = byBlock.get(block)?.filter((d) => d.style !== 'file');
      const inBlock = own?.findLast((d) => (d.style === 'prose' ? true : d.head.start <= at && at < d.stop));
      if (inBlock && !(inBlock.style === 'prose' && fileAround(block) && !inBlock.stated.some((s) => s.at === at))) return inBlock;
      for (let c = itemOf(block.container); c; c = itemOf(c.parent)) {
        const definition = byItem.get(c)?.[0];
        if (definition) return definition;
      }
      const ruling = bySection.get(block.section);
      if (!ruling) return undefined;
      const [firstRuling] = ruling;
      return firstRuling && firstRuling.block.start <= block.start && !fileAround(block) ? firstRuling : undefined;
    },
  };
}

/** Where a head says nothing of presence, its body's "This REQUIRED property …" or "This property SHOULD be used" does. */
function completePresence(structure: Structure, all: readonly Definition[], byItem: ReadonlyMap<Container, Definition[]>): void {
  for (const definition of all) {
    if (definition.style === 'file') {
      const item = itemOf(definition.block.container);
      const blocks = item ? [...item.blocks, ...item.children.flatMap((list) => list.children.flatMap((child) => child.blocks))] : [];
      for (const { flat } of blocks) {
        const match = /(?:^|\s)(MUST|SHOULD|MAY) exist\b/u.exec(oneLine(flat.text));
        if (!match || definition.presence !== 'unspecified') continue;
        definition.presenceWritten = match[0].trim();
        definition.presence = memberPresence(match[1] ?? '');
      }
      continue;
    }
    if (definition.style !== 'head' || definition.presence !== 'unspecified') continue;
    const item = itemOf(definition.block.container);
    const blocks = item && byItem.get(item)?.includes(definition) ? item.blocks : [definition.block];
    for (const block of blocks) {
      const from = block === definition.block ? definition.head.end : 0;
      const text = oneLine(block.flat.text.slice(from));
      const match =
        /^\s*This (REQUIRED|OPTIONAL|RECOMMENDED) \w+/u.exec(text) ?? /^\s*This (?:property|field|member|key|attribute|parameter|element|header) (?:is (REQUIRED|OPTIONAL|RECOMMENDED)|(MUST|SHOULD|MAY) be (?:used|present|set|included|specified|provided))\b/u.exec(text);
      if (!match) continue;
      const [opening, adjective, verb] = match;
      const keyword = adjective ?? verb ?? '';
      definition.presence = verb === undefined ? normalisePresence(keyword) : memberPresence(verb);
      definition.presenceWritten = verb === undefined ? keyword : opening.slice(opening.indexOf(keyword));
      definition.stated = [{ block, at: from + opening.indexOf(keyword) }];
      break;
    }
  }
}

/** A bare "array" has the elements that its sentence or the definitions below it tell. */
function completeTypes(all: readonly Definition[]): void {
  const parentsOfAll = new Set(all.flatMap(({ root, paths }) => paths.flatMap((path) => [...path.matchAll(/\[\](?=\.)/gu)].map((mark) => `${root}:${path.slice(0, mark.index + 2)}`))));
  for (const definition of all) {
    if (!/^(?:arrays?|lists?)$/iu.test(definition.typeWritten)) continue;
    const { block, head } = definition;
    const sentence = block.sentences.find((s) => s.start <= head.end && head.end <= s.end);
    const told = sentence && /\b(?:(string|object|integer|int) (?:array|list)|(?:array|list) of (strings?|objects?|integers?|ints?))\b/iu.exec(oneLine(block.flat.text.slice(head.end, sentence.end)));
    const element = told?.[1] ?? told?.[2];
    if (element !== undefined) definition.type = normaliseType(`array of ${element}`);
    else if (definition.paths.some((path) => parentsOfAll.has(`${definition.root}:${path}[]`))) definition.type = 'array of object';
  }
}

const memberPresence = (keyword: string): Presence =>
  keyword === 'MUST' || keyword === 'REQUIRED' || keyword === 'SHALL' ? 'REQUIRED' : keyword.startsWith('SHOULD') || keyword === 'RECOMMENDED' ? 'RECOMMENDED' : 'OPTIONAL';

/** A phrase reaches no further than so many characters. */
const nearby = 100;

/** "the OPTIONAL `x` field", "`x` is an OPTIONAL field", "MUST contain an `x` field". */
function proseName(text: string, code: readonly Span[], keyword: Span & { keyword: string }): { name: string; member: boolean; verb: string } | undefined {
  const after = text.slice(keyword.end, keyword.end + nearby);
  const before = text.slice(Math.max(0, keyword.start - nearby), keyword.start);
  const place = lastBefore(code, keyword.start);
  const presence = /^(?:REQUIRED|OPTIONAL|RECOMMENDED)$/u.test(keyword.keyword);
  const nextCode = code[place + 1];
  if (presence && nextCode && /\b(?:the|an?|its)\s+$/iu.test(before) && text.slice(keyword.end, nextCode.start).trim() === '' && /^\s+(?:field|property|member|object|key|attribute|element|array)\b/u.test(text.slice(nextCode.end, nextCode.end + nearby)))
    return { name: text.slice(nextCode.start, nextCode.end), member: false, verb: '' };
  const subject = code[place];
  if (presence && subject && /^\s+is\s+(?:an?\s+)?$/u.test(text.slice(subject.end, keyword.start)) && /^\s+(?:\w+\s+)?(?:field|property|configuration|member|object|key|attribute|element|array)\b/u.test(after) && /(?:^|[.:]\s*|\s{2,})$/u.test(text.slice(Math.max(0, subject.start - nearby), subject.start)))
    return { name: text.slice(subject.start, subject.end), member: false, verb: '' };
  const verb = /^\s+(?:contain|include|have)(?=\s+an?\s)/u.exec(after);
  if (verb && nextCode && /^\s+(?:contain|include|have)\s+an?\s+$/u.test(text.slice(keyword.end, nextCode.start)) && /^\s+(?:field|property|member|key)\b/u.test(text.slice(nextCode.end, nextCode.end + nearby)))
    return { name: text.slice(nextCode.start, nextCode.end), member: true, verb: verb[0] };
  return undefined;
}

/** "`blobs` directory" as the whole head of a list item. */
function fileDefinition(block: Block, settings: ReadingSettings): Definition | undefined {
  const { text, code } = block.flat;
  const [name] = code;
  if (!name || text.slice(0, name.start).trim() !== '') return undefined;
  const kind = /^\s+(file|directory|folder)\s*$/u.exec(text.slice(name.end))?.[1];
  if (kind === undefined) return undefined;
  const directory = kind !== 'file';
  const written = text.slice(name.start, name.end).replace(/\/$/u, '');
  return {
    block,
    style: 'file',
    head: { start: 0, end: text.length },
    names: [written],
    root: settings.root,
    paths: [directory ? `${written}/` : written],
    type: directory ? 'directory' : 'file',
    typeWritten: kind,
    presence: 'unspecified',
    presenceWritten: 'unspecified',
    stop: text.length,
    stated: [],
  };
}

/** "the `user` structure has the following fields": the lead-in of a list names the structure that its items belong to. */
function namedStructure(list: Container | null, block: Block): string | undefined {
  const lead = list?.lead;
  if (!lead) return undefined;
  const { code } = lead.flat;
  const text = oneLine(lead.flat.text);
  const last = lead.sentences.at(-1);
  if (last) {
    const match = /\b[Tt]he\s+(\S+)\s+(?:structure|object|array)\s+(?:supports?|has|have|contains?|includes?)\b/u.exec(text.slice(last.start, last.end));
    if (match?.[1] !== undefined) {
      const at = last.start + match.index + match[0].indexOf(match[1]);
      if (within(code, at) || block.section.title?.text.toLowerCase().split(/\s+/u).includes(match[1].toLowerCase())) return match[1].replace(/^"|"$/gu, '');
    }
  }
  return undefined;
}

const hasValues = ({ type }: Definition): boolean => type === 'unspecified' || type === 'string' || type === 'int' || type === 'array of string' || type === 'array of int';

const isScalar = (definition: Definition): boolean => ['string', 'int', 'bool', 'array of string', 'array of int'].includes(definition.type);

const own = (block: Block): Container | null => itemOf(block.container)?.parent ?? null;

/** The innermost list item around a container, itself included. */
export function itemOf(container: Container | null): Container | null {
  for (let c = container; c; c = c.parent) if (c.kind === 'item') return c;
  return null;
}

/** `a.b`, `a["b.c"]`, `a[]`. */
export function join(path: string, name: string): string {
  if (name === '[]' || name === '{}') return path + name;
  const step = name.includes('.') ? `["${name}"]` : name;
  return path === '' || step.startsWith('[') ? path + step : `${path}.${step}`;
}

const lastName = (path: string): string => /([^.[\]{}"]+)"?\]?(?:\[\]|\{\})*$/u.exec(path)?.[1] ?? '';

const siblingKey = (root: string, path: string | undefined, name: string): string => JSON.stringify([root, parentPath(path), name]);

const parentPath = (path = ''): string => path.slice(0, Math.max(path.lastIndexOf('.'), 0));

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** The records of `extract --json` for a definition, one per path. */
export function toProperties(definition: Definition, document: string, line: number, values: string[] | undefined): Property[] {
  const { root, type, typeWritten, presence, presenceWritten } = definition;
  return definition.paths.map((path) => ({ document, line, root, path, type, typeWritten, presence, presenceWritten, ...(presence === 'CONDITIONAL' ? { condition: presenceWritten.replace(/^(?:NOT )?[A-Za-z]+\s*/u, '') } : {}), ...(values ? { values } : {}) }));
}
