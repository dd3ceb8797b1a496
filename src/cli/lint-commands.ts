import { Option } from 'commander';
import { type CommandContext, type CommonOptions, collected, wholeNumber } from './command-context.ts';
import { helpTexts } from './help-texts.ts';
import { lintHelp } from './lint-help.ts';

interface LintCommandOptions extends CommonOptions {
  readonly format?: 'text' | 'json';
  readonly fix?: boolean;
  readonly explain?: string;
}

/** Adds the command that looks over scripts. */
export function addLintCommand({ program, language, surroundings, done }: CommandContext): void {
  const text = (key: keyof typeof lintHelp): string => lintHelp[key][language];
  program
    .command('lint')
    .description(text('lint'))
    .argument('[files...]', text('files'))
    .addOption(new Option('--format <format>', text('format')).choices(['text', 'json']))
    .option('--fix', text('fix'))
    .option('--explain <rule>', text('explain'))
    .addOption(new Option('--databank <folder>', helpTexts.databankOption[language]).argParser(collected))
    .addOption(new Option('--persons <n>', helpTexts.persons[language]).argParser(wholeNumber(1, 11_000_000)))
    .addOption(new Option('--width <n>', helpTexts.width[language]).argParser(wholeNumber(40, 1000)))
    .option('--quiet', text('quiet'))
    .action(async (files: readonly string[], options: LintCommandOptions) => {
      const { explainRule, lintFiles } = await import('./lint.ts');
      const { databank = [], persons, width, format = 'text', explain } = options;
      if (explain !== undefined) {
        done(await explainRule(explain, language, surroundings));
        return;
      }
      const asked = {
        format,
        fixes: options.fix === true,
        databank,
        language,
        quiet: options.quiet === true,
        ...(persons === undefined ? {} : { persons }),
        ...(width === undefined ? {} : { width }),
      };
      done(await lintFiles(files, asked, surroundings));
    });
}
