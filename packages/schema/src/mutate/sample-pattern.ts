/** A short string that a pattern matches, taken from the pattern itself; `undefined` where it is beyond us. */
export function samplePattern(pattern: string): string | undefined {
  try {
    const reader: Reader = { pattern, offset: 0 };
    const sample = readAlternatives(reader);
    return reader.offset === pattern.length && new RegExp(pattern, 'u').test(sample) ? sample : undefined;
  } catch {
    return undefined;
  }
}

interface Reader {
  readonly pattern: string;
  offset: number;
}

/** The first alternative stands for all. */
function readAlternatives(reader: Reader): string {
  const first = readSequence(reader);
  while (reader.pattern[reader.offset] === '|') {
    reader.offset++;
    readSequence(reader);
  }
  return first;
}

function readSequence(reader: Reader): string {
  let sample = '';
  while (reader.offset < reader.pattern.length && !'|)'.includes(reader.pattern[reader.offset] ?? '')) {
    const atom = readAtom(reader);
    sample += atom.repeat(readCount(reader));
  }
  return sample;
}

/** How often the atom before it has to stand at least. */
function readCount(reader: Reader): number {
  const [written = '', least] = /^(?:[*?+]|\{(\d+)(?:,\d*)?\})\??/u.exec(reader.pattern.slice(reader.offset)) ?? [];
  reader.offset += written.length;
  if (least !== undefined) return Number(least);
  return /^[*?]/u.test(written) ? 0 : 1;
}

function readAtom(reader: Reader): string {
  const char = reader.pattern[reader.offset++] ?? '';
  if (char === '^' || char === '$') return '';
  if (char === '.') return 'a';
  if (char === '\\') return readEscape(reader);
  if (char === '[') return readClass(reader);
  if (char !== '(') return char;
  const [opening = ''] = /^\?(?:[:=!]|<[=!]|<\w+>)/u.exec(reader.pattern.slice(reader.offset)) ?? [];
  reader.offset += opening.length;
  const inside = readAlternatives(reader);
  if (reader.pattern[reader.offset++] !== ')') throw new Error('unclosed');
  return /[=!]$/u.test(opening) ? '' : inside;
}

const letters: Record<string, string> = { d: '0', w: 'a', s: ' ', S: 'a', D: 'a', W: ' ', n: '\n', t: '\t', r: '\r', b: '', B: '' };

function readEscape(reader: Reader): string {
  const rest = reader.pattern.slice(reader.offset);
  const [hex = ''] = /^(?:x[0-9a-f]{2}|u[0-9a-f]{4}|u\{[0-9a-f]+\})/iu.exec(rest) ?? [];
  const letter = rest[0] ?? '';
  reader.offset += hex.length || 1;
  return hex === '' ? (letters[letter] ?? letter) : String.fromCodePoint(Number.parseInt(hex.replace(/[xu{}]/giu, ''), 16));
}

function readClass(reader: Reader): string {
  const start = reader.offset - 1;
  while (reader.offset < reader.pattern.length && reader.pattern[reader.offset] !== ']') reader.offset += reader.pattern[reader.offset] === '\\' ? 2 : 1;
  reader.offset++;
  const matches = new RegExp(reader.pattern.slice(start, reader.offset), 'u');
  for (const candidate of candidates) if (matches.test(candidate)) return candidate;
  throw new Error('no candidate');
}

const candidates: readonly string[] = ['a', 'A', '0', '1', ...Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)), '\n', '\t', '\u00e9'];
