import { Worker } from 'node:worker_threads';
import { digestHere } from './digests.ts';
import type { DigestAlgorithm, Digester, Digests } from './digests.ts';

/** Makes digesters; those of large content compute in other threads. */
export interface DigestThreads {
  /** `bytes` is how much is expected, as far as it is known. */
  digester(algorithms: readonly DigestAlgorithm[], bytes: number): Digester;
  close(): Promise<void>;
}

/** Below this, starting a thread and handing bytes over cost more than they gain. */
const worthAThread = 2 * 1024 ** 2;

const slotBytes = 1024 ** 2;

// As text: a checkout runs from a bundle and tests from the sources, so that there is no file Node could start everywhere.
const code = `
const { createHash } = require('node:crypto');
const { parentPort } = require('node:worker_threads');
const open = new Map();
parentPort.on('message', ({ id, algorithms, slots, start, end, last }) => {
  if (algorithms) open.set(id, { slots, hashes: algorithms.map((algorithm) => [algorithm, createHash(algorithm)]) });
  const one = open.get(id);
  if (end > start) for (const [, hash] of one.hashes) hash.update(one.slots.subarray(start, end));
  if (last) open.delete(id);
  parentPort.postMessage({ id, digests: last && Object.fromEntries(one.hashes.map(([algorithm, hash]) => [algorithm, hash.digest('hex')])) });
});`;

interface Answer {
  id: number;
  digests?: Digests;
}

interface Thread {
  worker: Worker;
  waiting: Map<number, { answer: (answer: Answer) => void; fail: (error: Error) => void }>;
}

/** Up to `count` threads, started when they are first needed. */
export function digestThreads(count: number): DigestThreads {
  const threads: Thread[] = [];
  let nextId = 0;
  const pick = (): Thread => {
    const idlest = threads.toSorted((a, b) => a.waiting.size - b.waiting.size)[0];
    if (idlest && (idlest.waiting.size === 0 || threads.length >= count)) return idlest;
    const thread = startThread();
    threads.push(thread);
    return thread;
  };
  return {
    digester: (algorithms, bytes) => (bytes < worthAThread || count === 0 ? digestHere(algorithms) : digestElsewhere(pick(), nextId++, algorithms)),
    close: async () => {
      await Promise.all(threads.splice(0).map(({ worker }) => worker.terminate()));
    },
  };
}

function startThread(): Thread {
  const thread: Thread = { worker: new Worker(code, { eval: true, stdout: true, stderr: true, resourceLimits: { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 16 } }), waiting: new Map() };
  thread.worker.on('message', (answer: Answer) => thread.waiting.get(answer.id)?.answer(answer));
  thread.worker.on('error', (error) => {
    for (const { fail } of thread.waiting.values()) fail(error);
  });
  thread.worker.unref();
  return thread;
}

/** Bytes are copied into one of two slots of shared memory, while the thread computes what is in the other. */
function digestElsewhere({ worker, waiting }: Thread, id: number, algorithms: readonly DigestAlgorithm[]): Digester {
  const slots = new Uint8Array(new SharedArrayBuffer(2 * slotBytes));
  let slot = 0;
  let filled = 0;
  let opened = false;
  let pending = 0;
  let settle: (() => void) | undefined;
  let failure: Error | undefined;
  let digests: Digests | undefined;
  waiting.set(id, {
    answer(answer) {
      pending--;
      digests = answer.digests;
      settle?.();
    },
    fail(error) {
      failure = error;
      settle?.();
    },
  });

  const post = (last: boolean): void => {
    const start = slot * slotBytes;
    worker.ref();
    worker.postMessage({ id, ...(!opened && { algorithms, slots }), start, end: start + filled, last });
    opened = true;
    pending++;
    slot = 1 - slot;
    filled = 0;
  };
  const until = async (done: () => boolean): Promise<void> => {
    while (!failure && !done()) await new Promise<void>((resolve) => (settle = resolve));
    if (failure) throw failure;
  };
  const fill = async (bytes: Uint8Array): Promise<void> => {
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + slotBytes - filled);
      slots.set(part, slot * slotBytes + filled);
      filled += part.length;
      at += part.length;
      if (filled < slotBytes) continue;
      post(false);
      await until(() => pending < 2);
    }
  };
  return {
    update(bytes) {
      if (bytes.length >= slotBytes - filled) return fill(bytes);
      slots.set(bytes, slot * slotBytes + filled);
      filled += bytes.length;
    },
    async digest() {
      post(true);
      await until(() => pending === 0);
      waiting.delete(id);
      if (waiting.size === 0) worker.unref();
      return digests ?? {};
    },
  };
}
