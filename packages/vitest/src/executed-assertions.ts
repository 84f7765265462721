import { AsyncLocalStorage } from 'node:async_hooks';
import { chai } from 'vitest';

/** Who is told of the assertions that are executed while it is the current one. */
export interface AssertionListener {
  /** `task`: the test that Vitest thinks the assertion belongs to. */
  onAssertion(task: unknown): void;
}

type Method = (this: object, ...args: unknown[]) => unknown;

// One for the whole process, however often this module is evaluated.
const key = Symbol.for('specproof.executed-assertions');
const shared = globalThis as { [key]?: { storage: AsyncLocalStorage<AssertionListener>; ours: WeakSet<object> } };

/** Runs `body`, and tells `listener` of each assertion that it, or whatever it awaits, executes. */
export function listening<T>(listener: AssertionListener, body: () => T): T {
  const { storage, ours } = (shared[key] ??= { storage: new AsyncLocalStorage(), ours: new WeakSet() });
  // Each time: a suite may have brought matchers of its own, and a file on a vm context has a chai of its own.
  const methods = chai.Assertion.prototype as unknown as Record<string, Method>;
  for (const name of Object.getOwnPropertyNames(methods).filter(asserts)) {
    if (ours.has(methods[name]!)) continue;
    chai.util.overwriteMethod(methods, name, (original: Method): Method => {
      return function (...args) {
        storage.getStore()?.onAssertion(chai.util.flag(this, 'vitest-test'));
        return original.apply(this, args);
      };
    });
    ours.add(methods[name]!);
  }
  return storage.run(listener, body);
}

/** `expect(x)` alone asserts nothing, so what Vitest counts will not do; a snapshot that is not there yet is no assertion either. */
const asserts = (name: string): boolean => name === 'assert' || (/^to[A-Z]/u.test(name) && !name.includes('Snapshot'));
