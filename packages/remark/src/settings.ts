import type { DocumentSettings, Spec } from '@specproof/model';

/** How to read one document, every default resolved. */
export interface ReadingSettings {
  /** Who writes what the document describes; `undefined`: whoever the text names most. */
  author: string | undefined;
  /** Who acts on it; `undefined`: the author. */
  actor: string | undefined;
  /** Root of the properties defined here. */
  root: string;
  /** Path below the root; `''` for the root itself. */
  at: string;
  platform?: string;
  sections: Record<string, { root?: string; at?: string; author?: string; actor?: string }>;
  /** Subjects with the nouns that name them. */
  subjects: Readonly<Record<string, readonly string[]>>;
  /** Platforms with the words that name them. */
  platforms: Readonly<Record<string, readonly string[]>>;
}

/** Roles that specifications of software commonly oblige, for text that comes without settings. */
export const commonSubjects: Readonly<Record<string, readonly string[]>> = {
  client: ['client', 'clients', 'user agent', 'user agents', 'caller', 'callers'],
  registry: ['registry', 'registries'],
  server: ['server', 'servers'],
  runtime: ['runtime', 'runtimes'],
  plugin: ['plugin', 'plugins'],
  implementation: [
    'implementation', 'implementations', 'implementor', 'implementors', 'implementer', 'implementers', 'consumer', 'consumers', 'converter', 'converters',
    'tool', 'tools', 'parser', 'parsers', 'processor', 'processors', 'recipient', 'recipients', 'receiver', 'receivers',
  ],
  extension: [
    'future version', 'future versions', 'future specification', 'future specifications', 'subsequent specifications',
    'other specification', 'other specifications', 'extension', 'extensions', 'other formats',
  ],
};

/** Platforms that software specifications commonly tell apart, for text that comes without settings. */
export const commonPlatforms: Readonly<Record<string, readonly string[]>> = {
  linux: ['Linux'],
  windows: ['Windows'],
  solaris: ['Solaris'],
  freebsd: ['FreeBSD'],
  macos: ['macOS', 'Darwin'],
};

/** Settings for `path`: the spec's where there is one, otherwise what can be said of any document. */
export function settingsFor(path: string, spec: Pick<Spec, 'documents' | 'subjects' | 'platforms'> | null): ReadingSettings {
  const document: Partial<DocumentSettings> = spec?.documents.find((candidate) => candidate.path === path) ?? {};
  return {
    author: document.author,
    actor: document.actor ?? document.author,
    root: document.root ?? path.replace(/^.*\//u, '').replace(/\.[^.]*$/u, ''),
    at: document.at ?? '',
    ...(document.platform === undefined ? {} : { platform: document.platform }),
    sections: document.sections ?? {},
    subjects: spec?.subjects ?? commonSubjects,
    platforms: spec?.platforms ?? commonPlatforms,
  };
}
