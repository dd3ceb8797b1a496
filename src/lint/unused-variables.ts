import { diagnostic } from '../base/diagnostic.ts';
import type { SymbolId } from '../lang/analyse/trace.ts';
import { withoutLine } from '../lang/line-edits.ts';
import type { LintRule } from './rule.ts';
import { commandsOf } from './statements.ts';
import { soleOccurrences, usedSymbols } from './used-symbols.ts';

/** Finds variables that a script makes and nothing uses. */
export const unusedVariableRule: LintRule = {
  name: 'unused-variable',
  explanation: {
    nb: 'En variabel lages og leses aldri. Ofte er navnet skrevet på to måter, eller en tanke er forlatt. Rettelsen tar bort en `generate` som ingenting annet i skriptet nevner.',
    en: 'A variable is made and never read. Often its name is spelt in two ways, or a thought was given up. The fix removes a `generate` of which nothing else in the script speaks.',
  },
  find: ({ document, trace, source }) => {
    const { statements } = document.script;
    const used = usedSymbols(statements, trace);
    const sole = soleOccurrences(trace);
    const commands = commandsOf(statements);
    const seen = new Set<SymbolId>();
    return trace.occurrences.flatMap(({ kind, role, symbol, at, name, meanings: [meaning] }) => {
      if (kind !== 'variable' || role !== 'definition' || used.has(symbol) || seen.has(symbol)) return [];
      const schema = meaning?.kind === 'variable' ? meaning.schema : undefined;
      if (schema === undefined || schema.source !== undefined || schema.system === true) return [];
      seen.add(symbol);
      const made = commands.find(({ statement: { span } }) => span.start <= at.start && at.end <= span.end);
      const isSafe = made?.statement.command === 'generate' && made.loop === undefined && sole.has(symbol);
      const fixes = isSafe ? [withoutLine(source.text, made.statement.span)] : [];
      return [{ problem: diagnostic('lint-unused-variable', at, { name }, { fixes }), isSafe }];
    });
  },
};
