import { statSync } from 'node:fs';
import path from 'node:path';
import { SpecproofError } from '@specproof/model';
import type { Extraction, Spec } from '@specproof/model';
import { applyOverrides, diff as diffVersions, diffExtractions, emptyRegistry, readPinnable } from '@specproof/registry';
import type { Change } from '@specproof/registry';
import { describeChanges } from '../changes/described-change.ts';
import type { Comparison, Side } from '../changes/described-change.ts';
import { summarise, sayFigures } from '../changes/summarise.ts';
import { upstreamLink } from '../changes/upstream-link.ts';
import type { Context, ExitCode } from '../context.ts';
import { readRegisteredFiles } from '../files/registered-files.ts';
import type { RegisteredFiles } from '../files/registered-files.ts';
import { requireVersion } from '../files/spec-version.ts';
import { readSpec, requireWorkspace } from '../files/workspace.ts';
import type { Workspace } from '../files/workspace.ts';
import { count } from '../output/count.ts';
import { extractText } from '../texts/extract-text.ts';
import { obtainIfPossible, textObtainer } from '../texts/obtain-text.ts';
import type { TextObtainer } from '../texts/obtain-text.ts';
import { noTexts, textsByPlace } from '../texts/texts-by-place.ts';
import type { TextAt } from '../texts/texts-by-place.ts';

export interface DiffOptions {
  json?: boolean;
  markdown?: boolean;
}

/** `specproof diff`: what changed between two versions or folders. */
export async function diff(id: string, from: string, to: string, options: DiffOptions, context: Context): Promise<ExitCode> {
  const workspace = requireWorkspace(context.cwd);
  const spec = await readSpec(workspace, id);
  const sides = [classifySide(spec, from, context.cwd), classifySide(spec, to, context.cwd)] as const;
  const registered = await readRegisteredFiles(workspace, spec);
  const compared = sides.find(({ kind }) => kind === 'version')?.name ?? spec.versions.at(-1)?.version;
  const reader = { context, workspace, spec, registered, compared, obtainer: textObtainer(context, workspace, spec) };
  const before = await readSide(reader, sides[0]);
  const after = await readSide(reader, sides[1]);
  const { changes, comparison } = compare(registered, spec, before, after);
  const described = describeChanges(changes, comparison);
  const notes = [before, after].flatMap(({ note }) => note ?? []);
  const figures = summarise(described);
  if (options.json) {
    const name = ({ kind, name }: ReadSide): object => ({ [kind]: name });
    context.stdout.write(`${JSON.stringify({ spec: id, from: name(before), to: name(after), summary: figures, notes, changes: described }, null, 2)}\n`);
  } else if (options.markdown) {
    const { formatMarkdown } = await import('../changes/format-markdown.ts');
    context.stdout.write(formatMarkdown({ title: { spec: id, from, to }, changes: described, notes }));
  } else {
    const { formatChanges } = await import('../changes/format-text.ts');
    const { colors } = context.stdout;
    const lines = [`${colors.bold(`${id} ${from} → ${to}`)}  ${sayFigures(figures)}`, ...notes, '', ...formatChanges(described, colors)];
    context.stdout.write(`${lines.join('\n').trimEnd()}\n`);
  }
  return 0;
}

type NamedSide = { kind: 'version' | 'folder'; name: string };

function classifySide(spec: Spec, name: string, cwd: string): NamedSide {
  if (spec.versions.some(({ version }) => version === name)) return { kind: 'version', name };
  const stat = statSync(path.resolve(cwd, name), { throwIfNoEntry: false });
  if (stat?.isDirectory()) return { kind: 'folder', name };
  // Neither: what looks like a path was meant as one.
  if (stat || /[/\\]/u.test(name)) throw new SpecproofError('SOURCE_NOT_FOUND', `${name} is no folder. Compare versions of ${spec.id}, or folders that hold its documents.`);
  requireVersion(spec, name);
  return { kind: 'version', name };
}

interface ReadSide extends NamedSide {
  /** Put right by the overrides; absent where the text could not be had. */
  extraction?: Extraction;
  /** Set where the registry knows the version. */
  isRegistered: boolean;
  texts: TextAt;
  note?: string;
}

interface Reader {
  context: Context;
  workspace: Workspace;
  spec: Spec;
  registered: RegisteredFiles;
  /** The version whose documents a folder should hold: that on the other side, else the newest. */
  compared: string | undefined;
  obtainer: TextObtainer;
}

async function readSide({ context, workspace, spec, registered, compared, obtainer }: Reader, side: NamedSide): Promise<ReadSide> {
  const read = async (documents: readonly { path: string; content: Uint8Array }[], version: string | null): Promise<Extraction> =>
    applyOverrides(await extractText(workspace, { spec, version, documents }), registered.overrides).extraction;
  if (side.kind === 'folder') {
    const documents = readDocuments(path.resolve(context.cwd, side.name));
    checkHolds(documents, side.name, spec, compared, context);
    const extraction = await read(documents, null);
    return { ...side, extraction, isRegistered: false, texts: textsByPlace(extraction) };
  }
  const known = registered.registry?.versions.find(({ version }) => version === side.name);
  const text = await obtainIfPossible(obtainer, side.name);
  if (!text && !known) return { ...side, extraction: await read((await obtainer.obtain(side.name)).documents, side.name), isRegistered: false, texts: noTexts };
  if (!text) {
    return { ...side, isRegistered: true, texts: noTexts, note: `The text of ${side.name} could not be had: shown by level and place only. Give it with: specproof sync ${spec.id}@${side.name} --from <folder>` };
  }
  const extraction = await read(text.documents, side.name);
  return { ...side, extraction, isRegistered: known !== undefined, texts: textsByPlace(extraction, known) };
}

/** What of a working copy would be pinned as a version's documents. */
function readDocuments(folder: string): { path: string; content: Uint8Array }[] {
  const documents = readPinnable(folder).filter(({ path: file }) => /\.(?:md|markdown)$/iu.test(file) && !file.startsWith('schema/'));
  if (documents.length > 0) return documents;
  throw new SpecproofError('SOURCE_NOT_FOUND', `There is no Markdown in ${folder}. Name the folder that holds the spec's documents.`);
}

/** A folder with little or nothing of the spec is mostly another folder than was meant: all else would be called removed. */
function checkHolds(documents: readonly { path: string }[], folder: string, spec: Spec, compared: string | undefined, { stderr }: Context): void {
  const held = new Set(documents.map(({ path }) => path));
  const expected = normativeDocuments(spec, compared);
  const here = expected.filter((document) => held.has(document)).length;
  if (here * 2 >= expected.length) return;
  const said = `the ${count(expected.length, 'normative document')} of ${[spec.id, compared].filter(Boolean).join(' ')}`;
  if (here === 0) throw new SpecproofError('USAGE', `${folder} holds none of ${said} (${expected[0]}${expected.length > 1 ? ', …' : ''}). Name the folder that they are in.`);
  stderr.write(`${folder} holds ${here} of ${said}: what the others say is missing there. Is it the folder you meant?\n`);
}

function normativeDocuments(spec: Spec, compared: string | undefined): string[] {
  const informative = new Set(spec.documents.filter(({ kind }) => kind === 'informative').map(({ path }) => path));
  const pinned = spec.versions.find(({ version }) => version === compared)?.documents;
  return (pinned ? Object.keys(pinned) : spec.documents.map(({ path }) => path)).filter((document) => !informative.has(document));
}

function compare({ registry, decisions }: RegisteredFiles, spec: Spec, before: ReadSide, after: ReadSide): { changes: Change[]; comparison: Comparison } {
  const side = ({ name, kind, texts }: ReadSide, version: string): Side => ({ name, version, texts, url: kind === 'version' ? upstreamLink(spec, name) : () => undefined });
  if (registry && before.isRegistered && after.isRegistered) {
    return { changes: diffVersions(registry, before.name, after.name), comparison: { registry, from: side(before, before.name), to: side(after, after.name) } };
  }
  const input = ({ isRegistered, name, extraction }: ReadSide): Extraction | string => (isRegistered || !extraction ? name : extraction);
  const found = diffExtractions(input(before), input(after), { registry: registry ?? emptyRegistry(spec.id, spec.prefix), decisions });
  return {
    changes: found.changes,
    comparison: { registry: found.registry, provisional: found.provisional, from: side(before, found.from), to: side(after, found.to) },
  };
}
