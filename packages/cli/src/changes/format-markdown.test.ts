import { expect, test } from 'vitest';
import type { DescribedChange } from './described-change.ts';
import { formatMarkdown } from './format-markdown.ts';

const side = { ref: 'tea/brewing/pot/1', level: 'MUST', document: 'brewing.md', section: 'pot', line: 3, column: 1 } as const;
const change: DescribedChange = {
  id: 'tea/brewing/pot/1',
  class: 'level',
  effect: 'looser',
  flags: [],
  unsettled: true,
  label: 'brewer SHOULD, brewing.md § pot',
  from: { ...side, url: 'https://tea.example/a#L3', text: 'The pot MUST be warm.' },
  to: { ...side, ref: 'tea/brewing/pot/1+2', level: 'SHOULD', line: 4, url: 'https://tea.example/b#L4', text: 'The pot SHOULD be warm.' },
};
const title = { spec: 'tea', from: 'v1', to: 'v2' };

test('a table per class, old and new side by side, the figures first', () => {
  expect(formatMarkdown({ title, changes: [change, { ...change, class: 'added', effect: 'stricter', from: undefined as never, unsettled: undefined as never }], notes: [] })).toMatchInlineSnapshot(`
    "## tea: v1 → v2

    **2 changes: 1 level changed, 1 added. Of what is asked: 1 stricter, 1 looser. 1 not settled yet.**

    ### Level changed (1)

    | requirement | level | effect | v1 | v2 |
    | --- | --- | --- | --- | --- |
    | \`tea/brewing/pot/1+2\` | MUST → SHOULD | looser, not settled | [brewing.md:3](<https://tea.example/a#L3>): The pot ~~MUST~~ be warm. | [brewing.md:4](<https://tea.example/b#L4>): The pot **SHOULD** be warm. |

    ### Added (1)

    | requirement | level | place | text |
    | --- | --- | --- | --- |
    | \`tea/brewing/pot/1+2\` | SHOULD | [brewing.md:4](<https://tea.example/b#L4>) | The pot SHOULD be warm. |
    "
  `);
});

test('labels stand where there is no text, and notes say why', () => {
  const { text: _old, ...from } = change.from!;
  const { text: _new, ...to } = change.to!;
  const markdown = formatMarkdown({ title, changes: [{ ...change, from, to }], notes: ['The text of v1 could not be had.'] });
  expect(markdown).toContain('brewer SHOULD, brewing.md § pot |');
  expect(markdown).toContain('\nThe text of v1 could not be had.\n');
});

test('a comment never grows beyond what fits, and says what was left out', () => {
  const long = { ...change, to: { ...change.to!, text: `The pot SHOULD be ${'very '.repeat(2000)}warm.` } };
  const markdown = formatMarkdown({ title, changes: Array.from({ length: 300 }, () => long), notes: [] });
  expect(Buffer.byteLength(markdown)).toBeLessThan(60_000);
  expect(markdown).toMatch(/Left out to keep this short: \d+ level changed\. All of it: `specproof diff tea v1 v2`\n$/u);
});

test('nothing changed', () => {
  expect(formatMarkdown({ title, changes: [], notes: [] })).toBe('## tea: v1 → v2\n\n**No requirement changed.**\n');
});
