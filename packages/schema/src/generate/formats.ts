import type { Format } from '@specproof/model';
import { enforce } from './json-schema.ts';
import type { JsonSchema } from './json-schema.ts';

/** RFC 6838, section 4.2: each part starts with a letter or digit and has 127 characters at most. */
const mediaTypePart = String.raw`[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}`;
const patterns = {
  'media-type': `^${mediaTypePart}/${mediaTypePart}$`,
  // RFC 4648, section 4: groups of four, the last one padded
  base64: '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
  // Semantic Versioning 2.0.0, items 2, 9 and 10
  semver: String.raw`^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*))*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$`,
  // of whatever platform: of a POSIX one, of Windows with a drive, or of a share
  'absolute-path': String.raw`^(?:/|[A-Za-z]:[\\/]|\\\\)`,
} as const satisfies Partial<Record<Format, string>>;

/** A format by the keyword that every validator knows, or else by a pattern. */
export function formatOf(format: Format, refs: readonly string[] | undefined, { isPart = false, isPosix = false } = {}): JsonSchema {
  const fragment: JsonSchema = {};
  if (format === 'date-time' || format === 'uri') fragment.format = format;
  else fragment.pattern = format === 'absolute-path' && isPosix ? '^/' : patterns[format];
  if (format === 'base64') fragment.contentEncoding = 'base64';
  enforce(fragment, fragment.format === undefined ? 'pattern' : 'format', refs, isPart);
  return fragment;
}
