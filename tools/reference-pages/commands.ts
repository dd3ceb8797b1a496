import { commandSpecs, constructSpecs } from '../../src/commands/vocabulary.ts';
import type { CommandGroup, CommandSpec, ConstructSpec, EmittedKind, OptionSpec } from '../../src/lang/command-spec.ts';
import { commandGroupTitles } from '../../src/lang/group-titles.ts';
import { optionHelp, optionUsage, usageOf } from '../../src/lang/usage.ts';
import { code, page, table } from './markdown.ts';

const results: Readonly<Record<EmittedKind, string>> = {
  message: 'a status line',
  countTable: 'a table or chart of counts',
  volumeTable: 'a table or chart of statistics',
  summary: 'descriptive statistics',
  distribution: 'a histogram',
  matrix: 'a matrix of statistics',
  test: 'a test',
  model: 'a model',
  variance: 'an analysis of variance',
  coefficients: 'a chart of coefficients',
  box: 'a box plot',
  hex: 'a hexagonal chart',
  flow: 'a flow chart',
  curve: 'a survival curve',
  metadata: 'facts of the catalogue',
  document: 'a text about the language or the script',
};

const effects: Readonly<Record<CommandSpec['effect'], string>> = {
  changes: 'Changes datasets, as a whole or not at all.',
  reads: 'Reads the dataset and leaves it as it is.',
  session: 'Changes the session, not the data.',
};

const accepted: Readonly<Record<CommandSpec['arguments'][number]['accepts'], string>> = {
  any: 'anything',
  numeric: 'numeric',
  alphanumeric: 'alphanumeric',
  categorical: 'categorical',
  'key-or-any': 'anything, also key variables',
};

/** One page for each family of commands, and an index of all. */
export function commandPages(): ReadonlyMap<string, string> {
  const groups = Object.keys(commandGroupTitles) as CommandGroup[];
  return new Map([
    ['commands/README.md', indexPage(groups)],
    ...groups.map((group): [string, string] => [`commands/${group}.md`, groupPage(group)]),
  ]);
}

function membersOf(group: CommandGroup): readonly (CommandSpec | ConstructSpec)[] {
  return [...constructSpecs, ...commandSpecs].filter((spec) => spec.group === group);
}

function indexPage(groups: readonly CommandGroup[]): string {
  const rows = groups.flatMap((group) =>
    membersOf(group).map((spec) => [
      `[\`${spec.name}\`](${group}.md#${spec.name})`,
      commandGroupTitles[group].en,
      spec.executable ? 'runs' : 'is checked',
      spec.help.en,
    ]),
  );
  return page('Commands', [
    'Every command of the language. Commands that are only checked are parsed and analysed, but cannot be run by this version.',
    table(['Command', 'Family', 'In this version', 'What it does'], rows),
  ]);
}

function groupPage(group: CommandGroup): string {
  const { en, nb } = commandGroupTitles[group];
  return page(`${en} · ${nb}`, membersOf(group).map(section));
}

function section(spec: CommandSpec | ConstructSpec): string {
  const blocks = [
    `## ${spec.name}`,
    code(['form' in spec ? usageOf(spec) : spec.usage]),
    `${spec.help.en}\n*${spec.help.nb}*`,
    ...('form' in spec ? factsOf(spec) : []),
    ...(spec.executable ? [] : ['This version checks the command, but cannot run it.']),
    'Examples:',
    code(spec.examples),
  ];
  return blocks.join('\n\n');
}

function factsOf(spec: CommandSpec): readonly string[] {
  const facts = [`- ${effects[spec.effect]}`, `- Puts out ${spec.emits.map((kind) => results[kind]).join(', ')}.`];
  for (const argument of spec.arguments) facts.push(`- \`${argument.role}\`: ${accepted[argument.accepts]}.`);
  if (spec.condition === 'extension') facts.push('- The condition is an addition that the platform does not have.');
  const conflicts = (spec.conflicts ?? []).map((pair) => pair.map((name) => `\`${name}\``).join(' with '));
  if (conflicts.length > 0) facts.push(`- Cannot be combined: ${conflicts.join(', ')}.`);
  const options = Object.entries(spec.options);
  return options.length === 0 ? [facts.join('\n')] : [facts.join('\n'), optionTable(options)];
}

function optionTable(options: readonly (readonly [string, OptionSpec])[]): string {
  const rows = options.map(([name, option]) => [
    `\`${optionUsage(name, option)}\``,
    `${optionHelp(option).en}${limitsOf(option)}`,
    optionHelp(option).nb,
  ]);
  return table(['Option', 'Meaning', 'Betydning'], rows);
}

function limitsOf(option: OptionSpec): string {
  if (option.type !== 'number' || (option.minimum === undefined && option.maximum === undefined)) return '';
  const { minimum, maximum } = option;
  const bounds = [
    ...(minimum === undefined ? [] : [`${option.exclusive === true ? 'above' : 'at least'} ${minimum}`]),
    ...(maximum === undefined ? [] : [`${option.exclusive === true ? 'below' : 'at most'} ${maximum}`]),
  ];
  return ` (${bounds.join(', ')})`;
}
