import { compareIds } from '@specproof/model';

/** Orders versions of one spec, oldest first: numbers by value, a pre-release before its release. */
export function compareVersions(a: string, b: string): number {
  const [releaseA, ...preA] = a.split('-');
  const [releaseB, ...preB] = b.split('-');
  const byRelease = compareIds(releaseA ?? '', releaseB ?? '');
  if (byRelease !== 0) return byRelease;
  if (preA.length === 0 || preB.length === 0) return preB.length - preA.length;
  return compareIds(preA.join('-'), preB.join('-'));
}
