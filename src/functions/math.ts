import type { FunctionDefinition } from '../lang/function-spec.ts';
import { constant, family, numeric, ofNumbers, optional } from './records.ts';
import { roundTo } from './rounding.ts';
import { scalars } from './scalars.ts';

const record = family({ group: 'math', kind: 'scalar', returns: 'number', missing: 'propagates', inBindings: true });
const x = [numeric('x')];
const integer = { integer: true } as const;

/** A function of numbers with its evaluation on constants. */
const of = (
  name: string,
  nb: string,
  en: string,
  example: string,
  own: Partial<FunctionDefinition> = {},
): FunctionDefinition => {
  const compute = scalars.get(name);
  return record(name, own.parameters ?? x, nb, en, [`generate y = ${example}`], {
    ...(compute === undefined ? {} : { evaluate: ofNumbers(compute) }),
    ...own,
  });
};

/** Functions of numbers; outside its domain a function gives missing. */
export const mathFunctions: readonly FunctionDefinition[] = [
  of('abs', 'Tallverdien.', 'The absolute value.', 'abs(change)'),
  of('acos', 'Arkuscosinus i radianer.', 'Arc cosine in radians.', 'acos(x)'),
  of('asin', 'Arkussinus i radianer.', 'Arc sine in radians.', 'asin(x)'),
  of('atan', 'Arkustangens i radianer.', 'Arc tangent in radians.', 'atan(x)'),
  of(
    'ceil',
    'Det minste hele tallet som ikke er mindre.',
    'The smallest whole number that is not smaller.',
    'ceil(x)',
    integer,
  ),
  of('comb', 'Antall måter å velge y av x på.', 'The number of ways to choose y out of x.', 'comb(10, 3)', {
    parameters: [numeric('x'), numeric('y')],
  }),
  of('cos', 'Cosinus av en vinkel i radianer.', 'Cosine of an angle in radians.', 'cos(x)'),
  of('exp', 'e opphøyd i x.', 'e to the power of x.', 'exp(x)'),
  of(
    'floor',
    'Det største hele tallet som ikke er større.',
    'The largest whole number that is not larger.',
    'floor(x)',
    integer,
  ),
  of('int', 'Tallet uten desimaler.', 'The number without its decimals.', 'int(birth / 100)', integer),
  of('ln', 'Den naturlige logaritmen.', 'The natural logarithm.', 'ln(wage)'),
  of('lnfactorial', 'Logaritmen til x fakultet.', 'The logarithm of x factorial.', 'lnfactorial(10)'),
  of('log10', 'Logaritmen med grunntall 10.', 'The logarithm to base 10.', 'log10(wage)'),
  of('logit', 'Logaritmen til oddsen x / (1 − x).', 'The logarithm of the odds x / (1 − x).', 'logit(share)'),
  of('pi', 'Tallet π.', 'The number π.', '2 * pi()', { parameters: [] }),
  family({ group: 'math', kind: 'rows', returns: 'number', missing: 'propagates', integer: true })(
    'quantile',
    [numeric('x'), constant(numeric('groups'))],
    'Deler radene i så mange like store grupper etter verdien av x, nummerert fra 0.',
    'Divides the rows into that many groups of equal size by the value of x, numbered from 0.',
    ['generate decile = quantile(wage, 10)'],
  ),
  record(
    'round',
    [numeric('x'), optional(numeric('unit'))],
    'Det nærmeste hele tallet, eller det nærmeste hele antall enheter: round(x, 0.01) gir to desimaler.',
    'The nearest whole number, or the nearest multiple of the unit: round(x, 0.01) gives two decimals.',
    ['generate wage1000 = round(wage, 1000)'],
    { advice: 'rounding-unit', evaluate: ofNumbers((value, unit = 1) => roundTo(value, unit)) },
  ),
  of('sin', 'Sinus av en vinkel i radianer.', 'Sine of an angle in radians.', 'sin(x)'),
  of('sqrt', 'Kvadratroten.', 'The square root.', 'sqrt(x)'),
  of('tan', 'Tangens av en vinkel i radianer.', 'Tangent of an angle in radians.', 'tan(x)'),
];
