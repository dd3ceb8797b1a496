import { type Command, Option } from 'commander';
import { type CommandContext, type CommonOptions, collected, reportingOf } from './command-context.ts';
import type { OwnOptions } from './own.ts';
import { ownHelp } from './own-help.ts';

/** Adds the command that brings private data to a databank of one's own. */
export function addOwnCommands({ language, surroundings, done }: CommandContext, databank: Command): void {
  const text = (key: keyof typeof ownHelp): string => ownHelp[key][language];
  databank
    .command('own')
    .description(text('own'))
    .argument('<table>', text('table'))
    .argument('<folder>', text('folder'))
    .requiredOption('--name <name>', text('name'))
    .option('--label <text>', text('label'))
    .option('--unit <type>', text('unit'))
    .option('--id <column>', text('id'))
    .option('--date <date>', text('date'))
    .option('--date-column <column>', text('dateColumn'))
    .option('--period <from/to>', text('period'))
    .option('--start <column>', text('start'))
    .option('--stop <column>', text('stop'))
    .option('--delimiter <character>', text('delimiter'))
    .option('--decimal-comma', text('decimalComma'))
    .addOption(new Option('--text <column>', text('text')).argParser(collected))
    .option('--labels <file>', text('labels'))
    .addOption(new Option('--nature <nature>', text('nature')).choices(['confidential', 'public', 'synthetic']))
    .option('--description <text>', text('description'))
    .option('--progress', text('progress'))
    .option('--quiet', text('quiet'))
    .action(async (table: string, folder: string, options: OwnOptions & CommonOptions) => {
      const { makeOwn } = await import('./own.ts');
      done(await makeOwn(table, folder, options, reportingOf(options, language), surroundings));
    });
}
