import type { Registry } from '@specproof/model';

/** One version whose changes lie between two others; `backwards` where they have to be undone. */
export interface Step {
  version: string;
  backwards: boolean;
}

/** The way from one version to another over their last common predecessor. */
export function versionPath(registry: Registry, from: string, to: string): Step[] {
  const up = ancestors(registry, from);
  const down = ancestors(registry, to);
  const common = new Set(up.filter((version) => down.includes(version)));
  return [
    ...up.filter((version) => !common.has(version)).map((version) => ({ version, backwards: true })),
    ...down
      .filter((version) => !common.has(version))
      .reverse()
      .map((version) => ({ version, backwards: false })),
  ];
}

/** A version and all it was written after, the nearest first. */
function ancestors(registry: Registry, version: string): string[] {
  const after = new Map(registry.versions.map((registered) => [registered.version, registered.after]));
  const list: string[] = [];
  for (let at: string | null | undefined = version; at != null && !list.includes(at); at = after.get(at)) list.push(at);
  return list;
}
