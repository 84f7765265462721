import type { HostFacts, Ref } from '@specproof/model';
import { inject, test } from 'vitest';
import type { TestContext } from 'vitest';
import type { Definition, Task } from './check-log.ts';
import { otherKind } from './judged-refs.ts';
import type { CheckMeta } from './meta.ts';
import { unmetNeeds } from './needs.ts';
import type { Observe } from './observe.ts';
import { createRecorder } from './recorder.ts';
import type { Recorder } from './recorder.ts';
import type { RunInput, Target } from './run-input.ts';

/** What a check is given, beside what every Vitest test is. */
export interface CheckFixtures {
  /** The product under test, whatever its kind. */
  target: Target;
  runtime: Target<'runtime'>;
  bundle: Target<'bundle'>;
  image: Target<'image'>;
  tool: Target<'tool'>;
  /** The spec version the run is about. */
  spec: { id: string; version: string };
  host: HostFacts;
  observe: Observe;
  /** Whether the check has to judge `ref`: its revision is in force in the run's version. */
  inForce: (ref: Ref) => boolean;
  /** Ends the check: host or suite lack what it needs; `remedy` would make it conclusive. */
  inconclusive: (reason: string, remedy: string) => never;
  /** Ends the check: the product declines what `permittingRef`, declared in `permits`, lets it decline. */
  notApplicable: (permittingRef: Ref<'MAY'>, reason: string) => never;
}

const definitions = new WeakMap<CheckMeta, Definition>();
const recorders = new WeakMap<Task, Recorder>();

/** Remembers what the fixtures need of a check and its metadata cannot hold. */
export const define = (meta: CheckMeta, definition: Definition): void => void definitions.set(meta, definition);

/** The one recorder of a check. */
export function recorderOf(task: Task): Recorder {
  const definition = task.meta.specproof && definitions.get(task.meta.specproof);
  if (definition === undefined) throw new Error('This fixture is for checks: write requirement(…) instead of test(…)');
  const recorder = recorders.get(task) ?? createRecorder(task, definition);
  recorders.set(task, recorder);
  return recorder;
}

/** What the run hands over, or `undefined` where checks are only collected. */
export function runInput(): RunInput | undefined {
  const input = inject('specproof');
  // On a vm context, what is injected has other prototypes than what a suite makes.
  return input && (JSON.parse(JSON.stringify(input)) as RunInput);
}

function inputOf({ name }: Task): RunInput {
  const input = runInput();
  if (input === undefined) throw new Error(`There is no target for ${name}: run the suite with runSuite of @specproof/vitest/run`);
  return input;
}

function targetOf<K extends Target['kind']>(kind: K) {
  return async ({ task, skip }: TestContext, use: Use<Target<K>>): Promise<void> => {
    const { target } = inputOf(task);
    if (target.kind !== kind) {
      // Another fixture asks for it: the check itself would not have come so far.
      const reason = otherKind(kind, target.kind);
      task.meta.specproofRun = { state: 'not-selected', reason };
      skip(reason);
    }
    await use(target as Target<K>);
  };
}

/** What `test` is to us: Vitest's own types say less about fixtures than ours. */
export interface BaseTest {
  (name: string, options: object, body: (context: TestContext) => unknown): void;
  extend(fixtures: object): BaseTest;
}

let base: BaseTest | undefined;

/** What a suite's own fixtures may not be called: checks count on what these are. */
const taken = (): string[] => ['expect', 'task', 'skip', 'annotate', 'signal', 'onTestFailed', 'onTestFinished', needsName, ...Object.keys(fixtures)];

/** Throws where `own` has a fixture that is there already. */
export function assertNewFixtures(own: object): void {
  const twice = Object.keys(own).filter((name) => taken().includes(name));
  if (twice.length > 0) throw new Error(`requirement.extend: ${twice.map((name) => `\`${name}\``).join(' and ')} cannot be replaced, since every check counts on it. Choose another name`);
}

const needsName = 'specproofNeeds';

/** Vitest's `test` with our fixtures; made where it is used first, since only a worker can make it. */
export const baseTest = (): BaseTest => (base ??= (test as BaseTest).extend({ [needsName]: [needs, { auto: true }], ...fixtures }));

type Use<T> = (value: T) => Promise<void>;

// Auto and first: neither hooks nor other fixtures may break on what is not there.
async function needs({ task, skip }: TestContext, use: Use<undefined>): Promise<void> {
  const { host } = inputOf(task);
  const { specproof, specproofRun } = task.meta;
  const unmet = specproof?.needs && unmetNeeds(specproof.needs, host);
  if (unmet && specproofRun?.state === 'ready') {
    const { refs } = specproofRun;
    task.meta.specproofRun = { state: 'finished', refs, reported: 0, findings: refs.map((ref) => ({ ref, verdict: 'inconclusive', observations: [], ...unmet })) };
    skip(unmet.reason);
  }
  await use(undefined);
}

const fixtures: { [K in keyof CheckFixtures]: (context: TestContext, use: Use<CheckFixtures[K]>) => Promise<void> } = {
  target: async ({ task }, use) => use(inputOf(task).target),
  runtime: targetOf('runtime'),
  bundle: targetOf('bundle'),
  image: targetOf('image'),
  tool: targetOf('tool'),
  spec: async ({ task }, use) => use({ id: inputOf(task).spec.id, version: inputOf(task).spec.version }),
  host: async ({ task }, use) => use(inputOf(task).host),
  observe: async ({ task }, use) => use(recorderOf(task).observe),
  inForce: async ({ task }, use) => use(recorderOf(task).inForce),
  inconclusive: async ({ task }, use) => use(recorderOf(task).inconclusive),
  notApplicable: async ({ task }, use) => use(recorderOf(task).notApplicable),
};
