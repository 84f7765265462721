import type { Property, Requirement, Role } from '@specproof/model';
import type { KeywordMatch } from './keywords.ts';

/** Whether a rule on a property is about its presence. */
export function roleOf(clause: string, keyword: KeywordMatch, after: string): Role {
  const subject = /(?:^|[\s,(])(?:[Tt]his|[Tt]he|[Ii]t|[Tt]hat|these|they)(?:\s+(?:property|field|key|member|attribute|parameter|element|object|value|setting|option))?\s+(?:is\s+|are\s+)?$/u;
  const named = /x{2,}\s+(?:(?:property|field|key|member|attribute|parameter)\s+)?(?:is|are)\s+$/u;
  const predicate = /^\s+(?:only\s+|also\s+|either\s+)?be\s+(?:either\s+)?(?:set|present|absent|omitted|specified|supplied|provided|defined|included|unset)\b(?!\s+to\b)/u;
  if (/^(?:REQUIRED|OPTIONAL|RECOMMENDED|NOT RECOMMENDED)$/u.test(keyword.keyword)) {
    if (/\b[Tt]his\s+$/u.test(clause)) return 'presence-body';
    return subject.test(clause) || named.test(clause) ? 'presence-body' : 'body';
  }
  return predicate.test(after) && (subject.test(clause) || /x{2,}\s*$/u.test(clause)) ? 'presence-body' : 'body';
}

/** A presence rule in a stated case makes a property's presence conditional. */
export function settlePresence(properties: Property[], requirements: readonly Requirement[]): void {
  const byPath = new Map<string, Property[]>();
  for (const property of properties) {
    const key = `${property.root}:${property.path}`;
    const same = byPath.get(key);
    if (same) same.push(property);
    else byPath.set(key, [property]);
  }
  for (const { property, level, keyword, conditional, text } of requirements) {
    if (property?.role !== 'presence-body' || !conditional || (!level.startsWith('MUST') && keyword !== 'OPTIONAL')) continue;
    if (/\b(?:omitted|absent|unset) or\b/u.test(text)) continue;
    for (const target of byPath.get(`${property.root}:${property.path}`) ?? []) {
      if (target.presence === 'OPTIONAL' || target.presence === 'unspecified') {
        target.presence = 'CONDITIONAL';
        target.condition = text;
      }
    }
  }
}
