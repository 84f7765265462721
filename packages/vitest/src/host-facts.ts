import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { CgroupMode, HostFacts } from '@specproof/model';
import { capabilityNames } from './capability-names.ts';

/** Where to look, for a host that is not this one. */
export interface HostSources {
  /** Folder that stands for `/`. */
  root?: string;
  arch?: string;
  /** What a driver has found out. */
  features?: readonly string[];
}

/** What this host offers, as far as its files tell without asking for more rights. */
export function readHostFacts({ root = '/', arch = process.arch, features = [] }: HostSources = {}): HostFacts {
  const read = (file: string): string => {
    try {
      return readFileSync(path.join(root, file), 'utf8').trim();
    } catch {
      return '';
    }
  };
  const status = read('proc/self/status');
  return {
    kernel: read('proc/sys/kernel/osrelease') || os.release(),
    arch,
    cgroup: cgroupMode((file) => existsSync(path.join(root, 'sys/fs/cgroup', file))),
    lsm: read('sys/kernel/security/lsm').split(',').filter(Boolean).sort(),
    capabilities: capabilities(/^CapEff:\s*([0-9a-f]+)$/mu.exec(status)?.[1] ?? '0'),
    root: /^Uid:\s*\d+\s+0\s/mu.test(status),
    features: [...new Set(features)].sort(),
  };
}

function cgroupMode(has: (file: string) => boolean): CgroupMode {
  if (has('cgroup.controllers')) return 'v2';
  if (has('unified')) return 'hybrid';
  return has('cpu') || has('memory') || has('pids') ? 'v1' : 'none';
}

function capabilities(mask: string): string[] {
  const bits = BigInt(`0x${mask}`);
  return capabilityNames.filter((_, bit) => (bits >> BigInt(bit)) & 1n).sort();
}
