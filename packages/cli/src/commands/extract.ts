import { createHash } from 'node:crypto';
import path from 'node:path';
import { SpecproofError } from '@specproof/model';
import type { PrintedExtraction, Spec } from '@specproof/model';
import type { Context, ExitCode } from '../context.ts';
import { parseSpecArgument, newestVersion, requireVersion } from '../files/spec-version.ts';
import { readIfThere, registeredFileNames } from '../files/registered-file-names.ts';
import { readSpec, requireWorkspace, specFolder, findWorkspace } from '../files/workspace.ts';
import type { Workspace } from '../files/workspace.ts';
import { count } from '../output/count.ts';
import { ResultCache } from '../texts/cache.ts';
import { extractionKey, extractText } from '../texts/extract-text.ts';
import type { TextToExtract } from '../texts/extract-text.ts';
import { textIfHere } from '../texts/text-if-here.ts';

export interface ExtractOptions {
  dir?: string;
  spec?: string;
  json?: boolean;
  /** `false` where nothing kept may be used. */
  cache?: boolean;
}

/** `specproof extract`: what the text says. */
export async function extract(target: string | undefined, options: ExtractOptions, context: Context): Promise<ExitCode> {
  const { subject, json } = options.dir === undefined ? await extractVersion(target, options, context) : await extractFolder(target, options.dir, options, context);
  if (options.json) {
    context.stdout.write(json);
    return 0;
  }
  const { formatExtraction } = await import('../output/format-extraction.ts');
  context.stdout.write(formatExtraction(JSON.parse(json.toString()) as PrintedExtraction, subject, context.stdout.colors));
  return 0;
}

interface Printed {
  /** Names what was read. */
  subject: string;
  json: string | Uint8Array;
}

async function extractVersion(target: string | undefined, options: ExtractOptions, context: Context): Promise<Printed> {
  if (options.spec !== undefined) throw new SpecproofError('USAGE', '--spec says whose settings a folder is read with: give the folder with --dir <folder>.');
  const workspace = requireWorkspace(context.cwd);
  if (target === undefined) {
    throw new SpecproofError('USAGE', `Nothing to read. Name a spec (${workspace.specs.join(', ')}), for example: specproof extract ${workspace.specs[0]}; or a folder: specproof extract --dir <folder>`);
  }
  const named = parseSpecArgument(target);
  const spec = await readSpec(workspace, named.spec);
  const version = named.version === undefined ? newestVersion(spec).version : requireVersion(spec, named.version).version;
  const here = textIfHere(workspace, spec, version);
  const found = here ? { version, text: here } : await obtain(context, workspace, spec, named.version);
  if (named.version === undefined) {
    const isNewest = found.version === newestVersion(spec).version;
    const why = isNewest ? 'the newest version' : `not the newest: no text of ${newestVersion(spec).version} could be had`;
    context.stderr.write(`${spec.id} ${found.version} (${why})\n`);
  }
  const text = { spec, version: found.version, documents: found.text.documents };
  return { subject: `${spec.id} ${found.version}`, json: await printed(workspace, text, options, context) };
}

async function obtain(context: Context, workspace: Workspace, spec: Spec, version: string | undefined) {
  const { newestText, textObtainer } = await import('../texts/obtain-text.ts');
  const obtainer = textObtainer(context, workspace, spec);
  return version === undefined ? newestText(obtainer, spec) : { version, text: await obtainer.obtain(version) };
}

async function extractFolder(target: string | undefined, dir: string, options: ExtractOptions, context: Context): Promise<Printed> {
  if (dir === '') throw new SpecproofError('USAGE', '--dir names no folder: it is empty. For the current one: --dir .');
  if (target !== undefined) throw new SpecproofError('USAGE', `Name either a spec or a folder, not both: ${target} and --dir ${dir}. To read the folder as ${target}: --dir ${dir} --spec ${target}`);
  const { readMarkdownFolder } = await import('../texts/read-folder.ts');
  const { recogniseFolder } = await import('../texts/recognise-folder.ts');
  const folder = path.resolve(context.cwd, dir);
  const { documents, ignoredLinks } = readMarkdownFolder(folder);
  if (ignoredLinks.length > 0) context.stderr.write(`Not followed: ${count(ignoredLinks.length, 'link')} to another folder (${ignoredLinks[0]}${ignoredLinks.length > 1 ? ', …' : ''})\n`);
  const { spec, version, because, workspace } = await recogniseFolder(context, folder, documents, options.spec);
  if (spec) context.stderr.write(`Read with the settings of ${spec.id} (${because})${version === null ? '' : `; it is ${version}`}\n`);
  const text = { spec, version, documents };
  const json = workspace ? await printed(workspace, text, options, context) : formatJson(await print(options.cache === false ? undefined : findWorkspace(context.cwd), text));
  return { subject: [dir, spec && `as ${spec.id}`, version].filter(Boolean).join(' '), json };
}

/** The JSON of an extraction, as it was printed before where nothing changed since. */
async function printed(workspace: Workspace, text: TextToExtract, options: ExtractOptions, context: Context): Promise<string | Uint8Array> {
  if (options.cache === false) return formatJson(await print(undefined, text, workspace));
  const cache = new ResultCache(workspace.root, 'printed');
  const files = text.spec && registeredFileNames.map((name) => readIfThere(path.join(specFolder(workspace, text.spec?.id ?? ''), name)));
  const hashes = files?.map((file) => file && createHash('sha256').update(file).digest('hex'));
  const key = ResultCache.key(extractionKey(text), text.spec?.versions.map(({ version, after }) => [version, after]), hashes);
  const known = cache.get(key);
  if (known) return known;
  if (context.stderr.isTerminal) context.stderr.write(context.stderr.colors.dim(`reading ${count(text.documents.length, 'document')} …\n`));
  const json = formatJson(await print(workspace, text, workspace));
  cache.put(key, json);
  return json;
}

async function print(cacheIn: Workspace | undefined, text: TextToExtract, registeredIn?: Workspace): Promise<PrintedExtraction> {
  const { printExtraction } = await import('../texts/join-refs.ts');
  const extraction = await extractText(cacheIn, text);
  if (!registeredIn || !text.spec) return printExtraction(extraction);
  const { readRegisteredFiles } = await import('../files/registered-files.ts');
  const after = text.spec.versions.find(({ version }) => version === text.version)?.after;
  return printExtraction(extraction, await readRegisteredFiles(registeredIn, text.spec), after);
}

const formatJson = (extraction: PrintedExtraction): string => `${JSON.stringify(extraction, null, 2)}\n`;
