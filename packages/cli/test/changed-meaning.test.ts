import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Workspace } from './workspace.ts';

// A version changes what requirements mean: the build breaks at the checks that were written for the old text, nowhere else.
const library = new Workspace('library-spec');
const { run, read } = library;
const suite = 'suite/lending.test.ts';
const check = (refs: string, title: string): string => `requirement(${refs}, '${title}', ({ tool, observe }) => {\n  observe({ what: 'name', expected: 'desk', seen: tool.name });\n});\n`;
const writeChecks = (receipt: string): void =>
  library.write(
    suite,
    `import { requirement } from '@specproof/vitest';\nimport { past, req } from '../refs.ts';\n\n${check("req['library/desk/lending/3']", 'greets')}\n${check(receipt, 'prints a receipt')}\nexport const earlier = past;\n`,
  );

const lineOf = (text: string): number => read(suite).slice(0, read(suite).indexOf(text)).split('\n').length;

beforeAll(async () => {
  library.link();
  await library.pin('v1.0.0');
  await run('lock');
  writeChecks("req['library/desk/lending/2']");
  await run('generate');
});
afterAll(library.remove);

test('a suite that fits the text compiles', async () => {
  expect(await library.compile()).toEqual([]);
  expect((await run('generate', '--check')).code).toBe(0);
});

test('locking alone breaks nothing', async () => {
  const before = read('refs.ts');
  await library.pin('v1.1.0');
  expect((await run('lock')).stdout).toContain('specproof review library/desk/lending/2');
  expect(read('refs.ts')).toBe(before);
});

test('settled as a change of meaning, exactly the check of that requirement does not compile', async () => {
  expect((await run('review', 'library/desk/lending/2', '--accept', '--reason', 'no copy was asked for')).code).toBe(0);
  // Has a stub only.
  expect((await run('review', 'library/loan/loan/6', '--accept', '--reason', 'one value more')).code).toBe(0);
  expect((await run('review', 'library/desk/lending/3', '--editorial', '--reason', 'the same readers')).code).toBe(0);
  expect((await run('lock', '--check')).stdout).not.toContain('not settled');
  const { code, stdout } = await run('generate');
  expect(stdout).toContain(
    `\n  ${suite}:${lineOf("req['library/desk/lending/2")}: req['library/desk/lending/2'] is in force in v1.0.0 only. Write past['library/desk/lending/2'] to check what it said then, req['library/desk/lending/2+2'] for what it says now, or both\n`,
  );
  expect(code).toBe(1);
  // The stub of the other changed requirement has moved to its new meaning by itself.
  const errors = await library.compile();
  expect(errors).toHaveLength(1);
  expect(errors[0]).toContain(`specs/library-spec/${suite}(${lineOf('lending/2')},17): error TS2551: Property 'library/desk/lending/2' does not exist on type 'Req'.`);
});

test('written for the old meaning, the check stays; the new one gets a stub', async () => {
  writeChecks("past['library/desk/lending/2']");
  expect((await run('generate')).code).toBe(0);
  expect(read('suite/todo/desk.todo.test.ts').match(/.*lending\/2.*/gu)).toEqual(["  requirement.todo(req['library/desk/lending/2+2'], 'lending (MUST 2, meaning 2)', ({ tool }) => {});"]);
});

test('a check of each meaning, or one of both, is whole again', async () => {
  writeChecks("[past['library/desk/lending/2'], req['library/desk/lending/2+2']]");
  library.write('suite/copy.test.ts', read(suite).replace(/^requirement\(.*?^\}\);\n/msu, check("req['library/desk/lending/2+2']", 'keeps a copy')));
  expect((await run('generate')).code).toBe(0);
  expect(read('suite/todo/desk.todo.test.ts')).not.toContain('lending/2');
  expect(await library.compile()).toEqual([]);
});

describe('in an editor', () => {
  const documents = ts.createDocumentRegistry();
  /** What hovering over a ref of the suite shows, and what else the editor says of the suite. */
  function hover(ref: string): { shown: string; comment: string; complaints: unknown[] } {
    const folder = path.join(library.root, 'specs');
    const { config } = ts.readConfigFile(path.join(folder, 'tsconfig.json'), ts.sys.readFile) as { config: object };
    const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
    const host: ts.LanguageServiceHost = {
      ...ts.sys,
      useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
      getCompilationSettings: () => options,
      getScriptFileNames: () => fileNames,
      getScriptVersion: () => '1',
      getScriptSnapshot: (file) => (existsSync(file) ? ts.ScriptSnapshot.fromString(readFileSync(file, 'utf8')) : undefined),
      getCurrentDirectory: () => library.root,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
    };
    const service = ts.createLanguageService(host, documents);
    const info = service.getQuickInfoAtPosition(library.file(suite), read(suite).indexOf(`'${ref}'`) + 2);
    return {
      shown: ts.displayPartsToString(info?.displayParts),
      comment: ts.displayPartsToString(info?.documentation),
      complaints: service.getSemanticDiagnostics(library.file(suite)).map(({ messageText }) => messageText),
    };
  }
  const declarations = path.join(library.root, '.specproof/refs/library-spec.d.ts');
  const link = (commit: number, line: number): string => `https://127.0.0.1:9/library/library-spec/blob/${String(commit).padStart(40, '0')}/desk.md?plain=1#L${line}`;

  test('a ref shows level, text and link, once the texts are here', () => {
    expect(hover('library/desk/lending/2+2')).toEqual({
      shown: `(property) 'library/desk/lending/2+2': Ref<"MUST", "desk">`,
      comment: `**MUST** · desk · v1.1.0\n\nThe desk MUST print a receipt and keep a copy of it.\n\n[desk.md:7](${link(110, 7)})`,
      complaints: [],
    });
    expect(hover('library/desk/lending/2')).toEqual({
      shown: `(property) 'library/desk/lending/2': Ref<"MUST", "desk">`,
      comment: `**MUST** · desk · v1.0.0\n\nThe desk MUST print a receipt within two minutes.\n\n[desk.md:7](${link(100, 7)})`,
      complaints: [],
    });
  });

  test('without them, level and subject; sync brings them back', async () => {
    const content = readFileSync(declarations, 'utf8');
    rmSync(path.dirname(declarations), { recursive: true });
    expect(hover('library/desk/lending/2+2')).toEqual({ shown: `(property) 'library/desk/lending/2+2': Ref<"MUST", "desk">`, comment: '', complaints: [] });
    expect((await run('sync')).code).toBe(0);
    expect(readFileSync(declarations, 'utf8')).toBe(content);
  });

  test('nothing that is to be committed holds the text', () => {
    for (const name of library.names()) expect(read(name), name).not.toMatch(/print a receipt and keep|within two minutes/u);
  });
});
