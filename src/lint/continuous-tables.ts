import { diagnostic } from '../base/diagnostic.ts';
import type { Meaning } from '../lang/analyse/trace.ts';
import type { DatabankDirectory } from '../metadata/catalogue.ts';
import type { LintRule } from './rule.ts';
import { commandsOf } from './statements.ts';

/** Commands that make a cell of every value. */
const tables: ReadonlySet<string> = new Set(['tabulate', 'tabulate-panel']);

/** Finds tables by variables that measure something. */
export const continuousTableRule: LintRule = {
  name: 'continuous-table',
  explanation: {
    nb: 'En tabell lages over en variabel som måler noe, slik som en lønn: registeret har ingen koder for den, og nesten hver enhet har sin egen verdi. Cellene blir da for små til å vises. Variabler med offentlige verdier (fødselsår) og variabler som skriptet har gitt andre verdier, meldes ikke.',
    en: 'A table is made by a variable that measures something, such as a wage: the register has no codes for it, and nearly every unit has a value of its own. The cells are then too small to be shown. Variables with public values (year of birth) and those that the script has given other values are not reported.',
  },
  find: ({ document, trace, directory }) => {
    const written = new Set(
      trace.occurrences.flatMap(({ kind, role, symbol }) => (kind === 'variable' && role === 'write' ? [symbol] : [])),
    );
    const places = commandsOf(document.script.statements).flatMap(({ statement: { command, body } }) =>
      tables.has(command) && body.form === 'variables' ? body.variables.map(({ span }) => span.start) : [],
    );
    const isTabulated = new Set(places);
    return trace.occurrences.flatMap(({ kind, role, at, symbol, name, meanings }) => {
      const isMeant = kind === 'variable' && role === 'read' && isTabulated.has(at.start) && !written.has(symbol);
      if (!isMeant || !meanings.every((meaning) => isMeasured(meaning, directory))) return [];
      return [{ problem: diagnostic('lint-continuous-table', at, { variable: name }), isSafe: false }];
    });
  },
};

/** Whether the catalogue says that a variable measures something: a decimal number, or a sum over a period, without codes. */
function isMeasured(meaning: Meaning, directory: DatabankDirectory): boolean {
  if (meaning.kind !== 'variable' || meaning.schema === undefined) return false;
  const { source, type, codeList, publicValues } = meaning.schema;
  if (source === undefined || type.type !== 'numeric' || codeList !== undefined || publicValues === true) return false;
  const register = directory.findCatalogue(source.databank, source.version)?.variables.get(source.variable);
  if (register?.valueDomain.type !== 'described' || register.format !== undefined) return false;
  return register.dataType === 'DOUBLE' || (register.dataType === 'LONG' && register.temporality === 'ACCUMULATED');
}
