import {
  type Cell,
  cellOf,
  closed,
  Invalid,
  keyCell,
  type OracleDataset,
  type OracleVariable,
  type Row,
  without,
  withVariables,
} from './model.ts';
import { checkForm, checkNew, checkNotOfSystem } from './names.ts';
import { semantics } from './semantics.ts';
import type { StatementOf } from './statement.ts';
import { aggregated, roughnessOf, statisticNames } from './statistics.ts';
import { column, readable } from './typing.ts';

type Aggregation = StatementOf<'collapse' | 'aggregate'>;

/** One result: which variable it is, and what it is in each group. */
interface Result {
  readonly variable: OracleVariable;
  readonly of: (rows: readonly Row[]) => Cell;
}

/** `collapse` and `aggregate`: one row for each group, or the group's value in each of its rows. */
export function aggregate(d: OracleDataset, s: Aggregation): OracleDataset {
  const by = column(d, s.by);
  const results = s.items.map((item) => resultOf(d, item, s.c, by));
  checkTargets(d, s, results);
  const groups = new Map<Cell, Row[]>();
  for (const row of d.rows) {
    const key = keyCell(cellOf(row, s.by));
    if (key === null && !semantics.keepsMissingGroup()) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  const values = new Map<Cell, Row>();
  for (const [key, rows] of groups) {
    values.set(key, Object.fromEntries(results.map(({ variable, of }) => [variable.name, of(rows)] as const)));
  }
  const variables = results.map(({ variable }) => variable);
  if (s.c === 'aggregate') {
    const rows = d.rows.map((row) => ({ ...row, ...values.get(keyCell(cellOf(row, s.by))) }));
    return withVariables(d, [...d.variables, ...variables], rows);
  }
  return {
    kind: 'cross-section',
    unitType: by === d.identifier ? d.unitType : by.unit,
    identifier: without(by, 'open'),
    variables,
    rows: [...values].map(([key, row]) => ({ ...row, [s.by]: key })),
  };
}

function checkTargets(d: OracleDataset, s: Aggregation, results: readonly Result[]): void {
  const seen = new Set(s.c === 'collapse' ? [s.by] : []);
  for (const { variable } of results) {
    if (seen.has(variable.name)) throw new Invalid('two results of one name');
    seen.add(variable.name);
    if (s.c === 'aggregate') checkNew(d, variable.name);
  }
}

function resultOf(
  d: OracleDataset,
  { statistic, source, target }: Aggregation['items'][number],
  c: Aggregation['c'],
  by: OracleVariable,
): Result {
  if (!statisticNames.some((known) => known === statistic)) throw new Invalid(`no statistic ${statistic}`);
  const variable = readable(d, source);
  if (target === undefined && c === 'aggregate') throw new Invalid('a result without a name');
  if (target !== undefined) {
    checkForm(target);
    checkNotOfSystem(target);
  }
  if (variable.type === 'text' && statistic !== 'count') throw new Invalid(`${statistic} of a text`);
  const flagged = variable.list?.entries.filter((entry) => entry.flagged).map(({ code }) => code) ?? [];
  const isExtreme = statistic === 'min' || statistic === 'max';
  const valid = (rows: readonly Row[]): readonly Cell[] =>
    rows
      .map((row) => cellOf(row, source))
      .map((cell) => (isExtreme ? cell : closed(cell)))
      .filter((cell) => cell !== null && (semantics.countsFlagged() || !flagged.includes(cell)));
  const whole = valid(d.rows);
  return {
    variable: { ...resultVariable(statistic, variable, whole, by), name: target ?? source },
    of: (rows) => aggregated(statistic, valid(rows), whole),
  };
}

/** `min` and `max` are values of the source, with its list and format; a typical day is a day; the rest are plain numbers. */
function resultVariable(
  statistic: string,
  source: OracleVariable,
  whole: readonly Cell[],
  by: OracleVariable,
): OracleVariable {
  const { subtype, list, open, rough, unsure } = source;
  // By an ordinary variable a sum is told as a mean times a count: exact where it is whole, rounded elsewhere.
  const isProduct = statistic === 'sum' && by.type !== 'key' && !whole.every((cell) => Number.isInteger(closed(cell)));
  const roughness = isProduct ? 'rough' : roughnessOf(statistic, whole.map(closed));
  const traits: Partial<OracleVariable> = {
    ...(statistic !== 'count' && (rough || roughness !== 'exact') ? { rough: true } : {}),
    ...(statistic !== 'count' && (unsure || roughness === 'unsure' || (rough && isJumpy(statistic)))
      ? { unsure: true }
      : {}),
  };
  const base = { name: '', type: 'number', ...traits } as const;
  switch (statistic) {
    case 'count':
      return { ...base, subtype: 'integer' };
    case 'min':
    case 'max':
      return {
        ...base,
        ...(subtype === undefined ? {} : { subtype }),
        ...(list === undefined ? {} : { list }),
        ...(open ? { open } : {}),
      };
    case 'mean':
    case 'median':
      return { ...base, subtype: subtype === 'date' ? 'date' : 'decimal' };
    case 'sum':
      return { ...base, subtype: subtype === 'integer' ? 'integer' : 'decimal' };
    default:
      return { ...base, subtype: 'decimal' };
  }
}

/** Statistics that ask whether a value is exactly this or that. */
function isJumpy(statistic: string): boolean {
  return statistic === 'sebinomial' || statistic === 'gini';
}
