import { createHash } from 'node:crypto';
import type { Fingerprint, FingerprintParts } from '@specproof/model';

/** Stands for the keyword a requirement is about, so that a changed level is not a changed sentence. */
const own = '\u00a4';
/** Stands for the other keywords of the sentence. */
const other = '\u00a7';

/** Words without case, markup and punctuation; the keyword spans are replaced by signs. */
export function normaliseWords(text: string, keywords: readonly { start: number; end: number; own: boolean }[] = []): string {
  let marked = '';
  let end = 0;
  for (const keyword of keywords) {
    marked += `${text.slice(end, keyword.start)} ${keyword.own ? own : other} `;
    end = keyword.end;
  }
  marked += text.slice(end);
  const words: string[] = [];
  for (const word of marked.toLowerCase().split(/\s+/u)) {
    const bare = word.replace(/^[^\p{L}\p{N}\u00a4\u00a7$<>=/@%&~+.-]+|[^\p{L}\p{N}\u00a4\u00a7$<>=/@%&~+\])}-]+$/gu, '').replace(/^[.]+$|[\])}]+$/gu, '').replace(/\.+$/u, '');
    if (bare !== '') words.push(bare);
  }
  return words.join(' ');
}

/** Hashes each part; absent and empty parts stay absent. */
export function fingerprint(parts: FingerprintParts): Fingerprint {
  const print: Fingerprint = { sentence: hash(parts.sentence) };
  if (parts.condition) print.condition = hash(parts.condition);
  if (parts.context) print.context = hash(parts.context);
  if (parts.list) print.list = hash(parts.list);
  return print;
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
