import { diagnostic } from '../base/diagnostic.ts';
import type { Span } from '../base/span.ts';
import type { ScriptTrace, SymbolId } from '../lang/analyse/trace.ts';
import { withoutLine } from '../lang/line-edits.ts';
import type { Statement } from '../lang/syntax/ast.ts';
import type { Found, LintedScript, LintRule } from './rule.ts';
import { commandsOf, operationsByStart } from './statements.ts';
import { soleOccurrences, usedSymbols } from './used-symbols.ts';

/** A variable that a script imports and never uses. */
export interface UnusedImport {
  /** The name that the script gives it. */
  readonly name: string;
  /** The register variable. */
  readonly variable: string;
  readonly databank: string;
  readonly at: Span;
  readonly symbol: SymbolId;
}

/**
 * Register variables that a script brings in and then neither reads, links, passes on under another name nor selects by: data
 * that the analysis does not need. A command without a list of variables reads all of its dataset.
 */
export function unusedImports(statements: readonly Statement[], trace: ScriptTrace): readonly UnusedImport[] {
  const used = usedSymbols(statements, trace);
  const imports = trace.occurrences.filter(
    ({ kind, role, symbol }) => kind === 'variable' && role === 'definition' && !used.has(symbol),
  );
  const found = new Map<SymbolId, UnusedImport>();
  for (const { symbol, meanings, at, name } of imports) {
    const [meaning] = meanings;
    const source = meaning?.kind === 'variable' ? meaning.schema?.source : undefined;
    if (source === undefined || meaning?.kind !== 'variable' || meaning.schema?.system === true) continue;
    if (!found.has(symbol))
      found.set(symbol, { name, variable: source.variable, databank: source.databank, at, symbol });
  }
  return [...found.values()];
}

/** Finds imports that nothing uses. One that decides which units a dataset has is used by that. */
export const unusedImportRule: LintRule = {
  name: 'unused-import',
  explanation: {
    nb: 'En variabel importeres og brukes aldri. Den som får bruke registerdata, skal hente bare det formålet krever, og hver import koster tid. Den første importen i et datasett bestemmer hvilke enheter det har, og regnes som brukt. Rettelsen tar bort linjen når importen ikke endrer hvilke enheter datasettet har.',
    en: 'A variable is imported and never used. Who may use register data shall fetch only what the purpose requires, and every import takes time. The first import of a dataset decides which units it has, and counts as used. The fix removes the line where the import does not change which units the dataset has.',
  },
  find: (script) => {
    const { document, trace } = script;
    const { statements } = document.script;
    const unused = unusedImports(statements, trace);
    if (unused.length === 0) return [];
    const sole = soleOccurrences(trace);
    return unused.flatMap((one) => found(one, sole.has(one.symbol), script));
  },
};

function found({ name, variable, at }: UnusedImport, isSole: boolean, script: LintedScript): readonly Found[] {
  const { statements } = script.document.script;
  const command = commandsOf(statements).find(
    ({ statement: { span } }) => span.start <= at.start && at.end <= span.end,
  );
  const { body, span } = command?.statement ?? {};
  if (body?.form !== 'import' || span === undefined) return [];
  const operations = (operationsByStart(script).get(span.start) ?? []).map(({ operation }) => operation);
  const fillsOnly = operations.every(
    (operation) => operation.type === 'import' && !operation.definesPopulation && !operation.outerJoin,
  );
  // Of several that make a dataset together, the first one stands for the units.
  if (!fillsOnly && !isAfterFirst(at, body.variables)) return [];
  const isSafe = fillsOnly && isSole && command?.loop === undefined && body.variables.length === 1;
  const fixes = isSafe ? [withoutLine(script.source.text, span)] : [];
  return [{ problem: diagnostic('lint-unused-import', at, { name, variable }, { fixes }), isSafe }];
}

function isAfterFirst(at: Span, variables: readonly { readonly span: Span }[]): boolean {
  return variables.findIndex(({ span }) => span.start <= at.start && at.end <= span.end) > 0;
}
