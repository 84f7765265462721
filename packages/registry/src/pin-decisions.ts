import type { Binding, Decisions, Overrides, Registry } from '@specproof/model';
import { placeKeys } from './place-keys.ts';
import { rebuild } from './rebuild.ts';
import type { VersionReading } from './rebuild.ts';
import { revise } from './revise.ts';
import { viewRequirement } from './registered.ts';
import { textKey } from './fingerprint-key.ts';

const reason = 'kept when the text was read again';

/** Adds the bindings without which decisions made before would number the meanings of `target` otherwise. */
export const holdRevisions = (target: Registry, decisions: Decisions): Decisions =>
  target.versions.reduce(
    (held, { version }) => bindDifferences(target, revise(target, held), version, held),
    decisions,
  );

/** Adds the bindings without which rebuilding from the texts would not give `target`. */
export function pinDecisions(
  spec: { id: string; prefix: string },
  versions: readonly VersionReading[],
  target: Registry,
  decisions: Decisions,
  overrides: Overrides,
): Decisions {
  let pinned = decisions;
  // A version that is bound may move others in it, but every round binds more, and mostly one is enough.
  for (let round = 0; round < 4 * versions.length; round++) {
    const rebuilt = rebuild(spec, versions, pinned, overrides);
    const next = versions.reduce<Decisions>(
      (found, { version }) => (found === pinned ? bindDifferences(target, rebuilt, version, pinned) : found),
      pinned,
    );
    if (next === pinned) return pinned;
    pinned = next;
  }
  return pinned;
}

/** Binds what has another id or revision in `other` than in `target`; returns the decisions given where nothing has. */
function bindDifferences(target: Registry, other: Registry, version: string, decisions: Decisions): Decisions {
  const others = new Map([...placeKeys(other, version)].map(([id, place]) => [place, id]));
  const added = new Map<string, Binding>();
  for (const [id, place] of placeKeys(target, version)) {
    const otherId = others.get(place);
    const view = viewRequirement(target, id, version);
    const otherView = otherId === undefined ? undefined : viewRequirement(other, otherId, version);
    if (!view || !otherView || (otherId === id && otherView.revision === view.revision)) continue;
    const { document, line, column, revision } = view;
    const binding = { version, document, line, column, text: textKey(view), id, reason };
    added.set(place4(binding), otherId === id ? { ...binding, revision } : binding);
  }
  if (added.size === 0) return decisions;
  const bindings = decisions.bindings.map((known) => {
    const binding = added.get(place4(known));
    added.delete(place4(known));
    return binding ? { ...known, ...binding, reason: known.reason } : known;
  });
  return { ...decisions, bindings: [...bindings, ...added.values()] };
}

const place4 = ({ version, document, line, column, text }: Binding): string => JSON.stringify([version, document, line, column, text]);
