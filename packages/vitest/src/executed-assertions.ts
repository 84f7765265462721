import { AsyncLocalStorage } from 'node:async_hooks';
import { chai } from 'vitest';

/** Who is told of the assertions that are executed while it is the current one. */
export interface AssertionListener {
  /** `task`: the test that Vitest thinks the assertion belongs to. */
  onAssertion(task: unknown): void;
}

// One for the whole process, however often this module is evaluated.
const key = Symbol.for('specproof.executed-assertions');
const shared = globalThis as { [key]?: { storage: AsyncLocalStorage<AssertionListener>; hooked: WeakSet<object> } };

/** Runs `body`, and tells `listener` of each assertion that it, or whatever it awaits, executes. */
export function listening<T>(listener: AssertionListener, body: () => T): T {
  const { storage, hooked } = (shared[key] ??= { storage: new AsyncLocalStorage(), hooked: new WeakSet() });
  const { prototype } = chai.Assertion;
  // With the pools on vm contexts, each file has a chai of its own.
  if (!hooked.has(prototype)) {
    hooked.add(prototype);
    chai.use(({ Assertion }, utils) => {
      // `expect(x)` alone asserts nothing, so Vitest's own count of calls will not do. A snapshot is written where there is none.
      const matchers = Object.getOwnPropertyNames(Assertion.prototype).filter((name) => name === 'assert' || (/^to[A-Z]/u.test(name) && !name.includes('Snapshot')));
      for (const name of matchers) {
        utils.overwriteMethod(Assertion.prototype, name, (original: (...args: unknown[]) => unknown) =>
          function (this: object, ...args: unknown[]) {
            storage.getStore()?.onAssertion(utils.flag(this, 'vitest-test'));
            return original.apply(this, args);
          },
        );
      }
    });
  }
  return storage.run(listener, body);
}
