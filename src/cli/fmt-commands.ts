import { Option } from 'commander';
import { type CommandContext, type CommonOptions, wholeNumber } from './command-context.ts';
import { fmtHelp } from './fmt-help.ts';

interface FmtCommandOptions extends CommonOptions {
  readonly check?: boolean;
  readonly diff?: boolean;
  readonly indent?: number;
}

/** Adds the command that brings scripts into shape. */
export function addFmtCommand({ program, language, surroundings, done }: CommandContext): void {
  const text = (key: keyof typeof fmtHelp): string => fmtHelp[key][language];
  program
    .command('fmt')
    .description(text('fmt'))
    .argument('<files...>', text('files'))
    .option('--check', text('check'))
    .option('--diff', text('diff'))
    .addOption(new Option('--width <n>', text('width')).argParser(wholeNumber(40, 1000)))
    .addOption(new Option('--indent <n>', text('indent')).argParser(wholeNumber(0, 16)))
    .option('--quiet', text('quiet'))
    .action(async (files: readonly string[], options: FmtCommandOptions) => {
      const { fmt } = await import('./fmt.ts');
      const { width, indent } = options;
      done(
        await fmt(
          files,
          {
            checks: options.check === true,
            shows: options.diff === true,
            quiet: options.quiet === true,
            language,
            format: { ...(width === undefined ? {} : { width }), ...(indent === undefined ? {} : { indent }) },
          },
          surroundings,
        ),
      );
    });
}
