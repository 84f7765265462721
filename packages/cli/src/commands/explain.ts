import { formatRef } from '@specproof/model';
import type { Level } from '@specproof/model';
import { history, textKey, viewRequirement } from '@specproof/registry';
import type { RegisteredView } from '@specproof/registry';
import { labelOfView } from '../changes/described-change.ts';
import { changedParts } from '../changes/changed-parts.ts';
import { formatParts, formatWordDiff } from '../changes/format-text.ts';
import { upstreamLink } from '../changes/upstream-link.ts';
import type { Context, ExitCode } from '../context.ts';
import { requireWorkspace } from '../files/workspace.ts';
import type { Colors } from '../output/output.ts';
import { plain } from '../output/plain.ts';
import { wrap } from '../output/wrap.ts';
import { refResolver } from '../resolve-ref.ts';
import type { ResolvedRef } from '../resolve-ref.ts';
import { registeredTexts } from '../texts/registered-texts.ts';
import type { StatementText } from '../texts/texts-by-place.ts';

export interface ExplainOptions {
  json?: boolean;
}

/** `specproof explain`: everything known about one requirement. */
export async function explain(typed: string, { json }: ExplainOptions, context: Context): Promise<ExitCode> {
  const workspace = requireWorkspace(context.cwd);
  const resolved = await refResolver(workspace)(typed);
  const { spec, registered, id } = resolved;
  const texts = registeredTexts(workspace, spec, registered.registry);
  const entries: Entry[] = [];
  for (const { version, after, ref, view } of history(registered.registry, id)) {
    if (!view || ref === undefined) entries.push({ version, after });
    else {
      const statement = (await texts.of(version))(view);
      const url = upstreamLink(spec, version)(view.document, view.line);
      entries.push({ version, after, ref, view, ...(url !== undefined && { url }), ...(statement && { statement }) });
    }
  }
  const explanation = { ...resolved, entries, missing: [...texts.missing] };
  context.stdout.write(json ? `${JSON.stringify(toJson(explanation), null, 2)}\n` : `${format(explanation, context.stdout.colors).join('\n')}\n`);
  return 0;
}

interface Entry {
  version: string;
  after: string | null;
  ref?: string;
  view?: RegisteredView;
  url?: string;
  statement?: StatementText;
}

interface Explanation extends ResolvedRef {
  entries: Entry[];
  missing: string[];
}

function toJson({ spec, id, registered, entries }: Explanation): object {
  const { retired } = registered.registry.requirements[id] ?? {};
  return {
    spec: spec.id,
    id,
    ...(retired !== undefined && { retired }),
    versions: entries.map(({ version, after, ref, view, url, statement }) => {
      if (!view) return { version, after };
      const { id: _id, version: _version, pairs: _pairs, fingerprint: _fingerprint, ...rest } = view;
      // what decisions and bindings are pinned to
      return { version, after, ref, ...rest, textKey: textKey(view), url, text: statement?.text };
    }),
  };
}

function format(explanation: Explanation, colors: Colors): string[] {
  const { spec, id, revision, registered, entries, missing } = explanation;
  const present = entries.filter((entry) => entry.view && (revision === undefined || entry.view.revision === revision));
  const shown = present.at(-1);
  if (!shown?.view) {
    const { retired } = registered.registry.requirements[id] ?? {};
    return [`${colors.bold(id)} stands for nothing any more: ${retired ?? 'no version has it'}. The id is never given again.`];
  }
  const { view } = shown;
  const newest = entries.at(-1);
  const standing = newest?.view ? (newest.ref === shown.ref ? `in force in ${newest.version}` : `superseded by ${newest.ref} in ${newest.version}`) : `not in ${newest?.version} any more`;
  return [
    `${colors.bold(formatRef({ id, revision: view.revision }))}  ${levelOf(view.level, colors)}  ${spec.id} ${shown.version}, ${standing}`,
    '',
    ...wrap(shown.statement ? plain(shown.statement.text) : `(${labelOfView(view)})`, '  '),
    '',
    ...facts(explanation, shown).map(([name, value]) => `  ${name.padEnd(11)}${value}`),
    '',
    colors.bold('Versions'),
    ...entries.flatMap((entry) => formatEntry(entry, entries, colors)),
    ...(missing.length > 0 ? ['', `No text here of ${missing.join(', ')}. Get it with: specproof sync ${spec.id}`] : []),
  ];
}

const levelOf = (level: Level, colors: Colors): string => (level.startsWith('MUST') ? colors.red(level) : colors.yellow(level));

function facts({ registered, id }: Explanation, { version, view, url }: Entry): [string, string][] {
  if (!view) return [];
  const items = Object.keys(registered.registry.requirements).filter((other) => viewRequirement(registered.registry, other, version)?.inherits === id);
  const optional: [string, string | undefined][] = [
    ['acts', view.subject],
    ['keyword', view.keyword],
    ['condition', view.conditional ? 'only under a condition' : undefined],
    ['property', view.property && `${[view.property.root, view.property.path].filter(Boolean).join(' ')} (${view.property.role})`],
    ['platforms', view.platforms?.join(', ')],
    ['section', `${view.document} § ${view.section}${view.anchor === undefined ? '' : ` (#${view.anchor})`}, in a ${view.place.replace('-', ' ')}`],
    ['group', view.group ? `introduces ${items.join(', ') || 'a list'}` : view.inherits && `an item of ${view.inherits}`],
    ['upstream', url],
  ];
  return optional.filter((fact): fact is [string, string] => fact[1] !== undefined);
}

function formatEntry({ version, after, view, statement }: Entry, entries: readonly Entry[], colors: Colors): string[] {
  const name = version.padEnd(Math.max(...entries.map((entry) => entry.version.length)) + 2);
  if (!view) return [`  ${name}${colors.dim('–')}`];
  const before = entries.find((entry) => entry.version === after && entry.view) ?? entries.slice(0, entries.findIndex((entry) => entry.version === version)).findLast((entry) => entry.view);
  const change = view.change && `${view.change.class}, ${view.change.effect === 'none' ? 'same meaning' : view.change.effect}${view.change.unsettled ? ' (not settled)' : ''}`;
  const line = [`  ${name}revision ${view.revision}`, view.level, `${view.document}:${view.line}`, change ?? (before ? '' : 'first here')].filter(Boolean).join('  ');
  if (!change || !statement || !before?.statement) return [line];
  const differs = before.statement.text !== statement.text;
  return [
    line,
    ...(differs ? wrap(formatWordDiff(before.statement.text, statement.text, colors), '      ') : []),
    ...formatParts(changedParts(before.statement, statement), colors, '      '),
  ];
}
