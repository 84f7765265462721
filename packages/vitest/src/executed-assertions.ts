import { AsyncLocalStorage } from 'node:async_hooks';
import { chai, expect, vi } from 'vitest';

/** Who is told of the assertions that are executed while it is the current one. */
export interface AssertionListener {
  /** One begins. `task`: the test that Vitest thinks it belongs to. */
  onAssertion(task: unknown): void;
  /** One has held. */
  onHeld(): void;
  /** One has failed, whether or not its error gets any further. */
  onFailed(error: unknown): void;
  /** What threw `error` is tried again: it has not failed yet. */
  onRetry(error: unknown): void;
  /** `error` ended the last try. */
  onGivenUp(error: unknown): void;
  /** What is called `name` has begun, and goes on until the function it gets is called. */
  onPending(name: string): () => void;
}

type Method = (this: object, ...args: unknown[]) => unknown;
type Methods = Record<string, Method>;
/** An `expect`, as far as it is wrapped here. */
type Expect = { poll: unknown };

// One for the whole process, however often this module is evaluated.
const key = Symbol.for('specproof.executed-assertions');
const shared = globalThis as { [key]?: { storage: AsyncLocalStorage<AssertionListener>; ours: WeakSet<object> } };
const { storage, ours } = (shared[key] ??= { storage: new AsyncLocalStorage(), ours: new WeakSet() });
const { flag } = chai.util;

const nobody: AssertionListener = { onAssertion() {}, onHeld() {}, onFailed() {}, onRetry() {}, onGivenUp() {}, onPending: () => () => {} };

/** Runs `body`, and tells `listener` of each assertion that it, or whatever it awaits, executes. */
export function listening<T>(listener: AssertionListener, body: () => T): T {
  // Each time: a suite may have brought matchers of its own, and a file on a vm context has a chai of its own.
  const prototype = chai.Assertion.prototype as unknown as Methods;
  for (const name of Object.getOwnPropertyNames(prototype).filter(asserts)) {
    if (ours.has(prototype[name]!)) continue;
    chai.util.overwriteMethod(prototype, name, (original: Method): Method => {
      return function (...args) {
        return observed(this, !name.includes('Snapshot'), () => original.apply(this, args));
      };
    });
    ours.add(prototype[name]!);
  }
  for (const owner of [chai.assert, chai.expect, expect] as object[]) wrap(owner, 'fail', wrapFail);
  wrap(vi, 'waitFor', wrapWaitFor);
  wrapPollOf(expect);
  return storage.run(listener, body);
}

/** Runs `body`, and tells nobody of its assertions. */
export const unheard = <T>(body: () => T): T => listening(nobody, body);

/** Lets `expect.poll` tell what it tries again; every check has an `expect` of its own, too. */
export const wrapPollOf = (own: Expect): void => wrap(own, 'poll', wrapPoll);

/** Tells the current listener of assertions that Vitest has promised to wait for, as those about promises are. */
export function watchPromises(promises: Promise<unknown>[]): Promise<unknown>[] {
  const push = (...added: Promise<unknown>[]): number => {
    const listener = storage.getStore();
    for (const promise of added) promise.catch((error: unknown) => listener?.onFailed(error));
    return Array.prototype.push.apply(promises, added);
  };
  return Object.defineProperty(promises, 'push', { value: push });
}

/** `expect(x)` alone asserts nothing, so what Vitest counts will not do. */
const asserts = (name: string): boolean => name === 'assert' || /^throws?$/iu.test(name) || /^to[A-Z]/u.test(name);

/** What an assertion does inside is its own business: it holds or fails as a whole. A snapshot that is not there yet is none. */
function observed(assertion: object, counts: boolean, run: () => unknown): unknown {
  const listener = storage.getStore();
  if (listener === undefined || listener === nobody) return run();
  if (counts) listener.onAssertion(flag(assertion, 'vitest-test'));
  const held = (): void => void (counts && listener.onHeld());
  const failed = (error: unknown): never => {
    if (isTriedAgain(assertion)) listener.onRetry(error);
    else listener.onFailed(error);
    throw error;
  };
  let result: unknown;
  try {
    result = storage.run(nobody, run);
  } catch (error) {
    return failed(error);
  }
  if (!isThenable(result)) {
    held();
    return result;
  }
  return result.then((value) => {
    held();
    return value;
  }, failed);
}

/** Polling says so of its assertion, and which try is the last. */
const isTriedAgain = (assertion: object): boolean => flag(assertion, 'poll') === true && flag(assertion, '_isLastPollAttempt') !== true;

const isThenable = (value: unknown): value is Promise<unknown> => typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

function wrap(owner: object, name: string, wrapper: (original: Method) => Method): void {
  const methods = owner as Methods;
  const original = methods[name];
  if (original === undefined || ours.has(original)) return;
  const wrapped = wrapper(original);
  ours.add(wrapped);
  methods[name] = wrapped;
}

const wrapFail = (original: Method): Method =>
  function (...args) {
    try {
      return original.apply(this, args);
    } catch (error) {
      storage.getStore()?.onFailed(error);
      throw error;
    }
  };

const wrapWaitFor = (original: Method): Method =>
  function (callback, ...rest) {
    const listener = storage.getStore();
    if (listener === undefined) return original.call(this, callback, ...rest);
    const tried = original.call(this, () => attempt(callback as () => unknown, (error) => listener.onRetry(error)), ...rest) as Promise<unknown>;
    return tried.catch((error: unknown) => {
      listener.onGivenUp(error);
      throw error;
    }).finally(listener.onPending('vi.waitFor'));
  };

const wrapPoll = (original: Method): Method =>
  function (callback, ...rest) {
    const listener = storage.getStore();
    if (listener === undefined) return original.call(this, callback, ...rest);
    // Vitest binds it to its assertion.
    const look: Method = function () {
      return attempt(callback as () => unknown, (error) => (isTriedAgain(this) ? listener.onRetry(error) : listener.onGivenUp(error)));
    };
    return original.call(this, look, ...rest);
  };

function attempt(callback: () => unknown, onError: (error: unknown) => void): unknown {
  const failed = (error: unknown): never => {
    onError(error);
    throw error;
  };
  try {
    const result = callback();
    return isThenable(result) ? result.then((value) => value, failed) : result;
  } catch (error) {
    return failed(error);
  }
}
