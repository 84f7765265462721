import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { onTestFinished } from 'vitest';
import type { GeneratedFile } from '../src/generated-file.ts';

const repository = path.resolve(import.meta.dirname, '../../..');

/** A folder with the packages of this checkout and `files`; it is gone after the test. */
export function workspace(files: readonly GeneratedFile[]): string {
  const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'specproof-codegen-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  symlinkSync(path.join(repository, 'node_modules'), path.join(root, 'node_modules'));
  for (const file of [{ path: 'package.json', content: '{ "type": "module" }\n' }, ...files]) {
    const target = path.join(root, file.path);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, file.content);
  }
  return root;
}

/** The same files in the folder of a spec. */
export const inSpec = (files: readonly GeneratedFile[]): GeneratedFile[] => files.map(({ path, content }) => ({ path: `specs/tea-spec/${path}`, content }));

/** What the library and our packages say is read once. */
const documents = ts.createDocumentRegistry();

/** What an editor knows about the workspace, with the settings of `specs/tsconfig.json`. */
export function languageService(root: string): { service: ts.LanguageService; files: readonly string[] } {
  const configFile = path.join(repository, 'specs/tsconfig.json');
  const { config } = ts.readConfigFile(configFile, ts.sys.readFile) as { config: { compilerOptions: object } };
  const { options, fileNames } = ts.parseJsonConfigFileContent({ ...config, extends: path.join(repository, 'tsconfig.base.json') }, ts.sys, path.join(root, 'specs'));
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => options,
    getScriptFileNames: () => fileNames,
    getScriptVersion: () => '1',
    getScriptSnapshot: (file) => {
      const text = ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    ...(ts.sys.realpath && { realpath: ts.sys.realpath }),
  };
  return { service: ts.createLanguageService(host, documents), files: fileNames };
}

/** All that tsc would complain about in the files of the workspace. */
export function complaints(root: string): string[] {
  const { service, files } = languageService(root);
  return files
    .flatMap((file) => [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)])
    .map(({ file, start = 0, messageText }) => {
      const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
      return `${file ? path.relative(root, file.fileName) : ''}:${line} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
    });
}
