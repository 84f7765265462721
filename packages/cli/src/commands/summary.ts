import path from 'node:path';
import { informativeReasons, levels } from '@specproof/model';
import type { Spec } from '@specproof/model';
import { applyOverrides, viewVersion } from '@specproof/registry';
import type { Context, ExitCode } from '../context.ts';
import { readRegisteredFiles } from '../files/registered-files.ts';
import type { RegisteredFiles } from '../files/registered-files.ts';
import { readSpecs, requireWorkspace, textCache } from '../files/workspace.ts';
import type { Workspace } from '../files/workspace.ts';
import { unsettledChanges } from '../locking/unsettled.ts';
import { count, tally } from '../output/count.ts';
import { formatCounts } from '../output/counts-table.ts';
import type { Countable } from '../output/counts-table.ts';
import type { Colors } from '../output/output.ts';
import { extractText } from '../texts/extract-text.ts';
import { textIfHere } from '../texts/text-if-here.ts';

export interface SummaryOptions {
  json?: boolean;
}

/** `specproof summary`: what the registries hold. */
export async function summary({ json }: SummaryOptions, context: Context): Promise<ExitCode> {
  const workspace = requireWorkspace(context.cwd);
  const specs: SpecSummary[] = [];
  for (const spec of await readSpecs(workspace)) specs.push(await summariseSpec(workspace, spec));
  if (json) context.stdout.write(`${JSON.stringify(specs.map(toJson), null, 2)}\n`);
  else context.stdout.write(`${format(context, workspace, specs).join('\n')}\n`);
  return 0;
}

interface SpecSummary {
  spec: Spec;
  registered: RegisteredFiles;
  newest: string | undefined;
  /** Pinned versions without their text. */
  missing: string[];
  /** What was counted; absent where there is neither text nor registry. */
  counted?: { version: string; from: 'text' | 'registry'; text: Countable };
}

async function summariseSpec(workspace: Workspace, spec: Spec): Promise<SpecSummary> {
  const registered = await readRegisteredFiles(workspace, spec);
  const versions = spec.versions.map(({ version }) => version).toReversed();
  const texts = versions.map((version) => ({ version, text: textIfHere(workspace, spec, version) }));
  const missing = texts.filter(({ text }) => !text).map(({ version }) => version).toReversed();
  const base = { spec, registered, newest: versions[0], missing };
  const here = texts.find(({ text }) => text);
  if (here?.text) {
    const extraction = await extractText(workspace, { spec, version: here.version, documents: here.text.documents });
    return { ...base, counted: { version: here.version, from: 'text', text: applyOverrides(extraction, registered.overrides).extraction } };
  }
  const last = registered.registry?.versions.at(-1)?.version;
  if (!registered.registry || last === undefined) return base;
  return { ...base, counted: { version: last, from: 'registry', text: { requirements: viewVersion(registered.registry, last) } } };
}

function format(context: Context, workspace: Workspace, specs: readonly SpecSummary[]): string[] {
  const { colors } = context.stdout;
  const at = (file: string): string => path.relative(context.cwd, file) || '.';
  return [
    ...specs.flatMap((one) => ['', ...formatSpec(one, colors)]),
    '',
    colors.bold('Where it is'),
    ...aligned([
      [`${at(path.join(workspace.root, 'specs'))}/<spec>/registry.json`, 'every requirement with its id, revision and place; no sentence of a spec'],
      [`${at(path.join(workspace.root, 'specs'))}/<spec>/schemas/<version>/`, 'JSON Schemas and types of what the text defines (generated)'],
      [`${at(path.join(workspace.root, 'specs'))}/<spec>/suite/todo/`, 'a stub for every requirement without a check (generated)'],
      [`${at(path.join(workspace.root, '.specproof', 'extract'))}/<spec>/`, 'what each version says, with its text (not committed)'],
      [`${at(textCache(workspace))}/<spec>/`, 'the texts themselves, as pinned (not committed)'],
    ]),
    '',
    colors.bold('What to do next'),
    ...aligned(nextSteps(specs)),
  ].slice(1);
}

function formatSpec({ spec, registered, newest, missing, counted }: SpecSummary, colors: Colors): string[] {
  const { registry } = registered;
  const lines = [colors.bold(`${spec.id}${counted ? ` ${counted.version}` : ''}: ${spec.title}`)];
  if (!counted) return [...lines, newest === undefined ? '  No version is pinned yet: specproof sync --pin --help' : '  No text could be had, and nothing is registered yet: specproof sync --from <place>, then specproof lock'];
  if (counted.from === 'registry') lines.push(colors.yellow('  No text could be had: this is the committed registry alone, without properties and informative keywords.'));
  if (counted.version !== newest) lines.push(colors.yellow(`  Not the newest release: no text of ${newest} could be had.`));
  lines.push('', ...formatCounts(counted.text, colors, '  '), '');
  if (!registry) return [...lines, '  Registry: none yet; specproof lock makes it.'];
  const ids = Object.values(registry.requirements).filter(({ retired }) => retired === undefined).length;
  const unsettled = unsettledChanges(registry).length;
  const state = unsettled === 0 ? 'every change is settled' : colors.yellow(`${count(unsettled, 'change')} not settled`);
  const [first, last] = [registry.versions[0]?.version, registry.versions.at(-1)?.version];
  lines.push(`  Registry: ${count(ids, 'requirement id')} over ${count(registry.versions.length, 'version')} (${first} to ${last}); ${state}.`);
  if (counted.from === 'text' && missing.length > 0) lines.push(`  No text of ${missing.join(', ')}: the registry is used there as committed, not checked.`);
  return lines;
}

type Hint = readonly [what: string, why: string];

function aligned(hints: readonly Hint[]): string[] {
  const width = Math.max(...hints.map(([what]) => what.length));
  return hints.map(([what, why]) => `  ${what.padEnd(width)}  ${why}`);
}

function nextSteps(specs: readonly SpecSummary[]): Hint[] {
  const unsettled = specs.flatMap(({ registered }) => (registered.registry ? unsettledChanges(registered.registry) : []))[0];
  const compared = specs.find(({ spec }) => spec.versions.length > 1)?.spec;
  const [from, to] = compared?.versions.slice(-2) ?? [];
  const example = specs.flatMap(({ registered }) => Object.keys(registered.registry?.requirements ?? {}))[0];
  return [
    ...(unsettled ? [[`npx specproof review ${unsettled.id}`, 'settle what nobody has judged yet (specproof lock lists all)'] as const] : []),
    ...(compared && from && to ? [[`npx specproof diff ${compared.id} ${from.version} ${to.version}`, 'what the last release changed'] as const] : []),
    ...(example === undefined ? [] : [[`npx specproof explain ${example}`, 'everything about one requirement'] as const]),
    ...(compared && to ? [[`npx specproof drift ${compared.id}`, 'where its prose and its official JSON Schemas disagree'] as const] : []),
    ['npx specproof extract --dir <folder>', 'read a spec of your own'],
    ['docs/new-release.md', 'when a new version of a spec is out'],
  ];
}

function toJson({ spec, registered, newest, missing, counted }: SpecSummary): object {
  const documents = counted && [...new Set(counted.text.requirements.map(({ document }) => document))].sort();
  return {
    spec: spec.id,
    newest: newest ?? null,
    missing,
    registered: registered.registry?.versions.map(({ version }) => version) ?? [],
    unsettled: registered.registry ? unsettledChanges(registered.registry).length : 0,
    ...(counted && {
      version: counted.version,
      from: counted.from,
      documents: documents?.map((document) => {
        const own = counted.text.requirements.filter((requirement) => requirement.document === document && !requirement.group);
        const informative = counted.text.informative?.filter((one) => one.document === document);
        return {
          path: document,
          levels: figures(tally(own.map(({ level }) => level), levels)),
          subjects: figures(tally(own.map(({ subject }) => subject))),
          ...(informative && { informative: figures(tally(informative.map(({ reason }) => reason), informativeReasons)) }),
          ...(counted.text.properties && { properties: counted.text.properties.filter((one) => one.document === document).length }),
        };
      }),
    }),
  };
}

const figures = (list: readonly { value: string; n: number }[]): Record<string, number> => Object.fromEntries(list.map(({ value, n }) => [value, n]));
