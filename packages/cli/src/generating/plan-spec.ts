import path from 'node:path';
import { levels as allLevels, SpecproofError } from '@specproof/model';
import type { Dispositions, Level, Spec } from '@specproof/model';
import type { FileFinding, GeneratedFile, Stub, SuiteFinding } from '@specproof/codegen';
import { readIfThere } from '../files/registered-file-names.ts';
import { readDispositions, readProperties, readRegisteredFiles } from '../files/registered-files.ts';
import { specFolder } from '../files/workspace.ts';
import type { Workspace } from '../files/workspace.ts';
import type { FileChange } from '../files/write-all.ts';
import { collectChecks } from './collect-checks.ts';
import { generatedFiles } from './owned-files.ts';

export interface PlanOptions {
  /** Levels whose requirements get a stub; MUST and MUST NOT where absent. */
  levels?: readonly Level[];
  /** Today, `YYYY-MM-DD`: waivers expire. */
  today: string;
  /** How long a file of the suite may take to load, in milliseconds. */
  loadTimeout?: number;
  /** Nothing is going to be written: what lacks its stub now is a finding. */
  check: boolean;
  /** Called with `refs.ts` as it will be and as it is, before the suite, which imports it, is collected. */
  prepare: (wanted: FileChange, present: FileChange) => void;
}

/** What generating for one spec comes to, before anything is written. */
export interface GenerationPlan {
  spec: Spec;
  dispositions: Dispositions;
  /** How many files there should be. */
  files: number;
  stubs: number;
  checks: number;
  changes: FileChange[];
  /** How what is there differs from what would be generated. */
  differences: FileFinding[];
  /** What is wrong with the suite, stubs included. */
  findings: SuiteFinding[];
  /** Files of the suite that cannot be read. */
  problems: readonly string[];
  /** Modules that the suite is made of: absolute paths. */
  suiteFiles: readonly string[];
}

/** Everything that is made from a spec's registered files and its suite, compared with what is there. */
export async function planSpec(workspace: Workspace, spec: Spec, { levels, today, check, loadTimeout, prepare }: PlanOptions): Promise<GenerationPlan> {
  const folder = specFolder(workspace, spec.id);
  const [{ registry }, properties, dispositions] = await Promise.all([readRegisteredFiles(workspace, spec), readProperties(workspace, spec), readDispositions(workspace, spec)]);
  if (!registry || !properties) {
    throw new SpecproofError('TEXT_NOT_SYNCED', `${spec.id} has no ${registry ? 'properties' : 'registry'} yet, so nothing can be generated from it: specproof lock ${spec.id}`);
  }
  const [{ generateSchemas }, codegen] = await Promise.all([import('@specproof/schema'), import('@specproof/codegen')]);
  const refs = await codegen.generateRefs(registry);
  const refsFile = path.join(folder, refs.path);
  const before = readIfThere(refsFile);
  if (before !== refs.content) prepare({ file: refsFile, content: refs.content }, { file: refsFile, ...(before !== undefined && { content: before }) });
  const { checks, problems, files: suiteFiles } = await collectChecks(folder, registry, loadTimeout);
  const existing = generatedFiles(folder).flatMap((file): GeneratedFile[] => {
    const content = file === refs.path ? before : readIfThere(path.join(folder, file));
    return content === undefined ? [] : [{ path: file, content }];
  });
  const stubbed = existing.filter(({ path: file }) => file.startsWith('suite/todo/')).map(({ content }) => content).join('');
  const isThere = ({ ref }: Stub): boolean => stubbed.includes(`['${ref.ref}']`);
  const input = { registry, spec, dispositions, checks, today, ...(levels && { levels }) };
  // What a broken file checks is not known: the stubs that are there stay, as far as there still is such a requirement.
  const isBroken = problems.length > 0;
  const stubs = isBroken ? codegen.planStubs({ registry, spec, dispositions: { ...dispositions, dispositions: [] }, checks: [], levels: allLevels }).filter(isThere) : codegen.planStubs(input);
  const wanted: GeneratedFile[] = [...generateSchemas(properties, registry.versions.map(({ version }) => version)), refs, ...(await codegen.generateStubs(stubs))];
  const differences = codegen.compareFiles(wanted, existing);
  const content = new Map(wanted.map((file) => [file.path, file.content]));
  const written = check ? stubs.filter(isThere) : stubs;
  return {
    spec,
    dispositions,
    files: wanted.length,
    stubs: stubs.length,
    checks: checks.length,
    changes: differences.map(({ path: file }) => ({ file: path.join(folder, file), ...(content.has(file) && { content: content.get(file) ?? '' }) })),
    differences,
    findings: isBroken ? [] : codegen.checkSuite({ ...input, checks: [...checks, ...written.map(({ ref, title, path: file }) => ({ file, line: undefined, titles: [title], meta: { refs: [ref.ref], stub: true as const } }))] }),
    problems,
    suiteFiles,
  };
}
