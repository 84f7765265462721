import { compareIds } from '@specproof/model';
import type { RegisteredRequirement, Registry } from '@specproof/model';

/** The registry as it is committed: one line per wording, set of facts and version, so that a diff shows what changed. */
export function serializeRegistry({ schemaVersion, spec, prefix, versions, requirements }: Registry): string {
  const order = versions.map(({ version }) => version);
  const list = Object.entries(requirements).sort(([a], [b]) => compareIds(a, b));
  return [
    '{',
    `"schemaVersion": ${JSON.stringify(schemaVersion)},`,
    `"spec": ${JSON.stringify(spec)},`,
    `"prefix": ${JSON.stringify(prefix)},`,
    `"versions": ${lines('[', ']', versions.map(({ version, after, documents }) => JSON.stringify({ version, after, documents })))},`,
    `"requirements": ${lines('{', '}', list.map(([id, requirement]) => `${JSON.stringify(id)}: ${formatRequirement(requirement, order)}`))}`,
    '}',
    '',
  ].join('\n');
}

function formatRequirement({ texts, facts, versions, skipped, retired }: RegisteredRequirement, order: readonly string[]): string {
  const places = order.flatMap((version) => (versions[version] ? [`${JSON.stringify(version)}: ${JSON.stringify(versions[version])}`] : []));
  return lines('{', '}', [
    `"texts": ${lines('[', ']', texts.map((text) => JSON.stringify(text)))}`,
    `"facts": ${lines('[', ']', facts.map((fact) => JSON.stringify(fact)))}`,
    `"versions": ${lines('{', '}', places)}`,
    ...(skipped === undefined ? [] : [`"skipped": ${JSON.stringify(skipped)}`]),
    ...(retired === undefined ? [] : [`"retired": ${JSON.stringify(retired)}`]),
  ]);
}

const lines = (open: string, close: string, items: readonly string[]): string =>
  items.length === 0 ? open + close : `${open}\n${items.join(',\n')}\n${close}`;
