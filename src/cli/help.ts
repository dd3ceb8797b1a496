import type { Language, LocalText } from '../base/language.ts';
import { suggestionsFor } from '../base/suggest.ts';
import { commandSpecs, constructSpecs } from '../commands/vocabulary.ts';
import { functions } from '../functions/vocabulary.ts';
import type { CommandSpec, ConstructSpec, OptionSpec } from '../lang/command-spec.ts';
import type { FunctionSpec } from '../lang/function-spec.ts';
import { commandGroupTitles, functionGroupTitles } from '../lang/group-titles.ts';
import { signatureOf } from '../lang/signature.ts';
import { optionUsage, usageOf } from '../lang/usage.ts';
import { pad, wrap } from '../render/text/lines.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { fail } from './failure.ts';
import { type Surroundings, wantsColours, widthOf } from './surroundings.ts';
import { terminalStyle } from './terminal-style.ts';

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
  for (const [group, title] of entries(commandGroupTitles)) {
    lines.push(
      ...named(
        title[language],
        all.filter((c) => c.group === group).map((c) => c.name),
        width,
      ),
    );
  }
  lines.push('', heading(titles.functions[language]));
  for (const [group, title] of entries(functionGroupTitles)) {
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
  const lines = [heading('form' in spec ? usageOf(spec) : spec.name), ...wrap(spec.help[language], width)];
  if (!spec.executable) lines.push(...wrap(titles.checkedOnly[language], width));
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
    const written = optionUsage(name, option);
    const help = wrap(option.help?.[language] ?? '', width - room - 4);
    return help.map((line, i) => `  ${pad(i === 0 ? written : '', room)}  ${line}`.trimEnd());
  });
}

function functionHelp(spec: FunctionSpec, language: Language, width: number, heading: Emphasis): string {
  const lines = [heading(signatureOf(spec)), ...wrap(spec.help[language], width)];
  lines.push('', heading(titles.examples[language]), ...spec.examples.map((e) => `  ${e}`));
  return lines.join('\n');
}
