import { SpecproofError } from '@specproof/model';
import type { Decisions, Effect, WordingClass } from '@specproof/model';
import { history, settle } from '@specproof/registry';
import type { HistoryEntry, Judgement } from '@specproof/registry';
import { changedParts } from '../changes/changed-parts.ts';
import { formatParts, formatWordDiff } from '../changes/format-text.ts';
import { labelOfView } from '../changes/described-change.ts';
import { upstreamLink } from '../changes/upstream-link.ts';
import type { Context, ExitCode } from '../context.ts';
import { requireWorkspace } from '../files/workspace.ts';
import type { Workspace } from '../files/workspace.ts';
import { lockSpec, writeLocked } from '../locking/lock-spec.ts';
import { unsettledChanges } from '../locking/unsettled.ts';
import { count } from '../output/count.ts';
import { plain } from '../output/plain.ts';
import { wrap } from '../output/wrap.ts';
import { refResolver } from '../resolve-ref.ts';
import type { ResolvedRef } from '../resolve-ref.ts';
import { registeredTexts } from '../texts/registered-texts.ts';

export interface ReviewOptions {
  editorial?: boolean;
  accept?: boolean;
  reason?: string;
  class?: WordingClass;
  effect?: Effect;
  version?: string;
}

/** `specproof review`: shows what reconciling flagged, or settles it. */
export async function review(ids: readonly string[], options: ReviewOptions, context: Context): Promise<ExitCode> {
  const workspace = requireWorkspace(context.cwd);
  const resolve = refResolver(workspace);
  const requirements: ResolvedRef[] = [];
  for (const id of new Set(ids)) requirements.push(await resolve(id));
  if (options.editorial || options.accept) await settleAll(context, workspace, requirements, options);
  else if (options.reason !== undefined || options.class !== undefined || options.effect !== undefined) {
    throw new SpecproofError('USAGE', 'Say what the change is: --editorial (the meaning stays) or --accept (the meaning changed).');
  } else for (const requirement of requirements) await show(context, workspace, requirement, options.version);
  return 0;
}

async function settleAll(context: Context, workspace: Workspace, requirements: readonly ResolvedRef[], options: ReviewOptions): Promise<void> {
  const reason = options.reason?.trim() ?? (options.accept ? '' : 'other words for the same');
  if (reason === '') {
    throw new SpecproofError('USAGE', "Say why, for those who come later: --reason '<what changed>'.");
  }
  if (options.accept && (options.class === 'editorial' || options.effect === 'none')) {
    throw new SpecproofError('USAGE', 'A change of meaning has another class than editorial and some effect: settle it with --editorial, or leave --class and --effect out.');
  }
  const judgement: Judgement = {
    meaning: options.accept === true,
    reason,
    ...(options.class && { class: options.class }),
    ...(options.effect && { effect: options.effect }),
    ...(options.version !== undefined && { version: options.version }),
  };
  if (options.editorial && options.class !== undefined && options.class !== 'editorial') {
    throw new SpecproofError('USAGE', `A change of class ${options.class} is one of meaning: settle it with --accept, or leave --class out.`);
  }
  // All of it, or nothing: a mistyped id must not leave the others settled.
  const specs = [...new Set(requirements.map(({ spec }) => spec))].map((spec) => {
    const own = requirements.filter((requirement) => requirement.spec === spec);
    const { registered } = own[0] as ResolvedRef;
    return { spec, own, registered, decisions: own.reduce<Decisions>((decisions, { id }) => settle(registered.registry, decisions, id, judgement), registered.decisions) };
  });
  for (const { spec, own, registered, decisions } of specs) {
    const locked = await lockSpec(context, workspace, spec, registered, decisions);
    context.signal.throwIfAborted();
    writeLocked(workspace, locked);
    for (const { id } of own) {
      const now = history(locked.registry, id).filter(({ view }) => view?.change && !view.change.unsettled && (options.version === undefined || view.version === options.version));
      for (const { version, ref, view } of now) context.stdout.write(`settled: ${ref} in ${version}, ${view?.change?.class}, ${view?.change?.effect === 'none' ? 'same meaning' : view?.change?.effect}\n`);
    }
    const rest = unsettledChanges(locked.registry).length;
    context.stdout.write(rest === 0 ? `${spec.id}: everything is settled; now specproof generate ${spec.id}, then commit specs/${spec.id}\n` : `${spec.id}: ${count(rest, 'change is', 'changes are')} not settled yet: specproof lock lists them\n`);
  }
}

async function show(context: Context, workspace: Workspace, { spec, registered, id }: ResolvedRef, version: string | undefined): Promise<void> {
  const { colors } = context.stdout;
  const entries = history(registered.registry, id);
  const changed = entries.filter(({ view }) => view?.change && (version === undefined || view.version === version));
  const unsettled = changed.filter(({ view }) => view?.change?.unsettled);
  const texts = registeredTexts(workspace, spec, registered.registry);
  const lines = [colors.bold(id)];
  if (changed.length === 0) lines.push(`  Nothing changed${version === undefined ? '' : ` in ${version}`}: there is nothing to settle.`);
  for (const entry of changed) lines.push('', ...(await formatEntry(spec, entry, baseOf(entry, entries), texts, colors)));
  if (unsettled.length > 0) {
    const one = unsettled.length > 1 ? ' --version <version>' : '';
    lines.push(
      '',
      'Did the meaning change: would somebody who did as it said before have to do otherwise now, or may now?',
      `  no   specproof review ${id}${one} --editorial`,
      `  yes  specproof review ${id}${one} --accept --reason '<what changed>'`,
      'A reason, class (--class) or effect (--effect) of your own is kept with the decision.',
    );
  }
  context.stdout.write(`${lines.join('\n')}\n`);
}

const baseOf = ({ version, after }: HistoryEntry, entries: readonly HistoryEntry[]): HistoryEntry | undefined =>
  entries.find((entry) => entry.version === after && entry.view) ?? entries.slice(0, entries.findIndex((entry) => entry.version === version)).findLast((entry) => entry.view);

async function formatEntry(
  spec: ResolvedRef['spec'],
  { version, ref, view }: HistoryEntry,
  before: HistoryEntry | undefined,
  texts: ReturnType<typeof registeredTexts>,
  colors: Context['stdout']['colors'],
): Promise<string[]> {
  if (!view?.change || !before?.view) return [];
  const [old, now] = [(await texts.of(before.version))(before.view), (await texts.of(version))(view)];
  const state = view.change.unsettled ? colors.yellow('not settled') : 'settled';
  const place = ({ version: at, view: there }: HistoryEntry): string => (there && upstreamLink(spec, at)(there.document, there.line)) ?? '';
  return [
    `  ${before.version} → ${version}  ${before.ref} → ${ref}  ${view.change.class}, ${view.change.effect} (${state})`,
    ...(old && now
      ? [
          `    ${before.version}:`,
          ...wrap(plain(old.text), '      '),
          `    ${version}:`,
          ...(old.text === now.text ? ['      the same sentence'] : wrap(plain(now.text), '      ')),
          '    word by word:',
          ...(old.text === now.text ? [] : wrap(formatWordDiff(old.text, now.text, colors), '      ')),
          ...formatParts(changedParts(old, now), colors, '      '),
        ]
      : wrap(`(${labelOfView(view)}; the texts are not here: specproof sync ${spec.id})`, '    ')),
    ...[place(before), place({ version, after: null, view })].map((url) => colors.dim(`    ${url}`)),
  ];
}
