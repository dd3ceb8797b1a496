import { type Command, Option } from 'commander';
import { type CommandContext, type CommonOptions, collected, reportingOf, wholeNumber } from './command-context.ts';
import { exchangeHelp } from './exchange-help.ts';
import { fail } from './failure.ts';
import { helpTexts } from './help-texts.ts';

interface ExportCommandOptions extends CommonOptions {
  readonly to: string;
  readonly format?: 'datasets' | 'datastore';
  readonly data?: 'csv' | 'parquet';
  readonly gzip?: boolean;
  readonly version?: string;
  readonly only?: readonly string[];
}

interface HashesCommandOptions extends CommonOptions {
  readonly version?: string;
  readonly only?: readonly string[];
}

interface ImportCommandOptions extends CommonOptions {
  readonly name?: string;
  readonly nature?: 'confidential' | 'public' | 'synthetic';
  readonly policy?: string;
}

/** Adds the commands that carry databanks to and from other formats. */
export function addExchangeCommands({ language, surroundings, done }: CommandContext, databank: Command): void {
  const text = (key: keyof typeof helpTexts): string => helpTexts[key][language];
  const help = (key: keyof typeof exchangeHelp): string => exchangeHelp[key][language];
  databank
    .command('export')
    .description(help('export'))
    .argument('<databank>', help('exportDatabank'))
    .requiredOption('--to <folder>', help('to'))
    .addOption(new Option('--format <format>', help('format')).choices(['datasets', 'datastore']))
    .addOption(new Option('--data <form>', help('data')).choices(['csv', 'parquet']))
    .option('--gzip', help('gzip'))
    .option('--version <version>', help('version'))
    .addOption(new Option('--only <name>', help('only')).argParser(collected))
    .addOption(new Option('--persons <n>', text('persons')).argParser(wholeNumber(1, 11_000_000)))
    .option('--progress', text('progress'))
    .option('--quiet', text('quiet'))
    .action(async (name: string, options: ExportCommandOptions) => {
      const { format = 'datasets', data = 'csv', to, version, only, persons } = options;
      if (options.gzip === true && (format === 'datastore' || data === 'parquet'))
        fail('exchange-gzip-without-csv', {});
      const { exportDatabank } = await import('./exchange.ts');
      const choice = {
        format,
        data: options.gzip === true ? 'csv.gz' : data,
        version,
        only,
        persons,
      } as const;
      done(await exportDatabank(name, to, choice, reportingOf(options, language), surroundings));
    });
  databank
    .command('import')
    .description(help('import'))
    .argument('<datastore>', help('datastore'))
    .argument('<folder>', help('target'))
    .option('--name <name>', help('name'))
    .addOption(new Option('--nature <nature>', text('nature')).choices(['confidential', 'public', 'synthetic']))
    .option('--policy <id>', help('policy'))
    .option('--progress', text('progress'))
    .option('--quiet', text('quiet'))
    .action(async (datastore: string, folder: string, options: ImportCommandOptions) => {
      const { importDatabank } = await import('./exchange.ts');
      const choice = { name: options.name, nature: options.nature ?? 'confidential', policy: options.policy } as const;
      done(await importDatabank(datastore, folder, choice, reportingOf(options, language), surroundings));
    });
  databank
    .command('hashes')
    .description(help('hashes'))
    .argument('<databank>', help('exportDatabank'))
    .option('--version <version>', help('hashesVersion'))
    .addOption(new Option('--only <name>', help('only')).argParser(collected))
    .addOption(new Option('--persons <n>', text('persons')).argParser(wholeNumber(1, 11_000_000)))
    .option('--progress', text('progress'))
    .action(async (name: string, options: HashesCommandOptions) => {
      const { hashesOfRows } = await import('./exchange.ts');
      const { version, only, persons } = options;
      done(await hashesOfRows(name, { version, only, persons }, reportingOf(options, language), surroundings));
    });
}
