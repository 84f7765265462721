// @ts-check
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** @typedef {{ name: string, why: string }} SystemPackage */

/**
 * Installs the Debian packages the suites use; without root, says which command would.
 * @param {readonly SystemPackage[]} packages
 * @param {(message: string) => void} say
 */
export function installSystemPackages(packages, say) {
  const status = read('/var/lib/dpkg/status');
  if (status === undefined || !isDebian(read('/etc/os-release') ?? '')) return;
  const missing = missingPackages(packages, status);
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name);
  const reasons = missing.map(({ name, why }) => `${name} (${why})`).join(', ');
  const command = `apt-get install -y --no-install-recommends ${names.join(' ')}`;
  if (process.getuid?.() !== 0) {
    say(`missing system packages: ${reasons}. To install them: sudo ${command}`);
    return;
  }
  say(`installing system packages: ${reasons}`);
  // Lists that are missing or out of date are fetched only when they are in the way.
  if (aptGet(['install', '-y', '--no-install-recommends', ...names])) return;
  say('that failed; trying again with fresh package lists (apt-get update)');
  if (aptGet(['update']) && aptGet(['install', '-y', '--no-install-recommends', ...names])) return;
  say(`could not install ${names.join(', ')}: apt-get's messages are above. Going on without; what needs them will say so. By hand: ${command}`);
}

/**
 * The packages that dpkg's status file does not list as installed.
 * @param {readonly SystemPackage[]} packages
 * @param {string} status
 */
export function missingPackages(packages, status) {
  const paragraphs = `\n${status}`;
  return packages.filter(({ name }) => {
    const start = paragraphs.indexOf(`\nPackage: ${name}\n`);
    if (start === -1) return true;
    const end = paragraphs.indexOf('\n\n', start);
    return !/\nStatus: \S+ \S+ installed\n/.test(paragraphs.slice(start, end === -1 ? undefined : end + 1));
  });
}

/**
 * Whether /etc/os-release tells of Debian, or of something made from it.
 * @param {string} osRelease
 */
export const isDebian = (osRelease) => /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(osRelease);

function aptGet(/** @type {string[]} */ args) {
  const { status } = spawnSync('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...args], {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}

function read(/** @type {string} */ file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
