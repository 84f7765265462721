import { compareIds } from '@specproof/model';
import type { DifferenceKind } from '@specproof/model';
import { isObject } from '../official/json.ts';
import type { SchemaSet } from '../official/schema-set.ts';
import type { Difference, DifferenceSide, StrictSide } from './difference.ts';
import type { Said, Saying, Topic, TopicValues } from './facts.ts';
import { topics } from './facts.ts';
import { flatten } from './flatten.ts';
import { keeps } from './keeps.ts';
import { parentPath } from './property-path.ts';
import type { PropertyRow, SchemaEntry } from './property-row.ts';
import { say, sayPresence } from './say.ts';
import { relate, relatePresence } from './stricter.ts';
import type { Relation } from './stricter.ts';

/** The two schemas of one kind of document. */
export interface DriftInput {
  /** The kind of document: `config`, `manifest`, … */
  root: string;
  /** Generated from the prose. */
  prose: SchemaEntry;
  /** As upstream publishes it. */
  official: SchemaEntry;
}

/** Where two schemas of one kind of document disagree, property by property, in the order of the paths. */
export function drift({ root, prose, official }: DriftInput): Difference[] {
  const [ours, theirs] = [rowsByPath(prose), rowsByPath(official)];
  const differences = [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((path): Difference[] => {
    const [own, their] = [ours.get(path), theirs.get(path)];
    if (own !== undefined && their !== undefined) return compareRows(root, { row: own, set: prose.set, rows: ours }, { row: their, set: official.set, rows: theirs });
    // What is below a missing property is missing with it.
    const parent = parentPath(path);
    if (parent !== undefined && !(ours.has(parent) && theirs.has(parent))) return [];
    if (own !== undefined) return [{ root, path, kind: 'missing-in-official', stricter: 'prose', prose: sideOf({ row: own, set: prose.set, rows: ours }, own.presence, describe(own)) }];
    if (their !== undefined) return [{ root, path, kind: 'missing-in-prose', stricter: 'official', official: sideOf({ row: their, set: official.set, rows: theirs }, their.presence, describe(their)) }];
    return [];
  });
  return differences.sort((a, b) => compareIds(a.path, b.path) || compareIds(a.kind, b.kind));
}

interface Side {
  row: PropertyRow;
  set: SchemaSet;
  rows: ReadonlyMap<string, PropertyRow>;
}

const rowsByPath = (entry: SchemaEntry): Map<string, PropertyRow> => new Map(flatten(entry).map((row) => [row.path, row]));

/** A property in a word or two: `string, REQUIRED`. */
const describe = ({ presence, topics: { type } }: PropertyRow): string => [...(type ? [say.type(type.value)] : []), sayPresence(presence.value)].join(', ');

function compareRows(root: string, prose: Side, official: Side): Difference[] {
  const difference = (kind: DifferenceKind, found: Relation, ours: DifferenceSide, theirs: DifferenceSide): Difference[] =>
    found === 'same' ? [] : [{ root, path: prose.row.path, kind, stricter: sides[found], prose: ours, official: theirs }];
  const [own, their] = [prose.row.presence, official.row.presence];
  const presences = difference(
    'presence',
    relatePresence(own.value, their.value),
    sideOf(prose, own, sayPresence(own.value)),
    sideOf(official, their, sayPresence(their.value)),
  );
  return [...presences, ...topics.flatMap((topic) => compareTopic(topic, prose, official, difference))];
}

const sides = { less: 'prose', more: 'official', other: 'neither' } as const satisfies Record<Exclude<Relation, 'same'>, StrictSide>;

type Report = (kind: DifferenceKind, found: Relation, ours: DifferenceSide, theirs: DifferenceSide) => Difference[];

function compareTopic<K extends Topic>(topic: K, prose: Side, official: Side, report: Report): Difference[] {
  const [own, their] = [prose.row.topics[topic], official.row.topics[topic]] as (Said<TopicValues[K]> | undefined)[];
  // A list of values says what each of them is well enough.
  if (topic !== 'values' && (listKeeps(prose, topic, their?.value) || listKeeps(official, topic, own?.value))) return [];
  const found = relate(topic, own?.value, their?.value);
  if (found !== 'same') return report(topic, found, topicSide(topic, prose, own), topicSide(topic, official, their));
  return conditional(topic, prose, official, 'less', report) ?? conditional(topic, official, prose, 'more', report) ?? [];
}

/** Whether a side lists its values, and all of them are as the other side wants them. */
function listKeeps<K extends Topic>({ row: { topics: { values } } }: Side, topic: K, wanted: TopicValues[K] | undefined): boolean {
  return values !== undefined && (wanted === undefined || values.value.every((value) => keeps(topic, value, wanted)));
}

/** What one side says under a condition only, where the other does not say it at all. */
function conditional<K extends Topic>(topic: K, speaker: Side, other: Side, found: Relation, report: Report): Difference[] | undefined {
  const saidUnder = ({ row }: Side): Said<TopicValues[K]>[] => row.under.flatMap((said) => (said[topic] ?? []) as Said<TopicValues[K]> | []);
  const always = other.row.topics[topic] as Said<TopicValues[K]> | undefined;
  const known = [...(always === undefined ? [] : [always]), ...saidUnder(other)];
  const news = saidUnder(speaker).filter(({ value }) => !known.some((have) => ['same', 'more'].includes(relate(topic, value, have.value))));
  const [first] = news;
  if (first === undefined) return undefined;
  const says = `in some cases ${[...new Set(news.map(({ value }) => say[topic](value)))].sort().join('; ')}`;
  const speaks = sideOf(speaker, first, says);
  const listens = topicSide(topic, other, always);
  return found === 'less' ? report(topic, found, speaks, listens) : report(topic, found, listens, speaks);
}

function topicSide<K extends Topic>(topic: K, side: Side, said: Said<TopicValues[K]> | undefined): DifferenceSide {
  const { row, set } = side;
  if (said !== undefined) return sideOf(side, said, say[topic](said.value));
  const { pattern } = row.topics;
  // A pattern may stand for a list of values.
  if (topic === 'values' && pattern !== undefined) return sideOf(side, pattern, `what matches ${say.pattern(pattern.value)}`);
  const known = topic === 'values' ? noteOf(set, row.at)?.known : undefined;
  return sideOf(side, { at: row.at, keyword: '' }, Array.isArray(known) ? `any, listed are ${say.values(known)}` : 'nothing');
}

/** The place of a saying: the schema's own, and the text's where the schema was made from it. */
function sideOf({ row, set, rows }: Side, { at, keyword }: Saying, says: string): DifferenceSide {
  const pointer = [at.pointer, ...keywordTokens(set, at, keyword)].join('/');
  const line = set.lineOf({ file: at.file, pointer });
  const defined = definedAt(set, row, rows) ?? noteOf(set, at)?.defined;
  const enforces = noteOf(set, at)?.enforces;
  const refs = isObject(enforces) ? enforces[keyword] : undefined;
  return {
    says,
    file: at.file,
    pointer,
    ...(line !== undefined && { line }),
    ...(typeof defined === 'string' && { defined }),
    ...(Array.isArray(refs) && { refs: refs.map(String) }),
  };
}

/** What no property path is. */
const noPath = '.';

/** Where the text defines a property, or what it is an element or a part of. */
function definedAt(set: SchemaSet, row: PropertyRow, rows: ReadonlyMap<string, PropertyRow>): unknown {
  for (let at: PropertyRow | undefined = row; at !== undefined; at = rows.get(parentPath(at.path) ?? noPath)) {
    const defined = noteOf(set, at.at)?.defined;
    if (defined !== undefined) return defined;
  }
  return undefined;
}

/** The way from a schema to the keyword that says it. */
function keywordTokens(set: SchemaSet, at: Saying['at'], keyword: string): (string | number)[] {
  const schema = set.at(at);
  if (!isObject(schema)) return [];
  const [name = '', required] = keyword.split(/\/(.*)/su);
  const value = Object.hasOwn(schema, name) ? schema[name] : undefined;
  if (value === undefined) return [];
  return required !== undefined && Array.isArray(value) ? [name, value.indexOf(required)] : [name];
}

/** The keyword by which generated schemas tell what they were made from. */
export const noteKeyword = 'x-specproof';

function noteOf(set: SchemaSet, at: Saying['at']) {
  const schema = set.at(at);
  const note = isObject(schema) ? schema[noteKeyword] : undefined;
  return isObject(note) ? note : undefined;
}
