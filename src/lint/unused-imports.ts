import type { Span } from '../base/span.ts';
import type { Occurrence, ScriptTrace, SymbolId } from '../lang/analyse/trace.ts';
import type { CommandStatement, Statement } from '../lang/syntax/ast.ts';

/** A variable that a script imports and never uses. */
export interface UnusedImport {
  /** The name that the script gives it. */
  readonly name: string;
  /** The register variable. */
  readonly variable: string;
  readonly databank: string;
  readonly at: Span;
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
    if (!found.has(symbol)) found.set(symbol, { name, variable: source.variable, databank: source.databank, at });
  }
  return [...found.values()];
}

/** The symbols that something reads; a new value needs none of the old one, so that `replace` alone is no use. */
function usedSymbols(statements: readonly Statement[], trace: ScriptTrace): ReadonlySet<SymbolId> {
  const used = new Set<SymbolId>();
  const definitions = trace.occurrences.filter(({ kind, role }) => kind === 'variable' && role === 'definition');
  for (const { kind, role, symbol } of trace.occurrences) if (kind === 'variable' && role === 'read') used.add(symbol);
  for (const { part, whole } of trace.derivations) if (used.has(whole)) used.add(part);
  for (const statement of wholeReaders(statements)) {
    const dataset = trace.statements.find(({ span }) => span.start === statement.span.start)?.before.active;
    for (const definition of definitions) {
      if (definition.at.start < statement.span.start && isIn(definition, dataset)) used.add(definition.symbol);
    }
  }
  return used;
}

function isIn({ meanings }: Occurrence, dataset: string | undefined): boolean {
  return meanings.some((meaning) => meaning.kind === 'variable' && meaning.dataset === dataset);
}

/** Commands that are about all variables of their dataset because they name none. */
function wholeReaders(statements: readonly Statement[]): readonly CommandStatement[] {
  return statements.flatMap((statement): readonly CommandStatement[] => {
    if (statement.type === 'for') return wholeReaders(statement.body);
    if (statement.type !== 'command' || statement.body.form !== 'variables') return [];
    return statement.body.variables.length === 0 ? [statement] : [];
  });
}
