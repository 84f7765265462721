import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkFile } from '@specproof/model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bin, fixture, specproof, Workspace } from './workspace.ts';

const workspace = new Workspace();
const { run } = workspace;
const outside = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'specproof-outside-')));
const inFolder = (name: string, files: Record<string, string | Uint8Array>): string => {
  const folder = path.join(outside, name);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), content);
  }
  mkdirSync(folder, { recursive: true });
  return folder;
};

beforeAll(async () => {
  for (const version of ['v1.0.0', 'v1.1.0']) await workspace.pin(version);
  await run('lock');
}, 60_000);
afterAll(() => {
  workspace.remove();
  rmSync(outside, { recursive: true, force: true });
});

describe('misuse is 2, and says what to do', () => {
  test.each<[string[], RegExp]>([
    [[], /^Usage: specproof/u],
    [['brew'], /^error: unknown command 'brew'/u],
    [['extarct'], /Did you mean extract\?/u],
    [['extract'], /Nothing to read\. Name a spec \(tea-spec\)/u],
    [['extract', 'tea-spek'], /There is no spec tea-spek in .*\. Did you mean tea-spec\? Known are: tea-spec\./u],
    [['extract', 'tea-spec@v1.1'], /tea-spec has no version v1\.1\. Did you mean v1\.1\.0.*\? Pinned are: v1\.0\.0, v1\.1\.0\./u],
    [['extract', 'tea-spec@'], /"tea-spec@" names no spec\. Write <spec> or <spec>@<version>/u],
    [['extract', 'tea-spec', '--dir', '.'], /Name either a spec or a folder, not both/u],
    [['extract', 'tea-spec', '--spec', 'tea-spec'], /give the folder with --dir/u],
    [['extract', '--dir', ''], /--dir names no folder: it is empty\. For the current one: --dir \./u],
    [['extract', '--dir', 'nowhere'], /nowhere cannot be read: ENOENT.*Name a folder of Markdown\./u],
    [['extract', '--dir', 'specs/tea-spec/spec.json'], /is no folder\. Name the folder that holds the document\./u],
    [['sync', 'tea-spec', '--tag', 'v9'], /--tag only goes with --pin/u],
    [['sync', '--pin', 'v9', 'tea-spec'], /To pin a version, name one spec, the commit and the folder/u],
    [['sync', '--pin', 'v9', '--commit', 'abc', '--from', fixture, 'tea-spec'], /spec\.json is not as it should be:\n {2}\/versions\/2\/commit/u],
    [['sync', '--pin', 'v9', '--commit', '9'.repeat(40), '--after', 'v8', '--from', fixture, 'tea-spec'], /tea-spec v9 cannot come after v8: that version is not pinned/u],
    [['lock', 'tea-spec@v1.0.0'], /A registry is locked as a whole/u],
    [['diff', 'tea-spec', 'v1.0.0', 'v3'], /tea-spec has no version v3\./u],
    [['diff', 'tea-spec', 'v1.0.0', './v3'], /\.\/v3 is no folder\. Compare versions of tea-spec/u],
    [['diff', 'tea-spec', 'v1.0.0', 'v1.1.0', '--json', '--markdown'], /cannot be used with/u],
    [['explain', 'tea/brewing/steping/1'], /No requirement is tea\/brewing\/steping\/1\. Near it are:\n {2}tea\/brewing\/steeping\/1/u],
    [['explain', 'tea/brewing/steeping/1+9'], /tea\/brewing\/steeping\/1 has no revision 9: it has 1, 2\./u],
    [['explain', 'tea/brewing/steep'], /3 requirements begin with tea\/brewing\/steep; name one:\n {2}tea\/brewing\/steeping\/1\n/u],
    [['review', 'tea/brewing/serving/1', '--editorial'], /has no unsettled change/u],
    [['review', 'tea/brewing/steeping/1', '--reason', 'x'], /Say what the change is: --editorial .* or --accept/u],
    [['review', 'tea/brewing/steeping/1', '--editorial', '--accept'], /cannot be used with/u],
    [['review', 'tea/brewing/steeping/1', '--editorial', '--class', 'level'], /settle it with --accept/u],
    [['review', 'tea/brewing/steeping/1', '--accept'], /Say why, .*--reason/u],
    [['review', 'tea/brewing/steeping/1', '--editorial', '--reason', '  '], /Say why, .*--reason/u],
    [['review', 'tea/brewing/steeping/1', '--accept', '--reason', 'x', '--effect', 'none'], /settle it with --editorial/u],
  ])('specproof %j', async (args, expected) => {
    const { code, stdout, stderr } = await run(...args);
    expect(stderr).toMatch(expected);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  test('outside a workspace', async () => {
    const { code, stderr } = await specproof(outside, ['lock']);
    expect(stderr).toMatch(/^error: Neither .* nor a folder above it is a Specproof workspace: expected specs\/<id>\/spec\.json there\./u);
    expect(code).toBe(2);
  });

  test('a workspace is found from any folder in it', async () => {
    expect((await specproof(path.join(workspace.root, 'specs/tea-spec'), ['lock'])).code).toBe(0);
  });
});

describe('pinning anew', () => {
  test('keeps the predecessor, of the first and of any other', async () => {
    const pinned = new Workspace();
    for (const version of ['v1.0.0', 'v1.1.0', 'v2.0.0', 'v1.0.0', 'v1.1.0']) expect((await pinned.pin(version)).code).toBe(0);
    const { versions } = JSON.parse(pinned.read('spec.json')) as { versions: { version: string; after: string | null }[] };
    const { code } = await pinned.run('lock');
    pinned.remove();
    expect(versions.map(({ version, after }) => [version, after])).toEqual([['v1.0.0', null], ['v1.1.0', 'v1.0.0'], ['v2.0.0', 'v1.1.0']]);
    expect(code).toBe(0);
  });

  test.each([
    [['--after', 'v1.1.0'], /tea-spec v1\.0\.0 cannot come after v1\.1\.0: that is a later version\. Name one before v1\.0\.0 with --after\./u],
    [['--after', 'v1.0.0'], /tea-spec v1\.0\.0 cannot come after v1\.0\.0/u],
  ])('with %j writes nothing', async (after, expected) => {
    const before = workspace.read('spec.json');
    const { code, stderr } = await run('sync', '--pin', 'v1.0.0', '--commit', '1'.repeat(40), '--from', path.join(fixture, 'v1.0.0'), ...after, 'tea-spec');
    expect(stderr).toMatch(expected);
    expect(code).toBe(2);
    expect(workspace.read('spec.json')).toBe(before);
  });

  test('a spec.json that would contradict itself is not written', async () => {
    const unordered = new Workspace();
    for (const version of ['v1.0.0', 'v2.0.0']) await unordered.pin(version);
    const spec = JSON.parse(unordered.read('spec.json')) as { versions: { after: string | null }[] };
    // Legal by hand, but pinning puts versions in order.
    spec.versions.reverse();
    for (const [index, after] of [null, 'v2.0.0'].entries()) Object.assign(spec.versions[index] ?? {}, { after });
    writeFileSync(unordered.file('spec.json'), JSON.stringify(spec));
    const before = unordered.read('spec.json');
    const { code, stderr } = await unordered.pin('v1.1.0');
    const after = unordered.read('spec.json');
    unordered.remove();
    expect(stderr).toMatch(/spec\.json is not as it should be:\n {2}\/versions\/0\/after: v2\.0\.0 is not listed before v1\.0\.0/u);
    expect(code).toBe(2);
    expect(after).toBe(before);
  });
});

describe('damaged files', () => {
  test.each<[string, string, string[], RegExp]>([
    ['spec.json', '{', ['summary'], /spec\.json is not JSON: .*take it from git again/u],
    ['spec.json', '{}', ['lock'], /spec\.json is not as it should be:\n {2}\/: expected the key/u],
    ['registry.json', '[]', ['explain', 'tea/x/y/1'], /registry\.json is not as it should be/u],
    ['overrides.json', '{"schemaVersion":1,"spec":"coffee","overrides":[]}', ['lock'], /overrides\.json is about coffee, but stands in the folder of tea-spec/u],
  ])('%s with %s', async (file, content, args, expected) => {
    const damaged = new Workspace();
    await damaged.pin('v1.0.0');
    writeFileSync(damaged.file(file), content);
    const { code, stderr } = await damaged.run(...args);
    damaged.remove();
    expect(stderr).toMatch(expected);
    expect(code).toBe(2);
  });

  test.each(['lock', 'lock --check'])('decisions that contradict one another: %s refuses', async (command) => {
    const damaged = new Workspace();
    await damaged.pin('v1.0.0');
    const decision = { id: 'tea/brewing/serving/1', version: 'v1.1.0', from: 'MUST:0', to: 'MUST:1', class: 'editorial', effect: 'none', meaning: false, reason: 'same' };
    const decisions = [decision, { ...decision, class: 'reworded', effect: 'stricter', meaning: true, reason: 'more' }];
    writeFileSync(damaged.file('decisions.json'), JSON.stringify({ schemaVersion: 1, spec: 'tea-spec', decisions, bindings: [], retired: [] }));
    const { code, stderr } = await damaged.run(...command.split(' '));
    const isWritten = existsSync(damaged.file('registry.json'));
    damaged.remove();
    expect(stderr).toContain('/decisions/1: the change of tea/brewing/serving/1 in v1.1.0 (more) is judged in /decisions/0 already (same): keep one of the two');
    expect([code, isWritten]).toEqual([2, false]);
  });

  test('a synced text that was changed is not read', async () => {
    const damaged = new Workspace();
    await damaged.pin('v1.0.0');
    writeFileSync(path.join(damaged.root, '.specproof/specs/tea-spec/v1.0.0/brewing.md'), '# Coffee\n');
    const { code, stderr } = await damaged.run('extract', 'tea-spec@v1.0.0');
    damaged.remove();
    expect(stderr).toContain('is not the text that is pinned: brewing.md: expected SHA-256');
    expect(code).toBe(2);
  });

  test('a stale override is a finding', async () => {
    const stale = new Workspace();
    await stale.pin('v1.0.0');
    const override = { kind: 'drop', document: 'brewing.md', sentence: '0'.repeat(16), as: 'other', reason: 'a joke' };
    writeFileSync(stale.file('overrides.json'), JSON.stringify({ schemaVersion: 1, spec: 'tea-spec', overrides: [override] }));
    const { code, stdout } = await stale.run('lock');
    stale.remove();
    expect(stdout).toContain('stale override: drop in brewing.md (a joke): no version has its sentence 0000000000000000 any more.');
    expect(code).toBe(1);
  });

  test.each<[string, object, RegExp]>([
    ['decision', { decisions: [{ id: 'tea/brewing/serving/1', version: 'v1.0.0', from: 'MUST:0', to: 'MUST:1', class: 'editorial', effect: 'none', meaning: false, reason: 'a joke' }] }, /stale decision: tea\/brewing\/serving\/1 in v1\.0\.0 \(a joke\): .* Correct or remove it in decisions\.json\./u],
    ['binding', { bindings: [{ version: 'v1.0.0', document: 'brewing.md', line: 1, column: 1, text: 'MUST:0', id: 'new', reason: 'a joke' }] }, /stale binding: new at brewing\.md:1 of v1\.0\.0 \(a joke\): .* Correct or remove it in decisions\.json\./u],
  ])('a stale %s is a finding, of every lock', async (_, entries, expected) => {
    const stale = new Workspace();
    await stale.pin('v1.0.0');
    writeFileSync(stale.file('decisions.json'), JSON.stringify({ schemaVersion: 1, spec: 'tea-spec', decisions: [], bindings: [], retired: [], ...entries }));
    const [locked, checked] = [await stale.run('lock'), await stale.run('lock', '--check')];
    stale.remove();
    expect(locked.stdout).toMatch(expected);
    expect(checked.stdout).toContain('nothing to change');
    expect([locked.code, checked.code]).toEqual([1, 1]);
  });
});

describe('texts that are not registered', () => {
  test('a version that is only pinned is compared in memory', async () => {
    const pinned = new Workspace();
    for (const version of ['v1.0.0', 'v1.1.0']) await pinned.pin(version);
    await pinned.run('lock');
    await pinned.pin('v2.0.0');
    const before = pinned.read('registry.json');
    const { code, stdout } = await pinned.run('diff', 'tea-spec', 'v1.0.0', 'v2.0.0');
    const extracted = await pinned.run('extract', 'tea-spec@v2.0.0', '--json');
    expect(pinned.read('registry.json')).toBe(before);
    pinned.remove();
    expect(stdout).toContain('tea/brewing/serving/1+2  MUST  different  not settled\n    The guest MUST be asked about [-milk.-] {+milk and sugar.+}');
    expect(code).toBe(0);
    const { requirements } = JSON.parse(extracted.stdout) as { requirements: { id?: string }[] };
    expect(requirements.map(({ id }) => id)).toContain('tea/brewing/steeping/2');
  });

  test('a registered version whose text is another now is a finding, with what changed', async () => {
    const changed = new Workspace();
    await changed.pin('v1.0.0');
    await changed.run('lock');
    const folder = inFolder('changed', { 'README.md': '# Tea\n', 'brewing.md': '# Brewing\n\nThe brewer MAY warm the pot before the leaves go in.\n' });
    expect((await changed.pin('v1.0.0', folder)).code).toBe(0);
    const { code, stdout } = await changed.run('lock', '--check');
    changed.remove();
    expect(stdout).toContain('v1.0.0 is not the text that was registered:');
    expect(stdout).toMatch(/Level changed \(1\)\n\n +tea\/brewing\/brewing\/1\+2 {2}MUST → MAY/u);
    expect(code).toBe(1);
  });
});

describe('diff with a folder', () => {
  const content = '# Tea\n\nThe brewer MAY warm the pot before the leaves go in.\n';
  const diff = (...sides: string[]) => run('diff', 'tea-spec', ...sides);

  test.each([['none', 'v1.1.0'], ['none', fixture + '/v1.1.0']])('that holds nothing of the spec is wrong use (%s, %s)', async (name, other) => {
    const folder = inFolder(name, { 'README.md': content, 'coffee.md': content });
    for (const sides of [[other, folder], [folder, other]]) {
      const { code, stdout, stderr } = await diff(...sides);
      expect(stderr).toContain(`${folder} holds none of the 2 normative documents of tea-spec v1.1.0 (brewing.md, …). Name the folder that they are in.`);
      expect(stdout).toBe('');
      expect(code).toBe(2);
    }
  });

  test('that holds half of it is compared', async () => {
    expect(await diff('v1.1.0', inFolder('half', { 'brewing.md': content }))).toMatchObject({ code: 0, stderr: '' });
  });

  test('that holds less is compared, and said so', async () => {
    const big = new Workspace();
    await big.pin('v1.0.0', inFolder('big', { 'a.md': content, 'b.md': content, 'c.md': content }));
    const folder = inFolder('less', { 'a.md': content });
    const { code, stderr } = await big.run('diff', 'tea-spec', 'v1.0.0', folder);
    big.remove();
    expect(stderr).toBe(`${folder} holds 1 of the 3 normative documents of tea-spec v1.0.0: what the others say is missing there. Is it the folder you meant?\n`);
    expect(code).toBe(0);
  });
});

describe('extract', () => {
  test('--json is what the schema says, with the refs that are registered', async () => {
    const { code, stdout, stderr } = await run('extract', 'tea-spec', '--json');
    expect(code).toBe(0);
    expect(stderr).toBe('tea-spec v1.1.0 (the newest version)\n');
    const extraction = await checkFile('extraction', JSON.parse(stdout), 'stdout');
    expect(extraction.requirements.map(({ id, revision }) => `${id}+${revision}`)).toEqual([
      'tea/brewing/brewing/1+1',
      'tea/brewing/brewing/2+2',
      'tea/brewing/steeping/1+2',
      'tea/brewing/steeping/2+2',
      'tea/brewing/steeping/3+1',
      'tea/brewing/serving/1+1',
      'tea/brewing/serving/2+1',
      'tea/pots/pots/1+1',
    ]);
  });

  test('a second time gives the same bytes', async () => {
    const [first, second] = [await run('extract', 'tea-spec@v1.0.0', '--json'), await run('extract', 'tea-spec@v1.0.0', '--json')];
    expect(second).toEqual(first);
    expect(await run('extract', 'tea-spec@v1.0.0', '--json', '--no-cache')).toEqual(first);
    expect(readdirSync(path.join(workspace.root, '.specproof/cache/printed')).length).toBeGreaterThan(0);
    for (const kind of ['printed', 'extraction']) {
      const cache = path.join(workspace.root, '.specproof/cache', kind);
      for (const name of readdirSync(cache)) writeFileSync(path.join(cache, name), '{}');
    }
    expect(await run('extract', 'tea-spec@v1.0.0', '--json')).toEqual(first);
    expect((await run('lock', '--check')).code).toBeLessThan(2);
  });

  test('any folder of Markdown, from anywhere, without configuration', async () => {
    const folder = inFolder('protocol', {
      'a.md': '# A\n\nThe server MUST answer.\n',
      'deep/b.markdown': 'Clients MAY ask again.\n',
      'node_modules/x/readme.md': 'You MUST NOT read this.\n',
      '.hidden/c.md': 'Nor MUST you read this.\n',
      'spec.json': '{"openapi":"3.0.0"}',
    });
    symlinkSync(path.join(fixture, 'v1.0.0'), path.join(folder, 'out'));
    symlinkSync(path.join(folder, 'a.md'), path.join(folder, 'again.md'));
    const { code, stdout, stderr } = await specproof(outside, ['extract', '--dir', 'protocol', '--json']);
    expect(stderr).toBe('Not followed: 1 link to another folder (out)\n');
    const extraction = await checkFile('extraction', JSON.parse(stdout), 'stdout');
    expect(extraction).toMatchObject({ spec: null, version: null });
    expect(extraction.requirements.map(({ document, level, subject }) => [document, level, subject])).toEqual([
      ['a.md', 'MUST', 'server'],
      ['again.md', 'MUST', 'server'],
      ['deep/b.markdown', 'MAY', 'client'],
    ]);
    expect(code).toBe(0);
  });

  test('a folder that is a version of a known spec is read as that, and said so', async () => {
    const { stdout, stderr } = await run('extract', '--dir', path.join(fixture, 'v1.1.0'), '--json');
    expect(stderr).toBe('Read with the settings of tea-spec (its README.md is pinned there); it is v1.1.0\n');
    expect(JSON.parse(stdout)).toMatchObject({ spec: 'tea-spec', version: 'v1.1.0', requirements: [{ id: 'tea/brewing/brewing/1' }, {}, {}, {}, {}, {}, {}, {}] });
    const asked = await run('extract', '--spec', 'tea-spec', '--dir', inFolder('other', { 'x.md': 'It MUST be.\n' }));
    expect(asked.stderr).toBe('Read with the settings of tea-spec (as asked for with --spec)\n');
  });

  test('a folder may carry a spec.json of its own', async () => {
    const folder = inFolder('own', { 'spec.json': workspace.read('spec.json'), 'brewing.md': 'The guest SHOULD wait.\n' });
    const { code, stderr } = await specproof(outside, ['extract', '--dir', folder]);
    expect(stderr).toBe('Read with the settings of tea-spec (from its own spec.json)\n');
    expect(code).toBe(0);
  });

  test.each<[string, Record<string, string | Uint8Array>, RegExp]>([
    ['empty', {}, /There is no Markdown in .*empty: expected files that end in \.md or \.markdown/u],
    ['binary', { 'a.md': Uint8Array.of(0xff, 0xfe, 0x00) }, /a\.md/u],
  ])('a folder that is %s is an error with the place', async (name, files, expected) => {
    const { code, stdout, stderr } = await specproof(outside, ['extract', '--dir', inFolder(name, files)]);
    expect(stderr).toMatch(expected);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });
});

describe('output', () => {
  const fast = ['diff', 'tea-spec', 'v1.0.0', 'v1.1.0'];

  test('help and version are no failure', async () => {
    for (const args of [['--help'], ['--version'], ['help', 'diff'], ['lock', '--help']]) expect(await run(...args)).toMatchObject({ code: 0, stderr: '' });
  });

  test('every command has an example in its help', async () => {
    const { stdout } = await run('--help');
    const commands = [...stdout.matchAll(/^ {2}([a-z]+)(?= (?:\[|<))/gmu)].map((match) => match[1] ?? '').filter((name) => name !== 'help');
    expect(commands).toEqual(['sync', 'extract', 'lock', 'diff', 'review', 'explain', 'generate', 'drift', 'summary']);
    for (const command of commands) expect((await run(command, '--help')).stdout).toMatch(new RegExp(`\\nExample:\\n {2}specproof ${command}`, 'u'));
  });

  test('no colour where it is no terminal', async () => {
    const { stdout } = await run(...fast);
    expect(stdout).toContain('[-SHOULD-] {+MUST+}');
    expect(stdout).not.toContain('\u001b');
  });

  test('what everything prints as JSON can be read as such', async () => {
    for (const args of [[...fast, '--json'], ['summary', '--json'], ['lock', '--check', '--json'], ['explain', 'tea/brewing/brewing/2', '--json']]) {
      const { code, stdout } = await run(...args);
      // What is not settled yet is a finding of the check.
      expect(code).toBe(args.includes('--check') ? 1 : 0);
      expect(() => JSON.parse(stdout)).not.toThrow();
    }
  });

  test('a reader that goes away is no error', async () => {
    const child = spawn(process.execPath, [bin, 'extract', 'tea-spec', '--json'], { cwd: workspace.root, stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (data) => (stderr += data));
    child.stdout.destroy();
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(stderr).toBe('tea-spec v1.1.0 (the newest version)\n');
    expect(code).toBe(0);
  });

  test('an interrupted command ends at once and leaves nothing behind', async () => {
    const child = spawn(process.execPath, [bin, 'lock'], { cwd: workspace.root, stdio: 'ignore' });
    const before = workspace.read('registry.json');
    setTimeout(() => child.kill('SIGINT'), 60);
    await new Promise((resolve) => child.on('close', resolve));
    expect(workspace.read('registry.json')).toBe(before);
    expect(readdirSync(path.join(workspace.root, 'specs/tea-spec')).sort()).toEqual(['decisions.json', 'properties.json', 'registry.json', 'spec.json']);
  });
});
