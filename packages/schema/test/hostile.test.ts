import { performance } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { generateSchemas, propertiesOf } from '../src/index.ts';
import { judged, summary } from './judged.ts';
import { definedIn, potWith, registered, rulesIn, rulesOfLid, schemasIn, version } from './tea.ts';

const names = `# Pot

* **\`constructor\`** (string, REQUIRED) made it.
  This value MUST be an absolute path.
* **\`__proto__\`** (object, REQUIRED) was before it.
  Values MUST be strings.
* **\`toString\`** (string, OPTIONAL) says it.
  This value MUST be \`x\`.
* **\`a.b/c-d\`** (string, REQUIRED) has signs.
  This value MUST be \`x\`.
* **\`hasOwnProperty\`** (hasOwnProperty, OPTIONAL) is of a type that is no type.
`;

test('fields under names that every object has', () => {
  const schemas = schemasIn({ 'pot.md': names });
  const [file] = schemas.values();
  expect(Object.keys(file?.properties ?? {})).toEqual(['a.b/c-d', 'constructor', 'toString']);
  expect(({} as { rules?: unknown }).rules).toBeUndefined();
  expect(({} as { type?: unknown }).type).toBeUndefined();
  expect(summary(judged({}, schemas))).toEqual({
    'tea/pot/top/3': ['(all): the field "constructor" is missing'],
    'tea/pot/top/9': ['(all): the field "a.b/c-d" is missing'],
  });
  expect(summary(judged(JSON.parse('{"constructor":"/","a.b/c-d":"y","__proto__":{"a":1}}'), schemas))).toEqual({
    'tea/pot/top/3': 'pass at (all)',
    'tea/pot/top/4': 'pass at /constructor',
    'tea/pot/top/9': 'pass at (all)',
    'tea/pot/top/10': ['/a.b~1c-d: expected "x", found "y"'],
  });
  expect(propertiesOf(registered({ 'pot.md': names }), version)).toEqual(definedIn({ 'pot.md': names }));
});

test('properties that are like themselves, like each other, or defined twice', () => {
  const schemas = schemasIn({
    'pot.md': `# Pot

* **\`lid\`** (object, OPTIONAL) is like the cup.
  This object has the same fields as \`cup\`.
* **\`cup\`** (object, OPTIONAL) is like the bowl.
  This object has the same fields as \`bowl\`.
* **\`bowl\`** (object, OPTIONAL) is like the lid.
  This object has the same fields as \`lid\`.
  * **\`rim\`** (object, OPTIONAL) is like what it stands in.
    This object has the same fields as \`bowl\`.
* **\`lid\`** (string, REQUIRED) stands here again.
* **\`self\`** (object, OPTIONAL) is itself.
  This object has the same fields as \`self\`.
`,
  });
  expect(summary(judged({ lid: {}, cup: {}, bowl: { rim: {} }, self: {} }, schemas))).toEqual({});
  expect(summary(judged({ lid: 'x' }, schemas))).toEqual({ definition: ['/lid: expected object, found "x" (pot.md:3)'] });
});

test('documents that are of each other’s kind', () => {
  const schemas = schemasIn({
    'pot.md': '# Pot\n\n* **`cup`** ([cup](cup.md), REQUIRED) goes with it.\n',
    'cup.md': '# Cup\n\n* **`pot`** ([pot](pot.md), OPTIONAL) goes with it.\n',
  });
  expect(summary(judged({ cup: { pot: { cup: 5 } } }, schemas))).toEqual({ 'tea/pot/top/3': 'pass at (all) /cup/pot', definition: ['/cup/pot/cup: expected object, found 5 (nowhere)'] });
});

test('platform rules where no field tells the platform', () => {
  const schemas = schemasIn({ 'pot.md': '# Pot\n\n* **`lid`** (string, OPTIONAL) closes it.\n  On Windows, this field is REQUIRED.\n* **`cup`** (string, OPTIONAL) goes with it.\n  On all other platforms, this field is REQUIRED.\n' });
  expect([...schemas.keys()].sort()).toEqual(['pot.schema.json', 'pot.windows.schema.json']);
  expect(summary(judged({}, schemas))).toEqual({});
  expect(summary(judged({}, schemas, 'pot.windows.schema.json'))).toEqual({ 'tea/pot/top/4': ['(all): the field "lid" is missing'] });
});

test('a condition inside of some element or other is no condition of the whole', () => {
  const pot = '# Pot\n\n* **`lid`** (string, OPTIONAL) closes it.\n* **`handles`** (array of objects, OPTIONAL) are held.\n  `lid` MUST be set unless `size` is `small`.\n  * **`size`** (string, OPTIONAL) is how big it is.\n';
  expect(rulesIn(pot)).toEqual({ lid: [{ kind: 'required', when: [{ kind: 'equals', path: 'handles[].size', values: ['small'], not: true }], level: 'MUST' }] });
  expect(summary(judged({ handles: [{ size: 'small' }] }, schemasIn({ 'pot.md': pot })))).toEqual({});
});

test('depth', () => {
  const deep = Array.from({ length: 24 }, (_, depth) => `${'  '.repeat(depth)}* **\`a\`** (array of objects, REQUIRED) has them.`).join('\n');
  const schemas = schemasIn({ 'pot.md': `# Pot\n\n${deep}\n` });
  expect(judged({ a: [{ a: [] }] }, schemas).verdicts.every(({ verdict }) => verdict === 'pass')).toBe(true);
  const example = `\`\`\`json\n${'['.repeat(5000)}${']'.repeat(5000)}\n\`\`\``;
  expect(rulesOfLid('string', `Text.\n\n# Example\n\n${example}\n\n**\`knob\`** (REQUIRED) has no type.`)).toEqual({});
});

/** A paragraph that is as long as sentences are read at all, and one that is longer. */
const lengths = [1_800, 100_000];
const upTo = (length: number, unit: string): string => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

test.each<[string, (long: (unit: string) => string) => string]>([
  ['cases', (long) => `This MUST be set ${long('if `cup` is set on Linux and on ')}x.`],
  ['cases without marks', (long) => `This MUST be set ${long('if this is set on Linux and on ')}x.`],
  ['leading cases', (long) => `${long('If this is set, ')}this MUST be set.`],
  ['platforms', (long) => `If ${long('x on a ')}!, this MUST be set.`],
  ['lists of values', (long) => `This MUST be set if \`cup\` is ${long('`a` or ')}.`],
  ['quoted values', (long) => `The value can be ${long('"a" or ')}.`],
  ['formats', (long) => `The value is ${long('encoded ')} see RFC 3339.`],
  ['formats without a name', (long) => `This value MUST be ${long('as defined by the ')}`],
  ['grammars', (long) => `${long('conforming to ')}. [x](#pot)`],
  ['links', (long) => `Conforming to ${long('[x](#pot) ')}.`],
  ['absolute paths', (long) => `${long('the values of the ')}MUST be absolute.`],
  ['several', (long) => `You MUST specify at least one of ${long('`a`, ')}`],
  ['shapes', (long) => `The value has the format \`${long('<a>AB')}\` (${long('64KB, ')}).`],
  ['placeholders', (long) => `The value has the format \`${upTo(300, '<a>')}Z\` (${long('x')}).`],
  ['codes', (long) => `${long('`lid` MUST be set, ')}.`],
  ['parentheses', (long) => `This MUST be set ${long('(')}.`],
  ['either', (long) => `${long('either one of the ')}\`lid\` MUST be set.`],
  ['null', (long) => `All properties ${long('may ')}nul.`],
  ['likeness', (long) => `${long('The fields have the same ')}`],
  ['short sentences', (long) => long('This MUST be set if it is hot. The values are from 0 to 5. ')],
])('100 KB of %s are read in time', (_, write) => {
  const start = performance.now();
  for (const length of lengths) {
    const text = write((unit) => upTo(length, unit));
    // more marks than that in one paragraph are refused by the reader of Markdown
    if ([...text.matchAll(/[`()[\]<>*_]/gu)].length > 1_900) continue;
    const paragraphs = Array.from({ length: Math.max(1, Math.floor(100_000 / text.length)) }, () => text).join('\n\n');
    registered({ 'pot.md': potWith('string', paragraphs) });
    registered({ 'pot.md': potWith('array of strings', paragraphs) });
  }
  expect(performance.now() - start).toBeLessThan(20_000);
});

test('a grammar of 100 KB', () => {
  const grammar = `lid ::= ${upTo(100_000, '( a | "b" )* ')}\na ::= ${upTo(100_000, '"x" ')}`;
  expect(rulesOfLid('string', `This is a lid, conforming to [lids](#lids).\n\n# Lids\n\nLids follow the grammar:\n\n\`\`\`\n${grammar}\n\`\`\``)).toEqual({});
});

test('a spec that defines nothing', () => {
  expect(generateSchemas(registered({ 'pot.md': '# Pot\n\nA pot MUST have a lid.\n' }), [version])).toEqual([]);
});
