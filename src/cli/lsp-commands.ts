import { Option } from 'commander';
import { type CommandContext, type CommonOptions, collected, wholeNumber } from './command-context.ts';
import { helpTexts } from './help-texts.ts';
import { lspHelp } from './lsp-help.ts';

interface LspCommandOptions extends CommonOptions {
  readonly log?: string;
}

/** Adds the command that serves editors. */
export function addLspCommand({ program, asked, language, surroundings, done }: CommandContext): void {
  const text = (key: keyof typeof lspHelp): string => lspHelp[key][language];
  program
    .command('lsp')
    .description(text('lsp'))
    .addOption(new Option('--databank <folder>', helpTexts.databankOption[language]).argParser(collected))
    .addOption(new Option('--persons <n>', helpTexts.persons[language]).argParser(wholeNumber(1, 11_000_000)))
    .option('--log <file>', text('log'))
    .option('--stdio', text('stdio'))
    .action(async ({ databank = [], persons, log }: LspCommandOptions) => {
      const { lsp } = await import('./lsp.ts');
      const choice = { databank, ...(persons === undefined ? {} : { persons }) };
      done(await lsp({ choice, language: asked, log }, surroundings));
    });
}
