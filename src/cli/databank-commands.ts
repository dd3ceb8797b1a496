import { type Command, Option } from 'commander';
import { type CommandContext, type CommonOptions, reportingOf, wholeNumber } from './command-context.ts';
import { addChangeCommands, addVersionCommands } from './databank-change-commands.ts';
import { databankHelp } from './databank-help.ts';
import { helpTexts } from './help-texts.ts';

interface FactOptions extends CommonOptions {
  readonly name: string;
  readonly label?: string;
  readonly nature?: 'confidential' | 'public' | 'synthetic';
  readonly identifiers?: 'raw' | 'pseudonyms';
  readonly policy?: string;
}

interface IngestCommandOptions extends FactOptions {
  readonly release?: string;
  readonly description?: string;
}

/** Adds `databank` and what makes, fills and checks one; other groups add their own to the command that it returns. */
export function addDatabankCommands({ program, language, surroundings, done }: CommandContext): Command {
  const text = (key: keyof typeof helpTexts): string => helpTexts[key][language];
  const help = (key: keyof typeof databankHelp): string => databankHelp[key][language];
  const databank = program.command('databank').description(text('databank')).helpCommand(false);
  databank
    .command('demo')
    .description(text('demo'))
    .addOption(new Option('--persons <n>', text('persons')).argParser(wholeNumber(1, 11_000_000)))
    .option('--all', help('all'))
    .option('--progress', text('progress'))
    .option('--quiet', text('quiet'))
    .action(async (options: CommonOptions & { readonly all?: boolean }) => {
      const { makeDemo } = await import('./databank.ts');
      const choice = { persons: options.persons, all: options.all === true };
      done(await makeDemo(choice, reportingOf(options, language), surroundings));
    });
  databank
    .command('ingest')
    .description(text('ingest'))
    .argument('<source>', text('source'))
    .argument('<target>', text('target'))
    .requiredOption('--name <name>', text('databankName'))
    .option('--label <text>', text('databankLabel'))
    .addOption(new Option('--nature <nature>', text('nature')).choices(['confidential', 'public', 'synthetic']))
    .addOption(new Option('--identifiers <kind>', help('identifiers')).choices(['raw', 'pseudonyms']))
    .option('--policy <id>', help('policy'))
    .option('--release <version>', help('release'))
    .option('--description <text>', help('description'))
    .option('--progress', text('progress'))
    .option('--quiet', text('quiet'))
    .action(async (source: string, target: string, options: IngestCommandOptions) => {
      const { ingest } = await import('./databank.ts');
      const choice = {
        name: options.name,
        label: options.label,
        nature: options.nature ?? 'confidential',
        identifiers: options.identifiers ?? 'raw',
        minimumPolicy: options.policy,
        description: options.description,
        version: options.release,
      } as const;
      done(await ingest(source, target, choice, reportingOf(options, language), surroundings));
    });
  databank
    .command('verify')
    .description(text('verify'))
    .argument('<folder>', text('folder'))
    .option('--progress', text('progress'))
    .option('--quiet', text('quiet'))
    .action(async (folder: string, options: CommonOptions) => {
      const { verify } = await import('./databank.ts');
      done(await verify(folder, reportingOf(options, language), surroundings));
    });
  addChangeCommands(databank, { language, surroundings, done });
  addVersionCommands(databank, { language, surroundings, done });
  databank.action(() => databank.help());
  return databank;
}
