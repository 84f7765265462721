import GithubSlugger from 'github-slugger';
import type { Code, Heading, List, Nodes, Paragraph, Parents, PhrasingContent, Root, Table } from 'mdast';
import { flatten } from './flat-text.ts';
import type { FlatText, Span } from './flat-text.ts';
import { frontMatter } from './front-matter.ts';
import { splitSentences } from './sentences.ts';

/** A heading with what stands under it; the part before any heading has slug `top` and line 1. */
export interface Section {
  slug: string;
  line: number;
  depth: number;
  title: FlatText | null;
  parent: Section | null;
}

/** What a block stands in, innermost first. */
export interface Container {
  kind: 'list' | 'item' | 'quote' | 'table' | 'row' | 'footnote';
  node: Nodes;
  parent: Container | null;
  /** The paragraph right before a list or table, in the same parent. */
  lead: Block | null;
  /** Blocks that stand in this container directly. */
  blocks: Block[];
  /** Containers that stand in this one directly. */
  children: Container[];
}

/** A paragraph, heading or table cell: the smallest run of text that sentences live in. */
export interface Block {
  kind: 'paragraph' | 'heading' | 'cell';
  /** Position among the document's blocks. */
  index: number;
  flat: FlatText;
  section: Section;
  container: Container | null;
  start: number;
  end: number;
  /** The list, table or code right after this paragraph, in the same parent. */
  next: List | Table | Code | null;
  /** The containers made of `next`. */
  introduced: Container | null;
  /** Sentences of the block's text. */
  readonly sentences: readonly Span[];
}

/** The structure of one document, flattened into what extraction reads. */
export interface Structure {
  blocks: Block[];
  sections: Section[];
  /** Source spans of code, where a keyword is no statement. */
  code: Span[];
  codeBlocks: { node: Code; section: Section }[];
  /** Author anchors in document order. */
  anchors: { name: string; offset: number }[];
}

/** Walks `tree` once; never changes a node. */
export function readStructure(tree: Root, source: string): Structure {
  const top: Section = { slug: 'top', line: 1, depth: 0, title: null, parent: null };
  const structure: Structure = { blocks: [], sections: [top], code: [], codeBlocks: [], anchors: [] };
  const slugger = new GithubSlugger();
  let section = top;

  const addBlock = (kind: Block['kind'], node: Heading | Paragraph | { children: PhrasingContent[] } & Nodes, container: Container | null): Block => {
    const flat = flatten(node.children as PhrasingContent[], source, node.position?.start.offset);
    let sentences: readonly Span[] | undefined;
    const block: Block = {
      kind,
      index: structure.blocks.length,
      flat,
      section,
      container,
      start: node.position?.start.offset ?? 0,
      end: node.position?.end.offset ?? 0,
      next: null,
      introduced: null,
      get sentences() {
        return (sentences ??= splitSentences(flat));
      },
    };
    structure.blocks.push(block);
    container?.blocks.push(block);
    collectInline(node.children as PhrasingContent[], structure);
    return block;
  };

  const addContainer = (kind: Container['kind'], node: Nodes, parent: Container | null, lead: Block | null = null): Container => {
    const container: Container = { kind, node, parent, lead, blocks: [], children: [] };
    parent?.children.push(container);
    if (lead) lead.introduced ??= container;
    return container;
  };

  const matterEnd = frontMatter(source).length;
  const walk = (parent: Parents, container: Container | null): void => {
    let lead: Block | null = null;
    for (const node of parent.children) {
      if (matterEnd > 0 && (node.position?.end.offset ?? 0) <= matterEnd) continue;
      const before: Block | null = lead;
      if (node.type !== 'html') lead = null;
      if (before && (node.type === 'list' || node.type === 'table' || node.type === 'code')) before.next = node;
      switch (node.type) {
        case 'heading': {
          const block = addBlock('heading', node, container);
          const ancestor = parentSection(section, node.depth);
          section = {
            slug: slugger.slug(block.flat.text),
            line: node.position?.start.line ?? 1,
            depth: node.depth,
            title: block.flat,
            parent: ancestor,
          };
          block.section = section;
          structure.sections.push(section);
          break;
        }
        case 'paragraph':
          lead = addBlock('paragraph', node, container);
          break;
        case 'list': {
          const list = addContainer('list', node, container, before);
          for (const item of node.children) walk(item, addContainer('item', item, list));
          break;
        }
        case 'blockquote':
          walk(node, addContainer('quote', node, container));
          break;
        case 'footnoteDefinition':
          walk(node, addContainer('footnote', node, container));
          break;
        case 'table': {
          const table = addContainer('table', node, container, before);
          for (const row of node.children) {
            const rowContainer = addContainer('row', row, table);
            for (const cell of row.children) addBlock('cell', cell, rowContainer);
          }
          break;
        }
        case 'code':
          structure.codeBlocks.push({ node, section });
          structure.code.push(span(node));
          break;
        case 'html':
          collectAnchors(node.value, span(node).start, structure);
          break;
        default:
      }
    }
  };
  walk(tree, null);
  return structure;
}

function parentSection(section: Section, depth: number): Section {
  let ancestor = section;
  while (ancestor.parent && ancestor.depth >= depth) ancestor = ancestor.parent;
  return ancestor;
}

const span = (node: Nodes): Span => ({ start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 });

function collectInline(nodes: readonly PhrasingContent[], structure: Structure): void {
  for (const node of nodes) {
    if (node.type === 'inlineCode') structure.code.push(span(node));
    else if (node.type === 'html') collectAnchors(node.value, span(node).start, structure);
    else if ('children' in node) collectInline(node.children, structure);
  }
}

function collectAnchors(html: string, offset: number, structure: Structure): void {
  for (const match of html.matchAll(/<a\s[^<>]*?\b(?:name|id)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>/]+))/giu)) {
    const name = match[1] ?? match[2] ?? match[3];
    if (name) structure.anchors.push({ name, offset: offset + match.index });
  }
}
