import { expect, test } from 'vitest';
import * as remark from './index.ts';

test('the public surface is pinned', () => {
  expect(Object.keys(remark).sort()).toEqual(['default', 'extract', 'extractSpec', 'extractWithProse', 'parseMarkdown', 'remarkSpecproof', 'settingsFor']);
});
