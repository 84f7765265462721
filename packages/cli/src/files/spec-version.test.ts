import { expect, test } from 'vitest';
import { parseSpecArgument } from './spec-version.ts';

test('a spec, with or without a version', () => {
  expect(parseSpecArgument('tea-spec')).toEqual({ spec: 'tea-spec' });
  expect(parseSpecArgument('tea-spec@v1.0.0-rc.1')).toEqual({ spec: 'tea-spec', version: 'v1.0.0-rc.1' });
});

test.each(['', '@v1', 'tea@', 'tea@v1@v2'])('%j is neither', (text) => {
  expect(() => parseSpecArgument(text)).toThrow(/names no spec\. Write <spec> or <spec>@<version>/u);
});
