import type { Ref } from '@specproof/model';
import type { TestContext } from 'vitest';
import { askedTarget } from './asked-target.ts';
import { describeCheck } from './describe-check.ts';
import type { CheckOptions } from './describe-check.ts';
import { wrapPollOf } from './executed-assertions.ts';
import { assertNewFixtures, baseTest, define, recorderOf, runInput } from './fixtures.ts';
import type { BaseTest, CheckFixtures } from './fixtures.ts';
import { judgedRefs } from './judged-refs.ts';
import { oneLine } from './listed-tests.ts';
import type { CheckMeta } from './meta.ts';

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
    assertNewFixtures(fixtures);
    let extended: BaseTest | undefined;
    return createRequirement(() => (extended ??= test().extend(fixtures)));
  };
  return Object.assign(declareAs('run'), { todo: declareAs('todo'), skip: declareAs('skip'), only: declareAs('only'), extend });
}

function declare(test: BaseTest, mode: Mode, refs: readonly Ref[], rest: Arguments<object>): void {
  const body = rest.at(-1) as Body<object>;
  const title = typeof rest[0] === 'string' ? oneLine(rest[0]) : '';
  const options = (rest.slice(0, -1).find((argument) => typeof argument === 'object') ?? {}) as CheckOptions;
  const name = title || refs.map((ref) => ref?.ref).join(', ');
  const target = askedTarget(body);
  const meta: CheckMeta = { ...describeCheck(name, refs, options), ...(target && { target }), ...(mode === 'todo' && { stub: true }), ...(mode === 'skip' && { skip: true }) };
  const input = runInput();
  const run = judgedRefs(refs, target, input);
  const judged = run.state === 'ready' ? run.refs : [];
  define(meta, { refs, permits: options.permits ?? [], judged, version: input?.spec.version });
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
      ...(options.timeout !== undefined && { timeout: options.timeout }),
    },
    withSourceOf(body, (context) => runBody(context as CheckContext, judged, body)),
  );
}

async function runBody(context: CheckContext, judged: readonly string[], body: Body<object>): Promise<void> {
  const { task, signal } = context;
  const before = task.result?.errors?.length ?? 0;
  const { findings, thrown, skipped } = await recorderOf(task).run(() => body(withOwnPoll(context)));
  // Vitest has given it up: it is an error, whatever it still found out.
  if (signal.aborted) return;
  if (skipped !== undefined) throw skipped;
  const reported = (task.result?.errors?.length ?? 0) - before + thrown.length;
  task.meta.specproofRun = { state: 'finished', refs: [...judged], findings, reported };
  if (thrown.length > 0) throw thrown.length === 1 ? thrown[0] : thrown;
  const [first] = findings;
  if (first?.verdict === 'inconclusive') context.skip(first.reason);
}

/** The check's own `expect` is made when it is asked for first. */
function withOwnPoll(context: CheckContext): CheckContext {
  const get = (): CheckContext['expect'] => {
    wrapPollOf(context.expect);
    return context.expect;
  };
  return Object.create(context, { expect: { get } }) as CheckContext;
}

/** Vitest reads from the source of a test which fixtures it asks for. */
const withSourceOf = (body: Body<object>, run: (context: TestContext) => Promise<void>): typeof run => Object.assign(run, { toString: () => body.toString() });
