/** Calls `onStuck` once `count` has stayed the same for `timeout` milliseconds; to be stopped with what it returns, which tells whether it was. */
export function watchProgress(count: () => number, timeout: number, onStuck: () => void): () => boolean {
  let last = count();
  let since = Date.now();
  let isStuck = false;
  const timer = setInterval(() => {
    const now = count();
    if (now !== last) [last, since] = [now, Date.now()];
    else if (!isStuck && Date.now() - since >= timeout) {
      isStuck = true;
      onStuck();
    }
  }, Math.min(timeout / 2, 1000));
  return () => {
    clearInterval(timer);
    return isStuck;
  };
}
