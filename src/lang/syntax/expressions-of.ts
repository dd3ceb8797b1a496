import { assertNever } from '../../base/assert-never.ts';
import type { CommandBody, Expression, ForLoop, ModelTerm, Name, RegisterReference, Statement } from './ast.ts';

/**
 * Every expression of a statement, outermost ones only, computed names among them; those of a loop are its header's.
 *
 * Recode rules and code labels hold no expressions: their values are literals and bindings.
 */
export function expressionsOf(statement: Statement): readonly Expression[] {
  switch (statement.type) {
    case 'command': {
      const ofOptions = statement.options.flatMap(({ arguments: values = [] }) =>
        values.flatMap((value) => (value.type === 'term' ? ofTerm(value) : [value])),
      );
      const condition = statement.condition === undefined ? [] : [statement.condition.condition];
      return [...ofBody(statement.body), ...condition, ...ofOptions];
    }
    case 'let':
      return [...ofName(statement.name), statement.value];
    case 'for':
      return ofLoop(statement);
    case 'textblock':
    case 'invalid-statement':
      return [];
    default:
      return assertNever(statement);
  }
}

/** Calls back with an expression and everything inside it. */
export function everyExpression(expression: Expression, visit: (expression: Expression) => void): void {
  visit(expression);
  switch (expression.type) {
    case 'unary':
      everyExpression(expression.operand, visit);
      return;
    case 'binary':
      everyExpression(expression.left, visit);
      everyExpression(expression.right, visit);
      return;
    case 'group':
      everyExpression(expression.inner, visit);
      return;
    case 'call':
      for (const value of expression.arguments) everyExpression(value, visit);
      return;
    case 'number':
    case 'string':
    case 'date':
    case 'missing':
    case 'name':
    case 'binding':
    case 'invalid':
      return;
    default:
      assertNever(expression);
  }
}

function ofLoop({ levels }: ForLoop): readonly Expression[] {
  const items = levels.flatMap((level) => level.lists.flat());
  return items.flatMap((item) => (item.type === 'range' ? [item.from, item.to] : [item.value]));
}

function ofName(name: Name | undefined): readonly Expression[] {
  return name?.type === 'composed-name' ? [name.expression] : [];
}

function ofNames(names: readonly (Name | undefined)[]): readonly Expression[] {
  return names.flatMap(ofName);
}

function ofTerm(term: ModelTerm): readonly Expression[] {
  return ofNames(term.operands.map((operand) => operand.variable));
}

function ofReference({ alias, variable }: RegisterReference): readonly Expression[] {
  return ofNames([alias, variable]);
}

function ofBody(body: CommandBody): readonly Expression[] {
  switch (body.form) {
    case 'variables':
    case 'selection':
    case 'recode':
    case 'statistic-chart':
      return ofNames(body.variables);
    case 'assignment':
      return [...ofName(body.target), body.value];
    case 'import':
      return [...body.variables.flatMap(ofReference), ...body.times, ...ofName(body.alias)];
    case 'dataset':
      return ofName(body.dataset);
    case 'pair':
      return ofNames([body.source, body.target]);
    case 'clone':
    case 'aggregation':
      return body.items.flatMap((item) => ofNames([item.source, item.target]));
    case 'merge':
      return ofNames([...body.variables, body.into, body.on]);
    case 'define-labels':
      return ofName(body.list);
    case 'assign-labels':
      return ofNames([body.variable, body.list]);
    case 'list-labels':
      return [
        ...(body.target.type === 'register-reference' ? ofReference(body.target) : ofName(body.target)),
        ...(body.time === undefined ? [] : [body.time]),
      ];
    case 'sample':
      return [body.size, body.seed];
    case 'model': {
      const { instruments } = body;
      const groups = instruments === undefined ? [] : [...instruments.endogenous, ...instruments.instruments];
      return [...ofNames(body.variables), ...[...body.terms, ...groups].flatMap(ofTerm), ...ofNames(body.by)];
    }
    case 'register-list':
      return body.variables.flatMap(ofReference);
    case 'nested':
      return body.inner === undefined ? [] : expressionsOf(body.inner);
    case 'require':
    case 'words':
      return [];
    default:
      return assertNever(body);
  }
}
