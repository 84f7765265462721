import { expect, test } from 'vitest';
import * as schema from './index.ts';

test('the public surface is pinned', () => {
  expect(Object.keys(schema).sort()).toMatchInlineSnapshot(`
    [
      "agreementDocuments",
      "applyRecords",
      "checkExamples",
      "compareVerdicts",
      "compileOfficial",
      "compileSchemas",
      "compileValidators",
      "drift",
      "driftColumns",
      "driftVersion",
      "enforcedRefs",
      "errorsOf",
      "exampleOf",
      "examplesOf",
      "flatten",
      "formatDriftFindings",
      "formatDriftMarkdown",
      "generateSchemas",
      "holdsFor",
      "judge",
      "knownPaths",
      "leavesOf",
      "loadValidators",
      "mutations",
      "neededPaths",
      "noteKeyword",
      "officialEntry",
      "placeOfSide",
      "propertiesOf",
      "readProperties",
      "readSchemas",
      "registerProperties",
      "renameRefs",
      "schemaCompiler",
      "schemaSuffix",
      "schemasOf",
      "serializeProperties",
      "strictSides",
      "tabulateDrift",
    ]
  `);
});
