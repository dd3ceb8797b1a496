import { Command, CommanderError, Option } from 'commander';
import type { Language } from '../base/language.ts';
import { suggestionsFor } from '../base/suggest.ts';
import { addAttackCommand } from './attack-commands.ts';
import { addAuditCommand } from './audit-commands.ts';
import { addCatalogueCommands } from './catalogue-commands.ts';
import { type CommonOptions, collected, languageOption, wholeNumber } from './command-context.ts';
import { addDatabankCommands } from './databank-commands.ts';
import { addExchangeCommands } from './exchange-commands.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { fail } from './failure.ts';
import { addFmtCommand } from './fmt-commands.ts';
import { helpTexts, norwegianTitles } from './help-texts.ts';
import { addLintCommand } from './lint-commands.ts';
import { addLspCommand } from './lsp-commands.ts';
import { addOwnCommands } from './own-commands.ts';
import { addRecordCommands } from './record-commands.ts';
import { streamFormats } from './stream-formats.ts';
import { type Surroundings, wantsColours } from './surroundings.ts';

interface RunCommandOptions extends CommonOptions {
  readonly format?: (typeof streamFormats)[number];
  readonly out?: readonly string[];
  readonly policy?: string;
  readonly threads?: number;
  readonly explain?: boolean;
  readonly audit?: boolean;
  readonly record?: string;
  readonly recordTime?: boolean;
}

/** The language that `--lang` names, if any, and the one that the program speaks. */
export interface ProgramLanguage {
  readonly asked: Language | undefined;
  readonly language: Language;
}

/**
 * The program: arguments in, exit code out. Each command's module is loaded when the command is called, so that `check` and
 * `help` start without the engine.
 */
export async function runProgram(
  argv: readonly string[],
  version: string,
  { asked, language }: ProgramLanguage,
  surroundings: Surroundings,
): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.ok;
  const done = (code: ExitCode): void => {
    exitCode = code;
  };
  const program = buildProgram(version, { asked, language }, surroundings, done);
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return explainCommanderError(error, program, argv);
    throw error;
  }
  return exitCode;
}

function buildProgram(
  version: string,
  languages: ProgramLanguage,
  surroundings: Surroundings,
  done: (code: ExitCode) => void,
): Command {
  const { language } = languages;
  const text = (key: keyof typeof helpTexts): string => helpTexts[key][language];
  const program = new Command('microdata')
    .description(text('program'))
    .exitOverride()
    .configureOutput({
      writeOut: (help) => void surroundings.writeOutput(help),
      // Mistakes are put into our own words: see `explainCommanderError`.
      writeErr: () => undefined,
      getOutHelpWidth: () => Math.min(surroundings.columns ?? 96, 110),
      getOutHasColors: () => wantsColours(surroundings.outputIsTerminal, surroundings.environment),
    })
    .configureHelp({ styleTitle: (title) => (language === 'nb' ? (norwegianTitles.get(title) ?? title) : title) })
    .helpCommand(false)
    // `--version` after a command is that command's own.
    .enablePositionalOptions()
    .helpOption('-h, --help', text('helpOption'))
    .version(version, '-V, --version', text('version'))
    .addOption(languageOption(text('lang')))
    .addHelpText('after', `${text('examples')}\n${text('exitCodes')}`);
  addRun(program, languages, surroundings, done);
  addCheck(program, language, surroundings, done);
  addHelp(program, language, surroundings, done);
  const context = { program, ...languages, surroundings, done };
  const databank = addDatabankCommands(context);
  addExchangeCommands(context, databank);
  addOwnCommands(context, databank);
  addCatalogueCommands(context);
  addAttackCommand(context);
  addAuditCommand(context);
  addRecordCommands(context);
  addFmtCommand(context);
  addLintCommand(context);
  addLspCommand(context);
  for (const command of [...program.commands, ...program.commands.flatMap((c) => c.commands)]) {
    command.helpOption('-h, --help', text('helpOption')).addOption(languageOption(text('lang')));
  }
  program.action(() => program.help());
  return program;
}

function addRun(
  program: Command,
  { asked, language }: ProgramLanguage,
  surroundings: Surroundings,
  done: (code: ExitCode) => void,
): void {
  const text = (key: keyof typeof helpTexts): string => helpTexts[key][language];
  program
    .command('run')
    .description(text('run'))
    .argument('<file>', text('file'))
    .addOption(new Option('--format <format>', text('format')).choices(streamFormats))
    .addOption(new Option('--out <file>', text('out')).argParser(collected))
    .addOption(new Option('--databank <folder>', text('databankOption')).argParser(collected))
    .option('--policy <name>', text('policy'))
    .addOption(new Option('--threads <n>', text('threads')).argParser(wholeNumber(1, 64)))
    .addOption(new Option('--persons <n>', text('persons')).argParser(wholeNumber(1, 11_000_000)))
    .addOption(new Option('--width <n>', text('width')).argParser(wholeNumber(40, 1000)))
    .option('--explain', text('explain'))
    .option('--audit', text('auditOption'))
    .option('--record <file>', text('recordOption'))
    .option('--record-time', text('recordTimeOption'))
    .option('--progress', text('progress'))
    .option('--quiet', text('quiet'))
    .action(async (file: string, options: RunCommandOptions) => {
      const { run } = await import('./run.ts');
      done(
        await run(
          file,
          {
            format: options.format ?? 'text',
            out: options.out ?? [],
            databank: options.databank ?? [],
            environmentLanguage: language,
            quiet: options.quiet === true,
            progress: options.progress === true,
            explain: options.explain === true,
            audit: options.audit === true,
            recordTime: options.recordTime === true,
            ...(options.record === undefined ? {} : { record: options.record }),
            ...(asked === undefined ? {} : { language: asked }),
            ...(options.policy === undefined ? {} : { policy: options.policy }),
            ...(options.threads === undefined ? {} : { threads: options.threads }),
            ...(options.persons === undefined ? {} : { persons: options.persons }),
            ...(options.width === undefined ? {} : { width: options.width }),
          },
          surroundings,
        ),
      );
    });
}

function addCheck(
  program: Command,
  language: Language,
  surroundings: Surroundings,
  done: (code: ExitCode) => void,
): void {
  const text = (key: keyof typeof helpTexts): string => helpTexts[key][language];
  program
    .command('check')
    .description(text('check'))
    .argument('<files...>', text('files'))
    .addOption(new Option('--format <format>', text('checkFormat')).choices(['text', 'json']))
    .addOption(new Option('--databank <folder>', text('databankOption')).argParser(collected))
    .addOption(new Option('--persons <n>', text('persons')).argParser(wholeNumber(1, 11_000_000)))
    .addOption(new Option('--width <n>', text('width')).argParser(wholeNumber(40, 1000)))
    .option('--quiet', text('quiet'))
    .action(async (files: readonly string[], options: CommonOptions & { readonly format?: 'text' | 'json' }) => {
      const { check } = await import('./check.ts');
      done(
        await check(
          files,
          {
            format: options.format ?? 'text',
            databank: options.databank ?? [],
            language,
            quiet: options.quiet === true,
            ...(options.persons === undefined ? {} : { persons: options.persons }),
            ...(options.width === undefined ? {} : { width: options.width }),
          },
          surroundings,
        ),
      );
    });
}

function addHelp(
  program: Command,
  language: Language,
  surroundings: Surroundings,
  done: (code: ExitCode) => void,
): void {
  program
    .command('help')
    .description(helpTexts.help[language])
    .argument('[topic]', helpTexts.topic[language])
    .action(async (topic: string | undefined) => {
      const ownCommand = program.commands.find((c) => c.name() === topic);
      const { help } = await import('./help.ts');
      const programHelp = topic === undefined ? program.helpInformation() : ownCommand?.helpInformation();
      done(await help(topic, programHelp, language, surroundings));
    });
}

/** Says in our words what was wrong with the command line; help and version are no mistakes. */
function explainCommanderError(error: CommanderError, program: Command, argv: readonly string[]): ExitCode {
  const quoted = [...error.message.matchAll(/'([^']*)'/gu)].map((m) => m[1] ?? '');
  const [first = '', second = ''] = quoted;
  switch (error.code) {
    case 'commander.help':
    case 'commander.helpDisplayed':
    case 'commander.version':
      return exitCodes.ok;
    case 'commander.unknownCommand':
      return failOnCommand(program, argv);
    case 'commander.unknownOption':
      return fail('cli-unknown-option', {
        option: first,
        suggestions: suggestionsFor(first, optionNames(program, argv)),
      });
    case 'commander.missingMandatoryOptionValue':
      return fail('cli-missing-argument', { argument: first });
    case 'commander.missingArgument':
      return fail('cli-missing-argument', { argument: `<${first}>` });
    case 'commander.optionMissingArgument':
      return fail('cli-option-value-missing', { option: first });
    case 'commander.invalidArgument':
      return fail('cli-option-value-invalid', {
        option: first.split(' ')[0] ?? first,
        value: second,
        expected: /invalid\. (?:Allowed choices are )?(.*?)\.?$/u.exec(error.message)?.[1] ?? '',
      });
    case 'commander.excessArguments':
      if (calledCommand(program, argv).commands.length > 0) return failOnCommand(program, argv);
      return fail('cli-too-many-arguments', { argument: argv.at(-1) ?? '' });
    default:
      return fail('cli-invalid-command-line', { reason: error.code.replace('commander.', '') });
  }
}

/** The command that the arguments name, as far as they name one. */
function calledCommand(program: Command, argv: readonly string[]): Command {
  let command = program;
  for (const argument of argv) command = command.commands.find((c) => c.name() === argument) ?? command;
  return command;
}

function failOnCommand(program: Command, argv: readonly string[]): never {
  const called = calledCommand(program, argv);
  const known = called.commands.map((c) => c.name());
  const command = argv.find((a) => !a.startsWith('-') && a !== called.name()) ?? '';
  return fail('cli-unknown-command', { command, suggestions: suggestionsFor(command, known) });
}

function optionNames(program: Command, argv: readonly string[]): readonly string[] {
  return calledCommand(program, argv).options.flatMap((o) => o.long ?? []);
}
