import { expect, test } from 'vitest';

test('the public surface', async () => {
  const entries = { '.': await import('./index.ts'), './meta': await import('./meta.ts'), './reporter': await import('./reporter.ts'), './run': await import('./run.ts') };
  expect(Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, Object.keys(entry).sort()]))).toMatchInlineSnapshot(`
    {
      ".": [
        "requirement",
      ],
      "./meta": [],
      "./reporter": [
        "default",
      ],
      "./run": [
        "collectSuite",
        "readHostFacts",
        "runSuite",
        "suiteDigest",
      ],
    }
  `);
});
