import type { Span } from './flat-text.ts';
import type { ReadingSettings } from './settings.ts';

/** What is known of a keyword when its subject is sought. `text` has the content of code blanked. */
export interface SubjectQuestion {
  text: string;
  sentence: Span;
  keyword: Span & { keyword: string };
  /** End of the condition that opens the clause, where there is one. */
  after: number;
  /** The previous keyword of the sentence, where there is one. */
  previous: (Span & { subject: string }) | undefined;
  /** Start of the next keyword of the sentence, or the sentence's end. */
  until: number;
  author: string;
  actor: string;
}

/** Finds who has to act; built once per set of subjects. */
export interface SubjectFinder {
  find(question: SubjectQuestion): string;
  /** Subjects whose nouns stand in `text`, in order. */
  named(text: string): string[];
}

// Where a noun phrase's head ends and what only describes it begins.
const phraseEnd = /\s(?:of|for|to|in|on|at|by|from|with|without|within|that|which|who|whose|whether|using|storing|copying|processing|serializing|configured|concerned|implementing|providing|supporting|not|as|such|including|does|is|are|has|have|do|when|if|where|referencing|pointing|capable|wishing|running|acting|uses|via|between|than|used)\s/u;
const behaviour =
  /^\s*(?:also |either |always |still |then |first |instead |otherwise |only |both |all |NOT |not |never |immediately |consistently |be )*be (?:\w+ly |then |also |only |first |still )*(?:call|invok|execut|run\b|creat|destroy|appl|mount|unmount|delet|pass|sent|send|logg|writ|return|generat|ma[dk]e|suppli|provid(?!ed\b(?! by))|map|treat|interpret|ignor|clos|reus|verif|consider|trust|download|fulfil|extract|pars|merg|replac|hidden|hide|remov|updat|modifi|process\w|mov|preserv|kept|keep|stopp|start\w*ed|kill|track|resolv|inherit|reject|accept|handl|assign|implement|support|chang|confus|deriv|calculat|comput|submit|avoid|used (?:to|when|by|instead|as\b)|able to|available|read-only|seen|visible|restor|enforc|packed|unpack|redirect|understood|recogni|transfer|undone|stor|done|validat|check|cached|perform|combin|overrid|added to|merged)/u;
const acting =
  /^\s*(?:also |either |always |still |then |first |instead |otherwise |only |NOT |not |never )*(?:have no effect|cause an? (?:error|failure|warning)|generate|return|succeed|fail\b|continue|leave|run\b|send\b|delete|create\b|inherit|error|support|understand|ignore|accept|produce|log\b|call\b|apply\b|resolve in the runtime|occur|happen|access|match the (?:configured|given|requested))/u;
const producing = /^\s*(?:NOT |not |only )?(?:produce|generate (?!an? error)|serialize|embed|choose to embed|be packed|be created|emit)\b/u;
const producer = /\b(?:serializing|producing|creating|generating|building|authoring)\b/u;
const actingThing = /\b(?:operation|container|containers|attempting|deleting|creating|starting|killing|hooks?|process|command|runtime environment)\b/iu;
const extensionClause = /\b(?:subsequent|future|other|later) (?:\w+ )?(?:versions?|specifications?|specs?|extensions?|formats?)\b|\bsubmitted to this specification\b|\bremoved in a future version\b/iu;

/** Makes a {@link SubjectFinder} for the nouns of `settings`. */
export function subjectFinder(settings: Pick<ReadingSettings, 'subjects'>): SubjectFinder {
  const entries = Object.entries(settings.subjects).flatMap(([subject, nouns]) => nouns.map((noun) => ({ subject, noun })));
  // longest first, so that "future version" wins over "version"
  entries.sort((a, b) => b.noun.length - a.noun.length || (a.noun < b.noun ? -1 : 1));
  const known = new Map(entries.map(({ subject, noun }) => [noun.toLowerCase(), subject]));
  const pattern = entries.length === 0 ? /(?!)/u : new RegExp(String.raw`(?<![\w-])(?:${entries.map(({ noun }) => noun.replace(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`)).join('|')})(?![\w-])`, 'giu');
  const nounsIn = (text: string): string[] => [...text.matchAll(pattern)].map(([noun]) => known.get(noun.toLowerCase()) ?? '');
  const extension = 'extension' in settings.subjects ? 'extension' : undefined;

  const find: SubjectFinder['find'] = ({ text, sentence, keyword, after, previous, until, author, actor }) => {
    const from = Math.max(sentence.start, Math.min(after, keyword.start), previous?.end ?? 0);
    const before = text.slice(from, keyword.start);
    const clause = before.replace(/^.*[;:]\s/su, '');
    const predicate = text.slice(keyword.end, until).replace(/\s+/gu, ' ');
    const wholePredicate = predicate.replace(/[;].*$/su, '');

    const agent = /^[^,;]*?\bby (?:the |an? |all |any )?((?:[\w-]+ ){0,3}[\w-]+)/u.exec(wholePredicate);
    if (agent && /\bbe(?:en)? \w+|\b\w+ed\b/u.test(wholePredicate.slice(0, agent[0].indexOf(' by ')))) {
      const [named] = nounsIn(agent[1] ?? '');
      if (named !== undefined) return named;
    }
    if (extension && (extensionClause.test(clause) || /\bby (?:subsequent|future|other|later)\b|\bsubmitted to this specification\b|\bin a future version\b|\bin other (?:\w+ )?(?:formats|specifications)\b/iu.test(wholePredicate))) return extension;

    const candidates = clause.split(/,\s|\s(?:and|but|or|that|because|since|as)\s(?=(?:the|a|an|any|all|each|implementations|runtimes|this|it)\b)/u);
    const relative = /\s(?:which|that|whom)\s+((?:the|an?)\s+[\w\s-]+)$/u.exec(clause)?.[1];
    const phrase = (relative ?? candidates.at(-1) ?? '').trim();
    // "MUST pour and MAY smile": the second verb has the first one's subject
    const joined = previous !== undefined && /\b(?:and|but|or)(?:\s+(?:also|then))?\s+$/u.test(before);
    const elided = joined || (previous !== undefined && /^(?:and|but|or|,|then|also|\s|\/)*$/u.test(phrase.replace(/\b(?:and|but|or|then|also)\b/gu, '')));
    const head = ` ${phrase} `.split(phraseEnd)[0] ?? '';
    const named = (joined ? undefined : nounsIn(head).at(-1)) ?? (elided ? undefined : nounsIn(` ${clause.trim()} `.split(phraseEnd)[0] ?? '').at(-1));
    const affected = /^\s*(?:NOT )?(?:affect|change|influence|determine) (?:whether|how|if) ((?:\w+ ){1,4})/u.exec(predicate)?.[1];
    const concerned = affected === undefined ? undefined : nounsIn(affected)[0];
    if (concerned !== undefined) return concerned;
    if (named !== undefined) return author !== actor && named === actor && (producing.test(predicate) || producer.test(phrase)) ? author : named;
    if (elided && previous) {
      if (author !== actor && producing.test(predicate)) return author;
      return previous.subject === author && author !== actor && (acting.test(predicate) || behaviour.test(predicate)) ? actor : previous.subject;
    }
    if (author === actor) return author;
    if (behaviour.test(predicate) || acting.test(predicate)) return actor;
    if (/^(?:REQUIRED|OPTIONAL|RECOMMENDED|NOT RECOMMENDED)$/u.test(keyword.keyword)) return author;
    const thing = head.replace(/^\s*(?:the|an?|any|all|each|this|these)\s/iu, ' ');
    return actingThing.test(thing) && !/^\s*(?:NOT )?(?:be (?!able)|contain|include|use\b|start with|conform|comply)/u.test(predicate) ? actor : author;
  };
  return { find, named: nounsIn };
}
