import type { Extraction, Spec } from '@specproof/model';
import { reconcile } from '@specproof/registry';
import type { Plan } from '@specproof/registry';
import { extractSpec } from '@specproof/remark';
import { describe, expect, test } from 'vitest';
import { specsAtHand } from './texts.ts';
import type { SpecAtHand, TextDocument } from './texts.ts';

/** Real texts, changed as a maintainer would without changing what they ask: no id and no revision may follow. */
const specs = (await specsAtHand()).filter(({ spec, texts }) => texts.has(spec.versions.at(-1)?.version ?? ''));

type Edit = (text: string, path: string) => string;

test('some text is at hand', ({ skip }) => {
  if (specs.length === 0) skip('No text of the newest version of any spec is at hand: run `npm start`.');
  expect(specs.length).toBeGreaterThan(0);
});

describe.each(specs)('$spec.id', (hand) => {
  const newest = hand.spec.versions.at(-1)?.version ?? '';
  const ids = Object.entries(hand.registry.requirements).flatMap(([id, { versions }]) => (versions[newest] ? [id] : []));

  test.each([
    ['long lines broken', outsideCode((line) => line.replace(/^([A-Z][^|]{50,}?) (?![-*+#>|=\d`[<(])/u, '$1\n'))],
    ['other link targets', (text) => text.replace(/\]\([^()\s]*\)/gu, '](https://example.org/elsewhere)').replace(/^(\[[^\]]+\]:)\s+\S+/gmu, '$1 https://example.org/elsewhere')],
    ['other bullets', outsideCode((line) => line.replace(/^(\s*)\* (?=\S)/u, '$1- '))],
    ['other line ends', (text) => text.replaceAll('\n', '\r\n')],
    ['emphasis added', outsideCode((line) => line.replace(/(?<![*_`\w])(MUST NOT|MUST|SHOULD|MAY)(?![*_`\w])/gu, '**$1**').replace(/"\*\*(\w+(?: NOT)?)\*\*"/gu, '"$1"'))],
    ['a paragraph more in every section', outsideCode((line) => line.replace(/^(#+ .*)$/u, '$1\n\nNothing in these lines obliges anybody, whoever may come to read them.\n'))],
  ] as [string, Edit][])('%s', (_, edit) => {
    const plan = read(hand, edit);
    expect(problems(plan)).toEqual([]);
    expect(plan.requirements.map(({ id }) => id).sort()).toEqual([...ids].sort());
  });

  test('new rules between the old ones', () => {
    let n = 0;
    const plan = read(hand, outsideCode((line) => line.replace(/^(## .*)$/u, (heading) => `${heading}\n\nEvery lighthouse number ${String(++n)} MUST be painted in the colours of its harbour.\n`)));
    expect(problems(plan)).toEqual([]);
    expect(plan.requirements.filter(({ why }) => why === 'new')).toHaveLength(plan.requirements.length - ids.length);
    expect(plan.requirements.length - ids.length).toBeGreaterThan(20);
  });

  test('sections in another order', () => {
    const plan = read(hand, (text) => {
      const [first = '', ...rest] = splitSections(text);
      return [first, ...rest.reverse()].join('');
    });
    expect(problems(plan)).toEqual([]);
    expect(plan.requirements.map(({ id }) => id).sort()).toEqual([...ids].sort());
  });

  test('every document under another name', () => {
    const renamed = (path: string): string => `text/${path}`;
    const spec: Spec = { ...hand.spec, documents: hand.spec.documents.map((document) => ({ ...document, path: renamed(document.path) })) };
    const documents = (hand.texts.get(newest) ?? []).map(({ path, content }) => ({ path: renamed(path), content: changed(content) }));
    const plan = reconcile(hand.registry, 'next', newest, extractSpec({ spec, version: 'next', documents }), hand.decisions);
    expect(problems(plan)).toEqual([]);
    expect(plan.requirements.map(({ id }) => id).sort()).toEqual([...ids].sort());
  });

  test('a document taken out and put back', () => {
    const documents = hand.texts.get(newest) ?? [];
    const [largest] = [...documents].sort((a, b) => b.content.length - a.content.length);
    const without = extraction(hand, documents.filter((document) => document !== largest).map(({ path, content }) => ({ path, content: changed(content) })));
    const plan = reconcile(hand.registry, 'next', newest, without, hand.decisions);
    expect(problems({ ...plan, removed: [] })).toEqual([]);
    expect(plan.removed.length).toBeGreaterThan(20);
    expect(plan.removed.every((id) => hand.registry.requirements[id]?.versions[newest])).toBe(true);
  });

  test('the same sentences once more in a document of their own', () => {
    const copies = (hand.texts.get(newest) ?? []).map(({ path, content }) => ({ path: `copy-of-${path}`, content }));
    const plan = reconcile(hand.registry, 'next', newest, extraction(hand, [...(hand.texts.get(newest) ?? []).map(({ path, content }) => ({ path, content: changed(content) })), ...copies]), hand.decisions);
    const own = plan.requirements.filter(({ facts }) => !facts.document.startsWith('copy-of-'));
    expect(own.filter(({ id, why }) => why === 'new' || !ids.includes(id))).toEqual([]);
    expect(own).toHaveLength(ids.length);
  });

  test('documents in any order', () => {
    const documents = [...(hand.texts.get(newest) ?? [])].reverse();
    expect(extraction(hand, documents)).toEqual(extraction(hand, hand.texts.get(newest) ?? []));
  });
});

/** What should not be in a plan for a text that asks the same as before. */
function problems({ requirements, removed }: Pick<Plan, 'requirements' | 'removed'>): string[] {
  const strange = requirements.filter(({ why, change }) => (why !== 'same' && why !== 'moved' && why !== 'new') || change);
  return [...strange.map(({ id, why, facts, line }) => `${id} ${why} ${facts.document}:${String(line)}`), ...removed.map((id) => `${id} removed`)];
}

function read(hand: SpecAtHand, edit: Edit): Plan {
  const newest = hand.spec.versions.at(-1)?.version ?? '';
  const documents = (hand.texts.get(newest) ?? []).map(({ path, content }) => ({ path, content: changed(content, (text) => edit(text, path)) }));
  return reconcile(hand.registry, 'next', newest, extraction(hand, documents), hand.decisions);
}

const extraction = ({ spec }: SpecAtHand, documents: readonly TextDocument[]): Extraction => extractSpec({ spec, version: 'next', documents });

/** Edited, and with other bytes in any case: a document with a known hash is matched by place alone. */
const changed = (content: Uint8Array, edit: (text: string) => string = (text) => text): Uint8Array => Buffer.from(`${edit(Buffer.from(content).toString())}\n\n`);

/** Edits lines that are not in a fenced block. */
function outsideCode(edit: (line: string) => string): Edit {
  return (text) => {
    let code = false;
    return text
      .split('\n')
      .map((line) => {
        if (/^\s*(?:```|~~~)/u.test(line)) code = !code;
        return code ? line : edit(line);
      })
      .join('\n');
  };
}

/** A document cut before each heading of the second level; code is left whole. */
function splitSections(text: string): string[] {
  const parts: string[] = [''];
  let code = false;
  for (const line of text.split('\n')) {
    if (/^\s*(?:```|~~~)/u.test(line)) code = !code;
    if (!code && /^## /u.test(line)) parts.push('');
    parts[parts.length - 1] += `${line}\n`;
  }
  return parts;
}
