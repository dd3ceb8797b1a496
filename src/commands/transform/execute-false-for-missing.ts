import type { ExactMessage } from '../../disclosure/nodes.ts';
import type { ExpressionIr } from '../../lang/ir/expression.ts';
import type { VariableSchema } from '../../lang/types/schema.ts';
import type { DatasetHandle } from '../../runtime/dataset.ts';
import type { ExecutionContext } from '../../runtime/executor.ts';
import { nameList, nounOf, setOf, statusLine } from '../shared/execute-edits.ts';
import type { Assignment } from './execute-assignment.ts';

/**
 * A note on the rows where a new logical variable is 0 because a variable that was asked about is missing. Few such rows look
 * like none (rule DC-29). Variables that the expression itself asks about with `sysmiss` need no note.
 */
export async function falseForMissing(
  { target, value }: Assignment,
  result: DatasetHandle,
  context: ExecutionContext,
): Promise<readonly ExactMessage[]> {
  if (value.type !== 'to-number') return [];
  const asked = new Set<string>();
  const read = new Set<string>();
  gather(value.operand, read, asked);
  const sources = result.schema.variables.filter(({ name }) => read.has(name) && !asked.has(name));
  const [first, ...others] = sources.map(isMissing);
  if (first === undefined) return [];
  const anyMissing = others.reduce<ExpressionIr>((left, right) => ({ type: 'or', left, right }), first);
  const isZero: ExpressionIr = {
    type: 'compare',
    operator: '==',
    operands: 'number',
    left: { type: 'variable', name: target, valueType: 'number', isInteger: true },
    right: { type: 'number', value: 0, isInteger: true },
  };
  const selection = await context.engine.select(result, { type: 'and', left: anyMissing, right: isZero });
  const counts = await context.engine.countSet({ dataset: result, selection });
  const zero = setOf(context, result, counts);
  if (counts.units === 0 || counts.units < context.protection.minimumEdit(zero)) return [];
  const code = others.length === 0 ? 'status-false-for-missing' : 'status-false-for-several-missing';
  const names = nameList(sources.map(({ name }) => name));
  return [statusLine(code, { variable: target, sources: names, noun: nounOf(result.schema) }, { zero })];
}

function isMissing({ name, type, openStop }: VariableSchema): ExpressionIr {
  const isText = type.type === 'alphanumeric';
  const variable: ExpressionIr = {
    type: 'variable',
    name,
    valueType: isText ? 'text' : 'number',
    isInteger: type.type === 'numeric' && type.subtype !== 'decimal',
    ...(openStop === true ? { openStop } : {}),
  };
  return { type: 'call', function: 'sysmiss', arguments: [variable], valueType: 'boolean', isInteger: false };
}

/** The variables of an expression: those that are read, and those whose being missing is asked about. */
function gather(expression: ExpressionIr, read: Set<string>, asked: Set<string>): void {
  switch (expression.type) {
    case 'variable':
      read.add(expression.name);
      return;
    case 'arithmetic':
    case 'compare':
    case 'and':
    case 'or':
      gather(expression.left, read, asked);
      gather(expression.right, read, asked);
      return;
    case 'negate':
    case 'not':
    case 'to-number':
    case 'to-boolean':
      gather(expression.operand, read, asked);
      return;
    case 'code-in':
      gather(expression.variable, read, asked);
      return;
    case 'call':
      for (const argument of expression.arguments)
        gather(argument, seesMissing.has(expression.function) ? asked : read, asked);
      return;
    case 'number':
    case 'text':
    case 'boolean':
    case 'missing':
  }
}

/** Functions whose answer takes missing values into account. */
const seesMissing: ReadonlySet<string> = new Set(['sysmiss', 'rowmissing', 'rowvalid']);
