import type { Choices } from './choices.ts';
import type { Expr } from './expression.ts';
import { condition, numberPool, numericExpr, textExpr, textPool, type Usable } from './expression-generator.ts';
import { activeOf, type OracleDataset, type OracleState, type OracleVariable, sourceKey } from './interpreter.ts';
import type { AggregationItem, RecodeLeft, RecodeRule, Statement } from './statement.ts';
import { statisticNames } from './statistics.ts';

/** What a generator of statements looks at. `fresh` gives names that were never used. */
interface Scene {
  readonly choices: Choices;
  readonly state: OracleState;
  readonly d: OracleDataset;
  readonly usable: Usable;
  readonly fresh: (stem: string) => string;
}

/** The next statement of a random script; it is correct, though the data may make it fail. */
export function nextStatement(choices: Choices, state: OracleState, fresh: (stem: string) => string): Statement {
  const d = activeOf(state);
  const plain = d.variables.filter((v) => v.rough !== true && v.undetermined !== true);
  const usable: Usable = {
    numbers: plain.filter(({ type }) => type === 'number').map(({ name }) => name),
    texts: plain.filter(({ type }) => type === 'text').map(({ name }) => name),
  };
  const scene: Scene = { choices, state, d, usable, fresh };
  const makers = [assignment, assignment, rows, recode, aggregation, destring, merge, shape, shape, assignment];
  for (let attempt = 0; attempt < 8; attempt++) {
    const statement = choices.of(makers)(scene);
    if (statement !== undefined) return statement;
  }
  return { c: 'generate', name: fresh('v'), value: { k: 'number', t: 'number', value: 1 }, condition: undefined };
}

function maybe<T>(choices: Choices, make: () => T): T | undefined {
  return choices.oneIn(2) ? make() : undefined;
}

function value(scene: Scene, type: 'number' | 'text'): Expr {
  const { choices, usable } = scene;
  if (type === 'text') return textExpr(choices, usable, 3);
  if (choices.oneIn(6)) {
    const count: Expr = { k: 'number', t: 'number', value: choices.of([2, 3, 4, 10]) };
    return { k: 'call', t: 'number', f: 'quantile', args: [numericExpr(choices, usable, 1), count] };
  }
  return numericExpr(choices, usable, 3);
}

function assignment(scene: Scene): Statement | undefined {
  const { choices, d, usable, fresh } = scene;
  const where = maybe(choices, () => condition(choices, usable, 2));
  if (choices.below(3) < 2) {
    const missing = choices.oneIn(10);
    return {
      c: 'generate',
      name: fresh('v'),
      value: missing ? null : value(scene, choices.of(['number', 'text', 'number'] as const)),
      condition: where,
    };
  }
  const targets = d.variables.filter(({ type, name }) => type !== 'key' && name !== 'date@panel');
  if (targets.length === 0) return undefined;
  const target = choices.of(targets);
  if (choices.oneIn(8)) return { c: 'replace', name: target.name, value: null, condition: where };
  // With a condition the type stays; an undetermined variable takes any, and all of it must then have that type.
  const isFree = where === undefined || target.undetermined === true;
  const type = isFree ? choices.of(['number', 'text'] as const) : target.type === 'text' ? 'text' : 'number';
  const replacement = value(scene, type);
  const isCopy = replacement.k === 'variable' && d.variables.some((v) => v.name === replacement.name && v.open);
  // Mixed with decimals, a day loses what says that it is one; whether it does is for the type checker's tests.
  const isMixed = where !== undefined && (target.open ? !isCopy && replacement.k !== 'number' : isCopy);
  if (isMixed) return undefined;
  const isWhole = replacement.k !== 'number' || Number.isInteger(replacement.value);
  if (target.open && !isWhole) return undefined;
  return { c: 'replace', name: target.name, value: replacement, condition: where };
}

function rows({ choices, usable }: Scene): Statement {
  return { c: choices.of(['keep-rows', 'drop-rows'] as const), condition: condition(choices, usable, 2) };
}

function recode({ choices, usable, fresh }: Scene): Statement | undefined {
  const isText = choices.oneIn(3);
  const names = (isText ? usable.texts : usable.numbers).filter((name) => name !== 'date@panel');
  if (names.length === 0) return undefined;
  const pool = isText ? textPool : numberPool;
  const rules: RecodeRule[] = [];
  const count = 1 + choices.below(3);
  for (let i = 0; i < count; i++) {
    const alone = choices.oneIn(6) ? choices.of(['nonmissing', 'all'] as const) : undefined;
    const left: RecodeLeft[] =
      alone === undefined
        ? [leftSide(choices, isText), ...(choices.oneIn(3) ? [leftSide(choices, isText)] : [])]
        : [{ m: alone }];
    rules.push({ left, right: choices.oneIn(5) ? null : choices.of<number | string>(pool) });
  }
  const chosen = choices.some(names, 2);
  const where = maybe(choices, () => condition(choices, usable, 2));
  const prefix = maybe(choices, () => `${fresh('p')}_`);
  // Names that the system gives cannot have others made of them.
  const mayHavePrefix = chosen.every((name) => !name.includes('@'));
  return { c: 'recode', names: chosen, rules, condition: where, prefix: mayHavePrefix ? prefix : undefined };
}

function leftSide(choices: Choices, isText: boolean): RecodeLeft {
  if (choices.oneIn(6)) return { m: 'missing' };
  if (isText) return { m: 'value', value: choices.of(textPool) };
  switch (choices.below(5)) {
    case 0:
      return { m: choices.of(['min', 'max'] as const) };
    case 1: {
      const from = choices.of(numberPool);
      return { m: 'range', from, to: from + choices.below(6) };
    }
    case 2:
      return { m: 'range', from: 'min', to: choices.of(numberPool) };
    case 3:
      return { m: 'range', from: choices.of(numberPool), to: 'max' };
    default:
      return { m: 'value', value: choices.of(numberPool) };
  }
}

function aggregation({ choices, d, usable, fresh }: Scene): Statement | undefined {
  const sources = d.variables.filter((v) => v.type !== 'key');
  const keys = [
    d.identifier.name,
    ...usable.numbers,
    ...usable.texts,
    ...d.variables.filter(({ type }) => type === 'key').map(({ name }) => name),
  ];
  if (sources.length === 0) return undefined;
  const items = choices.some(sources, 3).map((source): AggregationItem => {
    const statistic = source.type === 'text' ? 'count' : choices.of(statisticNames);
    return { statistic, source: source.name, target: fresh('s') };
  });
  return { c: choices.oneIn(2) ? 'collapse' : 'aggregate', items, by: choices.of(keys) };
}

function destring({ choices, usable, fresh }: Scene): Statement | undefined {
  if (usable.texts.length === 0) return undefined;
  return {
    c: 'destring',
    names: choices.some(usable.texts, 2),
    prefix: maybe(choices, () => `${fresh('n')}_`),
    ignore: choices.of(['', 'kr ', ',', '-+']),
    force: choices.below(4) > 0,
    dpcomma: choices.oneIn(2),
  };
}

function merge({ choices, state, d }: Scene): Statement | undefined {
  const others = [...state.datasets].filter(([name]) => name !== state.active);
  if (others.length === 0) return undefined;
  const [name, target] = choices.of(others);
  const taken = new Set([target.identifier.name, ...target.variables.map((v) => v.name)]);
  const names = d.variables.map((v) => v.name).filter((variable) => !taken.has(variable) && variable !== 'date@panel');
  if (names.length === 0) return undefined;
  const keys: OracleVariable[] = [
    target.identifier,
    ...target.variables.filter((v) => v.rough !== true && v.undetermined !== true),
  ];
  const linked = keys.filter((key) => sourceKey(d, key) !== undefined);
  if (linked.length === 0) return undefined;
  const key = choices.of(linked);
  return {
    c: 'merge',
    names: choices.some(names, 3),
    target: name,
    on: key === target.identifier ? undefined : key.name,
  };
}

function shape({ choices, state, d, fresh }: Scene): Statement | undefined {
  const names = d.variables.map(({ name }) => name).filter((name) => name !== 'date@panel');
  switch (choices.below(6)) {
    case 0:
      return state.datasets.size < 3
        ? { c: 'clone-dataset', from: choices.of([...state.datasets.keys()]), to: fresh('d') }
        : undefined;
    case 1:
    case 2:
      return { c: 'use', name: choices.of([...state.datasets.keys()]) };
    case 3:
      if (names.length === 0) return undefined;
      return choices.oneIn(2)
        ? { c: 'rename', from: choices.of(names), to: fresh('r') }
        : { c: 'clone-variables', from: choices.of(names), to: fresh('c') };
    default:
      if (names.length < 6) return undefined;
      return choices.oneIn(2)
        ? { c: 'drop', names: choices.some(names, 2) }
        : { c: 'keep', names: names.slice(choices.below(3)) };
  }
}
