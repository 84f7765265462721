import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { suiteDigest } from './suite-digest.ts';

const scratch = mkdtempSync(path.join(os.tmpdir(), 'specproof-digest-'));
afterAll(() => rmSync(scratch, { recursive: true }));

let count = 0;
function digestOf(files: Record<string, string>): string {
  const root = path.join(scratch, String(count++));
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  }
  return suiteDigest(root);
}

test('depends on every file of the suite, and on nothing else', () => {
  const suite = { 'b.test.ts': 'b', 'a/help.ts': 'a' };
  const digest = digestOf(suite);
  expect(digest).toMatch(/^[0-9a-f]{64}$/u);
  expect(digestOf({ 'a/help.ts': 'a', 'b.test.ts': 'b', '.cache/x': 'x', 'node_modules/y/z.js': 'z' })).toBe(digest);
  const others: Record<string, string>[] = [{ ...suite, 'b.test.ts': 'c' }, { ...suite, 'c.test.ts': '' }, { 'b.test.ts': 'b' }, { 'b.test.ts': 'ba', 'a/help.ts': '' }, { 'b.test.ts': 'b', 'a.help.ts': 'a' }];
  expect(new Set([digest, ...others.map(digestOf)]).size).toBe(others.length + 1);
});
