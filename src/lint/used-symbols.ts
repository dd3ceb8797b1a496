import type { Occurrence, ScriptTrace, SymbolId } from '../lang/analyse/trace.ts';
import type { CommandStatement, Statement } from '../lang/syntax/ast.ts';
import { commandsOf, type PlacedCommand } from './statements.ts';

/**
 * The variables that something reads. Choosing which variables stay is no use, and a new name is used when what it names is;
 * a new value needs none of the old one, so that `replace` alone is no use either.
 */
export function usedSymbols(statements: readonly Statement[], trace: ScriptTrace): ReadonlySet<SymbolId> {
  const used = new Set<SymbolId>();
  const commands = commandsOf(statements);
  const variables = trace.occurrences.filter(({ kind }) => kind === 'variable');
  const definitions = variables.filter(({ role }) => role === 'definition');
  const isList = listedPlaces(commands);
  for (const { role, symbol, at } of variables) if (role === 'read' && !isList(at.start)) used.add(symbol);
  for (const { statement, loop } of commands.filter(isAboutAll)) {
    const before = trace.statements.find(({ span }) => span.start === statement.span.start)?.before.active;
    for (const definition of definitions) {
      // In a loop the active dataset may be another one in later passes, and what stands below comes before.
      const isMeant = loop !== undefined || (definition.at.start < statement.span.start && isIn(definition, before));
      if (isMeant) used.add(definition.symbol);
    }
  }
  spread(used, [
    ...trace.derivations.map(({ whole, part }) => [whole, part] as const),
    ...renamings(commands, variables),
  ]);
  return used;
}

/** The variables that are named once in the whole script, where they are made, and that no other name is made of. */
export function soleOccurrences({ occurrences, derivations }: ScriptTrace): ReadonlySet<SymbolId> {
  const counts = new Map<SymbolId, number>();
  for (const { kind, symbol } of occurrences) {
    if (kind === 'variable') counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
  }
  for (const { whole, part } of derivations) {
    counts.delete(whole);
    counts.delete(part);
  }
  return new Set([...counts].flatMap(([symbol, count]) => (count === 1 ? [symbol] : [])));
}

/** Of two that belong together, one being used is the other being used. */
function spread(used: Set<SymbolId>, pairs: readonly (readonly [SymbolId, SymbolId])[]): void {
  const beside = new Map<SymbolId, SymbolId[]>();
  const join = (one: SymbolId, other: SymbolId): void => {
    const known = beside.get(one);
    if (known === undefined) beside.set(one, [other]);
    else known.push(other);
  };
  for (const [one, other] of pairs) {
    join(one, other);
    join(other, one);
  }
  const waiting = [...used];
  for (let symbol = waiting.pop(); symbol !== undefined; symbol = waiting.pop()) {
    for (const other of beside.get(symbol) ?? []) {
      if (used.has(other)) continue;
      used.add(other);
      waiting.push(other);
    }
  }
}

function isIn({ meanings }: Occurrence, dataset: string | undefined): boolean {
  return meanings.some((meaning) => meaning.kind === 'variable' && meaning.dataset === dataset);
}

/** Commands that are about all variables of their dataset because they name none. */
function isAboutAll({ statement: { body } }: PlacedCommand): boolean {
  return body.form === 'variables' && body.variables.length === 0;
}

/** Whether a name stands in a list of variables to keep or drop, or is one to be renamed. */
function listedPlaces(commands: readonly PlacedCommand[]): (start: number) => boolean {
  const starts = new Set(
    commands.flatMap(({ statement }) => {
      const { body } = statement;
      if (body.form === 'selection') return body.variables.map(({ span }) => span.start);
      return isRename(statement) && body.form === 'pair' ? [body.source.span.start] : [];
    }),
  );
  return (start) => starts.has(start);
}

function isRename({ command }: CommandStatement): boolean {
  return command === 'rename';
}

/** The old and the new name of each variable that is renamed. */
function renamings(
  commands: readonly PlacedCommand[],
  variables: readonly Occurrence[],
): readonly (readonly [SymbolId, SymbolId])[] {
  return commands.flatMap(({ statement }) => {
    const { body } = statement;
    if (!isRename(statement) || body.form !== 'pair') return [];
    const at = (start: number) => variables.filter((each) => each.at.start === start).map(({ symbol }) => symbol);
    const targets = at(body.target.span.start);
    return at(body.source.span.start).flatMap((source) => targets.map((target) => [source, target] as const));
  });
}
