import { expect, test } from 'vitest';
import { extractWithProse } from '@specproof/remark';

const text = `# Pot

* **\`lid\`** (string, REQUIRED) closes
  the   *pot*. If \`cup\`
  is set, it MUST be \`x\`, and \`a  b\` MUST
  NOT be [set][cups].
  The following values SHOULD be known:

  * \`old\` is old
  * new

  For a cold pot:

  * This MAY be warm.

[cups]: cup.md#cups
`;

const { prose } = extractWithProse({ spec: null, version: 'v1', documents: [{ path: 'pot.md', content: new TextEncoder().encode(text) }] });

test('sentences with their marks, links, lists, and what they stand under', () => {
  expect(prose.sentences.map(({ text: said, links, under, items, head, property }) => ({ said, ...(links.length > 0 && { links }), ...(under.length > 0 && { under }), ...(items && { items }), ...(head && { head }), paths: property?.paths.join() }))).toMatchInlineSnapshot(`
    [
      {
        "head": true,
        "paths": "lid",
        "said": "closes the pot.",
      },
      {
        "links": [
          {
            "target": "cup.md#cups",
            "text": "set",
          },
        ],
        "paths": "lid",
        "said": "If \`cup\` is set, it MUST be \`x\`, and \`a b\` MUST NOT be set.",
      },
      {
        "items": [
          "old",
          "",
        ],
        "paths": "lid",
        "said": "The following values SHOULD be known:",
      },
      {
        "paths": "lid",
        "said": "\`old\` is old",
        "under": [
          "The following values SHOULD be known:",
        ],
      },
      {
        "paths": "lid",
        "said": "new",
        "under": [
          "The following values SHOULD be known:",
        ],
      },
      {
        "items": [
          "",
        ],
        "paths": "lid",
        "said": "For a cold pot:",
      },
      {
        "paths": "lid",
        "said": "This MAY be warm.",
        "under": [
          "For a cold pot:",
        ],
      },
    ]
  `);
});

test('keywords stand where they are said to', () => {
  const keywords = prose.sentences.flatMap((sentence) => sentence.keywords.map((keyword) => [keyword.keyword, sentence.text.slice(keyword.start, keyword.start + keyword.keyword.length)]));
  expect(keywords.map(([keyword]) => keyword)).toEqual(['MUST', 'MUST NOT', 'SHOULD', 'MAY']);
  for (const [keyword, said] of keywords) expect(said).toBe(keyword);
});
