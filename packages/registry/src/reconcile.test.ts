import type { Binding } from '@specproof/model';
import { describe, expect, test } from 'vitest';
import { noDecisions, refsByLine, register, registerWith } from '../test/demo.ts';
import { readText } from '../test/read-text.ts';
import { applyPlan } from './apply-plan.ts';
import { reconcile } from './reconcile.ts';
import { emptyRegistry } from './registered.ts';

const first = {
  'a.md': `# process
The path {MUST} be absolute.
The runtime {SHOULD} log what it does not understand about the file.
The path {MUST} be absolute.
# mounts
The path {MUST} be absolute.
The destination of a mount {MUST} lie inside of the container.
`,
};

/** The refs of the last of several versions. */
const refs = (...texts: Record<string, string>[]): Record<string, string> => refsByLine(register(...texts), `v${texts.length}`);

/** How the requirements of the last version came to their ids, by line. */
const origins = (...texts: Record<string, string>[]): Record<string, string> =>
  Object.fromEntries(
    (registerWith(noDecisions, ...texts).plans.at(-1)?.requirements ?? []).map(({ id, why, line }) => [line, `${id} ${why}`]),
  );

test('numbers requirements within their sections in the order of the text', () => {
  expect(refs(first)).toEqual({
    'a.md:2': 'demo/a/process/1',
    'a.md:3': 'demo/a/process/2',
    'a.md:4': 'demo/a/process/3',
    'a.md:6': 'demo/a/mounts/1',
    'a.md:7': 'demo/a/mounts/2',
  });
});

describe('twins', () => {
  test('keep their ids when one before them goes', () => {
    const second = {
      'a.md': `# process
A new sentence {MAY} stand at the very beginning.
The runtime {SHOULD} log what it does not understand about the file.
The path {MUST} be absolute.
# mounts
The destination of a mount {MUST} lie within the container.
The path {MUST} be absolute.
`,
    };
    expect(origins(first, second)).toEqual({
      2: 'demo/a/process/4 new',
      3: 'demo/a/process/2 same',
      4: 'demo/a/process/3 same',
      6: 'demo/a/mounts/2 changed',
      7: 'demo/a/mounts/1 same',
    });
  });

  test('keep their ids when the neighbour that tells them apart is reworded', () => {
    const before = { 'a.md': '# s\nThe cup {MUST} hold hot tea all day long.\nIt {MUST} be clean.\nThe pot {MUST} be round.\nIt {MUST} be clean.' };
    const pot = { 'a.md': '# s\nThe pot {MUST} be quite round.\nIt {MUST} be clean.' };
    expect(refs(before, pot)).toEqual({ 'a.md:2': 'demo/a/s/3+2', 'a.md:3': 'demo/a/s/4' });
    const cup = { 'a.md': '# s\nThe cup {MUST} hold hot tea all night long.\nIt {MUST} be clean.' };
    expect(refs(before, cup)).toEqual({ 'a.md:2': 'demo/a/s/1+2', 'a.md:3': 'demo/a/s/2' });
  });

  test('of two levels are told apart by them', () => {
    const line = (level: string) => `\nIt {${level}} be clean.`;
    const before = { 'a.md': `# s${line('MUST')}${line('MAY')}${line('MUST')}${line('MAY')}` };
    const after = { 'a.md': `# s${line('MAY')}${line('MUST')}${line('MAY')}` };
    expect(refs(before, after)).toEqual({ 'a.md:2': 'demo/a/s/2', 'a.md:3': 'demo/a/s/3', 'a.md:4': 'demo/a/s/4' });
  });

  test('go with their document when it is renamed and its sections change places', () => {
    const before = { 'a.md': '# x\nThe cup {MUST} hold tea.\n# y\nIt {MUST} be clean.\n# z\nIt {MUST} be clean.' };
    const after = { 'b.md': '# x\nThe cup {MUST} hold tea.\n# z\nIt {MUST} be clean.\n# y\nIt {MUST} be clean.' };
    expect(refs(before, after)).toEqual({ 'b.md:2': 'demo/a/x/1', 'b.md:4': 'demo/a/z/1', 'b.md:6': 'demo/a/y/1' });
  });

  test('go with documents that are renamed as they are', () => {
    const before = { 'a.md': '# x\nIt {MUST} be clean.', 'b.md': '# y\nIt {MUST} be clean.' };
    const after = { 'd.md': before['a.md'], 'c.md': before['b.md'] };
    expect(refs(before, after)).toEqual({ 'c.md:2': 'demo/b/y/1', 'd.md:2': 'demo/a/x/1' });
  });

  test('go with their section when its name goes to another', () => {
    const before = {
      'a.md': '# example\nThe cup {MUST} hold tea.\nIt {MUST} be clean.\n# example-1\nThe pot {MUST} pour water.\nIt {MUST} be clean.',
    };
    const after = {
      'a.md': `# example\nThe spoon {MUST} stir.\nIt {MUST} be clean.\n${before['a.md'].replace('example-1', 'example-2').replace('example\n', 'example-1\n')}`,
    };
    expect(refs(before, after)).toEqual({
      'a.md:2': 'demo/a/example/5',
      'a.md:3': 'demo/a/example/6',
      'a.md:5': 'demo/a/example/1',
      'a.md:6': 'demo/a/example/2',
      'a.md:8': 'demo/a/example/3',
      'a.md:9': 'demo/a/example/4',
    });
  });

  test('of one sentence with two keywords stay in order', () => {
    const before = { 'a.md': '# s\nThe pot {MUST} and {MUST} pour on the table.' };
    const after = { 'a.md': '# s\nThe pot {MUST} and {MUST} pour on the green table.' };
    const { registry } = registerWith(noDecisions, before, after);
    const columns = Object.entries(registry.requirements).map(([id, { versions }]) => [id, versions['v2']?.column]);
    expect(columns).toEqual([
      ['demo/a/s/1', 9],
      ['demo/a/s/2', 20],
    ]);
  });
});

describe('what changed', () => {
  const before = { 'a.md': '# s\nIf the pot is empty, the cook {MUST} fill it.\nThe cup {MAY} be red and round.\nEvery spoon {MUST} lie to the right of its own cup.' };

  test('keeps its id at another level', () => {
    expect(origins(before, { 'a.md': before['a.md'].replace('MAY', 'MUST NOT') })).toMatchObject({ 3: 'demo/a/s/2 changed' });
  });

  test('keeps its id under the same condition, with little else', () => {
    const other = before['a.md'].replace('the cook {MUST} fill it', 'all who are thirsty {MUST} wait outside until noon');
    expect(origins(before, { 'a.md': other })).toMatchObject({ 2: 'demo/a/s/1 changed' });
    const unconditional = { 'a.md': before['a.md'].replace('If the', 'Where the') };
    expect(origins(unconditional, { 'a.md': other.replace('If the', 'Where the') })).toMatchObject({ 2: 'demo/a/s/4 new' });
  });

  test('is the same words at another level, not other words at the same', () => {
    const old = { 'a.md': '# s\nThe cup {SHOULD} be washed by hand on every single day of the long week.' };
    const now = {
      'a.md': '# s\nThe cup {MUST} be washed by hand on every single day of the long week.\nThe cup {SHOULD} be washed by hand on every single day of the long month.',
    };
    expect(refs(old, now)).toEqual({ 'a.md:2': 'demo/a/s/1+2', 'a.md:3': 'demo/a/s/2' });
  });

  test('has another id where too little of it is left, the sooner in another section', () => {
    const old = { 'a.md': '# s\nThe cup {MUST} hold one two three four five.\n# t\nTea {MUST} be hot.' };
    const little = 'The cup {MUST} hold six seven eight nine.';
    const half = 'The cup {MUST} hold one two six seven eight.';
    expect(refs(old, { 'a.md': `# s\n${little}\n# t\nTea {MUST} be hot.` })).toMatchObject({ 'a.md:2': 'demo/a/s/2' });
    expect(refs(old, { 'a.md': `# s\n${half}\n# t\nTea {MUST} be hot.` })).toMatchObject({ 'a.md:2': 'demo/a/s/1+2' });
    expect(refs(old, { 'a.md': `# t\nTea {MUST} be hot.\n${half}` })).toMatchObject({ 'a.md:3': 'demo/a/t/2' });
  });

  test('may be a single word, which has no pairs', () => {
    const old = { 'a.md': '# s\n> in the kitchen\nclean {MUST}' };
    const now = { 'a.md': '# t\n> in the garden\nclean {MUST}' };
    expect(refs(old, now)).toEqual({ 'a.md:3': 'demo/a/s/1+2' });
  });

  test('has another id where nothing of it is left', () => {
    expect(origins(before, { 'a.md': before['a.md'].replace(/Every spoon .*/u, 'No guest {MUST NOT} be asked to leave early.') })).toMatchObject({
      4: 'demo/a/s/4 new',
    });
  });

  test('is matched so that most stays alike, not first come first served', () => {
    const old = { 'a.md': '# s\nThe cup {MUST} hold one two three four five.\nThe cup {MUST} hold one two three nine ten.' };
    const now = { 'a.md': '# s\nThe cup {MUST} hold one two three nine eight.\nThe cup {MUST} hold one two three six seven.' };
    expect(refs(old, now)).toEqual({ 'a.md:2': 'demo/a/s/2+2', 'a.md:3': 'demo/a/s/1+2' });
  });

  test('in what it inherits has changed', () => {
    const old = { 'a.md': '# s\n> while the pot boils\nIt {MUST} stay closed.' };
    const now = { 'a.md': '# s\n> while the pot cools\nIt {MUST} stay closed.' };
    expect(refs(old, now)).toEqual({ 'a.md:3': 'demo/a/s/1+2' });
  });
});

describe('a definition of a property', () => {
  const read = (text: string, path: string) => {
    const extraction = readText({ 'a.md': text });
    for (const requirement of extraction.requirements) requirement.property = { root: 'pot', path, role: 'presence' };
    return extraction;
  };
  const empty = emptyRegistry('demo', 'demo');
  const before = read('# s\n> pot:lid\nlid ({OPTIONAL}) what keeps the steam inside.', 'lid');
  const registry = applyPlan(empty, reconcile(empty, 'v1', null, before, noDecisions));

  test('stays its definition, however it is worded', () => {
    const after = read('# s\n> pot:lid\ncover ({REQUIRED}) closes a vessel of any shape.', 'lid');
    const plan = reconcile(registry, 'v2', 'v1', after, noDecisions);
    expect(plan.requirements.map(({ id, why, change }) => [id, why, change?.class])).toEqual([['demo/a/s/1', 'changed', 'level']]);
  });

  test('is not that of another property elsewhere, with the same words', () => {
    const after = read('# t\n> pot:box.lid\nlid ({OPTIONAL}) what keeps the steam inside.', 'box.lid');
    const plan = reconcile(registry, 'v2', 'v1', after, noDecisions);
    expect(plan.requirements.map(({ id, why }) => [id, why])).toEqual([['demo/a/t/1', 'new']]);
  });
});

describe('what comes back', () => {
  const gone = { 'a.md': first['a.md'].replace(/The destination.*\n/u, '') };

  test('has its id and revision again', () => {
    expect(origins(first, gone, first)).toMatchObject({ 7: 'demo/a/mounts/2 restored' });
    expect(refs(first, gone, first)).toEqual(refs(first));
  });

  test('nearly the same words, in its section, is restored with a new revision', () => {
    const back = { 'a.md': first['a.md'].replace('inside of', 'inside') };
    expect(origins(first, gone, back)).toMatchObject({ 7: 'demo/a/mounts/2 restored' });
    expect(refs(first, gone, back)).toMatchObject({ 'a.md:7': 'demo/a/mounts/2+2' });
  });

  test('an earlier wording takes its revision back, settled', () => {
    const other = { 'a.md': first['a.md'].replace('lie inside of', 'stay away from') };
    const { registry, plans } = registerWith(noDecisions, first, other, first);
    expect(refsByLine(registry, 'v2')['a.md:7']).toBe('demo/a/mounts/2+2');
    expect(refsByLine(registry, 'v3')['a.md:7']).toBe('demo/a/mounts/2');
    expect(plans.map(({ changes }) => changes.map(({ id, unsettled }) => [id, unsettled]))).toEqual([
      [],
      [['demo/a/mounts/2', true]],
      [['demo/a/mounts/2', undefined]],
    ]);
  });

  test('is known by wordings it had long ago, dormant or not', () => {
    const wordings = ['one two three four five six', 'one two three four nine ten', 'zero eight three four nine ten'];
    const [a = {}, b = {}, c = {}] = wordings.map((words) => ({ 'a.md': `# s\nThe cup {MUST} hold ${words}.` }));
    expect(refs(a, b, c)).toEqual({ 'a.md:2': 'demo/a/s/1+3' });
    expect(refs(a, b, c, a)).toEqual({ 'a.md:2': 'demo/a/s/1' });
    expect(refs(a, b, c, { 'a.md': '# s' }, a)).toEqual({ 'a.md:2': 'demo/a/s/1' });
    expect(refs(c, a)).toEqual({ 'a.md:2': 'demo/a/s/2' });
  });

  test('on another branch is the same', () => {
    const grown = { 'a.md': `${first['a.md']}Every mount {MUST} have a name of its own.\n` };
    let registry = register(first, grown);
    registry = applyPlan(registry, reconcile(registry, 'v1.1', 'v1', readText({ 'a.md': `${grown['a.md']}Labels {MAY} be kept.\n` }), noDecisions));
    expect(refsByLine(registry, 'v1.1')).toEqual({ ...refsByLine(registry, 'v2'), 'a.md:9': 'demo/a/mounts/4' });
  });
});

describe('a group', () => {
  const text = { 'a.md': '# s\nThe cook {MUST} do this:\n- wash the cup\n- fill the pot' };

  test('is named by its items', () => {
    const { facts } = register(text).requirements['demo/a/s/2'] ?? {};
    expect(facts?.[0]?.inherits).toBe('demo/a/s/1');
  });

  test('that changes its level changes its items', () => {
    const changes = registerWith(noDecisions, text, { 'a.md': text['a.md'].replace('MUST', 'SHOULD') }).plans[1]?.changes;
    expect(changes?.map(({ id, class: is, effect, group }) => [id, is, effect, group])).toEqual([
      ['demo/a/s/1', 'level', 'looser', true],
      ['demo/a/s/2', 'level', 'looser', undefined],
      ['demo/a/s/3', 'level', 'looser', undefined],
    ]);
  });
});

describe('a binding', () => {
  const second = { 'a.md': first['a.md'].replace('lie inside of', 'never leave') };
  const { requirements = [] } = registerWith(noDecisions, first, second).plans[1] ?? {};
  const bind = (line: number, id: string): Binding => {
    const { column = 0, text } = requirements.find((requirement) => requirement.line === line) ?? {};
    const level = text?.level ?? '';
    const key = registerWith(noDecisions, first, second).plans[1]?.changes.find(({ to }) => to?.line === line)?.to?.text;
    return { version: 'v2', document: 'a.md', line, column, text: key ?? level, id, reason: 'read both' };
  };

  test('gives the id it names, or one of its own', () => {
    const plans = (id: string) => registerWith({ ...noDecisions, bindings: [bind(7, id)] }, first, second).plans[1];
    expect(plans('new')?.requirements.find(({ line }) => line === 7)).toMatchObject({ id: 'demo/a/mounts/3', why: 'bound', revision: 1 });
    expect(plans('new')?.removed).toEqual(['demo/a/mounts/2']);
    expect(plans('demo/a/elsewhere/9')?.requirements.find(({ line }) => line === 7)?.id).toBe('demo/a/elsewhere/9');
    expect(plans('demo/a/process/1')?.requirements.find(({ line }) => line === 7)).toMatchObject({ id: 'demo/a/process/1', revision: 2 });
  });

  test('is stale where its text is not', () => {
    const stale = { ...bind(7, 'new'), text: 'MUST:0' };
    const { plans } = registerWith({ ...noDecisions, bindings: [stale] }, first, second);
    expect(plans[1]?.staleBindings).toEqual([stale]);
    expect(plans[1]?.requirements.find(({ line }) => line === 7)?.why).toBe('changed');
  });
});

test('a version whose predecessor is not registered says so', () => {
  const error = expect.objectContaining({
    code: 'UNKNOWN_VERSION',
    message: 'demo v9 comes after v8, which is not registered. Register v8 first, or correct "after" of v9 in spec.json.',
  });
  expect(() => reconcile(register(first), 'v9', 'v8', readText(first), noDecisions)).toThrow(error);
});

describe('reading a registered version again', () => {
  test('corrects fields, and reports apart what was found and what was misread', () => {
    const registry = register(first);
    const extraction = readText(first);
    extraction.requirements.splice(0, 1);
    for (const requirement of extraction.requirements) if (requirement.line === 3) requirement.subject = 'author';
    extraction.requirements.push({ ...(extraction.requirements[0] as (typeof extraction.requirements)[0]), line: 8, column: 1 });
    const plan = reconcile(registry, 'v1', null, extraction, noDecisions);
    expect(plan.reread).toEqual({ found: ['demo/a/process/4'], retired: ['demo/a/process/1'], corrected: ['demo/a/process/2'] });
    expect([plan.changes, plan.removed]).toEqual([[], []]);
    const { requirements } = applyPlan(registry, plan);
    expect(requirements['demo/a/process/1']).toEqual({ texts: [], facts: [], versions: {}, retired: 'not read from v1 any more' });
    expect(requirements['demo/a/process/2']?.facts[0]?.subject).toBe('author');
  });

  test('never goes by words: what is found elsewhere is another one', () => {
    const extraction = readText(first);
    const [lost] = extraction.requirements.splice(1, 1);
    if (lost) extraction.requirements.push({ ...lost, line: 9 });
    const plan = reconcile(register(first), 'v1', null, extraction, noDecisions);
    expect(plan.reread).toEqual({ found: ['demo/a/process/4'], retired: ['demo/a/process/2'], corrected: [] });
  });

  test('goes without: the next version of the same bytes has not changed, however it is read', () => {
    const registry = register(first);
    const extraction = readText(first);
    for (const requirement of extraction.requirements) requirement.fingerprint = { sentence: `new ${requirement.fingerprint.sentence}` };
    const plan = reconcile(registry, 'v2', 'v1', extraction, noDecisions);
    expect(plan.changes).toEqual([]);
    expect(plan.requirements.map(({ revision, change }) => [revision, change])).toEqual(Array.from({ length: 5 }, () => [1, undefined]));
  });

  test('follows a keyword that is pointed to elsewhere on its line', () => {
    const extraction = readText(first);
    for (const requirement of extraction.requirements) requirement.column += 3;
    const plan = reconcile(register(first), 'v1', null, extraction, noDecisions);
    expect(plan.requirements.map(({ why }) => why)).toEqual(['reread', 'reread', 'reread', 'reread', 'reread']);
  });

  test('of other bytes shows what changed, and keeps the ids', () => {
    const plan = reconcile(register(first), 'v1', null, readText({ 'a.md': first['a.md'].replace('SHOULD', 'MUST') }), noDecisions);
    expect(plan.changes.map(({ id, class: is, effect }) => [id, is, effect])).toEqual([['demo/a/process/2', 'level', 'stricter']]);
    expect(plan.reread?.corrected).toEqual(['demo/a/process/2']);
  });
});

test('small words only are pointed out, and no judgement', () => {
  const plan = registerWith(noDecisions, first, { 'a.md': first['a.md'].replace('of a mount', 'of the mount') }).plans[1];
  expect(plan?.requirements.find(({ line }) => line === 7)).toMatchObject({
    alike: 0.778,
    revision: 2,
    suggestion: 'editorial',
    change: { class: 'reworded', effect: 'different', unsettled: true },
  });
});
