import type { Structure } from './blocks.ts';
import { findKeywords } from './keywords.ts';
import type { ReadingSettings } from './settings.ts';
import type { SubjectFinder } from './subjects.ts';

/** Who acts where a sentence names nobody: what the settings say, or whoever the text names most. */
export function defaultRoles(structure: Structure, settings: ReadingSettings, subjects: SubjectFinder): { author: string; actor: string } {
  if (settings.author !== undefined) return { author: settings.author, actor: settings.actor ?? settings.author };
  const counts = new Map<string, number>();
  let keywords = 0;
  for (const { flat } of structure.blocks) {
    for (const keyword of findKeywords(flat.text)) {
      keywords++;
      for (const name of subjects.named(flat.text.slice(Math.max(0, keyword.start - 80), keyword.start)).slice(-1)) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  const [most] = [...counts].filter(([name]) => name !== 'extension').sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const author = most !== undefined && most[1] >= 3 && most[1] * 4 >= keywords ? most[0] : 'implementation';
  return { author, actor: author };
}
