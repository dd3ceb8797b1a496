import { epochDay } from '../base/epoch-day.ts';
import { bindingText } from '../lang/expand/binding-text.ts';
import type { BindingValue, ConstantResult, FunctionDefinition } from '../lang/function-spec.ts';
import { any, family, numeric, optional, text } from './records.ts';

const record = family({
  group: 'procedure',
  kind: 'binding',
  returns: 'text',
  missing: 'propagates',
  inBindings: true,
});

/** Functions of binding expressions only. */
export const procedureFunctions: readonly FunctionDefinition[] = [
  record(
    'date_fmt',
    [numeric('year'), optional(numeric('month')), optional(numeric('day'))],
    'Datoen ÅÅÅÅ-MM-DD; måned og dag er 1 om de utelates.',
    'The date YYYY-MM-DD; month and day are 1 when left out.',
    ['import reg/INNTEKT_WLONN date_fmt($year, 12, 31) as wage'],
    { evaluate: formatDate },
  ),
  record('to_int', [any('text')], 'Teksten som helt tall.', 'The text as a whole number.', ["let n = to_int('0042')"], {
    returns: 'number',
    integer: true,
    evaluate: toInteger,
  }),
  record('to_str', [any('value')], 'Verdien som tekst.', 'The value as text.', ['let t = to_str(15)'], {
    evaluate: ([value]) => ({
      type: 'value',
      value: { type: 'string', value: value === undefined ? '' : bindingText(value) },
    }),
  }),
  record('to_symbol', [text('text')], 'Teksten som navn.', 'The text as a name.', ["let v = to_symbol('wage18')"], {
    evaluate: ([value]) => {
      if (value?.type !== 'string' && value?.type !== 'symbol')
        return { type: 'wrong-argument', argument: 0, expected: 'text' };
      return { type: 'value', value: { type: 'symbol', value: value.value } };
    },
  }),
  record(
    'bind',
    [any('symbol')],
    'Verdien til bindingen med dette navnet.',
    'The value of the binding with this name.',
    ['let c = bind(cpi ++ $year)'],
    {
      evaluate: ([value]) =>
        value?.type === 'symbol'
          ? { type: 'binding', name: value.value }
          : { type: 'wrong-argument', argument: 0, expected: 'symbol' },
    },
  ),
];

function formatDate(values: readonly BindingValue[]): ConstantResult {
  const parts: number[] = [];
  for (const [argument, value] of values.entries()) {
    const number = wholeNumber(value);
    if (number === undefined) return { type: 'wrong-argument', argument, expected: 'number' };
    parts.push(number);
  }
  const [year = Number.NaN, month = 1, day = 1] = parts;
  const epoch = epochDay(year, month, day);
  if (epoch !== undefined) return { type: 'value', value: { type: 'date', value: epoch } };
  return { type: 'no-such-date', text: [year, month, day].map((n) => String(n).padStart(2, '0')).join('-') };
}

function wholeNumber(value: BindingValue): number | undefined {
  if (value.type === 'number') return Number.isInteger(value.value) ? value.value : undefined;
  return value.type === 'string' && /^\d+$/u.test(value.value) ? Number(value.value) : undefined;
}

function toInteger([value]: readonly BindingValue[]): ConstantResult {
  if (value?.type === 'number') return { type: 'value', value: { type: 'number', value: Math.trunc(value.value) } };
  if ((value?.type === 'string' || value?.type === 'symbol') && /^\s*[+-]?\d+\s*$/u.test(value.value)) {
    return { type: 'value', value: { type: 'number', value: Number(value.value) } };
  }
  return { type: 'wrong-argument', argument: 0, expected: 'number' };
}
