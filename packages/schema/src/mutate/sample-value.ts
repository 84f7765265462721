import type { Json } from '../official/json.ts';
import { keeps } from '../drift/keeps.ts';
import type { Topics } from '../drift/facts.ts';
import { samplePattern } from './sample-pattern.ts';

/** One well-formed string per format. */
const formats: Record<string, string> = {
  'date-time': '2020-01-02T03:04:05Z',
  date: '2020-01-02',
  time: '03:04:05Z',
  email: 'a@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/a',
  'uri-reference': '/a',
  regex: '^a$',
  byte: 'YQ==',
  uuid: '00000000-0000-4000-8000-000000000000',
};

/** Strings that satisfy what single patterns do not lead to: several at once, or with look-ahead. */
const usual: readonly string[] = ['a', '/a', '/', 'a/a', 'a/a.b+c', '1.0.0', '0', '1', 'a:a', `sha256:${'a'.repeat(64)}`, 'YQ==', 'A', 'A_A', ...Object.values(formats)];

/** A string that is as schemas say, where possible also as they say under some condition only; `undefined` where none is found. */
export function sampleString(said: Topics, under: readonly Topics[]): string | undefined {
  const { format, length } = said;
  const patterns = [...new Set([said, ...under].flatMap(({ pattern }) => pattern?.value ?? []))];
  const sampled = patterns.map(samplePattern).filter((sample) => sample !== undefined);
  const longer = length?.value.min === undefined ? [] : ['a'.repeat(length.value.min)];
  const formatted = format === undefined ? [] : [formats[format.value]].filter((sample) => sample !== undefined);
  const all = [...formatted, ...sampled, ...usual, ...longer];
  const fits = (topics: Topics) => (value: string): boolean =>
    (topics.pattern === undefined || keeps('pattern', value, topics.pattern.value)) && (topics.length === undefined || keeps('length', value, topics.length.value));
  const own = (formatted.length > 0 ? formatted : all).filter(fits(said));
  return own.find((value) => under.every((topics) => fits(topics)(value))) ?? own[0];
}

/** A number in a range: a small one where there is a choice. */
export function sampleNumber({ range }: Topics): number {
  const { min, max } = range?.value ?? {};
  const within = (value: number): boolean => (min === undefined || value >= min) && (max === undefined || value <= max);
  return [1, 0, min, max].find((value): value is number => value !== undefined && within(value)) ?? 0;
}

/** The first of the listed values; `undefined` where none are listed. */
export const sampleListed = ({ values }: Topics): Json | undefined => values?.value[0];

/** A name that a free map allows. */
export const samplePatternName = ({ names }: Topics): string => (names?.value.pattern === undefined ? undefined : samplePattern(names.value.pattern)) ?? 'key';
