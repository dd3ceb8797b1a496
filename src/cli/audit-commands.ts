import { Option } from 'commander';
import { auditHelp } from './audit-help.ts';
import { type CommandContext, type CommonOptions, collected } from './command-context.ts';
import { helpTexts } from './help-texts.ts';

interface AuditCommandOptions extends CommonOptions {
  readonly format?: 'text' | 'json';
  readonly head?: string;
  readonly reset?: boolean;
  readonly user?: string;
}

/** Adds the command that shows the audit log to a data owner. */
export function addAuditCommand({ program, language, surroundings, done }: CommandContext): void {
  const text = (key: keyof typeof auditHelp): string => auditHelp[key][language];
  program
    .command('audit')
    .description(text('audit'))
    .argument('[name]', text('ledger'))
    .addOption(new Option('--databank <folder>', helpTexts.databankOption[language]).argParser(collected))
    .addOption(new Option('--format <format>', text('format')).choices(['text', 'json']))
    .option('--head <seal>', text('head'))
    .option('--reset', text('reset'))
    .option('--user <name>', text('of'))
    .action(async (name: string | undefined, options: AuditCommandOptions) => {
      const { audit } = await import('./audit.ts');
      const { format = 'text', databank = [], head, user } = options;
      const choice = { databank, format, isReset: options.reset === true, name, head, user };
      done(await audit(choice, language, surroundings));
    });
}
