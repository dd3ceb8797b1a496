import type { FunctionDefinition } from '../lang/function-spec.ts';
import { any, family, numeric, repeated, truth } from './records.ts';

const record = family({ group: 'logic', kind: 'scalar', returns: 'boolean', missing: 'propagates' });

/** Functions that are true or false. */
export const logicFunctions: readonly FunctionDefinition[] = [
  record(
    'inlist',
    [any('x'), repeated(any('value'))],
    'Om x er lik en av verdiene.',
    'Whether x equals one of the values.',
    ['keep if inlist(sector, 3, 6, 9)', "keep if inlist(status, '1', '2')"],
    { sameTypes: true, evaluate: truth(([x, ...values]) => values.some((value) => value === x)) },
  ),
  record(
    'inrange',
    [numeric('x'), numeric('low'), numeric('high')],
    'Om x ligger fra low til high, begge medregnet.',
    'Whether x lies from low to high, both included.',
    ['keep if inrange(age, 18, 66)'],
    {
      advice: 'ordered-bounds',
      evaluate: truth(([x, low, high]) => Number(x) >= Number(low) && Number(x) <= Number(high)),
    },
  ),
  record('sysmiss', [any('x')], 'Om verdien mangler.', 'Whether the value is missing.', ['drop if sysmiss(wage)'], {
    missing: 'sees',
  }),
];
