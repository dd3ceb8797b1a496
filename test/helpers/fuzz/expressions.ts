import { functions } from '../../../src/functions/vocabulary.ts';
import type { FunctionSpec, ParameterSpec } from '../../../src/lang/function-spec.ts';
import type { Random } from './random.ts';

/** What an expression may name. */
export interface Names {
  readonly numbers: readonly string[];
  readonly texts: readonly string[];
  /** Variables with a code list, each with some of its labels. */
  readonly labelled: readonly (readonly [name: string, labels: readonly string[]])[];
  /** Bindings by the type of their value, without `$`. */
  readonly bindings: Readonly<Record<'number' | 'string' | 'symbol' | 'date', readonly string[]>>;
}

type Wanted = 'number' | 'text' | 'condition';

const byResult = (type: FunctionSpec['returns']): readonly FunctionSpec[] =>
  [...functions.values()].filter((f) => f.kind !== 'binding' && f.kind !== 'labels' && f.returns === type);
const callable = { number: byResult('number'), text: byResult('text'), condition: byResult('boolean') };

/** A data expression of the type that is wanted; now and then one of another type, or with a name that does not exist. */
export function expressionText(random: Random, names: Names, wanted: Wanted, depth: number): string {
  if (random.chance(0.15)) return oddOperand(random);
  const type = random.chance(0.1) ? random.of(['number', 'text', 'condition'] as const) : wanted;
  if (depth <= 0) return operand(random, names, type);
  switch (type) {
    case 'number':
      return numberText(random, names, depth);
    case 'text':
      return random.chance(60) ? callText(random, names, 'text', depth) : operand(random, names, 'text');
    case 'condition':
      return conditionText(random, names, depth);
  }
}

function oddOperand(random: Random): string {
  return random.of([
    'nothere',
    '$nothere',
    '2020-01-01',
    '.',
    "'a' 'b'",
    '',
    '1e999',
    '3rd',
    'PERSONID_1',
    'a.b',
    '`x`',
  ]);
}

/** A number as scripts write them: small, large, with leading zeros, with an exponent. */
export function numberLiteral(random: Random): string {
  const whole = String(random.below(random.of([2, 10, 100, 3000, 1_000_000])));
  return random.of([whole, whole, whole, '0.5', '.25', '1e3', '2.50', '007', '1E-7', '0', `${whole}.5`]);
}

/** A quoted text. */
export function textLiteral(random: Random): string {
  return random.of([
    "'1'",
    "'0301'",
    '"abc"',
    "''",
    "'a, (b) // c \\ $d'",
    '"it\'s"',
    "'år æøå'",
    "'e\u0301'",
    "'2020-01-01'",
  ]);
}

function operand(random: Random, names: Names, type: Wanted): string {
  const { bindings } = names;
  if (type === 'text') {
    const choices = [textLiteral(random), ...some(random, names.texts), ...some(random, bindings.string, '$')];
    return random.of([...choices, ...some(random, bindings.date, '$')]);
  }
  if (type === 'condition')
    return `${operand(random, names, 'number')} ${comparison(random)} ${operand(random, names, 'number')}`;
  const choices = [numberLiteral(random), ...some(random, names.numbers), ...some(random, names.numbers)];
  return random.of([...choices, ...some(random, bindings.number, '$')]);
}

function some(random: Random, list: readonly string[], prefix = ''): readonly string[] {
  return list.length === 0 ? [] : [prefix + random.of(list)];
}

const comparison = (random: Random): string => random.of(['==', '!=', '<', '<=', '>', '>=']);

function numberText(random: Random, names: Names, depth: number): string {
  const inner = (): string => expressionText(random, names, 'number', depth - 1);
  switch (random.below(8)) {
    case 0:
      return `(${inner()})`;
    case 1:
      return `${random.of(['-', '+', '- -'])}${inner()}`;
    case 2:
      return `(${expressionText(random, names, 'condition', depth - 1)}) ${random.of(['+', '*'])} ${inner()}`;
    case 3:
    case 4:
      return callText(random, names, 'number', depth);
    case 5:
      return operand(random, names, 'number');
    default:
      return `${inner()} ${random.of(['+', '-', '*', '/', '^', '+', '-', '*', random.chance(1) ? '**' : '+'])} ${inner()}`;
  }
}

function conditionText(random: Random, names: Names, depth: number): string {
  const inner = (type: Wanted = 'condition'): string => expressionText(random, names, type, depth - 1);
  switch (random.below(8)) {
    case 0:
      return `!(${inner()})`;
    case 1:
      return `${inner('text')} ${random.of(['==', '!='])} ${inner('text')}`;
    case 2:
      return labelText(random, names) ?? `sysmiss(${inner('number')})`;
    case 3:
      return callText(random, names, 'condition', depth);
    case 4:
    case 5:
      return `(${inner('number')}) ${comparison(random)} (${inner('number')})`;
    default:
      return `(${inner()} ${random.of(['&', '|', random.chance(1) ? '&&' : '&'])} ${inner()})`;
  }
}

function labelText(random: Random, names: Names): string | undefined {
  if (names.labelled.length === 0) return undefined;
  const [name, labels] = random.of(names.labelled);
  const label = labels.length === 0 || random.chance(1) ? 'Unknwon' : random.of(labels);
  const quoted = label.includes("'") ? `"${label.replaceAll('"', '')}"` : `'${label}'`;
  return random.of([
    `inlabels(${name}, ${quoted})`,
    `labelcontains(${name}, ${quoted})`,
    `${name} == label_to_code(${name}, ${quoted})`,
  ]);
}

function callText(random: Random, names: Names, type: Wanted, depth: number): string {
  const spec = random.of(callable[type]);
  const shared = random.of(['number', 'text'] as const);
  const values: string[] = [];
  for (const parameter of spec.parameters) {
    if (parameter.optional && random.chance(50)) break;
    const count = parameter.repeated ? random.between(1, 4) : 1;
    for (let i = 0; i < count; i++) values.push(argumentText(random, names, spec, parameter, shared, depth));
  }
  if (random.chance(0.1)) values.push('1');
  return `${spec.name}(${values.join(random.of([', ', ',', ' , ']))})`;
}

function argumentText(
  random: Random,
  names: Names,
  spec: FunctionSpec,
  parameter: ParameterSpec,
  shared: 'number' | 'text',
  depth: number,
): string {
  if (parameter.constant) return parameter.type === 'text' ? textLiteral(random) : String(random.between(2, 20));
  const any = spec.group === 'logic' ? shared : random.of(['number', 'text'] as const);
  const type = parameter.type === 'numeric' ? 'number' : parameter.type === 'text' ? 'text' : any;
  return expressionText(random, names, type, depth - 1);
}

const bindingFunctions = [...functions.values()].filter((f) => f.inBindings && f.kind !== 'binding');

/** The right-hand side of a `let`, with the type of value that it has. */
export function bindingText(
  random: Random,
  names: Names,
  depth: number,
): { readonly text: string; readonly type: 'number' | 'string' | 'symbol' | 'date' } {
  const { bindings } = names;
  const number = (d: number): string => {
    const leaf = random.of([numberLiteral(random), ...some(random, bindings.number, '$')]);
    if (d <= 0) return leaf;
    const f = random.of(bindingFunctions);
    const required = f.parameters.filter((p) => !p.optional);
    return random.of([
      leaf,
      `${number(d - 1)} ${random.of(['+', '-', '*', '/', '^'])} ${number(d - 1)}`,
      `(${number(d - 1)})`,
      f.returns === 'number' ? `${f.name}(${required.map(() => number(d - 1)).join(', ')})` : leaf,
      `to_int("${random.below(3000)}")`,
    ]);
  };
  switch (random.below(6)) {
    case 0:
      return {
        text: random.of([textLiteral(random), `to_str(${number(1)})`, `${number(0)} ++ ${textLiteral(random)}`]),
        type: 'string',
      };
    case 1: {
      const stem = random.of(['wage_', 'x', 'år', 'n', ...bindings.symbol.map((s) => `$${s}`)]);
      return {
        text: random.of([stem, `${stem} ++ ${random.below(99)}`, `to_symbol('v${random.below(9)}')`]),
        type: 'symbol',
      };
    }
    case 2:
      return {
        text: random.of(['2020-06-15', 'date_fmt(2020)', `date_fmt(2020, ${random.between(1, 12)}, 1)`]),
        type: 'date',
      };
    default:
      return { text: number(depth), type: 'number' };
  }
}
