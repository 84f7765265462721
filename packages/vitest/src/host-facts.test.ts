import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkFile } from '@specproof/model';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readHostFacts } from './host-facts.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'specproof-host-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(files: Record<string, string>): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  }
}

test('a host with everything', () => {
  write({
    'proc/sys/kernel/osrelease': '6.1.0-18-amd64\n',
    'proc/self/status': 'Name:\tnode\nUid:\t1000\t0\t0\t0\nCapInh:\t0000000000000000\nCapEff:\t0000018000000003\n',
    'sys/fs/cgroup/cgroup.controllers': 'cpu memory\n',
    'sys/kernel/security/lsm': 'lockdown,capability,apparmor\n',
  });
  expect(readHostFacts({ root, arch: 'arm64', features: ['userns', 'idmap', 'userns'] })).toEqual({
    kernel: '6.1.0-18-amd64',
    arch: 'arm64',
    cgroup: 'v2',
    lsm: ['apparmor', 'capability', 'lockdown'],
    capabilities: ['CAP_BPF', 'CAP_CHECKPOINT_RESTORE', 'CAP_CHOWN', 'CAP_DAC_OVERRIDE'],
    root: true,
    features: ['idmap', 'userns'],
  });
});

test('a host that tells nothing', () => {
  expect(readHostFacts({ root, arch: 'x64' })).toEqual({ kernel: os.release(), arch: 'x64', cgroup: 'none', lsm: [], capabilities: [], root: false, features: [] });
});

test.each([
  ['hybrid', { 'sys/fs/cgroup/unified/cgroup.procs': '', 'sys/fs/cgroup/cpu/tasks': '' }],
  ['v1', { 'sys/fs/cgroup/memory/tasks': '' }],
])('control groups: %s', (mode, files) => {
  write(files);
  expect(readHostFacts({ root }).cgroup).toBe(mode);
});

test('this host is one', async () => {
  const hash = 'a'.repeat(64);
  const line = { kind: 'run', schemaVersion: 1, time: '2026-01-31T12:00:00Z', suite: { name: 's', digest: hash }, spec: { id: 'tea', version: 'v1' }, registry: { digest: hash }, target: { kind: 'tool', name: 'kettle', version: '1', digest: hash }, host: readHostFacts() };
  await expect(checkFile('evidence', line, 'e')).resolves.toBe(line);
});
