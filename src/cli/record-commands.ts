import { Option } from 'commander';
import { type CommandContext, type CommonOptions, collected, wholeNumber } from './command-context.ts';
import { helpTexts } from './help-texts.ts';
import { recordHelp } from './record-help.ts';

interface VerifyCommandOptions extends CommonOptions {
  readonly format?: 'text' | 'json';
  readonly policy?: string;
  readonly script?: string;
  readonly databankVersion?: readonly string[];
  readonly threads?: number;
}

interface ArchiveCommandOptions extends CommonOptions {
  readonly output: string;
  readonly policy?: string;
  readonly threads?: number;
  readonly title?: string;
  readonly description?: string;
  readonly author?: readonly string[];
  readonly orcid?: readonly string[];
  readonly license?: string;
  readonly keyword?: readonly string[];
  readonly date?: string;
  readonly recordTime?: boolean;
}

/** Adds the commands about recorded runs. */
export function addRecordCommands(context: CommandContext): void {
  addArchive(context);
  addVerify(context);
  addRerun(context);
  addRequest(context);
}

interface RequestCommandOptions extends CommonOptions {
  readonly output: string;
  readonly policy?: string;
  readonly threads?: number;
}

function addRequest({ program, asked, language, surroundings, done }: CommandContext): void {
  const text = (key: keyof typeof recordHelp): string => recordHelp[key][language];
  program
    .command('request')
    .description(text('request'))
    .argument('<file>', helpTexts.file[language])
    .requiredOption('-o, --output <folder>', text('requestFolder'))
    .addOption(new Option('--databank <folder>', helpTexts.databankOption[language]).argParser(collected))
    .option('--policy <name>', helpTexts.policy[language])
    .addOption(new Option('--threads <n>', helpTexts.threads[language]).argParser(wholeNumber(1, 64)))
    .addOption(new Option('--persons <n>', helpTexts.persons[language]).argParser(wholeNumber(1, 11_000_000)))
    .option('--progress', helpTexts.progress[language])
    .option('--quiet', helpTexts.quiet[language])
    .action(async (file: string, options: RequestCommandOptions) => {
      const { request } = await import('./request.ts');
      const { output, databank = [], ...others } = options;
      const choice = {
        ...others,
        ...(asked === undefined ? {} : { language: asked }),
        ...{ folder: output, databank, environmentLanguage: language },
        ...({ format: 'text', out: [], explain: false, audit: false, recordTime: false } as const),
        quiet: options.quiet === true,
        progress: options.progress === true,
      };
      done(await request(file, choice, surroundings));
    });
}

interface RerunCommandOptions extends CommonOptions {
  readonly databankVersion: string;
  readonly format?: 'text' | 'json' | 'csv';
  readonly out?: readonly string[];
  readonly policy?: string;
  readonly threads?: number;
  readonly all?: boolean;
}

function addRerun({ program, language, surroundings, done }: CommandContext): void {
  const text = (key: keyof typeof recordHelp): string => recordHelp[key][language];
  program
    .command('rerun')
    .description(text('rerun'))
    .argument('<file>', helpTexts.file[language])
    .requiredOption('--databank-version <versions>', text('rerunVersions'))
    .addOption(new Option('--format <format>', text('format')).choices(['text', 'json', 'csv']))
    .addOption(new Option('--out <file>', text('rerunOut')).argParser(collected))
    .option('--all', text('all'))
    .addOption(new Option('--databank <folder>', helpTexts.databankOption[language]).argParser(collected))
    .option('--policy <name>', helpTexts.policy[language])
    .addOption(new Option('--threads <n>', helpTexts.threads[language]).argParser(wholeNumber(1, 64)))
    .addOption(new Option('--persons <n>', helpTexts.persons[language]).argParser(wholeNumber(1, 11_000_000)))
    .addOption(new Option('--width <n>', helpTexts.width[language]).argParser(wholeNumber(40, 1000)))
    .option('--progress', helpTexts.progress[language])
    .option('--quiet', helpTexts.quiet[language])
    .action(async (file: string, options: RerunCommandOptions) => {
      const { rerun } = await import('./rerun.ts');
      const { databank = [], out = [], format = 'text', all, quiet, progress, ...others } = options;
      const reporting = { language, format, all: all === true, quiet: quiet === true, progress: progress === true };
      done(await rerun(file, { ...others, ...reporting, databank, out }, surroundings));
    });
}

function addArchive({ program, asked, language, surroundings, done }: CommandContext): void {
  const text = (key: keyof typeof recordHelp): string => recordHelp[key][language];
  program
    .command('archive')
    .description(text('archive'))
    .argument('<file>', helpTexts.file[language])
    .requiredOption('-o, --output <file>', text('archiveFile'))
    .option('--title <text>', text('title'))
    .option('--description <text>', text('description'))
    .addOption(new Option('--author <name>', text('author')).argParser(collected))
    .addOption(new Option('--orcid <id>', text('orcid')).argParser(collected))
    .option('--license <name>', text('licence'))
    .addOption(new Option('--keyword <word>', text('keyword')).argParser(collected))
    .option('--date <date>', text('date'))
    .addOption(new Option('--databank <folder>', helpTexts.databankOption[language]).argParser(collected))
    .option('--policy <name>', helpTexts.policy[language])
    .addOption(new Option('--threads <n>', helpTexts.threads[language]).argParser(wholeNumber(1, 64)))
    .addOption(new Option('--persons <n>', helpTexts.persons[language]).argParser(wholeNumber(1, 11_000_000)))
    .option('--record-time', helpTexts.recordTimeOption[language])
    .option('--progress', helpTexts.progress[language])
    .option('--quiet', helpTexts.quiet[language])
    .action(async (file: string, options: ArchiveCommandOptions) => {
      const { archive } = await import('./archive.ts');
      const { output, databank = [], author = [], orcid = [], keyword = [], license, ...others } = options;
      const choice = {
        ...others,
        ...(license === undefined ? {} : { licence: license }),
        ...(asked === undefined ? {} : { language: asked }),
        ...{ archive: output, databank, author, orcid, keyword, environmentLanguage: language },
        ...({ format: 'text', out: [], explain: false, audit: false } as const),
        recordTime: options.recordTime === true,
        quiet: options.quiet === true,
        progress: options.progress === true,
      };
      done(await archive(file, choice, surroundings));
    });
}

function addVerify({ program, language, surroundings, done }: CommandContext): void {
  const text = (key: keyof typeof recordHelp): string => recordHelp[key][language];
  program
    .command('verify')
    .description(text('verify'))
    .argument('<target>', text('target'))
    .addOption(new Option('--databank <folder>', helpTexts.databankOption[language]).argParser(collected))
    .addOption(new Option('--databank-version <version>', text('databankVersion')).argParser(collected))
    .addOption(new Option('--persons <n>', helpTexts.persons[language]).argParser(wholeNumber(1, 11_000_000)))
    .option('--policy <name>', text('policy'))
    .option('--script <file>', text('script'))
    .addOption(new Option('--threads <n>', helpTexts.threads[language]).argParser(wholeNumber(1, 64)))
    .addOption(new Option('--format <format>', text('format')).choices(['text', 'json']))
    .option('--progress', helpTexts.progress[language])
    .option('--quiet', helpTexts.quiet[language])
    .action(async (target: string, options: VerifyCommandOptions) => {
      const { verify } = await import('./verify.ts');
      const { databank = [], databankVersion = [], format = 'text', quiet, progress, ...others } = options;
      const reporting = { language, format, quiet: quiet === true, progress: progress === true };
      done(await verify(target, { ...others, ...reporting, databank, databankVersion }, surroundings));
    });
}
