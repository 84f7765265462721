import type { TargetKind } from './target.ts';

/** How to read one document of a spec; every field but `path` has a default. */
export interface DocumentSettings {
  /** Path inside the spec's repository, `/` separated. */
  path: string;
  /** `informative` documents are pinned and synced, but no requirement is read from them. */
  kind: 'normative' | 'informative';
  /** The one platform the document is about. */
  platform?: string;
  /** Who writes what the document describes: the subject of rules about values and fields. */
  author?: string;
  /** Who acts on it: the subject of rules about behaviour, written in the passive. */
  actor?: string;
  /** The root of the properties defined here: `config`, `manifest`, … */
  root?: string;
  /** Path below the root that the document's properties are defined under: `linux`. */
  at?: string;
  /** The same, section by section, where one document defines several structures; keyed by slug. */
  sections?: Record<string, { root?: string; at?: string; author?: string; actor?: string }>;
}

/** One released version of a spec's text, pinned. */
export interface SpecVersion {
  version: string;
  /** The upstream tag. */
  tag: string;
  /** The commit the tag points to, 40 hex digits. */
  commit: string;
  /** The version this one was written after; `null` for the first. */
  after: string | null;
  /** SHA-256 in hex of every document, keyed by path. */
  documents: Record<string, string>;
  /** SHA-256 in hex of every file under the schema folder, keyed by path. */
  schemas: Record<string, string>;
}

/** `specs/<id>/spec.json`: all that makes a folder of Markdown a spec we know. */
export interface Spec {
  schemaVersion: 1;
  id: string;
  /** First part of every requirement id. */
  prefix: string;
  title: string;
  upstream: {
    /** Where the text is published; links point here. */
    repository: string;
    /** Debian source packages whose upstream tarballs carry it. */
    debianSource?: string[];
  };
  /** Who can have to act, each with the nouns that name it in the text, most specific first. */
  subjects: Record<string, string[]>;
  /** The kind of product that each of them is, where checks can run against it. */
  targets?: Record<string, TargetKind>;
  /** Platforms, each with the words that name it in the text. */
  platforms?: Record<string, string[]>;
  /** Which pinned schema file describes the documents of a root, where upstream publishes one: `config` → `schema/config-schema.json`. */
  officialSchemas?: Record<string, string>;
  documents: DocumentSettings[];
  versions: SpecVersion[];
}
