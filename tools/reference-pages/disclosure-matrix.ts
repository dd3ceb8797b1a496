import { type RuleCode, type RuleText, ruleTexts } from '../../src/base/messages/rules.ts';
import { executors } from '../../src/commands/executors.ts';
import { commandsWithoutCounts, commandsWithoutVariables, questionsOfCommands } from '../../src/commands/questions.ts';
import { commandSpecs } from '../../src/commands/vocabulary.ts';
import type { NodeKind } from '../../src/disclosure/nodes.ts';
import {
  type RuleId,
  rulesByKind,
  rulesByQuestion,
  rulesOfEveryCommand,
  rulesWithoutRecord,
} from '../../src/disclosure/rules-by-kind.ts';
import { page, table } from './markdown.ts';

/** A command's row of the matrix: one for each kind of result that it puts out. */
export interface MatrixRow {
  readonly command: keyof typeof executors;
  readonly kind: NodeKind;
  readonly rules: readonly RuleCode[];
}

/** Rules that draw noise, jitter or order from the keys of units and cells. */
const keyed: readonly RuleId[] = ['DC-03', 'DC-05', 'DC-06', 'DC-07', 'DC-14', 'DC-17', 'DC-20', 'DC-22', 'DC-27'];

const allRules = Object.keys(ruleTexts) as RuleCode[];

/** Rules of what statements ask for before there is a result, whatever kind it is of. */
const rulesOfStatements: readonly RuleId[] = ['DC-01', 'DC-06', 'DC-27', 'DC-30', 'DC-32'];

/** Which rules act on the results of each command that can be run. */
export function matrixRows(): readonly MatrixRow[] {
  return commandSpecs.flatMap((spec) => {
    if (!isExecutable(spec.name)) return [];
    const command = spec.name;
    const asked = questionsOfCommands[command].flatMap((question) => rulesByQuestion[question]);
    return spec.emits.filter(isNodeKind).map((kind) => {
      const acting = new Set<RuleCode>([
        ...rulesOfEveryCommand,
        ...(commandsWithoutVariables.includes(command) ? [] : (['DC-13'] as const)),
        ...asked.filter((rule) => isAbout(rule, kind)),
        ...rulesOfKind(command, kind),
        // A chart is drawn from the released table that it carries, whatever kind that is of.
        ...(spec.group === 'chart' ? (['DC-18'] as const) : []),
      ]);
      if (keyed.some((rule) => acting.has(rule))) acting.add('DC-15');
      return { command, kind, rules: allRules.filter((rule) => acting.has(rule)) };
    });
  });
}

/** What a kind of node passes through when a command puts it out. */
function rulesOfKind(command: MatrixRow['command'], kind: NodeKind): readonly RuleId[] {
  // A status line without counts is made of words and names, as metadata are.
  if (kind === 'message' && commandsWithoutCounts.includes(command)) return rulesByKind.metadata;
  const rules = [...rulesByKind[kind], ...rulesWithoutRecord[kind]];
  // Summaries are where intervals of means are made, too; DC-26 is about these, and DC-31 about the others.
  const other: RuleId = command === 'ci' ? 'DC-31' : 'DC-26';
  return kind === 'summary' ? rules.filter((rule) => rule !== other) : rules;
}

/** What a command asks for its statistics does not concern its counts. */
function isAbout(rule: RuleId, kind: NodeKind): boolean {
  return kind !== 'countTable' || rulesByKind.countTable.includes(rule) || rulesOfStatements.includes(rule);
}

function isExecutable(name: string): name is keyof typeof executors {
  return Object.hasOwn(executors, name);
}

function isNodeKind(kind: string): kind is NodeKind {
  return Object.hasOwn(rulesByKind, kind);
}

/** The page that shows which rule acts where. */
export function disclosureMatrixPage(): string {
  const matrix = matrixRows();
  const acting = allRules.filter((rule) => matrix.some(({ rules }) => rules.includes(rule)));
  const rows = matrix.map(({ command, kind, rules }) => [
    `\`${command}\``,
    kind,
    ...acting.map((rule) => (rules.includes(rule) ? '●' : '·')),
  ]);
  return page('Disclosure rules by command', [
    'Which rule of disclosure control acts on which result of which command. Whether a rule changes anything, and by how much, is for the policy to say; under `open` all of them leave the numbers as they are.',
    table(['Command', 'Result', ...acting.map((rule) => rule.slice(3))], rows),
    '## The rules',
    table(
      ['Rule', 'What it is about', 'Why it exists', 'What to do instead'],
      acting.map((rule) => {
        const { title, why, instead }: RuleText = ruleTexts[rule];
        return [rule, title.en, why.en, instead?.en ?? ''];
      }),
    ),
  ]);
}
