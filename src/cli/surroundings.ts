import type { Language } from '../base/language.ts';

/** What the program knows of where it runs; tests hand in their own. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Columns of the terminal that standard output is, if it is one. */
  readonly columns: number | undefined;
  readonly outputIsTerminal: boolean;
  readonly errorIsTerminal: boolean;
  /** The operating system's name for whoever runs the program. */
  readonly user: string;
  /** Number of processors that threads may use. */
  readonly processors: number;
  readonly writeOutput: (text: string) => Promise<void>;
  readonly writeError: (text: string) => void;
  readonly readInput: () => Promise<Uint8Array>;
  /** The system's clock, in epoch seconds: for the times of releases, never for results. */
  readonly now: () => number;
}

/** Columns of output that goes to no terminal. */
const usualWidth = 80;

/** How wide output is: as asked, else as the window is. */
export function widthOf(asked: number | undefined, surroundings: Surroundings): number {
  const fromEnvironment = Number(surroundings.environment['COLUMNS']);
  const window = surroundings.columns ?? (fromEnvironment > 0 ? fromEnvironment : usualWidth);
  return Math.max(40, asked ?? window);
}

/** The language that the environment speaks: English when its locale does, otherwise Norwegian. */
export function languageOf(environment: Surroundings['environment']): Language {
  const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
  return locale.toLowerCase().startsWith('en') ? 'en' : 'nb';
}

/** The language that a user or a document names: `no`, `nb`, `nn`, `en`, also with a region. */
export function namedLanguage(name: string | undefined): Language | undefined {
  const language = name?.toLowerCase().split(/[-_]/u)[0];
  if (language === 'en') return 'en';
  return language === 'no' || language === 'nb' || language === 'nn' ? 'nb' : undefined;
}

/** Whether to write in colours: on terminals, unless the user does not want any (https://no-color.org). */
export function wantsColours(isTerminal: boolean, environment: Surroundings['environment']): boolean {
  return isTerminal && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb';
}
