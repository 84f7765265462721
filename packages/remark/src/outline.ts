import type { Section } from './blocks.ts';

/** Slug, line and depth of every heading, in document order. */
export const headingOutline = (sections: readonly Section[]): { slug: string; line: number; depth: number }[] =>
  sections.filter((section) => section.depth > 0).map(({ slug, line, depth }) => ({ slug, line, depth }));
