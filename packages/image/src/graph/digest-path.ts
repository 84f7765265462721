/** Where the blob of a digest lies; `undefined` where it is no digest. */
export function pathOf(digest: string): string | undefined {
  const parts = /^([a-z0-9]+(?:[+._-][a-z0-9]+)*):([a-zA-Z0-9=_-]+)$/u.exec(digest);
  return parts ? `blobs/${parts[1]}/${parts[2]}` : undefined;
}
