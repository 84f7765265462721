import { execFileSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { show } from '../../test/read-bytes.ts';
import { tempFolder } from '../../test/temp.ts';
import { imageLayout } from '../write/layout-draft.ts';
import { analyseImage } from './analyse-image.ts';
import { fileSource } from './file-source.ts';
import type { OpenedImage } from './opened-image.ts';

test('what was put in the place of a file is neither followed nor waited for', { timeout: 10_000 }, async () => {
  const folder = tempFolder();
  const place = (name: string) => path.join(folder, name);
  execFileSync('mkfifo', [place('fifo')]);
  writeFileSync(place('file'), 'content');
  symlinkSync('file', place('link'));
  const codeOf = async (name: string) => {
    const source = fileSource(place(name));
    try {
      return await source.next().then((bytes) => Buffer.from(bytes ?? []).toString(), (error: NodeJS.ErrnoException) => error.code);
    } finally {
      await source.close();
    }
  };
  expect(await Promise.all(['file', 'fifo', 'link', 'nothing'].map(codeOf))).toEqual(['content', 'ENOTFILE', 'ELOOP', 'ENOENT']);
});

test('a part of a file is read, and passed over', async () => {
  const file = path.join(tempFolder(), 'file');
  writeFileSync(file, '0123456789');
  const source = fileSource(file, { start: 2, length: 5 });
  expect(String(await source.next())).toBe('23456');
  expect(await source.next()).toBeUndefined();
  await source.close();
  const skipping = fileSource(file, { start: 2, length: 5 });
  expect(skipping.skip(3)).toBe(3);
  expect(String(await skipping.next())).toBe('56');
  expect(skipping.skip(3)).toBe(0);
  await skipping.close();
});

test('a file that cannot be read is told of, and the others are read', async () => {
  const image: OpenedImage = {
    source: 'layout',
    form: 'folder',
    repeatable: true,
    async readFiles(onFile) {
      for (const [name, content] of imageLayout()) {
        let left: Uint8Array | undefined = content;
        await onFile({ path: name, type: 'file', size: content.length }, () => ({
          async next() {
            if (name === 'oci-layout') throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
            const bytes = left;
            left = undefined;
            return bytes;
          },
        }));
      }
    },
  };
  const { problems, blobs } = await analyseImage(image);
  expect(problems.map(show)).toEqual(['file-unreadable | . | oci-layout | EACCES']);
  expect(blobs.size).toBe(imageLayout().size - 1);
});
