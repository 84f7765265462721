import { describeDispositionProblem } from '@specproof/model';
import type { Dispositions } from '@specproof/model';
import type { SuiteFinding } from './check-suite.ts';
import type { CollectedCheck } from './collected-check.ts';
import type { FileFinding } from './compare-files.ts';

export type GenerateFinding = FileFinding | SuiteFinding;

/** One or more lines about a finding: the thing, the place and the remedy. */
export function describeFinding(finding: GenerateFinding, dispositions: Dispositions): string {
  switch (finding.kind) {
    case 'missing-file':
      return `${finding.path}: is not there. Write it with: specproof generate`;
    case 'left-over-file':
      return `${finding.path}: nothing generates it any more. Take it away with: specproof generate`;
    case 'changed-file':
      return `${finding.path}:${finding.line}: is not what would be generated now: out of date, or edited by hand (what people write belongs into a file of its own). Write it anew with: specproof generate\n  expected ${shown(finding.expected)}\n  found    ${shown(finding.found)}`;
    case 'uncovered':
      return `${finding.ref}: ${finding.level} in ${finding.versions.join(', ')}, and has no check, stub or disposition. Write its stub with: specproof generate`;
    case 'unknown-ref':
      return `${placeOf(finding.check)}: names ${finding.ref}, which is in no registered version. Take its key from refs.ts`;
    case 'wrong-target':
      return `${placeOf(finding.check)}: never runs for ${finding.ref}: it asks for \`${finding.asked}\`, and spec.json says that a ${finding.subject} is a target of the kind ${finding.wanted}. Ask for \`${finding.wanted}\`, or for \`target\``;
    case 'same-name':
      return `${finding.checks.map(placeOf).join(' and ')}: ${finding.checks.length} checks of one name give no verdict. Give each a title of its own`;
    case 'subjects-disagree':
      return `${finding.ref}: ${finding.checks.map(placeOf).join(' and ')} each claim to show all of it, on different kinds of target. Say which is partial, or make them a set`;
    case 'observed':
      return `${finding.ref}: dispositions.json says that nothing shows it, and ${placeOf(finding.check)} checks it. Take one of the two away`;
    case 'disposition':
      return `dispositions.json, ${describeDispositionProblem(finding.problem, dispositions)}`;
    default:
      throw new TypeError(`Unknown finding ${finding satisfies never}`);
  }
}

/** Quoted, so that spaces and line ends show. */
const shown = (line: string | undefined): string => (line === undefined ? 'the end of the file' : JSON.stringify(line));

const placeOf = ({ file, line, titles }: CollectedCheck): string => `${file}${line === undefined ? '' : `:${line}`} (${titles.join(' > ')})`;
