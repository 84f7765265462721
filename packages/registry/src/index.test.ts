import { expect, test } from 'vitest';
import * as registry from './index.ts';

test('the public surface', () => {
  expect(Object.keys(registry).sort()).toMatchInlineSnapshot(`
    [
      "applyOverrides",
      "applyPlan",
      "checkDecisions",
      "checkSpec",
      "compareVersions",
      "defaultLimits",
      "defaultPlaces",
      "diff",
      "diffExtractions",
      "emptyRegistry",
      "findVersion",
      "fingerprintKey",
      "history",
      "loadSpec",
      "lock",
      "newestAvailable",
      "origins",
      "pinVersion",
      "predecessor",
      "readPinnable",
      "readVersion",
      "rebuild",
      "reconcile",
      "revise",
      "serializeRegistry",
      "settle",
      "sync",
      "syncSources",
      "textKey",
      "unlistedDocuments",
      "validateRegistry",
      "viewRequirement",
      "viewVersion",
      "wordDiff",
      "wordPairs",
    ]
  `);
});
