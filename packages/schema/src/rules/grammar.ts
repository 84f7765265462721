/** The productions of an EBNF grammar, by name, in order. */
export type Grammar = ReadonlyMap<string, string>;

/** Longer expressions are not made: productions that name others twice double them. */
const maxExpression = 4000;

/** Reads `name ::= expression` lines; a line that goes on is indented. */
export function readGrammar(text: string): Grammar {
  const grammar = new Map<string, string>();
  let last: string | undefined;
  for (const line of text.split('\n')) {
    const match = /^\s*([A-Za-z][\w-]*)\s*::=\s*(.*)$/u.exec(line);
    if (match?.[1] !== undefined) {
      last = match[1];
      if (!grammar.has(last)) grammar.set(last, match[2] ?? '');
    } else if (last !== undefined && /^\s+\S/u.test(line)) grammar.set(last, `${grammar.get(last) ?? ''} ${line.trim()}`);
  }
  return grammar;
}

// a class that opens with a space or a quote, or names code points, means something else than it would here
const tokens = /\s+|"([^"]*)"|'([^']*)'|(\[(?![\s"'])(?:[^\]\\#]|\\.)+\])|([A-Za-z][\w-]*)|([()*+?|])/uy;

/**
 * A production as a regular expression without anchors; `parts` puts other expressions in the place of productions.
 * `undefined` where the grammar is recursive, too long, or uses more than sequences, choices, groups, classes and repetition.
 */
export function toExpression(grammar: Grammar, name: string, parts: Readonly<Record<string, string>> = {}): string | undefined {
  const known = new Map<string, string | undefined>(Object.entries(parts));
  const expressionOf = (production: string): string | undefined => {
    if (known.has(production)) return known.get(production);
    // one that needs itself finds nothing
    known.set(production, undefined);
    const text = grammar.get(production);
    const expression = text === undefined ? undefined : translate(text, expressionOf);
    const made = expression !== undefined && expression.length <= maxExpression ? expression : undefined;
    known.set(production, made);
    return made;
  };
  const expression = expressionOf(name);
  return expression !== undefined && isExpression(expression) ? expression : undefined;
}

function translate(production: string, expressionOf: (name: string) => string | undefined): string | undefined {
  let expression = '';
  const token = new RegExp(tokens);
  while (token.lastIndex < production.length) {
    const match = token.exec(production);
    if (!match || expression.length > maxExpression) return undefined;
    const [, double, single, characters, reference, operator] = match;
    const literal = double ?? single;
    const repeated = /^\s*[*+?]/u.test(production.slice(token.lastIndex, token.lastIndex + 20));
    if (literal !== undefined) expression += literal.length === 1 || !repeated ? escape(literal) : `(?:${escape(literal)})`;
    else if (characters !== undefined) expression += characters;
    else if (reference !== undefined) {
      const inner = expressionOf(reference);
      if (inner === undefined) return undefined;
      expression += (repeated && !/^(?:\[[^\]]*\]|\\?.)$/u.test(inner)) || hasChoice(inner) ? `(?:${inner})` : inner;
    } else if (operator !== undefined) expression += operator === '(' ? '(?:' : operator;
  }
  return expression;
}

/** Whether a text is a regular expression. */
export function isExpression(text: string): boolean {
  try {
    return new RegExp(text, 'u').source !== '';
  } catch {
    return false;
  }
}

/** Whether an expression is one of several at its outermost level. */
export function hasChoice(expression: string): boolean {
  let depth = 0;
  for (const [character] of expression.replace(/\\.|\[(?:[^\]\\]|\\.)+\]/gu, 'x').matchAll(/[()|]/gu)) {
    if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (depth === 0) return true;
  }
  return false;
}

/** `text` as a regular expression that matches nothing else. */
export const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/gu, (character) => (character === '/' ? '/' : `\\${character}`));
