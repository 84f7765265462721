import type { Span } from './flat-text.ts';

/** A condition found in a sentence: the word that opens it and where it stands in the text. */
export interface ConditionMatch extends Span {
  marker: string;
}

const lead = String.raw`(?:(?:also|and|but|or|however|instead|finally|then|note that|additionally|conversely|in addition|on the other hand|likewise|similarly|furthermore|moreover)[,\s]+)*`;
const scene = String.raw`(?:scenario|case|cases|situation|situations|event|events|mode|circumstances?)`;
const opener = String.raw`if|when|whenever|unless|until|once|upon|provided that|assuming|as long as|except (?:when|where|if)|only (?:if|when)|in (?:this|that|such|these|those|all other|any other|other|both|either|which) (?:an? )?${scene}|in (?:the )?(?:case|event|absence|presence) (?:of|that|where|when)|in cases? (?:of|where|when|that)|in situations (?:where|when)|where (?=supported|possible|applicable|available|necessary|appropriate|permitted|present|specified|supplied|provided|used)`;
const initial = new RegExp(String.raw`^["'(\[*_]*${lead}(${opener}|otherwise)(?=[\s,])`, 'iu');
const trailing = new RegExp(
  String.raw`(?<![\w-])(${opener}|where possible|where (?:supported|applicable|available|necessary|appropriate|permitted)|in which case|otherwise)(?![\w-])`,
  'giu',
);
const pointing = new RegExp(String.raw`(?<![\w-])(in (?:this|that|such|these|those) (?:an? )?${scene})(?![\w-])`, 'giu');
// After these words "if" opens a question, not a condition.
const question = /\b(?:check|checks|checking|checked|see|determine|determines|test|tests|verify|verifies|ask|asks|know|even|as|tell|indicates?|whether)\s+$/iu;

/** Finds conditions of single keywords; built once per set of platform words. */
export interface ConditionFinder {
  /**
   * The condition of the keyword at `keyword` in `sentence` (both relative to `text`), where `others` are the other
   * keywords of the sentence. `text` has the content of code blanked.
   */
  find(text: string, sentence: Span, keyword: Span, others: readonly Span[]): ConditionMatch | undefined;
  /** The condition that a sentence opens with, whether or not it holds a keyword. */
  opening(text: string, sentence: Span): ConditionMatch | undefined;
}

/** Makes a {@link ConditionFinder} that knows `platformWords`; leave out those of the platform that the whole text is about. */
export function conditionFinder(platformWords: readonly string[]): ConditionFinder {
  const words = [...platformWords, 'POSIX', 'Unix', 'UNIX', 'Unix-like', 'BSD', 'platforms?', 'operating systems?', 'architectures?', 'systems']
    .map((word) => word.replace(/[/.]/gu, String.raw`\$&`))
    .join('|');
  const platform = String.raw`(?:[^,.;:]{0,60}?[\s([-])?(?:non-)?(?:${words})(?![\w])[^,.;]{0,60}?`;
  const platformInitial = new RegExp(String.raw`^["'(\[*_]*${lead}(on|for|under|in)\s${platform},`, 'iu');
  // "For Hyper-V containers, …": a class of things, unlike "For portability, …"
  const classInitial = new RegExp(String.raw`^["'(\[*_]*${lead}(for)\s(?!example|instance|each|every|these|this|such|more|further|(?:[\w-]+ )*(?:reasons|purposes|details|users|years)\b)[^,.;:]{0,120}[a-rt-z]s,\s`, 'iu');
  const platformHead = new RegExp(String.raw`^(?:(?:on|for|under)\s)?(?:[^:.,]{0,40}?[\s(-])?(?:non-)?(?:${words})(?![\w])[^:.,]{0,40}:(?=\s)`, 'iu');
  const platformTrailing = new RegExp(String.raw`(?<![\w-])(on|under)\s(?:all |any |other |non-|the )*(?:${words})(?![\w-])`, 'giu');
  const parenthesis = new RegExp(String.raw`\((non-(?:${words})|(?:${words}) only)\)`, 'giu');

  const opening = (text: string, sentence: Span): ConditionMatch | undefined => {
    const body = text.slice(sentence.start, sentence.end);
    const head = platformHead.exec(body);
    if (head) return { marker: 'on', start: sentence.start, end: sentence.start + head[0].length };
    const clause = initial.exec(body);
    const match = clause ?? platformInitial.exec(body) ?? classInitial.exec(body);
    if (!match) return undefined;
    const [whole, word = ''] = match;
    const marker = word.toLowerCase().replace(/\s+/gu, ' ');
    const start = sentence.start + (clause ? whole.length - word.length : whole.search(new RegExp(String.raw`\b${word}\s`, 'u')));
    const comma = clauseEnd(text, start, sentence.end);
    const bare = comma === undefined || firstKeyword(text, start, comma);
    const end = (bare ? undefined : comma) ?? (/^(?:if|when|whenever|unless|until|once|upon)$/u.test(marker) ? bareClauseEnd(text, start, sentence.end) : undefined);
    return end === undefined ? undefined : { marker, start, end };
  };

  return {
    opening,
    find(text, sentence, keyword, others): ConditionMatch | undefined {
      const first = opening(text, sentence);
      if (first && first.end <= keyword.start && !/;\s/u.test(text.slice(first.end, keyword.start))) return first;
      const before = Math.max(sentence.start, ...others.filter((o) => o.end <= keyword.start).map((o) => o.end));
      const after = Math.min(sentence.end, ...others.filter((o) => o.start >= keyword.end).map((o) => o.start));
      // between the previous keyword and this one: only what a comma or a conjunction ties to this clause
      const own = lastOf(text, trailing, before, keyword.start, (match) => opensClause(text, match, before, keyword.start));
      if (own) {
        const adverb = /^(?:otherwise|in which case)$/u.test(own.marker);
        return { ...own, end: adverb ? own.start + own.marker.length : (clauseEnd(text, own.start, keyword.start) ?? keyword.start) };
      }
      // "if present, it SHOULD x or MAY y": what shares a subject shares what opens its clause
      const previous = others.filter((o) => o.end <= keyword.start).sort((a, b) => b.end - a.end)[0];
      if (previous && /\b(?:and|or|but)\s+$/u.test(text.slice(previous.end, keyword.start))) {
        const rest = [...others.filter((o) => o !== previous), keyword];
        const opened = this.find(text, sentence, previous, rest);
        if (opened && opened.start < previous.start) return opened;
      }
      // "MUST NOT x in this case, and SHOULD y": what points back rules all that is joined to it
      const shared = firstOf(text, pointing, sentence.start, keyword.start);
      if (shared) return shared;
      const subject = lastOf(text, platformTrailing, Math.max(before, clauseStart(text, sentence.start, keyword.start)), keyword.start, () => true);
      if (subject && before === sentence.start) return { ...subject, end: subject.start };
      const stop = clauseStop(text, keyword.end, after, others.some((o) => o.start === after));
      return (
        firstOf(text, trailing, keyword.end, stop, false, (match) => after === sentence.end || !opensClause(text, match, keyword.end, after)) ??
        firstOf(text, platformTrailing, keyword.end, stop) ??
        firstOf(text, parenthesis, keyword.end, stop, true)
      );
    },
  };
}

/** Where the clause opened at `start` ends: the first comma outside parentheses. */
function clauseEnd(text: string, start: number, end: number): number | undefined {
  let open = 0;
  for (let i = start; i < end; i++) {
    const character = text[i];
    if (character === '(') open++;
    else if (character === ')') open--;
    else if (character === ',' && open <= 0) return i;
    else if (character === ':' && open <= 0 && /\s/u.test(text[i + 1] ?? ' ')) return i;
  }
  return undefined;
}

const firstKeyword = (text: string, start: number, end: number): boolean => /\b(?:MUST|SHALL|SHOULD|MAY)\b/u.test(text.slice(start, end));

/** Where a clause without a comma gives way to the main clause: at "then", or before the subject of the first keyword. */
function bareClauseEnd(text: string, start: number, end: number): number | undefined {
  const body = text.slice(start, end);
  const then = /\sthen\s/u.exec(body);
  if (then) return start + then.index;
  const keyword = /\b(?:MUST|SHALL|SHOULD|MAY|REQUIRED|OPTIONAL|RECOMMENDED)\b/u.exec(body);
  if (!keyword) return undefined;
  const subject = /\s(?:(?:the|an?|any|all|this|that|its|it|they|these)\s(?:[\w-]+\s){0,4})$/u.exec(body.slice(0, keyword.index));
  return start + (subject ? subject.index : keyword.index);
}

/** The last comma before `end`: what stands after it is the clause's own subject. */
const clauseStart = (text: string, start: number, end: number): number => start + text.slice(start, end).lastIndexOf(',') + 1;

/** Where the clause of a keyword stops: at a semicolon, or where the next keyword's clause begins. */
function clauseStop(text: string, start: number, end: number, nextKeyword: boolean): number {
  const semicolon = text.slice(start, end).search(/;\s/u);
  if (semicolon >= 0) return start + semicolon;
  if (!nextKeyword) return end;
  const joint = /(?:,|\s(?:and|but|or))\s(?!.*(?:,|\s(?:and|but|or))\s)/su.exec(text.slice(start, end));
  return joint ? start + joint.index : end;
}

function opensClause(text: string, match: RegExpExecArray, before: number, keyword: number): boolean {
  const joined = /(?:^|[,;(:]|\b(?:and|but|or|that|then))\s*$/u.test(text.slice(before, match.index)) || match.index === before;
  // "the X, otherwise an error MUST": an adverb at the head of the clause; "when a, b MUST": a comma closes it
  return joined && (/^(?:otherwise|in which case)$/iu.test(match[0]) || text.slice(match.index, keyword).includes(','));
}

function lastOf(text: string, pattern: RegExp, start: number, end: number, accept: (match: RegExpExecArray) => boolean): ConditionMatch | undefined {
  let last: ConditionMatch | undefined;
  for (const match of matches(text, pattern, start, end)) if (accept(match)) last = toCondition(match, end);
  return last;
}

function firstOf(text: string, pattern: RegExp, start: number, end: number, whole = false, accept: (match: RegExpExecArray) => boolean = () => true): ConditionMatch | undefined {
  for (const match of matches(text, pattern, start, end)) {
    const before = text.slice(start, match.index);
    if (!accept(match) || (/^if$/iu.test(match[0]) && question.test(before))) continue;
    if (/(?:e\.g\.|i\.e\.|such as|for example|including)[\s,(]*$/iu.test(before)) continue;
    // "MUST otherwise ignore": in other respects
    if (/^otherwise$/iu.test(match[0]) && before.trim() === '') continue;
    return toCondition(match, whole ? match.index + match[0].length : end);
  }
  return undefined;
}

function* matches(text: string, pattern: RegExp, start: number, end: number): Generator<RegExpExecArray> {
  pattern.lastIndex = start;
  // a little more than the span, for what a pattern looks ahead to, and not the rest of a long paragraph
  const body = text.slice(0, end + 100);
  for (let match = pattern.exec(body); match && match.index < end; match = pattern.exec(body)) {
    const next = pattern.lastIndex;
    yield match;
    pattern.lastIndex = next;
  }
}

const toCondition = (match: RegExpExecArray, end: number): ConditionMatch => ({
  marker: (match[1] ?? match[0]).toLowerCase().replace(/\s+/gu, ' '),
  start: match.index,
  end,
});
