import { SpecproofError } from '@specproof/model';
import { get, getString } from './documents.ts';
import type { FoundDescriptor } from './image-graph.ts';

/** Which part of a layout is meant; all of it where nothing is said. */
export interface Selection {
  /** The name in `org.opencontainers.image.ref.name`, on an entry of `index.json`. */
  tag?: string;
  /** The digest of a manifest or index, wherever it is. */
  digest?: string;
  /** `os/architecture`, or `os/architecture/variant`. */
  platform?: string;
}

export const tagOf = (descriptor: FoundDescriptor): string | undefined => getString(get(descriptor.value, 'annotations'), 'org.opencontainers.image.ref.name');

/** `os/architecture/variant` of a platform object or a configuration. */
export function platformOf(value: unknown): string | undefined {
  const os = getString(value, 'os');
  const architecture = getString(value, 'architecture');
  if (os === undefined || architecture === undefined) return undefined;
  return [os, architecture, getString(value, 'variant')].filter((part) => part !== undefined && part !== '').join('/');
}

/** Whether a platform is the one asked for, or a variant of it. */
export const isPlatform = (platform: string, wanted: string): boolean => platform === wanted || platform.startsWith(`${wanted}/`);

/** What to tell where nothing is selected. */
export function nothingSelected(source: string, selection: Selection, available: readonly string[]): SpecproofError {
  const asked = Object.entries(selection).map(([key, value]) => `${key} ${value}`).join(' and ');
  const shown = [...new Set(available)].sort().slice(0, 20);
  const hint = shown.length > 0 ? `There is: ${shown.join(', ')}.` : 'There is nothing to choose from.';
  return new SpecproofError('USAGE', `${source} has no image with ${asked}. ${hint}`);
}
