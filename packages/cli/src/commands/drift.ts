import path from 'node:path';
import { SpecproofError } from '@specproof/model';
import type { Spec } from '@specproof/model';
import type { VersionText } from '@specproof/registry';
import type { DriftReport } from '@specproof/schema';
import { upstreamLink } from '../changes/upstream-link.ts';
import type { Context, ExitCode } from '../context.ts';
import { readDriftRecords, readProperties } from '../files/registered-files.ts';
import { newestVersion, parseSpecArgument, requireVersion } from '../files/spec-version.ts';
import { readSpec, requireWorkspace } from '../files/workspace.ts';
import type { Workspace } from '../files/workspace.ts';
import { count } from '../output/count.ts';
import type { Colors } from '../output/output.ts';
import { isUnavailable, newestText, textObtainer } from '../texts/obtain-text.ts';

export interface DriftOptions {
  json?: boolean;
  markdown?: boolean;
}

/** `specproof drift`: where the prose and the official JSON Schemas disagree. */
export async function drift(targets: readonly string[], { json = false, markdown = false }: DriftOptions, context: Context): Promise<ExitCode> {
  const workspace = requireWorkspace(context.cwd);
  const { driftColumns, driftVersion, formatDriftMarkdown, tabulateDrift } = await import('@specproof/schema');
  const table = (report: DriftReport): string => formatDrift(report, [[...driftColumns], ...tabulateDrift(report.differences)], context.stdout.colors);
  const reports: DriftReport[] = [];
  const pages: string[] = [];
  for (const { spec: id, version: asked } of (targets.length > 0 ? targets : workspace.specs).map(parseSpecArgument)) {
    const spec = await readSpec(workspace, id);
    if (!spec.officialSchemas) {
      if (targets.length > 0) throw new SpecproofError('USAGE', `${id} names no official schemas: its spec.json has no officialSchemas, so there is nothing to compare its prose with.`);
      context.stderr.write(`${id} names no official schemas: nothing to compare its prose with\n`);
      continue;
    }
    const newest = newestVersion(spec).version;
    const { version, text } = await textOf(context, workspace, spec, asked === undefined ? undefined : requireVersion(spec, asked).version);
    if (asked === undefined && version !== newest) context.stderr.write(`${id}: no text of ${newest} could be had; this is ${version}\n`);
    const generated = await schemasOfProse(workspace, spec, version);
    const official = Object.fromEntries(text.schemas.filter((file) => file.path.endsWith('.json')).map((file) => [file.path, Buffer.from(file.content).toString('utf8')]));
    const report = driftVersion({ spec, version, generated, official, records: await readDriftRecords(workspace, spec) });
    reports.push(report);
    if (markdown) pages.push(await formatDriftMarkdown(report, { link: upstreamLink(spec, version) }));
    else if (!json) pages.push(table(report));
  }
  context.stdout.write(json ? `${JSON.stringify(reports, null, 2)}\n` : `${pages.join('\n')}`);
  return reports.some(({ differences, stale }) => stale.length > 0 || differences.some(({ recorded }) => !recorded)) ? 1 : 0;
}

/** A version with its official schemas: the one asked for, or the newest that can be had. Throws `TEXT_NOT_SYNCED`. */
async function textOf(context: Context, workspace: Workspace, spec: Spec, asked: string | undefined): Promise<{ version: string; text: VersionText }> {
  const obtainer = textObtainer(context, workspace, spec);
  try {
    return asked === undefined ? await newestText(obtainer, spec) : { version: asked, text: await obtainer.obtain(asked) };
  } catch (cause) {
    if (!isUnavailable(cause)) throw cause;
    const version = asked ?? newestVersion(spec).version;
    throw new SpecproofError('TEXT_NOT_SYNCED', `The official schemas of ${spec.id} ${version} are not here. Get them with: specproof sync ${spec.id}@${version}`, { cause });
  }
}

/** The schemas that the registered definitions give, whatever stands in the folder of generated ones. */
async function schemasOfProse(workspace: Workspace, spec: Spec, version: string): Promise<Record<string, string>> {
  const properties = await readProperties(workspace, spec);
  if (!properties) throw new SpecproofError('TEXT_NOT_SYNCED', `${spec.id} has no properties.json yet, so nothing is known of what its prose defines: specproof lock ${spec.id}`);
  const { generateSchemas } = await import('@specproof/schema');
  const schemas = generateSchemas(properties, [version]).filter((file) => file.path.endsWith('.schema.json'));
  if (schemas.length === 0) throw new SpecproofError('TEXT_NOT_SYNCED', `${spec.id} ${version} is not registered yet, so nothing is known of what its prose defines: specproof lock ${spec.id}`);
  return Object.fromEntries(schemas.map((file) => [path.basename(file.path), file.content]));
}

/** No cell of the table is wider; the whole of it is in the JSON and the Markdown. */
const widest = 42;

function formatDrift({ spec, version, differences, onlyProse, onlyOfficial, stale }: DriftReport, table: readonly (readonly string[])[], colors: Colors): string {
  const fresh = differences.filter(({ recorded }) => !recorded).length;
  const lines = [colors.bold(`${spec} ${version}: ${count(differences.length, 'difference')} between prose and official schema, ${fresh === 0 ? 'all known' : `${fresh} new`}`)];
  if (onlyProse.length > 0) lines.push(`  No official schema describes ${onlyProse.join(', ')}.`);
  if (onlyOfficial.length > 0) lines.push(`  The prose defines no properties of ${onlyOfficial.join(', ')}.`);
  if (differences.length > 0) {
    const rows = table.map((row) => row.map(clip));
    const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
    const [head, ...body] = rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
    lines.push('', colors.bold(head ?? ''), ...body);
  }
  for (const { paths, kinds, cause } of stale) lines.push(colors.yellow(`  Recorded, but there is no such difference any more: ${paths.join(', ')} (${kinds.join(', ')}; ${cause}). Remove it from drift.json.`));
  return `${lines.join('\n')}\n`;
}

const clip = (cell: string): string => (cell.length > widest ? `${cell.slice(0, widest - 1)}…` : cell);
