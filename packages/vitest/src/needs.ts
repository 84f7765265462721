import type { CgroupMode, HostFacts } from '@specproof/model';

/** What a check needs of the host to be conclusive. */
export interface Needs {
  cgroup?: CgroupMode;
  root?: true;
  arch?: string[];
  /** At least this kernel: `5.12`. */
  kernel?: string;
  /** `CAP_…` */
  capabilities?: string[];
  /** Linux security modules. */
  lsm?: string[];
  /** Names that the driver of the target gives to what it finds out about the host. */
  features?: string[];
}

/** Why a check cannot conclude anything, and what would change that. */
export interface Inconclusive {
  reason: string;
  remedy: string;
}

/** What of `needs` the host lacks, or `undefined` where it has everything. */
export function unmetNeeds(needs: Needs, host: HostFacts): Inconclusive | undefined {
  const unmet = (Object.keys(conditions) as (keyof Needs)[]).flatMap((need) => conditions[need](needs, host) ?? []);
  return unmet.length === 0 ? undefined : { reason: unmet.map(({ reason }) => reason).join('; '), remedy: unmet.map(({ remedy }) => remedy).join('; ') };
}

const conditions = {
  cgroup: ({ cgroup }, host) =>
    cgroup === undefined || cgroup === host.cgroup ? undefined : { reason: `it needs cgroup ${cgroup}, the host has ${host.cgroup}`, remedy: `run it on a host with cgroup ${cgroup}` },
  root: ({ root }, host) => (root === undefined || host.root ? undefined : { reason: 'it needs root', remedy: 'run it as root' }),
  arch: ({ arch }, host) =>
    arch === undefined || arch.includes(host.arch) ? undefined : { reason: `it needs ${arch.join(' or ')}, the host is ${host.arch}`, remedy: `run it on ${arch.join(' or ')}` },
  kernel: ({ kernel }, host) =>
    kernel === undefined || isAtLeast(host.kernel, kernel) ? undefined : { reason: `it needs Linux ${kernel}, the host has ${host.kernel}`, remedy: `run it on Linux ${kernel} or newer` },
  capabilities: ({ capabilities }, host) => lacking(capabilities, host.capabilities, 'run it with'),
  lsm: ({ lsm }, host) => lacking(lsm, host.lsm, 'run it where the kernel has enabled'),
  features: ({ features }, host) => lacking(features, host.features, 'run it on a host with'),
} as const satisfies Record<keyof Needs, (needs: Needs, host: HostFacts) => Inconclusive | undefined>;

function lacking(wanted: readonly string[] = [], there: readonly string[], remedy: string): Inconclusive | undefined {
  const names = wanted.filter((name) => !there.includes(name)).join(', ');
  return names === '' ? undefined : { reason: `the host lacks ${names}`, remedy: `${remedy} ${names}` };
}

/** Whether a kernel release is at least `version`, number by number. */
function isAtLeast(release: string, version: string): boolean {
  const numbers = (text: string) => (/^[0-9.]*/u.exec(text)?.[0] ?? '').split('.').map(Number);
  const have = numbers(release);
  for (const [index, wanted] of numbers(version).entries()) {
    const difference = (have[index] ?? 0) - wanted;
    if (difference !== 0) return difference > 0;
  }
  return true;
}
