import { expect, test } from 'vitest';
import { register, registerWith, noDecisions, refsByLine } from '../test/demo.ts';

const first = {
  'a.md': `# process
The path {MUST} be absolute.
The runtime {SHOULD} log what it does not understand about the file.
The path {MUST} be absolute.
# mounts
The path {MUST} be absolute.
The destination of a mount {MUST} lie inside of the container.
`,
};

test('numbers requirements within their sections in the order of the text', () => {
  expect(refsByLine(register(first), 'v1')).toMatchInlineSnapshot(`
    {
      "a.md:2": "demo/a/process/1",
      "a.md:3": "demo/a/process/2",
      "a.md:4": "demo/a/process/3",
      "a.md:6": "demo/a/mounts/1",
      "a.md:7": "demo/a/mounts/2",
    }
  `);
});

test('keeps ids where neighbours and twins come and go', () => {
  const second = {
    'a.md': `# process
A new sentence {MAY} stand at the very beginning.
The runtime {SHOULD} log what it does not understand about the file.
The path {MUST} be absolute.
# mounts
The destination of a mount {MUST} lie within the container.
The path {MUST} be absolute.
`,
  };
  const { registry, plans } = registerWith(noDecisions, first, second);
  expect(refsByLine(registry, 'v2')).toMatchInlineSnapshot(`
    {
      "a.md:2": "demo/a/process/4",
      "a.md:3": "demo/a/process/2",
      "a.md:4": "demo/a/process/3",
      "a.md:6": "demo/a/mounts/2+2",
      "a.md:7": "demo/a/mounts/1",
    }
  `);
  expect(plans[1]?.changes).toMatchInlineSnapshot(`
    [
      {
        "class": "reworded",
        "effect": "different",
        "flags": [],
        "from": {
          "column": 28,
          "document": "a.md",
          "level": "MUST",
          "line": 7,
          "ref": "demo/a/mounts/2",
          "section": "mounts",
          "statement": [
            7,
            7,
          ],
          "text": "MUST:22cd58684883ae3f",
        },
        "id": "demo/a/mounts/2",
        "to": {
          "column": 28,
          "document": "a.md",
          "level": "MUST",
          "line": 6,
          "ref": "demo/a/mounts/2+2",
          "section": "mounts",
          "statement": [
            6,
            6,
          ],
          "text": "MUST:a87b69caeb9c3550",
        },
        "unsettled": true,
      },
      {
        "class": "removed",
        "effect": "looser",
        "flags": [],
        "from": {
          "column": 10,
          "document": "a.md",
          "level": "MUST",
          "line": 2,
          "ref": "demo/a/process/1",
          "section": "process",
          "statement": [
            2,
            2,
          ],
          "text": "MUST:c2318dc1a0f3c626",
        },
        "id": "demo/a/process/1",
      },
      {
        "class": "added",
        "effect": "looser",
        "flags": [],
        "id": "demo/a/process/4",
        "to": {
          "column": 16,
          "document": "a.md",
          "level": "MAY",
          "line": 2,
          "ref": "demo/a/process/4",
          "section": "process",
          "statement": [
            2,
            2,
          ],
          "text": "MAY:ca92e6259ee85053",
        },
      },
    ]
  `);
});
