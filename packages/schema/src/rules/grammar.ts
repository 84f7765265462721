/** The productions of an EBNF grammar, by name, in order. */
export type Grammar = ReadonlyMap<string, string>;

/** Deeper nesting of productions is taken for recursion. */
const maxDepth = 20;

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

const tokens = /\s+|"([^"]*)"|'([^']*)'|(\[(?:[^\]\\]|\\.)+\])|([A-Za-z][\w-]*)|([()*+?|])/uy;

/**
 * A production as a regular expression without anchors; `parts` puts other expressions in the place of productions.
 * `undefined` where the grammar is recursive or uses more than sequences, choices, groups, classes and repetition.
 */
export function toExpression(grammar: Grammar, name: string, parts: Readonly<Record<string, string>> = {}, depth = 0): string | undefined {
  const part = Object.hasOwn(parts, name) ? parts[name] : undefined;
  if (part !== undefined) return part;
  const production = grammar.get(name);
  if (production === undefined || depth > maxDepth) return undefined;
  let expression = '';
  const token = new RegExp(tokens);
  while (token.lastIndex < production.length) {
    const match = token.exec(production);
    if (!match) return undefined;
    const [, double, single, characters, reference, operator] = match;
    const literal = double ?? single;
    if (literal !== undefined) expression += literal.length === 1 ? escape(literal) : `(?:${escape(literal)})`;
    else if (characters !== undefined) expression += characters;
    else if (reference !== undefined) {
      const inner = toExpression(grammar, reference, parts, depth + 1);
      if (inner === undefined) return undefined;
      const repeated = /^\s*[*+?]/u.test(production.slice(token.lastIndex));
      expression += (repeated && !/^(?:\[[^\]]*\]|\\?.)$/u.test(inner)) || hasChoice(inner) ? `(?:${inner})` : inner;
    } else if (operator !== undefined) expression += operator === '(' ? '(?:' : operator;
  }
  return expression;
}

/** Whether an expression is one of several at its outermost level. */
function hasChoice(expression: string): boolean {
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
