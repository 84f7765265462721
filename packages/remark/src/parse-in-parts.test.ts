import { expect, test } from 'vitest';
import { extract } from './extract.ts';
import { parseMarkdown } from './parse.ts';
import { settingsFor } from './settings.ts';

const section = (n: number): string => `## Berth ${String(n)}

A ship at [berth ${String(n)}][berths] MUST be moored, see [^knots] and [the rules].
It MAY stay until the tide turns.

| Rope | Requirement |
|------|-------------|
| hemp | MUST        |

\`\`\`md
## No heading

A ship MUST NOT be read here.
\`\`\`

<!--
## No heading either

A ship MUST NOT be read here.
-->

- **\`length\`** (int, REQUIRED) of the ship.
    This value MUST be positive.

`;
const tail = '[berths]: berths.md\n[the rules]: rules.md\n[^knots]: Knots SHOULD be tight.\n';
const read = (source: string) => extract(parseMarkdown(source), source, 'port.md', settingsFor('port.md', null));

test('a long document says in parts what it says as a whole', () => {
  const sections = Array.from({ length: 900 }, (_, n) => section(n));
  const long = `# Port\n\n${sections.join('')}${tail}`;
  expect(long.length).toBeGreaterThan(300_000);
  const whole = read(long);
  const [first] = sections;
  const short = read(`# Port\n\n${first ?? ''}${tail}`);
  const perSection = short.requirements.length - 1;
  expect(whole.requirements).toHaveLength(perSection * 900 + 1);
  expect(whole.informative).toHaveLength(short.informative.length * 900);
  expect(whole.headings).toHaveLength(901);
  const lines = long.split('\n');
  for (const { line, column, keyword } of [...whole.requirements, ...whole.informative]) {
    expect(lines[line - 1]?.slice(column - 1, column - 1 + keyword.length)).toBe(keyword);
  }
  for (const { slug, line } of whole.headings) expect(lines[line - 1]).toBe(slug === 'port' ? '# Port' : `## Berth ${slug.replace('berth-', '')}`);
  expect(whole.requirements.at(perSection * 850)?.text).toBe('A ship at berth 850 MUST be moored, see and the rules.');
});
