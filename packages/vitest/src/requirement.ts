import type { Ref } from '@specproof/model';
import type { TestContext } from 'vitest';
import { baseTest, define, recorderOf, runInput } from './fixtures.ts';
import type { BaseTest, CheckFixtures } from './fixtures.ts';
import type { CheckMeta, CheckRun } from './meta.ts';
import type { Needs } from './needs.ts';
import type { RunInput } from './run-input.ts';

/** What a check says of itself beside its refs and title. */
export interface CheckOptions {
  /** What the check does not show: of every ref, or by ref. Without it, a pass shows the whole requirement. */
  partial?: string | Readonly<Record<string, string>>;
  /** Where the text allows two meanings, the one that is taken. */
  reading?: string;
  /** Requirements of others that are taken for granted. */
  premises?: readonly Ref[];
  /** Without these, the check is inconclusive and its body does not run. */
  needs?: Needs;
  /** The permissions that `notApplicable` may name. */
  permits?: readonly Ref<'MAY'>[];
  /** A complete set: each of its members shows a part, all of them together the whole. */
  set?: string;
  /** It follows from a generated schema. */
  generated?: true;
  /** In milliseconds; Vitest's own where absent. */
  timeout?: number;
}

/** What a check's body gets. */
export type CheckContext<Extra = object> = TestContext & CheckFixtures & Extra;
type Body<Extra> = (context: CheckContext<Extra>) => unknown;
type Refs = Ref | readonly Ref[];

/** Declares a check of one or several refs; the title is the refs where there is none. */
export interface Declare<Extra = object> {
  (refs: Refs, body: Body<Extra>): void;
  (refs: Refs, title: string, body: Body<Extra>): void;
  (refs: Refs, options: CheckOptions, body: Body<Extra>): void;
  (refs: Refs, title: string, options: CheckOptions, body: Body<Extra>): void;
}

/** Fixtures of a suite's own. */
export type ExtraFixtures<Added, Extra> = {
  [K in keyof Added]: (context: CheckContext<Extra & Added>, use: (value: Added[K]) => Promise<void>) => Promise<void>;
};

/** Binds a test to requirements. */
export interface Requirement<Extra = object> extends Declare<Extra> {
  /** A stub: it is no coverage, and its body does not run. */
  todo: Declare<Extra>;
  /** Leaves a check out while it is being worked on: it gives no verdict. */
  skip: Declare<Extra>;
  /** Runs this one alone while it is being worked on; refused where evidence is recorded. */
  only: Declare<Extra>;
  /** The same, with more fixtures. */
  extend<Added extends object>(fixtures: ExtraFixtures<Added, Extra>): Requirement<Extra & Added>;
}

type Mode = 'run' | 'todo' | 'skip' | 'only';
type Arguments<Extra> = [...title: [] | [string], ...options: [] | [CheckOptions], body: Body<Extra>];

/** Declares a check: `requirement(req['…'], 'title', ({ image, observe }) => { … })`. */
export const requirement: Requirement = createRequirement(baseTest);

// `test` is looked up where a check is declared: before, there may be no worker.
function createRequirement<Extra>(test: () => BaseTest): Requirement<Extra> {
  const declareAs =
    (mode: Mode): Declare<Extra> =>
    (refs: Refs, ...rest: Arguments<Extra>) =>
      declare(test(), mode, [refs].flat() as readonly Ref[], rest as Arguments<object>);
  const extend = <Added extends object>(fixtures: ExtraFixtures<Added, Extra>): Requirement<Extra & Added> => {
    let extended: BaseTest | undefined;
    return createRequirement(() => (extended ??= test().extend(fixtures)));
  };
  return Object.assign(declareAs('run'), { todo: declareAs('todo'), skip: declareAs('skip'), only: declareAs('only'), extend });
}

function declare(test: BaseTest, mode: Mode, refs: readonly Ref[], rest: Arguments<object>): void {
  const body = rest.at(-1) as Body<object>;
  const title = typeof rest[0] === 'string' ? rest[0] : undefined;
  const options = (rest.slice(0, -1).find((argument) => typeof argument === 'object') ?? {}) as CheckOptions;
  const name = (title ?? refs.map((ref) => ref?.ref).join(', ')).replaceAll(/\s+/gu, ' ').trim();
  assertRefs(refs, name);
  const { meta, timeout } = describeCheck(mode, refs, options, name);
  const input = runInput();
  const judged = refs.filter((ref) => input === undefined || (isInForce(ref, input) && isAboutTarget(ref, input))).map(({ ref }) => ref);
  const run: CheckRun = judged.length > 0 || input === undefined ? { state: 'ready', refs: judged } : notRun(refs, input);
  define(meta, { refs, permits: options.permits ?? [], judged });
  const left = run.state !== 'ready';
  test(
    name,
    {
      meta: { specproof: meta, specproofRun: run },
      // A check runs once: running it until it is green would show nothing.
      retry: 0,
      repeats: 0,
      fails: false,
      ...(mode === 'todo' && { todo: true }),
      ...((mode === 'skip' || (left && mode !== 'todo')) && { skip: true }),
      ...(mode === 'only' && !left && { only: true }),
      ...(timeout !== undefined && { timeout }),
    },
    withSourceOf(body, (context) => runBody(context as CheckContext, judged, body)),
  );
}

function describeCheck(mode: Mode, refs: readonly Ref[], { partial, reading, premises = [], needs, permits = [], set, generated, timeout }: CheckOptions, name: string): { meta: CheckMeta; timeout: number | undefined } {
  const parts = typeof partial === 'string' ? Object.fromEntries(refs.map(({ ref }) => [ref, partial])) : partial;
  const strange = Object.keys(parts ?? {}).find((key) => !refs.some(({ ref }) => ref === key));
  if (strange !== undefined) throw new Error(`${name}: \`partial\` names ${strange}, which is not among its refs`);
  assertRefs(premises, `${name}, premises`, 0);
  assertRefs(permits, `${name}, permits`, 0);
  const meta: CheckMeta = {
    refs: refs.map(({ ref }) => ref),
    ...(mode === 'todo' && { stub: true }),
    ...(mode === 'skip' && { skip: true }),
    ...(parts && { partial: { ...parts } }),
    ...(reading !== undefined && { reading }),
    ...(premises.length > 0 && { premises: premises.map(({ ref }) => ref) }),
    ...(permits.length > 0 && { permits: permits.map(({ ref }) => ref) }),
    ...(needs && { needs }),
    ...(set !== undefined && { set }),
    ...(generated && { generated }),
  };
  return { meta, timeout };
}

/** Vitest does not check types: a ref that is dead or misspelt arrives as `undefined`. */
function assertRefs(refs: readonly (Ref | undefined)[], name: string, atLeast = 1): void {
  if (refs.length < atLeast) throw new Error(`${name || 'A check'}: a check names at least one ref`);
  const dead = refs.findIndex((ref) => typeof ref?.ref !== 'string');
  if (dead >= 0) throw new Error(`${name || 'A check'}: ref ${dead + 1} of ${refs.length} does not exist; it may be dead or misspelt, which tsc tells`);
  const twice = refs.find((ref, index) => refs.findIndex((other) => other?.ref === ref?.ref) !== index);
  if (twice) throw new Error(`${name}: ${twice.ref} is named twice`);
}

const isInForce = ({ id, versions }: Ref, { spec }: RunInput): boolean => versions.includes(spec.version) && (spec.prefix === undefined || id.startsWith(`${spec.prefix}/`));

const isAboutTarget = ({ subject }: Ref, { spec: { targets }, target }: RunInput): boolean => targets === undefined || (Object.hasOwn(targets, subject) && targets[subject] === target.kind);

function notRun(refs: readonly Ref[], input: RunInput): CheckRun {
  const inForce = refs.filter((ref) => isInForce(ref, input));
  if (inForce.length === 0) return { state: 'not-in-force', reason: `none of its refs is in force in ${input.spec.id} ${input.spec.version}` };
  const subjects = [...new Set(inForce.map(({ subject }) => subject))].join(', ');
  return { state: 'not-selected', reason: `it is about the subject ${subjects}, not about a target of the kind ${input.target.kind}` };
}

async function runBody(context: CheckContext, judged: readonly string[], body: Body<object>): Promise<void> {
  const { task, signal } = context;
  const before = task.result?.errors?.length ?? 0;
  const { findings, thrown, skipped } = await recorderOf(task).run(() => body(context));
  // Vitest has given it up: it is an error, whatever it still found out.
  if (signal.aborted) return;
  if (skipped !== undefined) throw skipped;
  const reported = (task.result?.errors?.length ?? 0) - before + thrown.length;
  task.meta.specproofRun = { state: 'finished', refs: [...judged], findings, reported };
  if (thrown.length > 0) throw thrown.length === 1 ? thrown[0] : thrown;
  const [first] = findings;
  if (first?.verdict === 'inconclusive') context.skip(first.reason);
}

/** Vitest reads from the source of a test which fixtures it asks for. */
const withSourceOf = (body: Body<object>, run: (context: TestContext) => Promise<void>): typeof run => Object.assign(run, { toString: () => body.toString() });
