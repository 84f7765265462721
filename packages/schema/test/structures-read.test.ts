import { expect, test } from 'vitest';
import { definedIn, redefined, rulesIn, schemasIn } from './tea.ts';

const mark = `# Marks

A mark names a potter.

**\`mark\`** (string, REQUIRED) This property is the mark, conforming to the requirements outlined in [Marks](#grammar).

# Grammar

A mark MUST match the following grammar:

\`\`\`ebnf
mark    ::= guild ":" name
guild   ::= part (sign part)*
part    ::= [a-z0-9]+
sign    ::= [+._-]
name    ::= [a-zA-Z0-9=_-]+
\`\`\`

# Known guilds

When the guild identifier is \`kyoto\`, the name portion MUST match \`/[a-f0-9]{8}/\`.
`;

const whole = { kind: 'pattern', pattern: '^[a-z0-9]+(?:[+._-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$', level: 'MUST' };
const known = { kind: 'pattern', pattern: '^kyoto:[a-f0-9]{8}$', where: '^kyoto:[a-zA-Z0-9=_-]+$', level: 'MUST' };

test('a grammar that a definition links to, and what is said of its parts', () => {
  expect(rulesIn(mark)).toEqual({ mark: [whole, known] });
});

test('a link that leads nowhere means the grammar that starts with the name', () => {
  expect(rulesIn(mark.replace('(#grammar)', '(#no-such-heading)'))).toEqual({ mark: [whole, known] });
});

test('whoever has to refuse other strings, a grammar is not a requirement on who writes them', () => {
  expect(rulesIn(mark.replace('A mark MUST match the following grammar', 'Guests MUST refuse what does not match the following grammar'))['mark']?.[0]).toEqual({ kind: 'pattern', pattern: whole.pattern });
});

test.each([
  ['recursive', 'part ::= "a" part'],
  ['recursive by others', 'part ::= "a" sign\nsign ::= part'],
  ['a class of code points', 'part ::= [#x41-#x5A]'],
  ['an option between brackets', 'part ::= [ "a" ]'],
  ['an exception', 'part ::= [a-z]+ - "x"'],
  ['a production that is not there', 'part ::= leaf'],
  ['a class that is none', 'part ::= [z-a]'],
  ['a group that never ends', 'part ::= ( "a"'],
  ['a repetition of nothing', 'part ::= * "a"'],
  ['an expression that doubles twenty times', Array.from({ length: 20 }, (_, i) => `p${i} ::= p${i + 1} p${i + 1} p${i + 1}`).join('\n') + '\np20 ::= "a"\npart ::= p0'],
])('a grammar that is not understood is not read: %s', (_, production) => {
  expect(rulesIn(mark.replace('part    ::= [a-z0-9]+', production))).toEqual({});
});

const shop = {
  'pot.md': `# Pot

This section describes the pot.

* **\`version\`** (string, REQUIRED) is the version of this specification.
  The Pot document MUST NOT contain properties that are not defined in this version.
* **\`cups\`** (array of objects, REQUIRED) go with the pot.
  Each item in the array MUST be a [cup](cup.md).
* **\`labels\`** (string-string map, OPTIONAL) are stuck on.
  This property MUST use the [label rules](labels.md#rules).
* **\`best\`** ([cup](cup.md), OPTIONAL) is the best of them.
* **\`linux\`** (object, OPTIONAL) is about Linux.
  This MAY be present when the platform is \`linux\`.
  * **\`kernel\`** (int64, REQUIRED) counts kernels.
* **\`windows\`** (object, OPTIONAL) is about Windows.
  This MUST be present when the platform is \`windows\`.
* **\`steam\`** (uint64, OPTIONAL) rises.
  On Windows, this field is REQUIRED.
* **\`heat\`** (string, OPTIONAL) is what it stands on.
  For all other platforms: This value MUST be an absolute path.
  * Windows: This value MUST be \`stove\`.
* **\`rings\`** (array of objects, OPTIONAL) hold it.
  You MUST specify at least one of \`gold\` or \`iron\` in a given entry.
  * **\`gold\`** (bool, OPTIONAL) shines.
  * **\`iron\`** (bool, OPTIONAL) does not.
`,
  'cup.md': `# Cup

All properties of a cup except \`handle\` MAY be absent or have the \`null\` value.

## Properties

* **\`handle\`** (string, REQUIRED) is what one holds.
* **\`glaze\`** (string, OPTIONAL) is what it is covered with.
  The value is either \`blue\` or \`green\`.
* **\`twin\`** (object, OPTIONAL) is its twin.
  This object has the same fields as \`saucer\`.
* **\`saucer\`** (object, OPTIONAL) is below it.
  * **\`wide\`** (uint16, REQUIRED) is how wide.
`,
  'labels.md': `# Labels

A label is stuck on.

## Rules

* Keys MUST NOT be an empty string.
* Values MUST be strings.
`,
};

test('documents, maps, likeness, null and platforms', () => {
  const { pot, cup } = definedIn(shop);
  expect(Object.fromEntries(Object.entries(pot ?? {}).flatMap(([path, { rules }]) => (rules ? [[path, rules]] : [])))).toMatchInlineSnapshot(`
    {
      "": [
        {
          "kind": "closed",
          "level": "MUST",
          "path": "version",
          "refs": [
            "tea/pot/top/6",
          ],
        },
      ],
      "cups": [
        {
          "kind": "document",
          "level": "MUST",
          "refs": [
            "tea/pot/top/8",
          ],
          "root": "cup",
          "target": "elements",
        },
      ],
      "heat": [
        {
          "format": "absolute-path",
          "kind": "format",
          "level": "MUST",
          "refs": [
            "tea/pot/top/20",
          ],
          "when": [
            {
              "kind": "platform",
              "not": true,
              "platforms": [
                "windows",
              ],
            },
          ],
        },
        {
          "kind": "values",
          "level": "MUST",
          "refs": [
            "tea/pot/top/21",
          ],
          "values": [
            "stove",
          ],
          "when": [
            {
              "kind": "platform",
              "platforms": [
                "windows",
              ],
            },
          ],
        },
      ],
      "labels": [
        {
          "kind": "pattern",
          "level": "MUST",
          "pattern": "^[\\s\\S]",
          "refs": [
            "tea/pot/top/10",
            "tea/labels/top/7",
          ],
          "target": "keys",
        },
        {
          "kind": "type",
          "level": "MUST",
          "refs": [
            "tea/pot/top/10",
            "tea/labels/top/8",
          ],
          "target": "values",
          "type": "string",
        },
      ],
      "linux": [
        {
          "kind": "platform",
          "platform": "linux",
        },
      ],
      "rings[]": [
        {
          "kind": "one-of",
          "level": "MUST",
          "names": [
            "gold",
            "iron",
          ],
          "refs": [
            "tea/pot/top/23",
          ],
        },
      ],
      "steam": [
        {
          "kind": "required",
          "level": "MUST",
          "refs": [
            "tea/pot/top/18",
          ],
          "when": [
            {
              "kind": "platform",
              "platforms": [
                "windows",
              ],
            },
          ],
        },
      ],
      "windows": [
        {
          "kind": "required",
          "level": "MUST",
          "refs": [
            "tea/pot/top/16",
          ],
          "when": [
            {
              "kind": "platform",
              "platforms": [
                "windows",
              ],
            },
          ],
        },
        {
          "kind": "platform",
          "platform": "windows",
        },
      ],
    }
  `);
  expect(Object.fromEntries(Object.entries(cup ?? {}).flatMap(([path, { rules }]) => (rules ? [[path, rules]] : [])))).toMatchInlineSnapshot(`
    {
      "glaze": [
        {
          "kind": "values",
          "values": [
            "blue",
            "green",
          ],
        },
        {
          "kind": "nullable",
        },
      ],
      "saucer": [
        {
          "kind": "nullable",
        },
      ],
      "saucer.wide": [
        {
          "kind": "nullable",
        },
      ],
      "twin": [
        {
          "kind": "nullable",
        },
        {
          "kind": "like",
          "path": "saucer",
          "root": "cup",
        },
      ],
    }
  `);
});

test('what is registered of a version is given back', () => {
  expect(redefined(shop)).toEqual(definedIn(shop));
});

test('their schemas', () => {
  const schemas = schemasIn(shop);
  expect([...schemas.keys()].sort()).toMatchInlineSnapshot(`
    [
      "cup.schema.json",
      "pot.linux.schema.json",
      "pot.schema.json",
      "pot.windows.schema.json",
    ]
  `);
  expect(schemas.get('cup.schema.json')).toMatchInlineSnapshot(`
    {
      "$id": "https://specproof.dev/tea-spec/v1.0.0/cup.schema.json",
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "properties": {
        "glaze": {
          "enum": [
            "blue",
            "green",
            null,
          ],
          "type": [
            "string",
            "null",
          ],
          "x-specproof": {
            "defined": "cup.md:8",
          },
        },
        "handle": {
          "type": "string",
          "x-specproof": {
            "defined": "cup.md:7",
          },
        },
        "saucer": {
          "properties": {
            "wide": {
              "maximum": 65535,
              "minimum": 0,
              "type": [
                "integer",
                "null",
              ],
              "x-specproof": {
                "defined": "cup.md:13",
              },
            },
          },
          "required": [
            "wide",
          ],
          "type": [
            "object",
            "null",
          ],
          "x-specproof": {
            "defined": "cup.md:12",
            "enforces": {
              "required/wide": [
                "tea/cup/top/13",
              ],
            },
          },
        },
        "twin": {
          "allOf": [
            {
              "if": {
                "not": {
                  "type": "null",
                },
              },
              "then": {
                "$ref": "#/properties/saucer",
              },
            },
          ],
          "type": [
            "object",
            "null",
          ],
          "x-specproof": {
            "defined": "cup.md:10",
          },
        },
      },
      "required": [
        "handle",
      ],
      "type": "object",
      "x-specproof": {
        "enforces": {
          "required/handle": [
            "tea/cup/top/7",
          ],
        },
      },
    }
  `);
  expect(schemas.get('pot.windows.schema.json')).toMatchInlineSnapshot(`
    {
      "$id": "https://specproof.dev/tea-spec/v1.0.0/pot.windows.schema.json",
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "allOf": [
        {
          "$ref": "pot.schema.json",
        },
      ],
      "properties": {
        "heat": {
          "const": "stove",
          "x-specproof": {
            "enforces": {
              "const": [
                "tea/pot/top/21",
              ],
            },
          },
        },
      },
      "required": [
        "steam",
        "windows",
      ],
      "x-specproof": {
        "enforces": {
          "required/steam": [
            "tea/pot/top/18",
          ],
          "required/windows": [
            "tea/pot/top/16",
          ],
        },
      },
    }
  `);
});
