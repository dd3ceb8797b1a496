import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Language } from '../base/language.ts';
import type { ExitCode } from './exit-codes.ts';
import { namedLanguage, type Surroundings } from './surroundings.ts';

/** What a group of commands gets when it adds itself to the program. */
export interface CommandContext {
  readonly program: Command;
  /** The language that `--lang` names, if any. */
  readonly asked: Language | undefined;
  readonly language: Language;
  readonly surroundings: Surroundings;
  /** To be told how a command ended. */
  readonly done: (code: ExitCode) => void;
}

/** Options that several commands share, as the command line library hands them over. */
export interface CommonOptions {
  readonly databank?: readonly string[];
  readonly persons?: number;
  readonly width?: number;
  readonly quiet?: boolean;
  readonly progress?: boolean;
}

/** How much a command says while it works. */
export function reportingOf(options: CommonOptions, language: Language) {
  return { language, quiet: options.quiet === true, progress: options.progress === true };
}

/** The option `--lang`. */
export function languageOption(description: string): Option {
  return new Option('--lang <lang>', description).argParser((value: string) => {
    const language = namedLanguage(value);
    if (language === undefined) throw new InvalidArgumentError('no, en');
    return language;
  });
}

/** Parser of an option that may be given several times. */
export function collected(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/** Parser of an option that takes a whole number within bounds. */
export function wholeNumber(smallest: number, largest: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!/^\d+$/u.test(value) || number < smallest || number > largest) {
      throw new InvalidArgumentError(`${String(smallest)}–${String(largest)}`);
    }
    return number;
  };
}
