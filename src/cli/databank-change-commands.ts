import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseIsoDate } from '../base/epoch-day.ts';
import { type CommandContext, type CommonOptions, collected, reportingOf } from './command-context.ts';
import { databankHelp } from './databank-help.ts';
import { helpTexts } from './help-texts.ts';

type Context = Pick<CommandContext, 'language' | 'surroundings' | 'done'>;

interface CreateOptions extends CommonOptions {
  readonly name: string;
  readonly label?: string;
  readonly nature?: 'confidential' | 'public' | 'synthetic';
  readonly identifiers?: 'raw' | 'pseudonyms';
  readonly policy?: string;
}

interface DatasetOptions extends CommonOptions {
  readonly only?: readonly string[];
  readonly description?: string;
  readonly identifiers?: 'raw' | 'pseudonyms';
  readonly change?: boolean;
  readonly hold?: boolean;
}

interface ReleaseOptions extends CommonOptions {
  readonly description: string;
  readonly time?: number;
  readonly release?: string;
}

/** Adds the commands that create a databank, change its draft and release it. */
export function addChangeCommands(databank: Command, context: Context): void {
  addCreate(databank, context);
  addDatasetCommands(databank, context);
  addDraftCommands(databank, context);
}

function textsOf({ language }: Context) {
  return {
    text: (key: keyof typeof helpTexts): string => helpTexts[key][language],
    help: (key: keyof typeof databankHelp): string => databankHelp[key][language],
  };
}

/** The option `--identifiers`. */
function identifiersOption(description: string): Option {
  return new Option('--identifiers <kind>', description).choices(['raw', 'pseudonyms']);
}

function addCreate(databank: Command, context: Context): void {
  const { language, surroundings, done } = context;
  const { text, help } = textsOf(context);
  databank
    .command('create')
    .description(help('create'))
    .argument('<folder>', text('target'))
    .requiredOption('--name <name>', text('databankName'))
    .option('--label <text>', text('databankLabel'))
    .addOption(new Option('--nature <nature>', text('nature')).choices(['confidential', 'public', 'synthetic']))
    .addOption(identifiersOption(help('identifiers')))
    .option('--policy <id>', help('policy'))
    .option('--quiet', text('quiet'))
    .action(async (folder: string, options: CreateOptions) => {
      const { create } = await import('./databank-changes.ts');
      const choice = {
        name: options.name,
        label: options.label,
        nature: options.nature ?? 'confidential',
        identifiers: options.identifiers ?? 'raw',
        minimumPolicy: options.policy,
      } as const;
      done(await create(folder, choice, reportingOf(options, language), surroundings));
    });
}

function addDatasetCommands(databank: Command, context: Context): void {
  const { language, surroundings, done } = context;
  const { text, help } = textsOf(context);
  const only = (): Option => new Option('--only <name>', help('only')).argParser(collected);
  databank
    .command('validate')
    .description(help('validate'))
    .argument('<source>', text('source'))
    .addOption(only())
    .addOption(identifiersOption(help('identifiers')))
    .option('--progress', text('progress'))
    .option('--quiet', text('quiet'))
    .action(async (source: string, options: DatasetOptions) => {
      const { validate } = await import('./databank-changes.ts');
      const choice = { only: options.only, identifiers: options.identifiers ?? 'raw' } as const;
      done(await validate(source, choice, reportingOf(options, language), surroundings));
    });
  databank
    .command('add')
    .description(help('add'))
    .argument('<source>', text('source'))
    .argument('<folder>', text('folder'))
    .option('--change', help('change'))
    .addOption(only())
    .option('--description <text>', help('description'))
    .option('--hold', help('hold'))
    .option('--progress', text('progress'))
    .option('--quiet', text('quiet'))
    .action(async (source: string, folder: string, options: DatasetOptions) => {
      const { add } = await import('./databank-changes.ts');
      const { change = false, description = '', hold = false } = options;
      const choice = { change, only: options.only, description, hold };
      done(await add(source, folder, choice, reportingOf(options, language), surroundings));
    });
  databank
    .command('patch')
    .description(help('patch'))
    .argument('<source>', text('source'))
    .argument('<folder>', text('folder'))
    .addOption(only())
    .option('--description <text>', help('description'))
    .option('--quiet', text('quiet'))
    .action(async (source: string, folder: string, options: DatasetOptions) => {
      const { patch } = await import('./databank-changes.ts');
      const choice = { only: options.only, description: options.description ?? '' };
      done(await patch(source, folder, choice, reportingOf(options, language), surroundings));
    });
}

function addDraftCommands(databank: Command, context: Context): void {
  const { language, surroundings, done } = context;
  const { text, help } = textsOf(context);
  databank
    .command('remove')
    .description(help('remove'))
    .argument('<folder>', text('folder'))
    .argument('<variable...>', help('variable'))
    .option('--description <text>', help('description'))
    .option('--quiet', text('quiet'))
    .action(async (folder: string, names: readonly string[], options: DatasetOptions) => {
      const { remove } = await import('./databank-changes.ts');
      done(await remove(folder, names, options.description ?? '', reportingOf(options, language), surroundings));
    });
  databank
    .command('draft')
    .description(help('draft'))
    .argument('<folder>', text('folder'))
    .addOption(new Option('--drop <name>', help('drop')).argParser(collected))
    .option('--quiet', text('quiet'))
    .action(async (folder: string, options: CommonOptions & { readonly drop?: readonly string[] }) => {
      const reporting = reportingOf(options, language);
      if (options.drop === undefined) {
        const { draft } = await import('./databank-versions.ts');
        done(await draft(folder, reporting, surroundings));
      } else {
        const { drop } = await import('./databank-changes.ts');
        done(await drop(folder, options.drop, reporting, surroundings));
      }
    });
  databank
    .command('release')
    .description(help('releaseCommand'))
    .argument('<folder>', text('folder'))
    .requiredOption('--description <text>', help('description'))
    .addOption(new Option('--time <time>', help('time')).argParser(epochSeconds))
    .option('--release <version>', help('releaseNumber'))
    .option('--quiet', text('quiet'))
    .action(async (folder: string, options: ReleaseOptions) => {
      const { release } = await import('./databank-changes.ts');
      const choice = { description: options.description, time: options.time, version: options.release };
      done(await release(folder, choice, reportingOf(options, language), surroundings));
    });
}

/** Adds the commands that show versions. */
export function addVersionCommands(databank: Command, context: Context): void {
  const { language, surroundings, done } = context;
  const { text, help } = textsOf(context);
  databank
    .command('versions')
    .description(help('versions'))
    .argument('<folder>', text('folder'))
    .action(async (folder: string, options: CommonOptions) => {
      const { versions } = await import('./databank-versions.ts');
      done(await versions(folder, reportingOf(options, language), surroundings));
    });
  databank
    .command('diff')
    .description(help('diff'))
    .argument('<folder>', text('folder'))
    .argument('<from>', help('version'))
    .argument('<to>', help('version'))
    .option('--progress', text('progress'))
    .action(async (folder: string, from: string, to: string, options: CommonOptions) => {
      const { diff } = await import('./databank-versions.ts');
      done(await diff(folder, from, to, reportingOf(options, language), surroundings));
    });
}

/** Seconds since 1970-01-01 of a date, or of a date and a time of day in UTC. */
function epochSeconds(text: string): number {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?Z)?$/u.exec(text);
  const [, date = '', hours = '0', minutes = '0', seconds = '0'] = match ?? [];
  const day = parseIsoDate(date);
  if (day === undefined || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) {
    throw new InvalidArgumentError('YYYY-MM-DD[Thh:mm[:ss]Z]');
  }
  return ((day * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
}
