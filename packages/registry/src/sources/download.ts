import { formatBytes, formatMs } from './limits.ts';
import type { Limits } from './limits.ts';

export type Download = (url: string, options: { limits: Limits; signal?: AbortSignal | undefined }) => Promise<Uint8Array | undefined>;

/**
 * Downloads over HTTP; `undefined` where the server has no such file. A host that did not answer once
 * is not asked again, so that a machine without a network finds out quickly.
 */
export function createDownload(): Download {
  const silent = new Map<string, string>();
  return async (url, { limits, signal }) => {
    const { host } = new URL(url);
    const reason = silent.get(host);
    if (reason !== undefined) throw new Error(reason);
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), limits.answerMs);
    const limit = AbortSignal.any([stop.signal, AbortSignal.timeout(limits.transferMs), ...(signal ? [signal] : [])]);
    let response: Response;
    try {
      response = await fetch(url, { signal: limit });
    } catch (cause) {
      signal?.throwIfAborted();
      const why = limit.aborted ? `${host} did not answer within ${formatMs(limits.answerMs)}` : `${host} cannot be reached (${codeOf(cause)})`;
      silent.set(host, why);
      throw new Error(why, { cause });
    } finally {
      clearTimeout(timer);
    }
    return body(response, limits).catch((cause: unknown) => {
      signal?.throwIfAborted();
      if (limit.aborted) throw new Error(`${host} took longer than ${formatMs(limits.transferMs)}`, { cause });
      throw cause;
    });
  };
}

async function body(response: Response, { tarballBytes }: Limits): Promise<Uint8Array | undefined> {
  if (response.status === 404 || response.status === 410) {
    await response.body?.cancel();
    return undefined;
  }
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`${new URL(response.url).host} answered ${response.status} ${response.statusText}`.trim());
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > tarballBytes) throw new Error(`is larger than ${formatBytes(tarballBytes)}`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** `fetch failed` says nothing; the reason lies below it. */
function codeOf(error: unknown): string {
  const { cause, message } = error as Error & { cause?: NodeJS.ErrnoException };
  return cause?.code ?? cause?.message ?? message;
}
