// @ts-check

// No literal import: Nx would take it for a dependency of the tools on the command, and so on everything.
const sources = new URL('../../packages/cli/checkout/sources.mjs', import.meta.url).href;

/**
 * Imports a TypeScript module of this checkout, by its path from the root.
 * @type {(entry: string) => Promise<{ default?: unknown }>}
 */
export const importSource = async (entry) => (await import(sources)).importSource(entry);
