import type { Spec } from '@specproof/model';
import { pinVersion } from '../../src/sources/pin-version.ts';

/** The files of a version of a small spec of our own. */
export const teaFiles = (version: string): Record<string, string> => ({
  'README.md': `# Tea ${version}\n\nHow to make tea.\n`,
  'brewing.md': `# Brewing\n\nThe brewer MUST warm the pot in ${version}.\n`,
  'pots/kettle.md': '# Kettle\n\nA kettle MAY whistle.\n',
  'schema/pot.json': '{ "type": "object" }\n',
});

/** What a repository holds beside them. */
export const besides = { LICENSE: 'Free as tea.\n', '.ci/notes.md': 'Notes.\n', 'schema/test/bad.json': '{}', 'vendor/x/README.md': '# X\n' };

const commits = { 'v1.0.0': '1'.repeat(40), 'v1.1.0': '2'.repeat(40) };

/** The spec with both versions pinned, to these commits where they are given. */
export function teaSpec(options: { repository?: string; commits?: Partial<typeof commits>; files?: (version: string) => Record<string, string> } = {}): Spec {
  const files = options.files ?? teaFiles;
  const unpinned: Spec = {
    schemaVersion: 1,
    id: 'tea-spec',
    prefix: 'tea',
    title: 'Tea',
    upstream: { repository: options.repository ?? 'https://127.0.0.1:9/tea/tea-spec', debianSource: ['tea-spec'] },
    subjects: { brewer: ['brewer'] },
    documents: [{ path: 'brewing.md', kind: 'normative' }],
    versions: [],
  };
  return (Object.keys(commits) as (keyof typeof commits)[]).reduce((spec, version, index) => {
    const identity = { version, tag: version, commit: options.commits?.[version] ?? commits[version], after: index === 0 ? null : 'v1.0.0' };
    return pinVersion(spec, identity, Object.entries(files(version)).map(([path, text]) => ({ path, content: Buffer.from(text) })));
  }, unpinned);
}

/** A version of many documents, so that writing it takes time. */
export const manyFiles = (version: string): Record<string, string> =>
  Object.fromEntries(Array.from({ length: 150 }, (_, n) => [`chapter-${n}/tea.md`, `# ${version} ${n}\n\n${'Pour slowly. '.repeat(800)}\n`]));
