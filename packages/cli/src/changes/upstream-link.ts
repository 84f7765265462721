import type { Spec } from '@specproof/model';

/** Address of a line of a version upstream, at the pinned commit, as source: rendered Markdown has no lines; `undefined` for what is not pinned. */
export function upstreamLink(spec: Spec, version: string): (document: string, line: number) => string | undefined {
  const pinned = spec.versions.find((candidate) => candidate.version === version);
  const repository = spec.upstream.repository.replace(/(?:\.git)?\/*$/u, '');
  return (document, line) => pinned && `${repository}/blob/${pinned.commit}/${document.split('/').map(encodeURIComponent).join('/')}?plain=1#L${line}`;
}
