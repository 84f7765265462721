import { expect, test } from 'vitest';
import * as schema from './index.ts';

test('the public surface is pinned', () => {
  expect(Object.keys(schema).sort()).toMatchInlineSnapshot(`
    [
      "compileValidators",
      "generateSchemas",
      "judge",
      "loadValidators",
      "propertiesOf",
      "readProperties",
      "registerProperties",
      "renameRefs",
      "schemasOf",
      "serializeProperties",
    ]
  `);
});
