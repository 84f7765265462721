import type { Extraction, Informative, Override, Overrides, Requirement } from '@specproof/model';
import { groupBy } from './item.ts';

/** A text as read and put right, and what of the overrides had something to put right in it. */
export interface OverriddenExtraction {
  extraction: Extraction;
  applied: Override[];
  /** Pinned to a sentence that is nowhere in this text. */
  stale: Override[];
}

/** Puts right what the extractor cannot know. */
export function applyOverrides(extraction: Extraction, { overrides }: Overrides): OverriddenExtraction {
  const bySentence = groupBy(extraction.requirements, ({ document, fingerprint }) => JSON.stringify([document, fingerprint.sentence]));
  const lowerCase = groupBy(extraction.lowerCase ?? [], ({ document, fingerprint }) => JSON.stringify([document, fingerprint.sentence]));
  const promoted: Requirement[] = [];
  const edits = new Map<Requirement, Override[]>();
  const applied: Override[] = [];
  const stale: Override[] = [];
  for (const override of overrides) {
    const from = override.kind === 'promote' ? lowerCase : bySentence;
    const targets = occurrences(from.get(JSON.stringify([override.document, override.sentence])) ?? [], override);
    if (override.kind === 'promote') promoted.push(...targets.map((target) => ({ ...target, ...(override.level && { level: override.level }) })));
    (targets.length > 0 ? applied : stale).push(override);
    if (override.kind !== 'promote') for (const target of targets) edits.set(target, [...(edits.get(target) ?? []), override]);
  }
  if (edits.size === 0 && promoted.length === 0) return { extraction, applied, stale };

  const requirements: Requirement[] = [];
  const informative: Informative[] = [...extraction.informative];
  const at = ({ document }: Requirement, { line, column }: { line: number; column: number }): string => JSON.stringify([document, line, column]);
  const groups = new Map(extraction.requirements.filter(({ group }) => group).map((group) => [at(group, group), group]));
  for (const requirement of extraction.requirements) {
    const group = requirement.inherits && groups.get(at(requirement, requirement.inherits));
    const ofGroup = (group && edits.get(group)) ?? [];
    const own = edits.get(requirement) ?? [];
    const drop = [...ofGroup, ...own].find((override) => override.kind === 'drop' || override.kind === 'merge');
    if (drop) {
      const { document, line, column, keyword } = requirement;
      // An item has no keyword of its own to account for: its group's is.
      if (!requirement.inherits) informative.push({ document, line, column, keyword, reason: drop.kind === 'drop' ? drop.as : 'reference-to-other-requirement' });
      continue;
    }
    const levels = ofGroup.flatMap((override) => (override.kind === 'reclassify' && override.level ? [{ level: override.level }] : []));
    requirements.push(...own.reduce(edit, [Object.assign({ ...requirement }, ...levels) as Requirement]));
  }
  return { extraction: { ...extraction, requirements: [...requirements, ...promoted], informative }, applied, stale };
}

/** The occurrence asked for, in every statement that has the sentence. */
function occurrences(candidates: readonly Requirement[], { occurrence = 1, context }: Override): Requirement[] {
  const statements = groupBy(candidates, ({ statement, fingerprint }) => JSON.stringify([statement.start, statement.end, fingerprint.context]));
  return [...statements.values()].flatMap((statement) => {
    const ordered = statement.toSorted((a, b) => a.line - b.line || a.column - b.column);
    const found = ordered[occurrence - 1];
    return found && (context === undefined || found.fingerprint.context === context) ? [found] : [];
  });
}

function edit(requirements: Requirement[], override: Override): Requirement[] {
  if (override.kind === 'drop' || override.kind === 'merge' || override.kind === 'promote') return requirements;
  if (override.kind === 'split') {
    return requirements.flatMap((requirement) =>
      Array.from({ length: override.into }, (_, i) => ({ ...requirement, fingerprint: { ...requirement.fingerprint, part: i + 1 } })),
    );
  }
  const { level, subject, conditional, property, role } = override;
  return requirements.map((requirement) => {
    const { property: read, ...rest } = requirement;
    const stands = property === null ? undefined : (property ?? read);
    return {
      ...rest,
      ...(level && { level }),
      ...(subject !== undefined && { subject }),
      ...(conditional !== undefined && { conditional }),
      ...(stands && { property: role ? { ...stands, role } : stands }),
    };
  });
}
