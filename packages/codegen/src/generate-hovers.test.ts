import path from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { steeping, teaRegistry } from '../test/registry.ts';
import { complaints, inSpec, languageService, workspace } from '../test/workspace.ts';
import { generateHovers } from './generate-hovers.ts';
import type { RefText } from './generate-hovers.ts';
import { generateRefs } from './generate-refs.ts';

const registry = teaRegistry({ [steeping(1)]: {}, [steeping(2)]: { in: ['v1'], level: 'MUST NOT' } });
const suite = {
  path: 'suite/steeping.test.ts',
  content: `import { past, req } from '../refs.ts';\nexport const refs = [req['${steeping(1)}'], past['${steeping(2)}']];\n`,
};

async function hover(texts: Readonly<Record<string, RefText>> | undefined, ref: string): Promise<{ shown: string; comment: string; tags: unknown; complaints: string[] }> {
  const hovers = texts ? [await generateHovers(registry, new Map(Object.entries(texts)))] : [];
  const root = workspace([...inSpec([await generateRefs(registry), suite]), ...hovers]);
  const info = languageService(root).service.getQuickInfoAtPosition(path.join(root, 'specs/tea-spec', suite.path), suite.content.indexOf(ref) + 3);
  return { shown: ts.displayPartsToString(info?.displayParts), comment: ts.displayPartsToString(info?.documentation), tags: info?.tags, complaints: complaints(root) };
}

/** As a reader of Markdown sees it. */
const rendered = (markdown: string): string => markdown.replace(/\\([!-/:-@[-`{-~])/gu, '$1');

const text = { text: 'Whoever brews MUST wait for the water.', line: 7, url: 'https://example.org/tea/blob/abc/brewing.md?plain=1#L7' };

describe('hovering over a ref in an editor', () => {
  test('shows text, level and link once they are there', async () => {
    expect(await hover({ [steeping(1)]: text }, steeping(1))).toEqual({
      shown: `(property) '${steeping(1)}': Ref<"MUST", "brewer">`,
      comment: '**MUST** · brewer · v1, v2\n\nWhoever brews MUST wait for the water.\n\n[brewing.md:7](https://example.org/tea/blob/abc/brewing.md?plain=1#L7)',
      tags: undefined,
      complaints: [],
    });
    expect(await hover({ [steeping(2)]: { text: 'One MUST NOT wait.', line: 9 } }, steeping(2))).toMatchObject({ comment: '**MUST NOT** · brewer · v1\n\nOne MUST NOT wait.\n\nbrewing.md:9' });
  });

  test('shows level and subject without them, and the same code compiles', async () => {
    const poor = { shown: `(property) '${steeping(1)}': Ref<"MUST", "brewer">`, comment: '', tags: undefined, complaints: [] };
    expect(await hover(undefined, steeping(1))).toEqual(poor);
    expect(await hover({}, steeping(1))).toEqual(poor);
  });

  test.each([
    '*/ export const injected = 1; /*',
    '@deprecated and `@see` at{@link x} mail@example.org',
    '# 1. - *bold* <b>bold</b> [label](address) a_b _c_ ~~d~~ | &amp; \\ back',
    '1. first',
    'two\n * @param lines\r\n\tand tabs',
  ])('shows any text as it is: %j', async (hostile) => {
    const { comment, tags, complaints } = await hover({ [steeping(1)]: { ...text, text: hostile } }, steeping(1));
    expect(rendered(comment).split('\n')[2]).toBe(hostile.replace(/\s+/gu, ' '));
    expect({ tags, complaints }).toEqual({ tags: undefined, complaints: [] });
  });

  test.each(['https://example.org/a b', 'https://example.org/(1)*/', 'https://example.org/@x'])('a link stays one: %s', async (url) => {
    const { comment, tags, complaints } = await hover({ [steeping(1)]: { ...text, url } }, steeping(1));
    const [, target = ''] = /\]\((\S+)\)$/u.exec(comment) ?? [];
    expect(decodeURIComponent(target)).toBe(url);
    expect({ tags, complaints }).toEqual({ tags: undefined, complaints: [] });
  });
});

test('declarations of an older registry add no ref', async () => {
  const older = await generateHovers(teaRegistry({ [steeping(1)]: {}, [steeping(9)]: {} }), new Map([[steeping(9), text]]));
  const dead = { path: 'suite/dead.test.ts', content: `import { req } from '../refs.ts';\nexport const ref = req['${steeping(9)}'];\n` };
  expect(complaints(workspace([...inSpec([await generateRefs(registry), dead]), older]))).toHaveLength(1);
});
