import { expect, test } from 'vitest';
import * as image from './index.ts';

test('the public surface is pinned', () => {
  expect(Object.keys(image).sort()).toMatchInlineSnapshot(`
    [
      "analyseImage",
      "compressions",
      "defaultLimits",
      "depths",
      "digestAlgorithms",
      "draftLayout",
      "imageLayout",
      "imageProblems",
      "openImage",
      "packLayout",
      "pathOf",
      "readImage",
      "readJson",
      "resolveImage",
      "roles",
      "tarTypes",
      "writeLayout",
      "writeTar",
    ]
  `);
});
