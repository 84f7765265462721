import { parseId } from '@specproof/model';
import type { RegisteredRef, Role } from '@specproof/model';

const roles = {
  presence: 'presence',
  'presence-body': 'rule on presence',
  body: 'rule',
} as const satisfies Record<Role, string>;

/** What a requirement is about, in our own words: `config.process.cwd: presence (REQUIRED 3)`. */
export function stubTitle({ id, revision, keyword, property, section }: RegisteredRef): string {
  const number = `${keyword} ${parseId(id)?.n ?? ''}${revision === 1 ? '' : `, meaning ${revision}`}`;
  const about = property ? `${[property.root, property.path].filter(Boolean).join('.')}: ${roles[property.role]}` : section;
  return `${about} (${number})`;
}
