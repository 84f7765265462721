import { spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBlob, show } from '../../test/read-bytes.ts';
import { tempFolder } from '../../test/temp.ts';
import { paxRecord, sealHeader, writeTar } from '../write/write-tar.ts';
import type { EntryDraft } from '../write/write-tar.ts';

const problemsOf = async (tar: Uint8Array) => (await readBlob(tar)).problems.map(show);
const problemsOfEntry = (entry: EntryDraft) => problemsOf(writeTar([entry]));
const path_ = 'blobs/sha256/x';

test('an entry has everything that its header and records say', async () => {
  const { entries, tar, problems } = await readBlob(
    writeTar([
      { name: 'bin/', type: 'directory', mode: 0o711, uid: 5, gid: 6, userName: 'ann', groupName: 'staff', mtime: 1_700_000_000 },
      { name: `bin/${'long-'.repeat(40)}name`, content: 'x'.repeat(600), mtime: 1.25, xattrs: { 'user.flavour': new Uint8Array([0, 255]) } },
      { name: 'bin/sh', type: 'symbolic-link', link: '/bin/dash' },
      { name: 'bin/again', type: 'hard-link', link: 'bin/sh' },
      { name: 'dev/null', type: 'character-device', device: { major: 1, minor: 3 } },
      { name: 'huge', uid: 2 ** 31, gid: 2 ** 40, mtime: -5 },
    ]),
  );
  expect(problems).toEqual([]);
  expect(tar).toEqual({ entries: 6, types: { directory: 1, file: 2, 'symbolic-link': 1, 'hard-link': 1, 'character-device': 1 }, contentBytes: 600, complete: true });
  expect(entries[0]).toMatchObject({ index: 0, offset: 0, type: 'directory', mode: 0o711, uid: 5, gid: 6, userName: 'ann', groupName: 'staff', mtime: 1_700_000_000, format: 'ustar' });
  expect(entries[1]).toMatchObject({ name: { text: `bin/${'long-'.repeat(40)}name` }, size: 600, mtime: 1.25 });
  expect([...(entries[1]?.pax.get('SCHILY.xattr.user.flavour') ?? [])]).toEqual([0, 255]);
  expect(entries.slice(2).map(({ link, device }) => [link?.text, device.major, device.minor])).toEqual([['/bin/dash', 0, 0], ['bin/sh', 0, 0], [undefined, 1, 3], [undefined, 0, 0]]);
  expect(entries[5]).toMatchObject({ uid: 2 ** 31, gid: 2 ** 40, mtime: -5 });
});

test.each(['gnu', 'pax', 'ustar', 'v7', 'oldgnu'])('what GNU tar writes as %s is read', async (format) => {
  const folder = tempFolder();
  const short = format === 'ustar' || format === 'v7';
  const name = short ? 'file' : `${'deep'.repeat(20)}/${'name'.repeat(30)}`;
  mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
  writeFileSync(path.join(folder, name), 'content');
  symlinkSync(short ? 'to' : 'to'.repeat(70), path.join(folder, 'sym'));
  linkSync(path.join(folder, name), path.join(folder, 'zhard'));
  writeFileSync(path.join(folder, 'holes'), 'x');
  truncateSync(path.join(folder, 'holes'), 50_000);
  const { stdout } = spawnSync('tar', ['-C', folder, '--sort=name', ...(short ? [] : ['--sparse']), `--format=${format}`, '-cf', '-', '.']);
  const { entries, problems, tar } = await readBlob(stdout);
  const sparse = format === 'gnu' || format === 'oldgnu' || format === 'pax';
  expect(problems.map(({ kind }) => kind)).toEqual(sparse ? ['tar-sparse'] : []);
  expect(tar?.complete).toBe(true);
  expect(entries.filter(({ type }) => type !== 'directory').map(({ name: { text }, type, link, sparse: holes }) => [text, type, link?.text ?? holes?.realSize])).toEqual(
    [
      [`./${name}`, 'file', undefined],
      ['./holes', format === 'pax' ? 'file' : sparse ? 'sparse-file' : 'file', sparse ? 50_000 : undefined],
      ['./sym', 'symbolic-link', short ? 'to' : 'to'.repeat(70)],
      ['./zhard', 'hard-link', `./${name}`],
    ].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
});

test.each<[string, EntryDraft, string[]]>([
  ['a name that climbs', { name: '../etc/passwd' }, ['tar-name-unsafe | blobs/sha256/x | 0 | ../etc/passwd | leads out of the root']],
  ['a name that climbs halfway', { name: 'a/../../b' }, ['tar-name-unsafe | blobs/sha256/x | 0 | a/../../b | leads out of the root']],
  ['a name that goes back', { name: 'a/../b' }, ['tar-name-unsafe | blobs/sha256/x | 0 | a/../b | holds ..']],
  ['an absolute name', { name: '/etc/passwd' }, ['tar-name-unsafe | blobs/sha256/x | 0 | /etc/passwd | absolute']],
  ['no name', { name: '' }, ['tar-name-unsafe | blobs/sha256/x | 0 |  | empty']],
  ['a name with a NUL', { name: 'a', pax: { path: 'a\0b' } }, ['tar-name-unsafe | blobs/sha256/x | 0 | a\0b | holds a NUL']],
  ['a name in Latin-1', { name: new Uint8Array([0x63, 0x61, 0x66, 0xe9]) }, ['tar-name-encoding | blobs/sha256/x | 0 | caf\uFFFD']],
  ['a hard link out', { name: 'a', type: 'hard-link', link: '../b' }, ['tar-link-unsafe | blobs/sha256/x | 0 | a | leads out of the root: ../b']],
  ['an absolute hard link', { name: 'a', type: 'hard-link', link: '/etc/shadow' }, ['tar-link-unsafe | blobs/sha256/x | 0 | a | absolute: /etc/shadow']],
  ['a symbolic link out', { name: 'a/b', type: 'symbolic-link', link: '../../b' }, ['tar-link-unsafe | blobs/sha256/x | 0 | a/b | leads out of the root: ../../b']],
  ['a symbolic link up to the root', { name: 'a/b', type: 'symbolic-link', link: '../b' }, []],
  ['an absolute symbolic link', { name: 'a', type: 'symbolic-link', link: '/b' }, []],
  ['a link to nothing', { name: 'a', type: 'symbolic-link' }, ['tar-link-unsafe | blobs/sha256/x | 0 | a | empty: ']],
  ['an unknown type', { name: 'a', typeFlag: 'Q', content: 'x' }, ['tar-type-unknown | blobs/sha256/x | 0 | a | "Q"']],
  ['a folder with a size', { name: 'a/', type: 'directory', size: 7 }, ['tar-size-ignored | blobs/sha256/x | 0 | a/ | 7 bytes']],
  ['records for all', { name: '', global: true, pax: { comment: 'x' } }, ['tar-global | blobs/sha256/x']],
  ['an owner that is no number', { name: 'a', pax: { uid: 'ann' } }, ['tar-number | blobs/sha256/x | 0 | a | uid "ann"']],
])('%s', async (_, entry, expected) => {
  expect(await problemsOfEntry(entry)).toEqual(expected);
});

test('sizes in PAX records count, and end the reading where they cannot be', async () => {
  const entry = writeTar([{ name: 'a', content: 'x'.repeat(700), size: 3, pax: { size: '700' } }, { name: 'b' }]);
  expect((await readBlob(entry)).entries.map(({ name, size }) => [name.text, size])).toEqual([['a', 700], ['b', 0]]);
  expect(await problemsOf(writeTar([{ name: 'a', pax: { size: '-1' } }, { name: 'b' }]))).toEqual([`tar-number | ${path_} | 0 | a | size "-1"`]);
});

test('records are taken back by an empty value, and local ones count more than global ones', async () => {
  const { entries } = await readBlob(
    writeTar([
      { name: '', global: true, pax: { uname: 'everyone', uid: '7' } },
      { name: 'a' },
      { name: 'b', pax: { uname: 'ann' } },
      { name: 'c', userName: 'written', pax: { uname: '' } },
    ]),
  );
  expect(entries.map(({ userName, uid }) => [userName, uid])).toEqual([['everyone', 7], ['ann', 7], ['written', 7]]);
});

test('malformed records are told of, and those before them count', async () => {
  const records = Buffer.concat([paxRecord('uname', Buffer.from('ann')), Buffer.from('99 path=x\n')]);
  const raw = (content: Uint8Array) => writeTar([{ name: 'x', typeFlag: 'x', content }, { name: 'a' }]);
  const { entries, problems } = await readBlob(raw(records));
  expect(entries.map(({ name, userName }) => [name.text, userName])).toEqual([['a', 'ann']]);
  expect(problems.map(show)).toEqual([`tar-pax-malformed | ${path_} | a length of 99 at byte 13`]);
  for (const bad of ['x', '5', '0 a=b\n', '7 a=bc', '6 abc\n', '6 =bc\n', ' ']) expect((await readBlob(raw(Buffer.from(bad)))).problems.map(({ kind }) => kind), bad).toEqual(['tar-pax-malformed']);
});

test('what is cut off is told of, wherever it is cut', async () => {
  const tar = writeTar([{ name: 'a', content: 'x'.repeat(1000), xattrs: { 'user.a': 'b' } }, { name: 'b' }]);
  const kinds: Record<number, string> = {};
  for (let length = 512; length < tar.length; length += 256) kinds[length] = (await readBlob(tar.subarray(0, length))).problems.map(show).join();
  expect(kinds).toMatchInlineSnapshot(`
    {
      "1024": "tar-end-missing | blobs/sha256/x",
      "1280": "tar-truncated | blobs/sha256/x | 256 bytes of a header",
      "1536": "tar-truncated | blobs/sha256/x | 0 | a | 1000 bytes of content are missing",
      "1792": "tar-truncated | blobs/sha256/x | 0 | a | 744 bytes of content are missing",
      "2048": "tar-truncated | blobs/sha256/x | 0 | a | 488 bytes of content are missing",
      "2304": "tar-truncated | blobs/sha256/x | 0 | a | 232 bytes of content are missing",
      "2560": "tar-end-missing | blobs/sha256/x",
      "2816": "tar-truncated | blobs/sha256/x | 256 bytes of a header",
      "3072": "tar-end-missing | blobs/sha256/x",
      "3328": "tar-truncated | blobs/sha256/x | 256 bytes of a header",
      "3584": "tar-end-missing | blobs/sha256/x | one block of zeros only",
      "3840": "tar-end-missing | blobs/sha256/x | one block of zeros only",
      "512": "tar-truncated | blobs/sha256/x | in the records before an entry",
      "768": "tar-truncated | blobs/sha256/x | in the records before an entry",
    }
  `);
  expect(await problemsOf(writeTar([{ name: 'a' }], { endBlocks: 0 }))).toEqual([`tar-end-missing | ${path_}`]);
  expect(await problemsOf(writeTar([{ name: 'a' }], { endBlocks: 20 }))).toEqual([]);
});

test('what follows the end is told of', async () => {
  const tar = writeTar([{ name: 'a' }]);
  expect((await readBlob(Buffer.concat([tar, tar]))).problems).toEqual([{ kind: 'tar-trailing', path: path_, offset: 1536 }]);
  const { problems, size } = await readBlob(Buffer.concat([tar, Buffer.alloc(100_000), Buffer.from('x')]));
  expect(problems.map(({ kind }) => kind)).toEqual(['tar-trailing']);
  expect(size).toBe(tar.length + 100_001);
});

test('a damaged header ends the reading', async () => {
  const tar = writeTar([{ name: 'a', content: 'x' }, { name: 'b' }]);
  tar[1024 + 5] = 1;
  const { entries, problems } = await readBlob(tar);
  expect(entries.length).toBe(1);
  expect(problems).toEqual([{ kind: 'tar-checksum', path: path_, offset: 1024 }]);
});

test('a size that cannot be ends the reading', async () => {
  const tar = writeTar([{ name: 'a' }, { name: 'b' }]);
  const second = tar.subarray(512, 1024);
  second.write('99999999999', 124, 'latin1');
  sealHeader(second);
  expect((await readBlob(tar)).problems).toEqual([{ kind: 'tar-number', path: path_, offset: 512, detail: 'size' }]);
});

test('checksums of signed bytes are taken', async () => {
  const tar = writeTar([{ name: Buffer.from('é') }]);
  const sum = tar.subarray(0, 512).reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte > 127 ? byte - 256 : byte), 0);
  tar.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  expect((await readBlob(tar)).entries.map(({ name }) => name.text)).toEqual(['é']);
});

test('records are only taken up to a limit, and so are entries', async () => {
  const large = writeTar([{ name: 'a', pax: { comment: 'x'.repeat(5000), path: 'elsewhere' } }, { name: 'b' }]);
  const { entries, problems } = await readBlob(large, { limits: { metadataBytes: 4000 } });
  expect(entries.map(({ name }) => name.text)).toEqual(['a', 'b']);
  expect(problems.map(({ kind }) => kind)).toEqual(['tar-metadata-too-large']);

  const globals = writeTar(Array.from({ length: 9 }, (_, at) => ({ name: '', global: true, pax: { [`comment${at}`]: 'x'.repeat(900) } })));
  expect((await readBlob(globals, { limits: { metadataBytes: 4000, problemsPerKind: 2 } })).problems.map(show)).toEqual([
    `tar-global | ${path_}`,
    `tar-global | ${path_}`,
    `tar-metadata-too-large | ${path_} | all PAX headers for entries that follow`,
    `more-problems | ${path_} | tar-global: 7 more`,
  ]);

  const many = writeTar([{ name: 'a' }, { name: 'b' }, { name: 'c' }]);
  expect((await readBlob(many, { limits: { entries: 2 } })).problems.map(show)).toEqual([`tar-too-many-entries | ${path_} | more than 2`]);
});

test('records without an entry are told of', async () => {
  const tar = writeTar([{ name: 'x', typeFlag: 'L', content: 'name\0' }]);
  expect((await readBlob(tar)).problems.map(({ kind }) => kind)).toEqual(['tar-metadata-orphaned']);
});

test('entries are the same however the bytes arrive', async () => {
  const entry = fc.record({
    name: fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' }).filter((name) => !name.includes('\0')),
    content: fc.uint8Array({ maxLength: 1500 }),
    mtime: fc.integer({ min: -1e9, max: 4e9 }),
    uid: fc.integer({ min: 0, max: 2 ** 40 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { maxLength: 5 }), fc.integer({ min: 1, max: 3000 }), async (drafts, chunk) => {
      const tar = writeTar(drafts);
      const { entries, tar: facts } = await readBlob(tar, { chunk });
      expect(entries.map(({ name, size, mtime, uid }) => ({ name: name.text, size, mtime, uid }))).toEqual(drafts.map(({ name, content, mtime, uid }) => ({ name, size: content.length, mtime, uid })));
      expect(facts?.complete).toBe(true);
    }),
    { numRuns: 50 },
  );
});
