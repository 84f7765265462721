import type { DriftRecords, RecordedDifference, Spec } from '@specproof/model';
import { expect, test } from 'vitest';
import { driftVersion } from './drift-version.ts';
import { formatDriftFindings } from './format-drift-findings.ts';
import { formatDriftMarkdown } from './format-drift-markdown.ts';
import { tabulateDrift } from './tabulate-drift.ts';

const pin = { commit: 'c'.repeat(40), documents: {}, schemas: { 'schema/kettle.json': 'a'.repeat(64) } };
const spec: Spec = {
  schemaVersion: 1,
  id: 'tea-spec',
  prefix: 'tea',
  title: 'Tea',
  upstream: { repository: 'https://example.org/tea' },
  subjects: {},
  documents: [],
  officialSchemas: { kettle: 'schema/kettle.json', cup: 'schema/cup.json', tray: 'schema/kettle.json' },
  versions: [
    { version: 'v1', tag: 'v1', after: null, ...pin },
    { version: 'v2', tag: 'v2', after: 'v1', ...pin },
    { version: 'v10', tag: 'v10', after: 'v2', ...pin },
  ],
};
const generated = {
  'kettle.schema.json': JSON.stringify(
    {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      properties: { 'max|fill': { type: 'integer', 'x-specproof': { defined: 'kettle.md:3' } }, lid: { type: 'string' }, name: { enum: ['@a', '#1'] } },
    },
    null,
    2,
  ),
  'cup.schema.json': '{}',
  'kettle.samovar.schema.json': '{}',
};
const official = { 'schema/kettle.json': JSON.stringify({ $schema: 'http://json-schema.org/draft-04/schema#', type: 'object', properties: { 'max|fill': { type: 'string' }, lid: { type: 'string' }, name: {} } }, null, 2) };

const record = (over: Partial<RecordedDifference>): RecordedDifference => ({ roots: ['kettle'], paths: ['max|fill'], kinds: ['type'], cause: 'official-defect', explanation: 'A number | of litres.', ...over });
const run = (version: string, ...differences: RecordedDifference[]) => {
  const records: DriftRecords = { schemaVersion: 1, spec: 'tea-spec', differences, examples: [] };
  return driftVersion({ spec, version, generated, official, records });
};
const known = (version: string, ...records: RecordedDifference[]) => run(version, ...records).differences.map(({ path, recorded }) => [path, recorded?.cause]);

test('differences are known by root, path, kind and version', () => {
  const both = [['max|fill', 'official-defect'], ['name', undefined]];
  const none = [['max|fill', undefined], ['name', undefined]];
  expect(known('v1', record({}))).toEqual(both);
  expect(known('v1', record({ paths: ['*'] }))).toEqual(both);
  expect(known('v1', record({ roots: ['cup'] }))).toEqual(none);
  expect(known('v1', record({ kinds: ['range'] }))).toEqual(none);
  expect(known('v1', record({ from: 'v2' }))).toEqual(none);
  expect(known('v10', record({ from: 'v2' }))).toEqual(both);
  expect(known('v10', record({ to: 'v2' }))).toEqual(none);
  expect(known('v2', record({ from: 'v2', to: 'v2' }))).toEqual(both);
  expect(known('v1', record({ cause: 'deliberate' }), record({}))).toEqual([['max|fill', 'deliberate'], ['name', undefined]]);
});

test('a record that no difference of the version needs is stale', () => {
  const gone = record({ paths: ['gone'] });
  expect(run('v1', record({}), gone, record({ paths: ['gone'], from: 'v2' })).stale).toEqual([gone]);
});

test('roots that only one side describes are named', () => {
  expect(run('v1')).toMatchObject({ onlyProse: ['cup'], onlyOfficial: ['tray'] });
});

test('as a table', () => {
  expect(tabulateDrift(run('v1', record({})).differences)).toMatchInlineSnapshot(`
    [
      [
        "kettle: max|fill",
        "type",
        "integer (kettle.md:3)",
        "string (schema/kettle.json:6)",
        "neither",
        "official-defect",
      ],
      [
        "kettle: name",
        "values",
        ""#1", "@a" (kettle.schema.json:15)",
        "nothing (schema/kettle.json:11)",
        "prose",
        "new",
      ],
    ]
  `);
});

test('as Markdown: whatever a schema says is text', async () => {
  const report = run('v1', record({}), record({ paths: ['gone'] }));
  expect(await formatDriftMarkdown(report, { link: (file, line) => `https://example.org/tea/${file}#L${line}` })).toMatchInlineSnapshot(`
    "## tea-spec v1: prose and official schema

    2 differences, 1 new.

    No official schema describes \`cup\`.

    The prose defines no properties of \`tray\`.

    ### \`kettle\`

    | property | differs in | prose | official | stricter | known as |
    | - | - | - | - | - | - |
    | \`max\\|fill\` | type | \`integer\`, [kettle.md:3](https://example.org/tea/kettle.md#L3) | \`string\`, [schema/kettle.json:6](https://example.org/tea/schema/kettle.json#L6) | neither | official-defect: A number \\| of litres. |
    | \`name\` | values | \`"#1", "@a"\`, kettle.schema.json:15 | \`nothing\`, [schema/kettle.json:11](https://example.org/tea/schema/kettle.json#L11) | prose | new |

    ### Records without a difference

    - \`gone\` (type; official-defect)
    "
  `);
  expect(await formatDriftMarkdown({ ...report, differences: [], stale: [], onlyProse: [], onlyOfficial: [] })).toMatchInlineSnapshot(`
    "## tea-spec v1: prose and official schema

    No difference.
    "
  `);
});

test('as findings to be reported, one per explanation', async () => {
  const report = run('v1', record({ upstream: 'https://example.org/tea/issues/1' }));
  expect(await formatDriftFindings(report, { link: (file, line) => `https://example.org/tea/${file}#L${line}`, examples: [{ document: 'kettle.md', line: 9, explanation: 'No JSON.' }] })).toMatchInlineSnapshot(`
    "# Where text and official schemas of tea-spec v1 disagree

    2 differences of properties, 1 finding.

    No official schema describes \`cup\`.

    The prose defines no properties of \`tray\`.

    ## Defects of the official schema

    The schema should follow the text.

    ### \`kettle\`: \`max|fill\`, type

    A number | of litres.

    Reported: <https://example.org/tea/issues/1>

    | property | differs in | text | official schema | stricter |
    | - | - | - | - | - |
    | \`kettle\` \`max\\|fill\` | type | \`integer\`, [kettle.md:3](https://example.org/tea/kettle.md#L3) | \`string\`, [schema/kettle.json:6](https://example.org/tea/schema/kettle.json#L6) | neither |

    ## Examples that break the rules of their text

    - [kettle.md:9](https://example.org/tea/kettle.md#L9): No JSON.

    ## Not judged yet

    | property | differs in | text | official schema | stricter |
    | - | - | - | - | - |
    | \`kettle\` \`name\` | values | \`"#1", "@a"\`, kettle.schema.json:15 | \`nothing\`, [schema/kettle.json:11](https://example.org/tea/schema/kettle.json#L11) | text |
    "
  `);
});
