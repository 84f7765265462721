import { expect, test } from 'vitest';
import * as schema from './index.ts';

test('the public surface is pinned', () => {
  expect(Object.keys(schema).sort()).toEqual(["generateSchemas","propertiesOf","readProperties","registerProperties","renameRefs","serializeProperties"]);
});
