import { type EpochDay, parseIsoDate } from '../base/epoch-day.ts';
import { failDatabank, writingError } from '../metadata/databank-error.ts';
import { makeOwnDatabank } from '../metadata/own/make-own.ts';
import type { OwnTime } from '../metadata/own/own-data.ts';
import { placesOf } from '../metadata/places.ts';
import { type DatabankReporting, tellProblems, withProgress } from './databank-reporting.ts';
import type { ExitCode } from './exit-codes.ts';
import { say } from './failure.ts';
import type { Surroundings } from './surroundings.ts';

/** The options of `databank own`. */
export interface OwnOptions {
  readonly name: string;
  readonly label?: string;
  readonly unit?: string;
  readonly id?: string;
  readonly date?: string;
  readonly dateColumn?: string;
  readonly period?: string;
  readonly start?: string;
  readonly stop?: string;
  readonly delimiter?: string;
  readonly decimalComma?: boolean;
  readonly text?: readonly string[];
  readonly labels?: string;
  readonly nature?: 'confidential' | 'public' | 'synthetic';
  readonly description?: string;
}

/** Makes a private databank of a table. */
export function makeOwn(
  table: string,
  folder: string,
  options: OwnOptions,
  reporting: DatabankReporting,
  surroundings: Surroundings,
): Promise<ExitCode> {
  return withProgress(reporting, surroundings, async (progress) => {
    const choice = {
      file: table,
      unitType: options.unit ?? 'PERSON',
      time: timeOf(options),
      decimalComma: options.decimalComma === true,
      texts: options.text ?? [],
      ...(options.id === undefined ? {} : { identifier: options.id }),
      ...(options.delimiter === undefined ? {} : { delimiter: options.delimiter }),
      ...(options.labels === undefined ? {} : { labels: options.labels }),
    };
    const facts = {
      databank: options.name,
      label: options.label ?? options.name,
      nature: options.nature ?? 'confidential',
      description: options.description ?? table.split(/[/\\]/u).at(-1) ?? table,
      time: surroundings.now(),
      secretsFolder: placesOf(surroundings.environment).secretsFolder,
    } as const;
    const { problems, version } = await makeOwnDatabank(folder, choice, facts, progress.phase).catch(
      (error: unknown) => {
        throw writingError(error, folder);
      },
    );
    progress.clear();
    tellProblems(problems, reporting, surroundings);
    return say('own-made', { databank: options.name, version: version ?? '', folder }, reporting.language);
  });
}

/** When the values hold, from the one way in which the options may say it. */
function timeOf({ date, dateColumn, period, start, stop }: OwnOptions): OwnTime {
  const spells = start !== undefined || stop !== undefined;
  const ways = [date, dateColumn, period, spells ? '' : undefined].filter((way) => way !== undefined).length;
  if (ways > 1 || (spells && (start === undefined || stop === undefined))) {
    failDatabank('own-time-options', {});
  }
  if (date !== undefined) return { type: 'date', day: dayOf('--date', date, date) };
  if (dateColumn !== undefined) return { type: 'date-column', column: dateColumn };
  if (period !== undefined) {
    const [from = '', to = ''] = period.split('/');
    const startDay = dayOf('--period', from, period);
    const stopDay = dayOf('--period', to, period);
    if (startDay >= stopDay) wrongDate('--period', period);
    return { type: 'period', startDay, stopDay };
  }
  return start === undefined || stop === undefined ? { type: 'constant' } : { type: 'spells', start, stop };
}

function dayOf(option: string, text: string, value: string): EpochDay {
  return parseIsoDate(text) ?? wrongDate(option, value);
}

function wrongDate(option: string, value: string): never {
  failDatabank('own-date-invalid', { option, value });
}
