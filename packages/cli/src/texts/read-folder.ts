import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { compareIds, SpecproofError } from '@specproof/model';

/** One document as it stands in a folder; `path` is relative to it, `/` separated. */
export interface FolderDocument {
  path: string;
  content: Uint8Array;
}

export interface MarkdownFolder {
  documents: FolderDocument[];
  /** Links that lead out of the folder, or to another folder: not followed. */
  ignoredLinks: string[];
}

/** All Markdown in a folder and below. Throws `SOURCE_NOT_FOUND` where there is none. */
export function readMarkdownFolder(folder: string): MarkdownFolder {
  const root = realFolder(folder);
  const paths: string[] = [];
  const ignoredLinks: string[] = [];
  const visit = (below: string): void => {
    for (const entry of readdirSync(path.join(root, below), { withFileTypes: true })) {
      const at = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory() && isOfInterest(entry.name)) visit(at);
      else if (entry.isFile() && isMarkdown(entry.name)) paths.push(at);
      else if (entry.isSymbolicLink()) (isFileInside(root, at) ? paths : ignoredLinks).push(at);
    }
  };
  visit('');
  const documents = paths.filter(isMarkdown).sort(compareIds).map((at) => ({ path: at, content: readFileSync(path.join(root, at)) }));
  if (documents.length > 0) return { documents, ignoredLinks };
  throw new SpecproofError('SOURCE_NOT_FOUND', `There is no Markdown in ${folder}: expected files that end in .md or .markdown, in the folder or below (hidden folders and node_modules are left out).`);
}

const isMarkdown = (name: string): boolean => /\.(?:md|markdown)$/iu.test(name);
const isOfInterest = (name: string): boolean => name !== 'node_modules' && !name.startsWith('.');

function realFolder(folder: string): string {
  try {
    const root = realpathSync(folder);
    if (statSync(root).isDirectory()) return root;
  } catch (cause) {
    throw new SpecproofError('SOURCE_NOT_FOUND', `${folder} cannot be read: ${(cause as Error).message}. Name a folder of Markdown.`, { cause });
  }
  throw new SpecproofError('SOURCE_NOT_FOUND', `${folder} is no folder. Name the folder that holds the document.`);
}

function isFileInside(root: string, at: string): boolean {
  try {
    const target = realpathSync(path.join(root, at));
    return target.startsWith(root + path.sep) && statSync(target).isFile();
  } catch {
    // A link to nowhere, or in a circle.
    return false;
  }
}
