import type { Block, Container } from './blocks.ts';
import { within } from './flat-text.ts';
import { findKeywords } from './keywords.ts';
import type { KeywordMatch } from './keywords.ts';
import type { Definitions } from './definitions.ts';
import type { Span } from './flat-text.ts';
import { lineOf } from './one-line.ts';

/** A list item or table row that takes its obligation from the sentence that introduces it. */
export interface InheritingItem {
  container: Container;
  /** The block the item opens with. */
  block: Block;
}

const alternatives = /\b(?:one of|any of|either|at least one|exactly one|zero or more|one or more|any combination)\b/iu;
const valuesOnly = /\b(?:values?|constants?|formats?|strings?|options?|mapping|reasons?|conditions?|where|rules?|algorithms?)\b[^.]*:?\s*$/iu;

/** The items that become obligations of the keyword whose sentence introduces them. */
export function inheritingItems(block: Block, sentence: Span, keyword: KeywordMatch, definitions: Definitions): InheritingItem[] {
  const introduced = block.introduced;
  if (!introduced) return [];
  const text = lineOf(block.flat);
  const after = text.slice(keyword.end, sentence.end);
  const body = text.slice(sentence.start, sentence.end);
  if (alternatives.test(after)) return [];
  if (/\b(?:where|when|if|unless|(?:conditions?|cases?)(?: \w+){0,3})\s*:[\s*_]*$/iu.test(after)) return [];
  // what is offered or allowed is a choice, unless each entry of a list of keys is one permission
  if (keyword.keyword === 'MAY' && !/\bfollowing (?:keys?|names?|fields?|properties|annotations|additional)\b/iu.test(body)) return [];
  if (/^(?:OPTIONAL|REQUIRED)$/u.test(keyword.keyword) && !/\b(?:are|is) (?:OPTIONAL|REQUIRED)/u.test(body)) return [];
  if (/^\s+(?:only )?(?:use|have|take|be)\b/u.test(after) && /\bfollowing (?:values?|constants?|formats?|strings?)\b/iu.test(after)) return [];
  if (/\b(?:use|have|be|take|match|contain) (?:[\w-]+ ){0,3}(?:the )?following (?:values?|constants?|formats?|grammar|strings?|patterns?|expressions?)\b/iu.test(after) && !/\b(?:understand|support|recogni[sz]e|accept)\b/iu.test(after)) return [];
  if (/\bmapping\b/iu.test(after) || (/\bcontain any\b/u.test(after) && valuesOnly.test(after))) return [];

  const items = introduced.kind === 'table' ? introduced.children.slice(1) : introduced.children;
  const inheriting: InheritingItem[] = [];
  for (const container of items) {
    const [opening] = container.blocks;
    if (!opening) continue;
    if (introduced.kind === 'list' && definitions.ofItem(container)) continue;
    const alternativesLater = keyword.keyword === 'SHOULD' && /\bvalues\b/u.test(after) && !/\b(?:understand|support|recogni[sz]e|accept)\b/iu.test(after);
    if (alternativesLater) continue;
    // an item with a keyword of its own at its head is an obligation by itself
    if (introduced.kind === 'list' && openingKeywords(opening).length > 0) continue;
    if (introduced.kind === 'table' && container.blocks.some((cell) => /^\s*(?:MUST|SHOULD|MAY|REQUIRED|OPTIONAL|RECOMMENDED)(?: NOT)?\s*$/u.test(cell.flat.text))) continue;
    inheriting.push({ container, block: opening });
  }
  return inheriting;
}

/** Keywords of the first sentence of an item. */
function openingKeywords(block: Block): KeywordMatch[] {
  const [first] = block.sentences;
  // a keyword in a relative clause ("…, which SHOULD be short") says something besides
  const aside = (k: KeywordMatch): boolean => /,\s+(?:which|who|where)\s[^,]*$/u.test(lineOf(block.flat).slice(first?.start ?? 0, k.start));
  return findKeywords(block.flat.text).filter((k) => first && k.start < first.end && !within(block.flat.code, k.start) && !aside(k));
}

/** Whether every item or row of what the sentence introduces carries keywords of its own. */
export function itemsHaveKeywords(block: Block): boolean {
  const introduced = block.introduced;
  if (!introduced) return false;
  const items = introduced.kind === 'table' ? introduced.children.slice(1) : introduced.children;
  const holds = (container: Container): boolean => container.blocks.some((b) => findKeywords(b.flat.text).length > 0) || container.children.some(holds);
  return items.length > 0 && items.filter(holds).length * 2 > items.length;
}
