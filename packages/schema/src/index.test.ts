import { expect, test } from 'vitest';
import * as schema from './index.ts';

test('the public surface is pinned', () => {
  expect(Object.keys(schema).sort()).toMatchInlineSnapshot(`
    [
      "applyRecords",
      "compareVerdicts",
      "compileOfficial",
      "compileSchemas",
      "drift",
      "driftColumns",
      "driftVersion",
      "exampleOf",
      "flatten",
      "formatDriftMarkdown",
      "generateSchemas",
      "holdsFor",
      "mutations",
      "noteKeyword",
      "officialEntry",
      "placeOfSide",
      "propertiesOf",
      "readProperties",
      "readSchemas",
      "registerProperties",
      "renameRefs",
      "schemaSuffix",
      "serializeProperties",
      "strictSides",
      "tabulateDrift",
    ]
  `);
});
