import { Option } from 'commander';
import { catalogueHelp } from './catalogue/help.ts';
import { type CommandContext, type CommonOptions, collected, wholeNumber } from './command-context.ts';
import { helpTexts } from './help-texts.ts';

interface VariablesCommandOptions extends CommonOptions {
  readonly version?: string;
  readonly unit?: string;
  readonly temporality?: string;
  readonly date?: string;
  readonly sketch?: boolean;
  readonly history?: boolean;
  readonly limit?: number;
  readonly format?: 'text' | 'json';
  readonly policy?: string;
}

interface CatalogueCommandOptions extends CommonOptions {
  readonly version?: string;
  readonly html?: string;
  readonly dcat?: string;
  readonly ddi?: string;
  readonly baseAddress?: string;
}

/** Adds the commands that show what databanks hold. */
export function addCatalogueCommands(context: CommandContext): void {
  addVariables(context);
  addCatalogue(context);
}

function addVariables({ program, language, surroundings, done }: CommandContext): void {
  const text = (key: keyof typeof catalogueHelp): string => catalogueHelp[key][language];
  program
    .command('variables')
    .description(text('variables'))
    .argument('[words...]', text('words'))
    .addOption(new Option('--databank <folder>', helpTexts.databankOption[language]).argParser(collected))
    .option('--version <version>', text('version'))
    .option('--unit <type>', text('unit'))
    .option('--temporality <word>', text('temporality'))
    .option('--date <date>', text('date'))
    .option('--sketch', text('sketch'))
    .option('--history', text('history'))
    .addOption(new Option('--limit <n>', text('limit')).argParser(wholeNumber(1, 1_000_000)))
    .addOption(new Option('--format <format>', text('format')).choices(['text', 'json']))
    .option('--policy <name>', helpTexts.policy[language])
    .addOption(new Option('--persons <n>', helpTexts.persons[language]).argParser(wholeNumber(1, 11_000_000)))
    .addOption(new Option('--width <n>', helpTexts.width[language]).argParser(wholeNumber(40, 1000)))
    .option('--progress', helpTexts.progress[language])
    .option('--quiet', helpTexts.quiet[language])
    .action(async (words: readonly string[], options: VariablesCommandOptions) => {
      const { showVariables } = await import('./catalogue/variables.ts');
      const {
        databank = [],
        format = 'text',
        sketch = false,
        history = false,
        quiet = false,
        progress = false,
        ...others
      } = options;
      done(
        await showVariables(
          words,
          { ...others, databank, format, sketch, history, quiet, progress, language },
          surroundings,
        ),
      );
    });
}

function addCatalogue({ program, language, surroundings, done }: CommandContext): void {
  const text = (key: keyof typeof catalogueHelp): string => catalogueHelp[key][language];
  program
    .command('catalogue')
    .description(text('catalogue'))
    .option('--html <folder>', text('html'))
    .option('--dcat <file>', text('dcat'))
    .option('--ddi <file>', text('ddi'))
    .addOption(new Option('--databank <folder>', helpTexts.databankOption[language]).argParser(collected))
    .option('--version <version>', text('exportVersion'))
    .option('--base-address <address>', text('baseAddress'))
    .addOption(new Option('--persons <n>', helpTexts.persons[language]).argParser(wholeNumber(1, 11_000_000)))
    .option('--quiet', helpTexts.quiet[language])
    .action(async (options: CatalogueCommandOptions) => {
      const { writeCatalogue } = await import('./catalogue/export.ts');
      const { databank = [], quiet = false, ...others } = options;
      done(await writeCatalogue({ ...others, databank, quiet, language }, surroundings));
    });
}
