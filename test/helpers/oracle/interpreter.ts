import { type Cell, closed, type Expr, evaluateExpr, isTrue, type Row } from './expression.ts';
import type { RecodeLeft, RecodeRule, Statement } from './statement.ts';
import { aggregated, isOnGrid } from './statistics.ts';

/** A variable as the oracle knows it. `rough`: another order of additions would give other last digits. */
export interface OracleVariable {
  readonly name: string;
  readonly type: 'number' | 'text' | 'key';
  readonly undetermined?: true;
  readonly rough?: true;
  /** Its values are days of which some may be the open ends of spells. */
  readonly open?: true;
}

/** A dataset as a list of rows; the identifier stands in the rows under its name. */
export interface OracleDataset {
  readonly identifier: OracleVariable;
  readonly variables: readonly OracleVariable[];
  readonly rows: readonly Row[];
  /** Units may have several rows. */
  readonly several?: true;
}

/** The datasets of a run and the active one. */
export interface OracleState {
  readonly datasets: ReadonlyMap<string, OracleDataset>;
  readonly active: string;
}

/** The active dataset. */
export function activeOf(state: OracleState): OracleDataset {
  const found = state.datasets.get(state.active);
  if (found === undefined) throw new Error('no dataset is active');
  return found;
}

/** Runs one statement, row by row; `undefined` when the data make it fail. */
export function runStatement(state: OracleState, s: Statement): OracleState | undefined {
  const d = activeOf(state);
  switch (s.c) {
    case 'use':
      return { ...state, active: s.name };
    case 'clone-dataset': {
      const source = state.datasets.get(s.from);
      return source === undefined ? undefined : put(state, s.to, source);
    }
    case 'merge':
      return merge(state, s);
    default: {
      const changed = change(d, s);
      return changed === undefined ? undefined : put(state, state.active, changed);
    }
  }
}

function put(state: OracleState, name: string, dataset: OracleDataset): OracleState {
  return { ...state, datasets: new Map([...state.datasets, [name, dataset]]) };
}

function change(
  d: OracleDataset,
  s: Exclude<Statement, { c: 'use' | 'clone-dataset' | 'merge' }>,
): OracleDataset | undefined {
  switch (s.c) {
    case 'generate':
    case 'replace':
      return assign(d, s);
    case 'keep-rows':
    case 'drop-rows': {
      const rows = d.rows.filter((row) => isTrue(evaluateExpr(s.condition, row, d.rows)) === (s.c === 'keep-rows'));
      return { ...d, rows };
    }
    case 'keep':
    case 'drop':
      return {
        ...d,
        variables: d.variables.filter(
          ({ name }) => name === 'date@panel' || s.names.includes(name) === (s.c === 'keep'),
        ),
      };
    case 'rename':
      return {
        ...d,
        variables: d.variables.map((v) => (v.name === s.from ? { ...v, name: s.to } : v)),
        rows: d.rows.map((row) => ({ ...row, [s.to]: row[s.from] ?? null })),
      };
    case 'clone-variables':
      return withColumn(
        d,
        { ...variableOf(d, s.from), name: s.to },
        d.rows.map((row) => row[s.from] ?? null),
      );
    case 'recode':
      return s.names.reduce((before, name) => recode(before, d, name, s), d);
    case 'destring':
      return destring(d, s);
    case 'collapse':
    case 'aggregate':
      return aggregate(d, s);
  }
}

/** The variable of a name. */
export function variableOf(d: OracleDataset, name: string): OracleVariable {
  const found = [d.identifier, ...d.variables].find((v) => v.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}

function withColumn(d: OracleDataset, variable: OracleVariable, cells: readonly Cell[]): OracleDataset {
  const exists = d.variables.some(({ name }) => name === variable.name);
  return {
    ...d,
    variables: exists ? d.variables.map((v) => (v.name === variable.name ? variable : v)) : [...d.variables, variable],
    rows: d.rows.map((row, i) => ({ ...row, [variable.name]: cells[i] ?? null })),
  };
}

function assign(
  d: OracleDataset,
  { c, name, value, condition }: Extract<Statement, { c: 'generate' | 'replace' }>,
): OracleDataset {
  const selected = d.rows.filter((row) => condition === undefined || isTrue(evaluateExpr(condition, row, d.rows)));
  const chosen = new Set(selected);
  const cells = d.rows.map((row) => {
    if (!chosen.has(row)) return c === 'replace' ? (row[name] ?? null) : null;
    return value === null ? null : evaluateExpr(value, row, selected);
  });
  return withColumn(d, assignedVariable(d, name, c, value, condition), cells);
}

function assignedVariable(
  d: OracleDataset,
  name: string,
  c: 'generate' | 'replace',
  value: Expr | null,
  condition: Expr | undefined,
): OracleVariable {
  const before = c === 'replace' ? variableOf(d, name) : undefined;
  if (value === null) {
    if (c === 'generate') return { name, type: 'number', undetermined: true };
    return before ?? { name, type: 'number' };
  }
  const type = value.t === 'text' ? 'text' : 'number';
  const copied = value.k === 'variable' ? variableOf(d, value.name) : undefined;
  if (condition !== undefined && before !== undefined) {
    const open = before.open ?? copied?.open;
    return { name, type, ...(before.rough ? { rough: true } : {}), ...(open ? { open } : {}) };
  }
  return { ...copied, name, type };
}

function recode(
  into: OracleDataset,
  d: OracleDataset,
  name: string,
  { rules, condition, prefix }: Extract<Statement, { c: 'recode' }>,
): OracleDataset {
  const valid = d.rows.map((row) => closed(row[name] ?? null)).filter((x) => typeof x === 'number');
  const range = { min: Math.min(...valid), max: Math.max(...valid) };
  const cells = d.rows.map((row) => {
    const x = closed(row[name] ?? null);
    if (condition !== undefined && !isTrue(evaluateExpr(condition, row, d.rows))) return x;
    const rule: RecodeRule | undefined = rules.find(({ left }) => left.some((l) => matches(l, x, range)));
    return rule === undefined ? x : rule.right;
  });
  return withColumn(into, { ...withoutOpen(variableOf(d, name)), name: `${prefix ?? ''}${name}` }, cells);
}

function matches(left: RecodeLeft, x: Cell, range: { readonly min: number; readonly max: number }): boolean {
  switch (left.m) {
    case 'value':
      return x === left.value;
    case 'range':
      return typeof x === 'number' && (left.from === 'min' || x >= left.from) && (left.to === 'max' || x <= left.to);
    case 'min':
    case 'max':
      return x === range[left.m];
    case 'missing':
      return x === null;
    case 'nonmissing':
      return x !== null;
    case 'all':
      return true;
  }
}

function destring(d: OracleDataset, s: Extract<Statement, { c: 'destring' }>): OracleDataset | undefined {
  let after = d;
  for (const name of s.names) {
    const cells: Cell[] = [];
    for (const row of d.rows) {
      const read = readNumber(row[name] ?? null, s);
      if (read === undefined && !s.force) return undefined;
      cells.push(read ?? null);
    }
    after = withColumn(after, { name: `${s.prefix ?? ''}${name}`, type: 'number' }, cells);
  }
  return after;
}

/** A text as a number: `null` when it is missing or empty, `undefined` when it is no number. */
function readNumber(
  cell: Cell,
  { ignore, dpcomma }: { readonly ignore: string; readonly dpcomma: boolean },
): number | null | undefined {
  if (typeof cell !== 'string') return null;
  const kept = Array.from(cell.trim())
    .filter((c) => !ignore.includes(c))
    .join('');
  const text = dpcomma ? kept.replaceAll(',', '.') : kept;
  if (text === '') return null;
  return /^[+-]?(\d+(\.\d+)?|\.\d+)$/u.test(text) ? Number(text) : undefined;
}

function aggregate(d: OracleDataset, s: Extract<Statement, { c: 'collapse' | 'aggregate' }>): OracleDataset {
  const groups = new Map<Cell, Row[]>();
  for (const row of d.rows) {
    const key = plainZero(closed(row[s.by] ?? null));
    if (key === null) continue;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const variables = s.items.map(({ statistic, source, target }): OracleVariable => {
    const isExact = ['count', 'sum', 'mean', 'min', 'max', 'median'].includes(statistic);
    const cells = d.rows.map((row) => row[source] ?? null);
    const isRough =
      statistic !== 'count' && (!isExact || variableOf(d, source).rough || !cells.map(closed).every(isOnGrid));
    const isOpen = variableOf(d, source).open && isExtreme(statistic);
    return { name: target, type: 'number', ...(isRough ? { rough: true } : {}), ...(isOpen ? { open: true } : {}) };
  });
  const results = new Map<Cell, Row>();
  for (const [key, rows] of groups) {
    const cells = s.items.map(({ statistic, source, target }): readonly [string, Cell] => [
      target,
      aggregated(
        statistic,
        rows.map((row) => told(statistic, row[source] ?? null)),
        d.rows.map((row) => told(statistic, row[source] ?? null)),
      ),
    ]);
    results.set(key, Object.fromEntries(cells));
  }
  if (s.c === 'collapse') {
    const rows = [...results].map(([key, row]) => ({ ...row, [s.by]: key }));
    return { identifier: withoutOpen(variableOf(d, s.by)), variables, rows };
  }
  return {
    ...d,
    variables: [...d.variables, ...variables],
    rows: d.rows.map((row) => ({ ...row, ...results.get(plainZero(closed(row[s.by] ?? null))) })),
  };
}

/** A variable whose open ends have become missing. */
function withoutOpen({ name, type, undetermined, rough }: OracleVariable): OracleVariable {
  return { name, type, ...(undetermined ? { undetermined } : {}), ...(rough ? { rough } : {}) };
}

function isExtreme(statistic: string): boolean {
  return statistic === 'min' || statistic === 'max';
}

/** A cell as a statistic sees it. */
function told(statistic: string, cell: Cell): Cell {
  return isExtreme(statistic) ? cell : closed(cell);
}

function plainZero(cell: Cell): Cell {
  return cell === 0 ? 0 : cell;
}

/** The column of the source that links to a key of the target: its identifier, else the variable of the same name. */
export function sourceKey(source: OracleDataset, key: OracleVariable): OracleVariable | undefined {
  if (source.identifier.type === key.type) return source.several ? undefined : source.identifier;
  return source.variables.find(({ name, type }) => name === key.name && type === key.type);
}

function merge(state: OracleState, s: Extract<Statement, { c: 'merge' }>): OracleState | undefined {
  const source = activeOf(state);
  const target = state.datasets.get(s.target);
  if (target === undefined) return undefined;
  const key = s.on === undefined ? target.identifier : variableOf(target, s.on);
  const from = sourceKey(source, key);
  if (from === undefined) throw new Error('there is no key');
  const found = new Map<Cell, Row>();
  for (const row of source.rows) {
    const value = plainZero(closed(row[from.name] ?? null));
    if (value === null) continue;
    if (found.has(value)) return undefined;
    found.set(value, row);
  }
  const rows = target.rows.map((row) => {
    const match = found.get(plainZero(closed(row[key.name] ?? null)));
    return { ...row, ...Object.fromEntries(s.names.map((name) => [name, match?.[name] ?? null])) };
  });
  const variables = [...target.variables, ...s.names.map((name) => variableOf(source, name))];
  return put(state, s.target, { ...target, variables, rows });
}
