import { changeClasses, compareIds, formatRef } from '@specproof/model';
import type { ChangeFlag, RegisteredChange, RegisteredRequirement, RegisteredText, Registry } from '@specproof/model';
import type { Change, ChangeSide } from './change.ts';
import { addedEffect, classifyChange, invertEffect } from './classify.ts';
import { textKey } from './fingerprint-key.ts';
import { registeredVersion, viewRequirement } from './registered.ts';
import type { RegisteredView } from './registered.ts';
import { relate } from './relate.ts';
import { versionPath } from './version-path.ts';
import type { Step } from './version-path.ts';

/** What changed between two registered versions, in either direction, ordered by id. */
export function diff(registry: Registry, from: string, to: string): Change[] {
  registeredVersion(registry, from);
  registeredVersion(registry, to);
  const steps = versionPath(registry, from, to);
  const changes: Change[] = [];
  const texts = new Map<string, { from?: RegisteredText; to?: RegisteredText }>();
  for (const id of Object.keys(registry.requirements)) {
    const before = viewRequirement(registry, id, from);
    const after = viewRequirement(registry, id, to);
    const change = compareViews(registry, id, before, after, steps);
    if (!change) continue;
    changes.push(change);
    texts.set(id, { ...(before && { from: before }), ...(after && { to: after }) });
  }
  return relate(changes, texts).sort((a, b) => compareIds(a.id, b.id));
}

function compareViews(
  registry: Registry,
  id: string,
  before: RegisteredView | undefined,
  after: RegisteredView | undefined,
  steps: readonly Step[],
): Change | undefined {
  const group = (after ?? before)?.group;
  const sides = { ...(before && { from: sideOf(before) }), ...(after && { to: sideOf(after) }) };
  const shared = { id, flags: [], ...(group && { group }), ...sides };
  if (!before && !after) return undefined;
  if (!before) return { ...shared, class: 'added', effect: addedEffect(after?.level ?? 'MAY') };
  if (!after) return { ...shared, class: 'removed', effect: invertEffect(addedEffect(before.level)) };
  const flags: ChangeFlag[] = hasMoved(before, after) ? ['moved'] : [];
  const change = changeOnPath(registry.requirements[id], before, after, steps);
  if (!change) return flags.length === 0 ? undefined : { ...shared, flags, effect: 'none' };
  return { ...shared, flags, ...change };
}

const sideOf = (view: RegisteredView): ChangeSide => ({
  ref: formatRef(view),
  level: view.level,
  document: view.document,
  section: view.section,
  ...(view.anchor !== undefined && { anchor: view.anchor }),
  line: view.line,
  column: view.column,
  statement: view.statement,
  text: textKey(view),
});

/** A numbered twin that shifts when another is inserted has not moved. */
const hasMoved = (before: RegisteredView, after: RegisteredView): boolean =>
  before.document !== after.document || withoutNumber(before.section) !== withoutNumber(after.section);

const withoutNumber = (slug: string): string => slug.replace(/-\d+$/u, '');

function changeOnPath(
  requirement: RegisteredRequirement | undefined,
  before: RegisteredView,
  after: RegisteredView,
  steps: readonly Step[],
): RegisteredChange | undefined {
  const sameWords = textKey(before) === textKey(after);
  if (sameWords && before.revision === after.revision) return undefined;
  const found = steps.flatMap(({ version, backwards }): RegisteredChange[] => {
    const change = requirement?.versions[version]?.change;
    return change ? [backwards ? { ...change, effect: invertEffect(change.effect) } : change] : [];
  });
  const [only, ...more] = found;
  // A better extractor reads other words in an unchanged document: no change of the spec.
  if (!only) return before.revision === after.revision ? undefined : classifyChange(before, after);
  const unsettled = found.some((change) => change.unsettled) ? { unsettled: true as const } : {};
  if (more.length === 0) return { ...only, ...unsettled };
  if (before.revision === after.revision) return { class: 'editorial', effect: 'none', ...unsettled };
  return { ...joinChanges(found, before, after), ...unsettled };
}

/** Several changes in a row, as one: what the texts at both ends show, or else the gravest of them. */
function joinChanges(found: readonly RegisteredChange[], before: RegisteredText, after: RegisteredText): RegisteredChange {
  const direct = classifyChange(before, after);
  if (direct.class !== 'reworded') return direct;
  const rest = found.filter((change) => change.class !== 'level');
  const gravest = rest.map((change) => change.class).sort((a, b) => changeClasses.indexOf(a) - changeClasses.indexOf(b))[0];
  const asked = new Set(rest.map((change) => change.effect).filter((effect) => effect !== 'none'));
  const [effect = 'none'] = asked;
  return { class: gravest ?? direct.class, effect: asked.size > 1 ? 'different' : effect };
}
