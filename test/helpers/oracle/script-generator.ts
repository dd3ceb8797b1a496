import type { Choices } from './choices.ts';
import type { Expr } from './expression.ts';
import {
  condition,
  numericExpr,
  panelCondition,
  roughExpr,
  textExpr,
  type Usable,
  usableOf,
} from './expression-generator.ts';
import { importing } from './import-generator.ts';
import { sourceKey } from './linking.ts';
import type { OracleDataset, OracleState, OracleVariable } from './model.ts';
import { recodeStatement } from './recode-generator.ts';
import type { Statement } from './statement.ts';
import { statisticNames } from './statistics.ts';
import { mapStatement } from './template.ts';
import type { World } from './world.ts';

/** What a generator of statements looks at. `fresh` gives names that were never used. */
export interface Scene {
  readonly choices: Choices;
  readonly world: World;
  readonly state: OracleState;
  readonly name: string;
  readonly d: OracleDataset;
  readonly usable: Usable;
  readonly fresh: (stem: string) => string;
}

type Maker = (scene: Scene) => Statement | undefined;

const makers: readonly Maker[] = [
  assignment,
  assignment,
  assignment,
  rows,
  recodeStatement,
  recodeStatement,
  aggregation,
  aggregation,
  destring,
  merge,
  merge,
  variables,
  variables,
  datasets,
  datasets,
  reshape,
  series,
  labels,
  labels,
  (scene) => importing(scene),
];

/** The next statement of a random script: right more often than not, though the data may make it fail. */
export function nextStatement(
  choices: Choices,
  world: World,
  state: OracleState,
  fresh: (stem: string) => string,
): Statement {
  const { active } = state;
  const d = active === undefined ? undefined : state.datasets.get(active);
  if (active === undefined || d === undefined) return anotherDataset(choices, state, fresh);
  const scene: Scene = { choices, world, state, name: active, d, usable: usableOf(choices, d), fresh };
  if (d.kind === 'empty') return importing(scene) ?? { c: 'create-dataset', name: fresh('d') };
  for (let attempt = 0; attempt < 8; attempt++) {
    const statement = choices.of(makers)(scene);
    if (statement !== undefined) return choices.oneIn(18) ? spoilt(statement, scene) : statement;
  }
  return { c: 'generate', name: fresh('v'), value: { k: 'number', value: 1 }, condition: undefined };
}

function anotherDataset(choices: Choices, { datasets: all }: OracleState, fresh: (stem: string) => string): Statement {
  const usable = [...all.keys()];
  if (usable.length === 0 || choices.oneIn(3)) return { c: 'create-dataset', name: fresh('d') };
  return { c: 'use', name: choices.of(usable) };
}

function maybe<T>(choices: Choices, make: () => T): T | undefined {
  return choices.oneIn(2) ? make() : undefined;
}

function value({ choices, usable }: Scene, type: 'number' | 'text'): Expr {
  if (type === 'text') return textExpr(usable, 3);
  switch (choices.below(8)) {
    case 0:
      return {
        k: 'call',
        f: 'quantile',
        args: [numericExpr(usable, 1), { k: 'number', value: choices.of([2, 3, 4, 10]) }],
      };
    case 1:
      return roughExpr(usable, 2);
    default:
      return numericExpr(usable, 3);
  }
}

function assignment(scene: Scene): Statement | undefined {
  const { choices, d, usable, fresh } = scene;
  const where = maybe(choices, () => condition(usable, 2));
  if (choices.below(3) < 2) {
    const isMissing = choices.oneIn(10);
    const type = choices.of(['number', 'text', 'number'] as const);
    return { c: 'generate', name: fresh('v'), value: isMissing ? null : value(scene, type), condition: where };
  }
  const targets = d.variables.filter(({ type, name }) => type !== 'key' && name !== 'date@panel');
  if (targets.length === 0) return undefined;
  const target = choices.of(targets);
  if (choices.oneIn(8)) return { c: 'replace', name: target.name, value: null, condition: where };
  // With a condition the type stays, but for a variable that has none yet.
  const isFree = where === undefined || target.subtype === 'undetermined' || choices.oneIn(30);
  const type = isFree ? choices.of(['number', 'text'] as const) : target.type === 'text' ? 'text' : 'number';
  return { c: 'replace', name: target.name, value: value(scene, type), condition: where };
}

function rows({ choices, usable, d }: Scene): Statement | undefined {
  if (choices.oneIn(12)) {
    // What a sample leaves is compared once, and of the rows that it draws only the number is known.
    const size = d.rows.length < 3 || choices.oneIn(2) ? choices.of([1, 3, 0.5, 0.2, 0.9]) : d.rows.length;
    return { c: 'sample', size, seed: choices.of([1, 7, 4711]) };
  }
  const c = choices.of(['keep-rows', 'drop-rows'] as const);
  if (d.times === undefined) return { c, condition: condition(usable, 2) };
  return {
    c,
    condition: panelCondition(
      usable,
      d.times.map((time) => time.value),
    ),
  };
}

function aggregation({ choices, d, usable, fresh }: Scene): Statement | undefined {
  const sources = d.variables.filter((v) => v.type !== 'key' && !v.unsure);
  const keys = [
    d.identifier?.name ?? '',
    ...usable.numbers,
    ...usable.texts,
    ...d.variables.filter(({ type }) => type === 'key').map(({ name }) => name),
  ];
  if (sources.length === 0) return undefined;
  const c = choices.of(['collapse', 'aggregate'] as const);
  const by = choices.of(keys);
  let last: (typeof statisticNames)[number] = 'count';
  const items = choices.some(sources, 3).map(({ type, name }) => {
    last = type === 'text' ? 'count' : choices.oneIn(4) ? last : choices.of(statisticNames);
    const mayKeepName = c === 'collapse' && name !== by && !name.includes('@');
    return { statistic: last, source: name, target: mayKeepName && choices.oneIn(2) ? undefined : fresh('s') };
  });
  return { c, items, by };
}

function destring({ choices, usable, fresh }: Scene): Statement | undefined {
  if (usable.texts.length === 0) return undefined;
  const names = choices.some(usable.texts, 2);
  const prefix = maybe(choices, () => `${fresh('n')}_`);
  return {
    c: 'destring',
    names,
    prefix: names.some((name) => name.includes('@')) ? undefined : prefix,
    ignore: choices.of(['', 'kr ', ',', '-+']),
    force: choices.below(4) > 0,
    dpcomma: choices.oneIn(2),
  };
}

function merge({ choices, state, name: active, d }: Scene): Statement | undefined {
  const others = [...state.datasets].filter(([name, other]) => name !== active && other.kind !== 'empty');
  if (others.length === 0) return undefined;
  const [name, target] = choices.of(others);
  const taken = new Set([target.identifier?.name, ...target.variables.map((v) => v.name)]);
  const names = d.variables.map((v) => v.name).filter((variable) => !taken.has(variable) && variable !== 'date@panel');
  if (names.length === 0) return undefined;
  const keys: OracleVariable[] = [
    ...(target.identifier === undefined ? [] : [target.identifier]),
    ...target.variables.filter((v) => !v.rough && !v.unsure),
  ];
  const linked = keys.filter((key) => sourceKey(d, key) !== undefined);
  if (linked.length === 0) return undefined;
  const key = choices.of(linked);
  const isOwn = key === target.identifier && choices.below(3) > 0;
  return { c: 'merge', names: choices.some(names, 3), target: name, on: isOwn ? undefined : key.name };
}

function variables({ choices, d, fresh }: Scene): Statement | undefined {
  const names = d.variables.map(({ name }) => name).filter((name) => name !== 'date@panel');
  if (names.length === 0) return undefined;
  switch (choices.below(4)) {
    case 0: {
      const isGroup = d.identifier !== undefined && d.identifier.type !== 'key' && choices.oneIn(3);
      return { c: 'rename', from: isGroup ? d.identifier.name : choices.of(names), to: fresh('r') };
    }
    case 1: {
      const copied = choices.some(names, 2);
      const mayPrefix = copied.every((name) => !name.includes('@')) && choices.oneIn(2);
      const items = copied.map((from) => ({ from, to: mayPrefix && choices.oneIn(2) ? undefined : fresh('c') }));
      const prefix = mayPrefix ? `${fresh('k')}_` : undefined;
      return { c: 'clone-variables', items, prefix, suffix: mayPrefix && choices.oneIn(2) ? '_x' : undefined };
    }
    case 2:
      return names.length > 3 ? { c: 'drop', names: choices.some(names, 2) } : undefined;
    default:
      return names.length > 4 || choices.oneIn(8) ? { c: 'keep', names: choices.some(names, names.length) } : undefined;
  }
}

function datasets({ choices, state, name, fresh }: Scene): Statement | undefined {
  const all = [...state.datasets.keys()];
  const hasRoom = all.length < 3;
  switch (choices.below(9)) {
    case 0:
    case 1:
      return hasRoom ? { c: 'clone-dataset', from: choices.of(all), to: fresh('d') } : undefined;
    case 2:
    case 3:
      return hasRoom ? { c: 'clone-units', from: choices.of(all), to: fresh('u') } : undefined;
    case 4:
      return hasRoom ? { c: 'create-dataset', name: fresh('d') } : undefined;
    case 5:
      return { c: 'rename-dataset', from: choices.of(all), to: fresh('e') };
    case 6:
      return all.length > 1 || choices.oneIn(10) ? { c: 'delete-dataset', name: choices.of(all) } : undefined;
    default: {
      const others = all.filter((other) => other !== name);
      return others.length === 0 ? undefined : { c: 'use', name: choices.of(others) };
    }
  }
}

/** Names that some variables share but for a suffix. */
function stemsOf(d: OracleDataset): readonly string[] {
  const stems = d.variables.flatMap(({ name, type }) => {
    const stem = /^(\p{L}+_)\d+$/u.exec(name)?.[1];
    return stem === undefined || type === 'key' ? [] : [stem];
  });
  return [...new Set(stems)];
}

function reshape({ choices, d }: Scene): Statement | undefined {
  if (d.kind === 'panel') return { c: 'reshape-from-panel' };
  const stems = stemsOf(d);
  if (d.kind !== 'cross-section' || stems.length === 0) return undefined;
  return { c: 'reshape-to-panel', prefixes: choices.some(stems, 2) };
}

/** A variable of a series, so that there is something to reshape. */
function series({ choices, d, usable }: Scene): Statement | undefined {
  if (d.kind !== 'cross-section') return undefined;
  const name = `${choices.of(['x_', 'y_'])}${choices.of(['1', '2', '2019', '02', '1_1'])}`;
  const plain = d.variables.filter((v) => v.type !== 'key' && v.name !== 'date@panel');
  if (plain.length > 0 && choices.oneIn(2)) return { c: 'rename', from: choices.of(plain).name, to: name };
  return { c: 'generate', name, value: numericExpr(usable, 1), condition: undefined };
}

function labels({ choices, state, d, fresh }: Scene): Statement | undefined {
  const lists = [...state.lists.keys()];
  const named = d.variables.filter(({ type, name }) => type !== 'key' && name !== 'date@panel');
  switch (choices.below(4)) {
    case 0:
      return lists.length > 0 ? { c: 'drop-labels', names: choices.some(lists, 2) } : undefined;
    case 1: {
      const codes: readonly (number | string)[] = choices.of([
        [1, 2, 3],
        ['a', 'b', '01'],
        [0, 1.25, 100],
        ['1', 2],
        ['1', 1],
      ]);
      const words = ['one', 'two', 'a b', 'Oslo, incl. (east) // x'] as const;
      const pairs = codes.slice(0, 1 + choices.below(3)).map((code) => ({ code, label: choices.of(words) }));
      return { c: 'define-labels', name: fresh('l'), pairs };
    }
    default:
      if (lists.length === 0 || named.length === 0) return undefined;
      return { c: 'assign-labels', name: choices.of(named).name, list: choices.of(lists) };
  }
}

/** The statement with one of its names replaced by another one, as slips of the pen do. */
function spoilt(statement: Statement, { choices, state, d, fresh }: Scene): Statement {
  const pool = [
    ...d.variables.map(({ name }) => name),
    ...state.datasets.keys(),
    ...state.lists.keys(),
    d.identifier?.name ?? 'if',
    'PERSONID_1',
    'nope',
    '2x',
    'a@b',
    fresh('z'),
  ];
  const places = countNames(statement);
  if (places === 0) return statement;
  let place = choices.below(places);
  const other = choices.of(pool);
  return mapStatement(statement, { name: (name, field) => (isWhole(field) && place-- === 0 ? other : name) });
}

function countNames(statement: Statement): number {
  let count = 0;
  mapStatement(statement, {
    name: (name, field) => {
      if (isWhole(field)) count++;
      return name;
    },
  });
  return count;
}

/** Whether a field holds names, and not parts of them. */
function isWhole(field: string): boolean {
  return field !== 'prefix' && field !== 'suffix' && field !== 'generate';
}
