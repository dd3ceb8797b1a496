import type {
  BindingValue,
  ConstantEvaluation,
  ConstantResult,
  FunctionDefinition,
  ParameterSpec,
} from '../lang/function-spec.ts';

/* How the families write their records. */

/** A numeric parameter. */
export const numeric = (name: string): ParameterSpec => ({ name, type: 'numeric' });

/** A text parameter. */
export const text = (name: string): ParameterSpec => ({ name, type: 'text' });

/** A parameter of either type. */
export const any = (name: string): ParameterSpec => ({ name, type: 'any' });

/** The same parameter, but it may be left out. */
export const optional = (parameter: ParameterSpec): ParameterSpec => ({ ...parameter, optional: true });

/** The same parameter, one or more times. */
export const repeated = (parameter: ParameterSpec): ParameterSpec => ({ ...parameter, repeated: true });

/** The same parameter, equal for all rows. */
export const constant = (parameter: ParameterSpec): ParameterSpec => ({ ...parameter, constant: true });

/** A record of a family: what the family's functions have in common comes first. */
export const family =
  (common: Pick<FunctionDefinition, 'group' | 'kind' | 'returns' | 'missing' | 'integer' | 'inBindings'>) =>
  (
    name: string,
    parameters: readonly ParameterSpec[],
    nb: string,
    en: string,
    examples: readonly string[],
    own: Partial<FunctionDefinition> = {},
  ): FunctionDefinition => ({ ...common, name, parameters, help: { nb, en }, examples, ...own });

/** A constant evaluation of a function of numbers; dates count as their day number, a result that is not finite is missing. */
export function ofNumbers(compute: (...values: number[]) => number): ConstantEvaluation {
  return (values) => {
    const numbers = numbersOf(values);
    if ('type' in numbers) return numbers;
    const value = compute(...numbers);
    return Number.isFinite(value) ? { type: 'value', value: { type: 'number', value } } : { type: 'missing' };
  };
}

/** The numbers of a list of binding values, or which one is none. */
export function numbersOf(
  values: readonly BindingValue[],
): readonly number[] | Extract<ConstantResult, { type: 'wrong-argument' }> {
  const numbers: number[] = [];
  for (const [argument, value] of values.entries()) {
    if (value.type !== 'number' && value.type !== 'date')
      return { type: 'wrong-argument', argument, expected: 'number' };
    numbers.push(value.value);
  }
  return numbers;
}

/** A constant evaluation of a test: 1 for true, 0 for false. */
export function truth(test: (values: readonly (number | string)[]) => boolean): ConstantEvaluation {
  return (values) => ({
    type: 'value',
    value: { type: 'number', value: Number(test(values.map(({ value }) => value))) },
  });
}

/** A constant evaluation of a function with a text as its first argument. */
export function ofText(compute: (text: string, ...numbers: readonly number[]) => string | number): ConstantEvaluation {
  return ([first, ...rest]) => {
    const result = compute(String(first?.value ?? ''), ...rest.map(({ value }) => Number(value)));
    if (typeof result === 'number') return { type: 'value', value: { type: 'number', value: result } };
    return { type: 'value', value: { type: 'string', value: result } };
  };
}
