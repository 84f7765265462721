import { invalidFile } from '@specproof/model';
import type { Spec } from '@specproof/model';

/** Returns the spec; throws `INVALID_FILE` for `file` with everything in it that contradicts the rest. */
export function checkSpec(spec: Spec, file: string): Spec {
  const problems = contradictions(spec);
  if (problems.length > 0) throw invalidFile(file, problems);
  return spec;
}

/** What no schema can say. */
function contradictions({ documents, officialSchemas = {}, platforms = {}, subjects, targets = {}, versions }: Spec): string[] {
  const problems: string[] = [];
  for (const subject of Object.keys(targets)) {
    if (!Object.hasOwn(subjects, subject)) problems.push(`/targets/${subject}: ${subject} is not among /subjects`);
  }
  for (const [root, file] of Object.entries(officialSchemas)) {
    if (versions.length > 0 && !versions.some(({ schemas }) => Object.hasOwn(schemas, file))) {
      problems.push(`/officialSchemas/${root}: ${file} is pinned in no version`);
    }
  }
  const paths = new Set<string>();
  for (const [index, { path, platform, author, actor, sections = {} }] of documents.entries()) {
    if (paths.has(path)) problems.push(`/documents/${index}/path: ${path} is listed twice`);
    paths.add(path);
    if (platform !== undefined && !(platform in platforms)) problems.push(`/documents/${index}/platform: ${platform} is not among /platforms`);
    const named = [author, actor, ...Object.values(sections).flatMap((section) => [section.author, section.actor])];
    for (const subject of new Set(named)) {
      if (subject !== undefined && !(subject in subjects)) problems.push(`/documents/${index}: ${subject} is not among /subjects`);
    }
  }
  const earlier = new Set<string>();
  for (const [index, { version, after }] of versions.entries()) {
    if (earlier.has(version)) problems.push(`/versions/${index}/version: ${version} is listed twice`);
    if (after !== null && !earlier.has(after)) problems.push(`/versions/${index}/after: ${after} is not listed before ${version}`);
    earlier.add(version);
  }
  return problems;
}
