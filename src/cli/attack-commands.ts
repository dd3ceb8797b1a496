import { Option } from 'commander';
import type { AttackOptions } from './attack.ts';
import { attackHelp } from './attack-help.ts';
import { type CommandContext, collected, wholeNumber } from './command-context.ts';

/** Adds the command that attacks disclosure control. */
export function addAttackCommand({ program, language, surroundings, done }: CommandContext): void {
  const text = (key: keyof typeof attackHelp): string => attackHelp[key][language];
  program
    .command('attack')
    .description(text('attack'))
    .option('--databank <folder>', text('databank'))
    .option('--databank-version <version>', text('version'))
    .addOption(new Option('--known <variable>', text('known')).argParser(collected))
    .option('--value <variable>', text('value'))
    .option('--property <variable=code>', text('property'))
    .option('--date <date>', text('date'))
    .addOption(new Option('--policy <name>', text('policy')).argParser(collected))
    .addOption(new Option('--scope <scope>', text('scope')).choices(['run', 'user', 'databank']))
    .addOption(new Option('--attack <name>', text('only')).argParser(collected))
    .addOption(new Option('--runs <n>', text('runs')).argParser(wholeNumber(1, 100_000)))
    .option('--seed <name>', text('seed'))
    .addOption(new Option('--threads <n>', text('threads')).argParser(wholeNumber(1, 64)))
    .addOption(new Option('--format <format>', text('format')).choices(['text', 'json']))
    .option('--out <file>', text('out'))
    .option('--quiet', text('quiet'))
    .action(async (options: AttackOptions) => {
      const { attack } = await import('./attack.ts');
      done(await attack(options, language, surroundings));
    });
}
