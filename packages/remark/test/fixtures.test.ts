import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { extractSpec } from '../src/extract-spec.ts';

const fixtures = path.resolve(import.meta.dirname, '../fixtures');
const folders = (folder: string): string[] => readdirSync(folder).sort();

/** What a fixture pins: places, meaning and structure, without fingerprints and words. */
function read(folder: string): unknown {
  const { requirements, informative, properties } = extractSpec({ spec: null, version: null, documents: [{ path: 'input.md', content: readFileSync(path.join(folder, 'input.md')) }] });
  return {
    requirements: requirements.map(({ document: _document, fingerprint: _fingerprint, parts: _parts, text: _text, ...rest }) => rest),
    informative: informative.map(({ document: _document, ...rest }) => rest),
    properties: properties.map(({ document: _document, ...rest }) => rest),
  };
}

describe.each(folders(fixtures))('%s', (theme) => {
  test.each(folders(path.join(fixtures, theme)))('%s', async (name) => {
    const folder = path.join(fixtures, theme, name);
    expect(folders(folder).filter((file) => file !== 'input.md' && file !== 'expected.json')).toEqual([]);
    expect(existsSync(path.join(folder, 'input.md'))).toBe(true);
    await expect(`${JSON.stringify(read(folder), null, 1)}\n`).toMatchFileSnapshot(path.join(folder, 'expected.json'));
  });
});
