import path from 'node:path';
import { checkFile, SpecproofError } from '@specproof/model';
import type { Spec } from '@specproof/model';
import { checkSpec, pinVersion, predecessor, readPinnable, sync, syncSources, unlistedDocuments } from '@specproof/registry';
import type { Context, ExitCode } from '../context.ts';
import { readSpec, specFolder, textCache } from '../files/workspace.ts';
import type { Workspace } from '../files/workspace.ts';
import { formatJson, writeWorkspaceFile } from '../files/write-file.ts';
import { count } from '../output/count.ts';

export interface PinOptions {
  pin: string;
  from?: string;
  tag?: string;
  commit?: string;
  after?: string;
}

/** `specproof sync --pin`: adds a version to a spec, pinned to the files of a folder. */
export async function pin(workspace: Workspace, targets: readonly string[], options: PinOptions, context: Context): Promise<ExitCode> {
  const [id, ...more] = targets;
  const { pin: version, from, commit, tag = version } = options;
  if (id === undefined || more.length > 0 || from === undefined || commit === undefined) {
    throw new SpecproofError('USAGE', 'To pin a version, name one spec, the commit and the folder with its text: specproof sync --pin <version> --commit <sha> --from <folder> <spec>');
  }
  const spec = await readSpec(workspace, id);
  const folder = path.resolve(context.cwd, from);
  const after = options.after ?? predecessor(spec, version);
  const file = path.join(specFolder(workspace, id), 'spec.json');
  const pinned = checkSpec(await checkFile('spec', pinVersion(spec, { version, tag, commit, after }, readPinnable(folder)), file), file);
  const known = pinned.versions.find((candidate) => candidate.version === version);
  writeWorkspaceFile(workspace.root, file, formatJson(pinned));
  const files = `${count(Object.keys(known?.documents ?? {}).length, 'document')}, ${count(Object.keys(known?.schemas ?? {}).length, 'schema file')}`;
  context.stdout.write(`${id} ${version} is pinned: ${files}, ${after === null ? 'the first version' : `after ${after}`}\n`);
  await keepText(workspace, pinned, version, folder, context);
  sayUnlisted(pinned, version, path.relative(context.cwd, file), context);
  return 0;
}

/** The text is at hand, so nobody has to fetch it. */
async function keepText(workspace: Workspace, spec: Spec, version: string, folder: string, context: Context): Promise<void> {
  const sources = syncSources(spec, { from: folder, env: context.env, cwd: context.cwd, workspaceRoot: workspace.root });
  await sync({ spec, version, cacheDir: textCache(workspace), sources: sources.slice(0, 2), signal: context.signal });
}

function sayUnlisted(spec: Spec, version: string, file: string, { stderr }: Context): void {
  const unlisted = unlistedDocuments(spec, version);
  if (unlisted.length === 0) return;
  const entries = unlisted.map((document) => `  { "path": ${JSON.stringify(document)}, "kind": "normative" }`);
  stderr.write(
    `${count(unlisted.length, 'document is', 'documents are')} not listed in ${file} yet. Add to "documents", as normative or informative:\n${entries.join(',\n')}\n` +
      'Until then they are read as normative, with settings that fit any document.\n',
  );
}
