import { vocabulary } from '../../src/commands/vocabulary.ts';
import { functions } from '../../src/functions/vocabulary.ts';
import { changesThatAffectResults, type Subject, semanticsVersion, sharedParts } from '../../src/record/changes.ts';
import { page, table } from './markdown.ts';

/** The page of changes that affect results, and of the semantics version of everything. */
export function changesPage(): string {
  const subjects: readonly Subject[] = [
    ...sharedParts.map((name): Subject => ({ kind: 'part', name })),
    ...[...vocabulary.commands.keys()].sort().map((name): Subject => ({ kind: 'command', name })),
    ...[...functions.keys()].sort().map((name): Subject => ({ kind: 'function', name })),
  ];
  const raised = subjects.filter((subject) => semanticsVersion(subject) > 1);
  const changes =
    changesThatAffectResults.length === 0
      ? 'There are none: every command, function and part has semantics version 1.'
      : table(
          ['Release', 'What', 'Change', 'Endring'],
          changesThatAffectResults.map(({ release, subject, text }) => [
            release,
            `${subject.kind} \`${subject.name}\``,
            text.en,
            text.nb,
          ]),
        );
  return page('Changes that affect results', [
    'A script that is run again on the same databank versions, under the same policy, gives the same bytes, unless one of these changes lies between. Each of them raises the semantics version of what it changes; a run record has the versions of all that its script uses, and `microdata verify` names the change that made a difference.',
    '## Changes',
    changes,
    '## Semantics versions',
    raised.length === 0
      ? `All ${subjects.length} have version 1: the parts ${sharedParts.join(', ')}, and every command and function.`
      : table(
          ['What', 'Version'],
          raised.map((subject) => [`${subject.kind} \`${subject.name}\``, String(semanticsVersion(subject))]),
        ),
  ]);
}
