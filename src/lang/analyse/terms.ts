import { threshold } from '../../base/messages/message.ts';
import { span } from '../../base/span.ts';
import type { ModelFactorIr, ModelTermIr } from '../ir/model.ts';
import type { ModelTerm, Operand } from '../syntax/ast.ts';
import type { VariableSchema } from '../types/schema.ts';
import type { AnalysisContext } from './context.ts';
import type { DatasetState } from './state.ts';
import { checkAccepts, findColumn } from './variables.ts';

/** The most variables that one interaction may have. */
const maximumOperands = 8;

/** Terms of a model as written, with what decides about their operands. */
export interface TermsInput {
  readonly visible: readonly ModelTerm[];
  /** Terms of `control()`. */
  readonly hidden?: readonly ModelTerm[];
  /** Whether a bare operand is a factor, as in an analysis of variance. */
  readonly bareIsFactor?: boolean;
}

interface Resolved {
  readonly operator: ModelTerm['operator'];
  readonly factors: readonly (ModelFactorIr & { readonly isBare: boolean })[];
  readonly isHidden: boolean;
}

/**
 * The terms of a model: bare operands of `#` are factors, and so is a bare main effect whose variable is a factor in some
 * interaction; `##` is written out, all main effects before all two-way products and so on; of equal terms the first stays.
 * `undefined` after a mistake.
 */
export function analyseTerms(
  input: TermsInput,
  context: AnalysisContext,
  dataset: DatasetState,
): readonly ModelTermIr[] | undefined {
  const resolved: Resolved[] = [];
  let isValid = true;
  const all = [
    ...input.visible.map((term) => ({ term, isHidden: false })),
    ...(input.hidden ?? []).map((term) => ({ term, isHidden: true })),
  ];
  for (const { term, isHidden } of all) {
    const factors = resolveTerm(term, input.bareIsFactor === true, context, dataset);
    if (factors === undefined) isValid = false;
    else resolved.push({ operator: term.operator, factors, isHidden });
  }
  if (!isValid) return undefined;
  return expandTerms(resolved);
}

function resolveTerm(
  term: ModelTerm,
  bareIsFactor: boolean,
  context: AnalysisContext,
  dataset: DatasetState,
): Resolved['factors'] | undefined {
  if (term.operands.length > maximumOperands) {
    context.report('too-many-operands', term.span, { limit: threshold(maximumOperands) });
    return undefined;
  }
  const inInteraction = term.operands.length > 1;
  const factors = term.operands.map((operand) => {
    const variable = findColumn(context, dataset, operand.variable);
    if (variable === undefined) return undefined;
    const accepts = operand.prefix === 'c' ? 'numeric' : 'any';
    if (!checkAccepts(context, dataset, variable, accepts, operand.span)) return undefined;
    return factorOf(operand, variable, inInteraction || bareIsFactor, context);
  });
  return factors.every((factor) => factor !== undefined) ? factors : undefined;
}

function factorOf(
  operand: Operand,
  variable: VariableSchema,
  bareIsFactor: boolean,
  context: AnalysisContext,
): Resolved['factors'][number] {
  const isText = variable.type.type === 'alphanumeric';
  if (operand.prefix === undefined && isText && !bareIsFactor) {
    const at = span(operand.span.start, operand.span.start);
    context.report('factor-from-text', operand.span, { name: variable.name }, [{ at, newText: 'i.' }]);
  }
  const isFactor = operand.prefix === 'i' || (operand.prefix === undefined && (bareIsFactor || isText));
  const isBare = operand.prefix === undefined && !isFactor;
  return { variable: variable.name, role: isFactor ? 'factor' : 'continuous', isBare };
}

function expandTerms(resolved: readonly Resolved[]): readonly ModelTermIr[] {
  const promoted = new Set(
    resolved
      .filter((term) => term.factors.length > 1)
      .flatMap((term) => term.factors.filter((f) => f.role === 'factor').map((f) => f.variable)),
  );
  const terms = new Map<string, ModelTermIr>();
  for (const { operator, factors, isHidden } of resolved) {
    const decided = factors.map(({ variable, role, isBare }): ModelFactorIr => {
      return { variable, role: isBare && promoted.has(variable) ? 'factor' : role };
    });
    for (const product of operator === '##' ? subsets(decided) : [decided]) {
      const key = product
        .map((f) => `${f.role} ${f.variable}`)
        .sort()
        .join('\n');
      if (!terms.has(key)) terms.set(key, { factors: product, ...(isHidden ? { hidden: true as const } : {}) });
    }
  }
  return [...terms.values()];
}

/** Every non-empty selection of the factors, small ones first, each in written order. */
function subsets(factors: readonly ModelFactorIr[]): readonly (readonly ModelFactorIr[])[] {
  const all: ModelFactorIr[][] = [];
  for (let mask = 1; mask < 1 << factors.length; mask++) {
    all.push(factors.filter((_, i) => (mask & (1 << i)) !== 0));
  }
  const place = (f: ModelFactorIr): number => factors.indexOf(f);
  return all.sort((a, b) => {
    if (a.length !== b.length) return a.length - b.length;
    const differing = a.findIndex((f, i) => f !== b[i]);
    const [left, right] = [a[differing], b[differing]];
    return left === undefined || right === undefined ? 0 : place(left) - place(right);
  });
}
