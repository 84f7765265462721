/** Runs all of `jobs`, no more than `concurrency` at a time; the first failure stops the rest from being started. */
export async function runAll(jobs: readonly (() => Promise<void> | undefined)[], concurrency: number): Promise<void> {
  let next = 0;
  let failed = false;
  const work = async (): Promise<void> => {
    while (next < jobs.length && !failed) {
      try {
        await jobs[next++]?.();
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const results = await Promise.allSettled(Array.from({ length: Math.max(1, concurrency) }, work));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}
