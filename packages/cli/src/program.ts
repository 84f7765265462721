import { Command, Option } from 'commander';
import type { Context, ExitCode } from './context.ts';

type Options = Record<string, never>;

/** The command line; what a command does is loaded when it is called. */
export function createProgram(version: string, context: Context, done: (code: ExitCode) => void): Command {
  const program = new Command('specproof')
    .description('Reads every MUST of a specification, keeps a registry of them, and says what changed between versions.')
    .version(version, '-V, --version', 'print the version')
    // what stands behind a command is the command's: `review --version` names a version of the spec
    .enablePositionalOptions()
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showHelpAfterError('(specproof --help says what there is)')
    .exitOverride()
    .configureOutput({ writeOut: (text) => context.stdout.write(text), writeErr: (text) => context.stderr.write(text) })
    .addHelpText('after', '\nStart with: specproof extract --dir <a folder of Markdown>\nExit: 0 clean, 1 findings, 2 wrong use or nothing to read, 3 a mistake of ours.');
  const add = (usage: string, description: string, example: string): Command =>
    program.command(usage).description(description).addHelpText('after', `\nExample:\n  ${example}`);

  add('sync [specs...]', 'obtain spec texts and official schemas, and verify them against the pins', 'specproof sync runtime-spec@v1.2.1 --from ../runtime-spec')
    .option('--from <place>', 'look here first: a folder, a git repository or a tarball; a path or an address')
    .option('--pin <version>', 'add a version to spec.json, or pin one anew, from the folder given by --from')
    .option('--tag <tag>', 'with --pin: the upstream tag; the version when not given')
    .option('--commit <sha>', 'with --pin: the commit of the tag, 40 hex digits')
    .option('--after <version>', 'with --pin: the version it was written after; the newest pinned one when not given')
    .action(async (specs: string[], options: Options) => done(await (await import('./commands/sync.ts')).sync(specs, options, context)));

  add('extract [spec]', 'what the text of a spec, or any folder of Markdown, requires', 'specproof extract --dir docs/protocol --json')
    .usage('<spec>[@<version>] | --dir <folder> [--json]')
    .option('--dir <folder>', 'read the Markdown in this folder and below')
    .option('--spec <id>', 'with --dir: read the folder with the settings of this spec')
    .option('--json', 'print every requirement, informative keyword and property')
    .option('--no-cache', 'read the text anew, whatever was kept of it')
    .action(async (spec: string | undefined, options: Options) => done(await (await import('./commands/extract.ts')).extract(spec, options, context)));

  add('lock [specs...]', 'reconcile the registry with the texts: give ids, say what changed', 'specproof lock --check')
    .option('--check', 'write nothing; exit with 1 when the registry would change, or a change is not settled')
    .option('--json', 'print it as JSON')
    .action(async (specs: string[], options: Options) => done(await (await import('./commands/lock.ts')).lock(specs, options, context)));

  add('diff <spec> <from> <to>', 'what changed between two versions or folders, requirement by requirement', 'specproof diff runtime-spec v1.2.1 v1.3.0')
    .addOption(new Option('--json', 'print all that is known of every change').conflicts('markdown'))
    .option('--markdown', 'print what fits a comment on a pull request')
    .action(async (spec: string, from: string, to: string, options: Options) => done(await (await import('./commands/diff.ts')).diff(spec, from, to, options, context)));

  add('review <ids...>', 'show an unsettled change, or settle it', "specproof review runtime/config/process/12 --accept --reason 'relative paths were allowed before'")
    .addOption(new Option('--editorial', 'the meaning stays: other words for the same').conflicts('accept'))
    .option('--accept', 'the meaning changed: the requirement gets a new revision')
    .option('--reason <text>', 'why, for those who come later; --accept asks for it')
    .addOption(new Option('--class <class>', 'what kind of change it is, where the guess is wrong').choices(['level', 'condition', 'reworded', 'editorial']))
    .addOption(new Option('--effect <effect>', 'what it asks of those who have to act, where the guess is wrong').choices(['stricter', 'looser', 'different', 'none']))
    .option('--version <version>', 'only the change made by this version')
    .action(async (ids: string[], options: Options) => done(await (await import('./commands/review.ts')).review(ids, options, context)));

  add('explain <ref>', 'everything known about one requirement, with its text', 'specproof explain runtime/config/process/12')
    .option('--json', 'print it as JSON')
    .action(async (ref: string, options: Options) => done(await (await import('./commands/explain.ts')).explain(ref, options, context)));

  add('generate [specs...]', 'JSON Schemas and types of what the text defines, typed refs, test stubs', 'specproof generate --check')
    .option('--check', 'write nothing; exit with 1 when a generated file would change or a requirement is left out')
    .option('--levels <levels>', 'levels that need a check or a stub, separated by commas; MUST,MUST NOT when not given')
    .option('--timeout <seconds>', 'how long a file of the suite may take to load; 60 when not given')
    .action(async (specs: string[], options: Options) => done(await (await import('./commands/generate.ts')).generate(specs, options, context)));

  add('drift [specs...]', 'where the prose and the official JSON Schemas of a spec disagree', 'specproof drift runtime-spec@v1.3.0')
    .usage('[<spec>[@<version>]...] [--json | --markdown]')
    .addOption(new Option('--json', 'print every difference with the facts and places of both sides').conflicts('markdown'))
    .option('--markdown', 'print it as Markdown, with links')
    .action(async (specs: string[], options: Options) => done(await (await import('./commands/drift.ts')).drift(specs, options, context)));

  add('summary', 'what the registries hold, per spec and document', 'specproof summary')
    .option('--json', 'print it as JSON')
    .action(async (options: Options) => done(await (await import('./commands/summary.ts')).summary(options, context)));

  return program;
}
