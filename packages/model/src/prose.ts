import type { Position, Property } from './extraction.ts';
import type { Keyword, Level } from './keyword.ts';

/** A keyword of a sentence, as far as it obliges somebody. */
export interface ProseKeyword extends Position {
  keyword: Keyword;
  level: Level;
  subject: string;
  conditional: boolean;
  /** Offset in the sentence's text. */
  start: number;
}

/** One sentence as a reader of rules needs it. Holds text of the spec: never committed. */
export interface ProseSentence {
  document: string;
  line: number;
  /** Slug of the heading it stands under. */
  section: string;
  /** White space folded, code between backticks, other markup removed; without the head of a definition it opens with. */
  text: string;
  /** Where its links go, in order: `other.md#slug`, `#slug`, a URL; `text` as it stands in the sentence. */
  links: { text: string; target: string }[];
  keywords: ProseKeyword[];
  /** The innermost property whose definition holds the sentence; several paths where one definition has them. */
  property?: { root: string; paths: string[] };
  /** What the items and lead-ins around it open with, innermost first, up to the definition that holds it. */
  under: string[];
  /** Codes that open the items of the list it introduces. */
  items?: string[];
  /** The code block right behind it, where it introduces that. */
  code?: { lang: string | null; value: string };
  /** The sentence opens or belongs to the definition itself: nothing else stands between. */
  head?: true;
}

/** A code block of a document. */
export interface ProseExample {
  document: string;
  /** Line of the fence, from 1. */
  line: number;
  section: string;
  lang: string | null;
  meta: string | null;
  value: string;
}

/** A property with the keywords that state its presence. */
export interface ProseProperty extends Property {
  section: string;
  /** What the lead-ins and items around the definition open with, innermost first. */
  under: string[];
  stated: (Position & { level: Level })[];
}

/** What rules are read from: the sentences, examples and property definitions of one version. */
export interface Prose {
  version: string;
  /** Root of the properties that a document defines, keyed by path. */
  roots: Record<string, string>;
  /** Who writes the documents of a root. */
  authors: Record<string, string>;
  /** Platforms with the words that name them. */
  platforms: Record<string, string[]>;
  /** Platform a whole document is about. */
  documentPlatforms: Record<string, string>;
  /** Slugs of a document's headings in order, with their depth. */
  outlines: Record<string, { slug: string; depth: number }[]>;
  properties: ProseProperty[];
  sentences: ProseSentence[];
  examples: ProseExample[];
}
