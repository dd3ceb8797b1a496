import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { ExpressionIr } from '../lang/ir/expression.ts';
import type { AnalysedScript, AnalysedStatement } from '../lang/ir/script.ts';
import { childrenOf } from './expression/evaluate.ts';
import { isComputable } from './expression/functions.ts';

/** What stands in the way of a run, found before any data is read: commands and functions that this version cannot execute. */
export function obstaclesOf(script: AnalysedScript, isExecutable: (command: string) => boolean): readonly Diagnostic[] {
  return script.statements.flatMap((statement) => {
    const { operation, span: at, iteration } = statement;
    const extra = iteration === undefined ? {} : { iteration };
    if (!isExecutable(operation.type)) {
      return [diagnostic('command-not-executable', at, { command: operation.type }, extra)];
    }
    const names = new Set(expressionsOf(statement).flatMap(unknownFunctions));
    return [...names].map((name) => diagnostic('function-not-executable', at, { name }, extra));
  });
}

function expressionsOf({ operation }: AnalysedStatement): readonly ExpressionIr[] {
  const value = 'value' in operation && isExpression(operation.value) ? [operation.value] : [];
  return operation.condition === undefined ? value : [...value, operation.condition];
}

function isExpression(value: unknown): value is ExpressionIr {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function unknownFunctions(node: ExpressionIr): readonly string[] {
  const own = node.type === 'call' && !isComputable(node.function) ? [node.function] : [];
  return [...own, ...childrenOf(node).flatMap(unknownFunctions)];
}
