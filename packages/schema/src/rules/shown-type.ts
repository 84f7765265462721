import type { Demand } from '@specproof/model';
import { isName, stepsOf } from '../paths.ts';
import { parseJson } from './cases.ts';
import type { Reading } from './context.ts';

/** The type that a definition without one shows in the examples of its section. */
export function shownType({ property, context }: Omit<Reading, 'sentence'>): Extract<Demand, { kind: 'type' }>['type'] | undefined {
  const name = stepsOf(property.path).findLast(isName);
  const types = new Set<string>();
  const walk = (value: unknown, depth = 0): void => {
    if (depth > maxExampleDepth) return;
    if (Array.isArray(value)) for (const one of value) walk(one, depth + 1);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, one] of Object.entries(value)) {
        if (key === name) types.add(Array.isArray(one) ? 'array' : one === null ? 'null' : Number.isInteger(one) ? 'integer' : typeof one);
        walk(one, depth + 1);
      }
    }
  };
  const examples = sectionsBelow(context, property.document, property.section).flatMap((slug) => context.examplesIn({ document: property.document, slug }));
  for (const { value } of examples) walk(parseJson(value));
  if (types.size === 0) for (const { value } of context.examplesIn({ document: property.document, slug: undefined })) walk(parseJson(value));
  const [type] = types;
  if (types.size !== 1 || type === undefined) return undefined;
  return type === 'integer' || type === 'string' || type === 'boolean' || type === 'object' || type === 'array' ? type : undefined;
}

const maxExampleDepth = 100;

function sectionsBelow({ prose }: Reading['context'], document: string, slug: string): string[] {
  const outline = prose.outlines[document] ?? [];
  const start = outline.findIndex((heading) => heading.slug === slug);
  const depth = outline[start]?.depth ?? 0;
  const end = outline.findIndex((heading, index) => index > start && heading.depth <= depth);
  return outline.slice(start, end < 0 ? undefined : end).map((heading) => heading.slug);
}
