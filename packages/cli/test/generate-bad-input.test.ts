import { execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { bin, Workspace } from './workspace.ts';

// Whatever generating finds, it says what is wrong and where, and leaves nothing half-written.
const library = new Workspace('library-spec');
const { run, read } = library;
const schema = 'schemas/v1.0.0/loan.schema.json';

beforeAll(async () => {
  library.link();
  await library.pin('v1.0.0');
  await run('lock');
  await run('generate');
});
afterAll(library.remove);

const leftBehind = (): string[] => {
  const temporary = path.join(library.root, '.specproof/tmp');
  return existsSync(temporary) ? readdirSync(temporary, { recursive: true, encoding: 'utf8' }) : [];
};

describe('a file that is not as it should be', () => {
  test.each<[string, string, (text: string) => string, RegExp]>([
    ['is no JSON', 'registry.json', (text) => text.slice(0, -20), /registry\.json is not JSON: .*take it from git again/u],
    ['is something else', 'registry.json', () => '[]', /registry\.json is not as it should be:\n {2}\/: /u],
    ['is of a later version', 'registry.json', (text) => text.replace('"schemaVersion": 1', '"schemaVersion": 2'), /registry\.json .*schemaVersion/su],
    ['has an id twice', 'registry.json', (text) => text.replace('"library/desk/lending/2"', '"library/desk/lending/1"'), /registry\.json is not as it should be:\n {2}\/requirements\/library~1desk~1lending~11: expected the key once, found it again/u],
    ['has an id that is none', 'registry.json', (text) => text.replace('"library/desk/lending/1"', '"library/desk/lending/one"'), /registry\.json.*library\/desk\/lending\/one/su],
    ['has an id of another spec', 'registry.json', (text) => text.replace('"library/desk/lending/1"', '"tea/desk/lending/1"'), /tea\/desk\/lending\/1/u],
    ['is no JSON', 'properties.json', (text) => `${text},`, /properties\.json is not JSON: .*take it from git again/u],
    ['is of a later version', 'properties.json', (text) => text.replace('"schemaVersion": 1', '"schemaVersion": 2'), /properties\.json .*schemaVersion/su],
    ['has a rule that is none', 'properties.json', (text) => text.replace('"kind":"pattern"', '"kind":"smell"'), /properties\.json is not as it should be:\n {2}\/properties\/loan\//u],
    ['has a property twice', 'properties.json', (text) => text.replace('"id": [', '"id": [],\n"id": ['), /properties\.json is not as it should be:\n {2}\/properties\/loan\/id: expected the key once, found it again/u],
    ['is about another spec', 'properties.json', (text) => text.replace('"library-spec"', '"tea-spec"'), /properties\.json is about tea-spec, but stands in the folder of library-spec/u],
    ['is something else', 'dispositions.json', () => '{ "schemaVersion": 1, "spec": "library-spec", "dispositions": [{ "kind": "lazy" }] }', /dispositions\.json is not as it should be:\n {2}\/dispositions\/0/u],
    ['names a subject as no target', 'spec.json', (text) => text.replace('"tool"', '"hammer"'), /spec\.json is not as it should be:\n {2}\/targets\/desk/u],
  ])('%s: %s', async (_, name, damage, expected) => {
    const whole = existsSync(library.file(name)) ? read(name) : undefined;
    const damaged = damage(whole ?? '');
    expect(damaged).not.toBe(whole);
    onTestFinished(() => (whole === undefined ? rmSync(library.file(name)) : library.write(name, whole)));
    library.write(name, damaged);
    library.write(schema, '{}\n');
    const before = library.state();
    const { code, stdout, stderr } = await run('generate');
    expect(stderr).toMatch(expected);
    expect(stderr).toMatch(/^error: /u);
    expect([code, stdout]).toEqual([2, '']);
    expect(library.state()).toEqual(before);
    expect(leftBehind()).toEqual([]);
  });
});

/** A mount is seen by the processes of its own namespace only, and is gone with them. */
const inNamespace = (script: string, ...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    const env = { ...process.env, SPECPROOF_SPECS: '', NO_COLOR: '1', FORCE_COLOR: undefined };
    execFile('unshare', ['--user', '--map-root-user', '--mount', 'sh', '-eu', '-c', script, 'sh', process.execPath, bin, library.root, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });

const canMount = ((): boolean => {
  try {
    execFileSync('unshare', ['--user', '--map-root-user', '--mount', 'sh', '-c', 'mount -t tmpfs none /mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
const reason = 'This machine lets nobody mount anything in a namespace of their own (unshare --user --mount): neither a full disk nor a read-only folder can be made.';

describe('a place that cannot be written to', () => {
  test.for(['generate', 'lock'])('a read-only folder: nothing changes, and %s names it', async (command, { skip }) => {
    if (!canMount) skip(reason);
    // Something to be written by either.
    library.write('suite/todo/desk.todo.test.ts', '\n');
    const properties = read('properties.json');
    if (command === 'lock') library.write('properties.json', properties.replace('"pattern":"^loan-"', '"pattern":"^lane-"'));
    const before = library.state();
    const { code, stdout, stderr } = await inNamespace(`mount --bind "$3/specs" "$3/specs"; mount -o remount,bind,ro "$3/specs"; cd "$3"; exec "$1" "$2" ${command}`);
    expect(stderr).toMatch(/^error: Nothing was written: .*\/specs\/library-spec.* cannot be written to\. Give yourself the right to write there, or work on a copy\.\n$/u);
    expect([code, stdout]).toEqual([2, '']);
    expect(library.state()).toEqual(before);
    expect(leftBehind()).toEqual([]);
    library.write('properties.json', properties);
  });

  // How much room is left decides how far it comes: to the refs that the suite needs, or to the last file.
  test.for([0, 8])('a disk with room for %i KiB: nothing changes, and nothing is left behind', async (room, { skip }) => {
    if (!canMount) skip(reason);
    library.write('suite/lending.test.ts', `import { requirement } from '@specproof/vitest';\nimport { req } from '../refs.ts';\n\nrequirement(req['library/desk/lending/1'], 'stamps', ({ tool, expect }) => expect(tool).toBeDefined());\n`);
    const script = `
      disk="$3-disk"; mkdir -p "$disk"; mount -t tmpfs -o size=4m none "$disk"
      cp -a "$3/." "$disk"; cd "$disk"; rm -rf .specproof
      rm -rf specs/library-spec/schemas/v1.0.0/loan.* specs/library-spec/suite/todo; echo '// old' > specs/library-spec/refs.ts
      state() { find specs .specproof -type f -exec sha256sum {} + | sort -k 2; }
      mkdir -p .specproof; dd if=/dev/zero of=room bs=1k count="$4" 2> /dev/null; dd if=/dev/zero of=filling bs=1k 2> /dev/null || true; rm room
      before="$(state)"; code=0; "$1" "$2" generate || code=$?
      after="$(state)"; [ "$before" = "$after" ] && echo same || printf '%s\\n%s\\n' "$before" "$after"
      rm filling; "$1" "$2" generate > /dev/null; "$1" "$2" generate --check; exit "$code"`;
    const { code, stdout, stderr } = await inNamespace(script, String(room));
    expect(stderr).toMatch(/^error: Nothing was written: no space is left for .*\. Make room and run the command again\.\n$/u);
    // With room again, the same command does it.
    expect(stdout).toBe('same\nlibrary-spec: 10 generated files, 1 check, 16 stubs; nothing to change\n');
    expect(code).toBe(2);
    rmSync(`${library.root}-disk`, { recursive: true, force: true });
  });
});

test('interrupted while it reads the suite, it takes back what it has written', async () => {
  library.write('suite/lending.test.ts', `import { requirement } from '@specproof/vitest';\nimport { req } from '../refs.ts';\n\nrequirement(req['library/desk/lending/1'], 'stamps', ({ tool, expect }) => expect(tool).toBeDefined());\n`);
  library.write('refs.ts', '// old\n');
  const before = library.state();
  const child = spawn(process.execPath, [bin, 'generate'], { cwd: library.root, stdio: 'ignore' });
  while (read('refs.ts') === '// old\n' && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill('SIGINT');
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect(code).toBe(130);
  for (const [name, [content]] of Object.entries(before)) expect(read(name), name).toBe(content);
  expect([library.names(), leftBehind()]).toEqual([Object.keys(before), []]);
});
