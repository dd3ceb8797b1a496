import type { Language, LocalText } from '../base/language.ts';
import { suggestionsFor } from '../base/suggest.ts';
import { commandSpecs, constructSpecs } from '../commands/vocabulary.ts';
import { functions } from '../functions/vocabulary.ts';
import type { CommandGroup, CommandSpec, ConstructSpec, OptionSpec } from '../lang/command-spec.ts';
import type { FunctionGroup, FunctionSpec } from '../lang/function-spec.ts';
import { signatureOf } from '../lang/signature.ts';
import { pad, wrap } from '../render/text/lines.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { fail } from './failure.ts';
import { type Surroundings, wantsColours, widthOf } from './surroundings.ts';
import { terminalStyle } from './terminal-style.ts';

const groupTitles: Readonly<Record<CommandGroup, LocalText>> = {
  session: { nb: 'Oppsett, konstanter og løkker', en: 'Set-up, constants and loops' },
  dataset: { nb: 'Datasett', en: 'Datasets' },
  import: { nb: 'Hente data', en: 'Importing' },
  transform: { nb: 'Lage og endre variabler', en: 'Making and changing variables' },
  select: { nb: 'Velge ut', en: 'Selecting' },
  aggregate: { nb: 'Aggregere', en: 'Aggregating' },
  link: { nb: 'Koble', en: 'Linking' },
  labels: { nb: 'Kodelister og etiketter', en: 'Code lists and labels' },
  describe: { nb: 'Beskrive', en: 'Describing' },
  chart: { nb: 'Diagrammer', en: 'Charts' },
  regression: { nb: 'Regresjon', en: 'Regression' },
  panel: { nb: 'Paneldata', en: 'Panel data' },
  survival: { nb: 'Overlevelse', en: 'Survival' },
  support: { nb: 'Hjelp og økt', en: 'Help and session' },
};

const functionTitles: Readonly<Record<FunctionGroup, LocalText>> = {
  date: { nb: 'Datoer', en: 'Dates' },
  math: { nb: 'Tall', en: 'Numbers' },
  row: { nb: 'På tvers av variabler', en: 'Across variables' },
  text: { nb: 'Tekst', en: 'Text' },
  logic: { nb: 'Logikk', en: 'Logic' },
  label: { nb: 'Etiketter', en: 'Labels' },
  probability: { nb: 'Sannsynlighet', en: 'Probability' },
  procedure: { nb: 'I konstanter og løkker', en: 'In constants and loops' },
};

const titles = {
  language: {
    nb: 'Kommandoer i språket (microdata help KOMMANDO)',
    en: 'Commands of the language (microdata help COMMAND)',
  },
  functions: { nb: 'Funksjoner (microdata help FUNKSJON)', en: 'Functions (microdata help FUNCTION)' },
  options: { nb: 'Valg', en: 'Options' },
  examples: { nb: 'Eksempler', en: 'Examples' },
  excludes: { nb: 'Kan ikke brukes sammen', en: 'Cannot be used together' },
  checkedOnly: {
    nb: 'Denne versjonen kontrollerer kommandoen, men kan ikke kjøre den ennå.',
    en: 'This version checks the command, but cannot run it yet.',
  },
  condition: { nb: 'Kan følges av en betingelse: if …', en: 'May be followed by a condition: if …' },
} as const satisfies Readonly<Record<string, LocalText>>;

/**
 * Help on the program and the language.
 *
 * @param topic        a command of the program, or a command or function of the language; none for an overview
 * @param programHelp  what the program itself says on the topic, if it is one of its own
 */
export async function help(
  topic: string | undefined,
  programHelp: string | undefined,
  language: Language,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const width = Math.min(100, widthOf(undefined, surroundings));
  const style = await terminalStyle(wantsColours(surroundings.outputIsTerminal, surroundings.environment));
  const pieces: string[] = programHelp === undefined ? [] : [programHelp.trimEnd()];
  if (topic === undefined) {
    pieces.push(overview(language, width, style.heading));
  } else {
    const command = [...commandSpecs, ...constructSpecs].find((c) => c.name === topic);
    const called = functions.get(topic);
    if (command !== undefined) pieces.push(commandHelp(command, language, width, style.heading));
    if (called !== undefined) pieces.push(functionHelp(called, language, width, style.heading));
    if (pieces.length === 0) fail('cli-unknown-topic', { topic, suggestions: suggestionsFor(topic, topics()) });
  }
  await surroundings.writeOutput(`${pieces.join('\n\n')}\n`);
  return exitCodes.ok;
}

type Emphasis = (text: string) => string;

function topics(): readonly string[] {
  return [...commandSpecs.map((c) => c.name), ...constructSpecs.map((c) => c.name), ...functions.keys()];
}

function overview(language: Language, width: number, heading: Emphasis): string {
  const lines: string[] = [heading(titles.language[language])];
  const all: readonly (CommandSpec | ConstructSpec)[] = [...commandSpecs, ...constructSpecs];
  for (const [group, title] of entries(groupTitles)) {
    lines.push(
      ...named(
        title[language],
        all.filter((c) => c.group === group).map((c) => c.name),
        width,
      ),
    );
  }
  lines.push('', heading(titles.functions[language]));
  for (const [group, title] of entries(functionTitles)) {
    const names = [...functions.values()].filter((f) => f.group === group).map((f) => f.name);
    lines.push(...named(title[language], names, width));
  }
  return lines.join('\n');
}

function entries<K extends string, V>(record: Readonly<Record<K, V>>): readonly (readonly [K, V])[] {
  return Object.entries(record) as [K, V][];
}

function named(title: string, names: readonly string[], width: number): string[] {
  if (names.length === 0) return [];
  const room = 32;
  return wrap(names.join(', '), width - room - 2).map((line, i) => `  ${pad(i === 0 ? title : '', room)}${line}`);
}

/** A command's purpose, options, exclusions and examples. */
function commandHelp(spec: CommandSpec | ConstructSpec, language: Language, width: number, heading: Emphasis): string {
  const lines = [heading(spec.name), ...wrap(spec.help[language], width)];
  if (!spec.executable) lines.push(...wrap(titles.checkedOnly[language], width));
  if ('condition' in spec && spec.condition === 'yes') lines.push(titles.condition[language]);
  if ('options' in spec && Object.keys(spec.options).length > 0) {
    lines.push('', heading(titles.options[language]), ...optionLines(spec.options, language, width));
    const conflicts = (spec.conflicts ?? []).map((pair) => pair.join(' + ')).join(', ');
    if (conflicts !== '') lines.push('', ...wrap(`${titles.excludes[language]}: ${conflicts}`, width));
  }
  lines.push('', heading(titles.examples[language]), ...spec.examples.map((e) => `  ${e}`));
  return lines.join('\n');
}

function optionLines(options: Readonly<Record<string, OptionSpec>>, language: Language, width: number): string[] {
  const room = 24;
  return Object.entries(options).flatMap(([name, option]) => {
    const written = `${name}${argumentOf(option)}`;
    const help = wrap(option.help?.[language] ?? '', width - room - 4);
    return help.map((line, i) => `  ${pad(i === 0 ? written : '', room)}  ${line}`.trimEnd());
  });
}

/** How an option's argument is written. */
function argumentOf(option: OptionSpec): string {
  switch (option.type) {
    case 'flag':
      return '';
    case 'number':
      return option.optionalArgument === true ? '(n?)' : '(n)';
    case 'text':
      return "('…')";
    case 'word':
      return `(${option.values.join('|')})`;
    case 'variables':
    case 'names':
      return '(a b …)';
    case 'name':
      return '(x)';
    case 'terms':
      return '(i.a b##c …)';
    case 'codes':
      return option.optionalArgument ? '(code?)' : '(code)';
  }
}

function functionHelp(spec: FunctionSpec, language: Language, width: number, heading: Emphasis): string {
  const lines = [heading(signatureOf(spec)), ...wrap(spec.help[language], width)];
  lines.push('', heading(titles.examples[language]), ...spec.examples.map((e) => `  ${e}`));
  return lines.join('\n');
}
