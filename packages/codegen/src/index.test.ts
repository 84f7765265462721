import { expect, test } from 'vitest';
import * as codegen from './index.ts';

test('the public surface', () => {
  expect(Object.keys(codegen).sort()).toMatchInlineSnapshot(`
    [
      "checkSuite",
      "compareFiles",
      "describeFinding",
      "generateHovers",
      "generateRefs",
      "generateStubs",
      "planStubs",
    ]
  `);
});
