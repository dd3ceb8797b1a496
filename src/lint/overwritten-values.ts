import { diagnostic } from '../base/diagnostic.ts';
import type { Occurrence } from '../lang/analyse/trace.ts';
import { withoutLine } from '../lang/line-edits.ts';
import type { CommandStatement, Statement } from '../lang/syntax/ast.ts';
import type { Found, LintRule } from './rule.ts';
import { blocksOf } from './statements.ts';

/** Finds values that are replaced before anything reads them. */
export const overwrittenValueRule: LintRule = {
  name: 'overwritten-value',
  explanation: {
    nb: 'En variabel får verdier med `generate` eller `replace`, og en `replace` uten `if` gir alle rader nye før noe har lest dem. Den første linjen har ingen virkning. Rettelsen tar bort en slik første `replace`; etter en `generate` må forfatteren velge.',
    en: 'A variable gets values from `generate` or `replace`, and a `replace` without `if` gives new ones to all rows before anything has read them. The first line has no effect. The fix removes such a first `replace`; after a `generate` the author has to choose.',
  },
  find: ({ document, trace, source }) => {
    const variables = trace.occurrences.filter(({ kind }) => kind === 'variable');
    const found = (block: readonly Statement[]): readonly Found[] => {
      const within = variablesWithin(block, variables);
      return block.flatMap((first, position) => {
        const target = assigned(first);
        const symbol = target && within.get(first)?.find(({ at }) => at.start === target.span.start)?.symbol;
        if (target === undefined || symbol === undefined) return [];
        const uses = (statement: Statement) => within.get(statement)?.filter((each) => each.symbol === symbol) ?? [];
        const next = block.slice(position + 1).find((each) => uses(each).length > 0 || !isPlain(each));
        if (next === undefined || !isWholeReplace(next)) return [];
        const [write, more] = uses(next);
        if (write?.role !== 'write' || more !== undefined) return [];
        const isSafe = first.type === 'command' && first.command === 'replace';
        const fixes = isSafe ? [withoutLine(source.text, first.span)] : [];
        return [
          { problem: diagnostic('lint-overwritten-value', target.span, { name: write.name }, { fixes }), isSafe },
        ];
      });
    };
    return blocksOf(document.script.statements).flatMap(found);
  },
};

/** The occurrences, in source order, within each of some statements, which are in source order, too. */
function variablesWithin(
  block: readonly Statement[],
  variables: readonly Occurrence[],
): ReadonlyMap<Statement, readonly Occurrence[]> {
  const within = new Map<Statement, Occurrence[]>();
  let position = 0;
  for (const statement of block) {
    const { start, end } = statement.span;
    while (position < variables.length && (variables[position]?.at.start ?? 0) < start) position++;
    const here: Occurrence[] = [];
    for (; position < variables.length; position++) {
      const variable = variables[position];
      if (variable === undefined || variable.at.start >= end) break;
      here.push(variable);
    }
    within.set(statement, here);
  }
  return within;
}

/** What a statement gives values to, unless that is computed from bindings. */
function assigned(statement: Statement) {
  if (statement.type !== 'command' || statement.body.form !== 'assignment') return undefined;
  return statement.body.target.type === 'plain-name' ? statement.body.target : undefined;
}

/** Whether a statement gives new values to all rows. */
function isWholeReplace(statement: Statement): statement is CommandStatement {
  return statement.type === 'command' && statement.command === 'replace' && statement.condition === undefined;
}

/** Whether a statement concerns no variables but those that it names, and leaves dataset and rows as they are. */
function isPlain(statement: Statement): boolean {
  if (statement.type === 'let' || statement.type === 'textblock') return true;
  if (statement.type !== 'command') return false;
  const { body } = statement;
  return ['assignment', 'define-labels', 'assign-labels'].includes(body.form);
}
