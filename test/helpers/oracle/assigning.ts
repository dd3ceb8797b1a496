import { evaluation, selectedBy } from './evaluation.ts';
import { calls, type Expr, namesIn, raises } from './expression.ts';
import {
  type Cell,
  type CodeList,
  cellOf,
  closed,
  Invalid,
  type Label,
  type OracleDataset,
  type OracleVariable,
  type Subtype,
  withColumn,
  without,
} from './model.ts';
import { checkNew, isPanelTime } from './names.ts';
import { semantics } from './semantics.ts';
import type { RecodeLeft, RecodeRule, StatementOf } from './statement.ts';
import { column, type ExprType, numberType, readable, typeOf } from './typing.ts';

/** Functions whose last digits depend on how they are computed. */
const roughFunctions = [
  'exp',
  'ln',
  'log10',
  'logit',
  'lnfactorial',
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'rowstd',
];

/** `generate` and `replace`: both expressions see the values before. */
export function assign(d: OracleDataset, s: StatementOf<'generate' | 'replace'>): OracleDataset {
  const { c, name, value, condition } = s;
  if (c === 'generate') checkNew(d, name);
  const before = c === 'replace' ? replaceable(d, name) : undefined;
  const type = value === null ? undefined : typeOf(value, d);
  if (condition !== undefined) numberType(condition, d);
  const variable = { ...assignedVariable(d, s, type, before), name };
  const selected = selectedBy(condition, d);
  const chosen = new Set(selected);
  const isCopy = value?.k === 'variable';
  const of = value === null ? () => null : evaluation(value, d, selected);
  const cells = d.rows.map((row): Cell => {
    if (!chosen.has(row)) return c === 'replace' ? cellOf(row, name) : null;
    return isCopy ? semantics.copiesOpen(of(row)) : closed(of(row));
  });
  return withColumn(d, variable, variable.open ? cells : cells.map(closed));
}

function replaceable(d: OracleDataset, name: string): OracleVariable {
  if (isPanelTime(d, name)) throw new Invalid('a column of the system');
  return readable(d, name);
}

function assignedVariable(
  d: OracleDataset,
  { value, condition }: StatementOf<'generate' | 'replace'>,
  type: ExprType | undefined,
  before: OracleVariable | undefined,
): OracleVariable {
  const after = valueVariable(d, value, type, before);
  if (before === undefined) return after;
  const isPartial = condition !== undefined;
  const roughness: Partial<OracleVariable> = {
    ...(after.rough || (isPartial && before.rough) ? { rough: true } : {}),
    ...(after.unsure || (isPartial && before.unsure) ? { unsure: true } : {}),
  };
  if (after.type !== before.type) {
    if (isPartial && before.subtype !== 'undetermined') throw new Invalid('a replacement of another type');
    return { ...without(after, 'list'), ...roughness };
  }
  const list = before.list === undefined ? {} : { list: before.list };
  if (after.type === 'text') return { name: '', type: 'text', ...list };
  const subtype = subtypeAfter(before.subtype ?? 'decimal', after.subtype ?? 'decimal', isPartial);
  const isOpen = subtype !== 'decimal' && (after.open || (isPartial && before.open));
  return { name: '', type: 'number', subtype, ...list, ...(isOpen ? { open: true } : {}), ...roughness };
}

/** What a variable made of a value would be. */
function valueVariable(
  d: OracleDataset,
  value: Expr | null,
  type: ExprType | undefined,
  before: OracleVariable | undefined,
): OracleVariable {
  if (value === null || type === undefined) {
    return before?.type === 'text' ? { name: '', type: 'text' } : { name: '', type: 'number', subtype: 'undetermined' };
  }
  // A bare name hands on all that its variable is.
  if (value.k === 'variable') return readable(d, value.name);
  if (type.t === 'text') return { name: '', type: 'text' };
  const sources = namesIn(value).map((source) => readable(d, source));
  const isRough = sources.some(({ rough }) => rough) || calls(value, roughFunctions) || raises(value);
  return {
    name: '',
    type: 'number',
    subtype: type.whole ? 'integer' : 'decimal',
    ...(isRough ? { rough: true } : {}),
    ...(sources.some(({ unsure }) => unsure) ? { unsure: true } : {}),
  };
}

function subtypeAfter(before: Subtype, after: Subtype, isPartial: boolean): Subtype {
  if (after === 'undetermined') return before;
  // Whole numbers in the place of days are days: that is how spells are clipped.
  if (before === 'date' && after === 'integer') return 'date';
  if (!isPartial || before === 'undetermined' || before === after) return after;
  return before === 'integer' && after === 'date' ? 'integer' : 'decimal';
}

/** `recode`: the first rule that matches the value before decides. */
export function recode(d: OracleDataset, s: StatementOf<'recode'>): OracleDataset {
  const variables = s.names.map((name) => {
    if (isPanelTime(d, name)) throw new Invalid('a column of the system');
    return readable(d, name);
  });
  for (const rule of s.rules) for (const variable of variables) checkRule(rule, variable);
  if (s.condition !== undefined) numberType(s.condition, d);
  const targets = targetNames(s);
  const selected = new Set(selectedBy(s.condition, d));
  let after = d;
  for (const [i, variable] of variables.entries()) {
    const target = targets[i] ?? '';
    if (target !== variable.name) checkNew(after, target);
    const valid = d.rows.map((row) => closed(cellOf(row, variable.name))).filter((x) => typeof x === 'number');
    const range = { min: valid.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY), max: 0 };
    range.max = valid.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    const cells = d.rows.map((row) => {
      const x = closed(cellOf(row, variable.name));
      if (!selected.has(row)) return x;
      const place = semantics.whichRule(s.rules.map(({ left }) => left.some((l) => matches(l, x, range))));
      const rule = s.rules[place];
      return rule === undefined ? x : rule.right;
    });
    after = withColumn(after, recoded(variable, target, s.rules), cells);
  }
  return after;
}

function targetNames({ names, prefix, generate }: StatementOf<'recode'>): readonly string[] {
  if (prefix !== undefined && generate !== undefined) throw new Invalid('two options for names');
  if (generate === undefined) return names.map((name) => `${prefix ?? ''}${name}`);
  if (generate.length === names.length) return generate;
  const [only, another] = generate;
  if (only === undefined || another !== undefined) throw new Invalid('another number of names');
  return names.map((name) => only + name);
}

function checkRule({ left, right }: RecodeRule, { type }: OracleVariable): void {
  const fits = (code: number | string): boolean => (typeof code === 'number') === (type === 'number');
  if (right !== null && !fits(right)) throw new Invalid('a code of another type');
  for (const item of left) {
    if (item.m === 'value' && !fits(item.value)) throw new Invalid('a code of another type');
    if ((item.m === 'range' || item.m === 'min' || item.m === 'max') && type === 'text') {
      throw new Invalid('an interval of texts');
    }
    if ((item.m === 'all' || item.m === 'nonmissing') && left.length > 1) throw new Invalid('not alone');
    if (item.m === 'range' && typeof item.low === 'number' && typeof item.high === 'number' && item.low > item.high) {
      throw new Invalid('an empty interval');
    }
  }
}

function matches(left: RecodeLeft, x: Cell, range: { readonly min: number; readonly max: number }): boolean {
  switch (left.m) {
    case 'value':
      return x === left.value;
    case 'range':
      return typeof x === 'number' && semantics.isInside(x, left.low, left.high);
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

/** The variable afterwards, with a list of its own where it had one or a rule names or flags its code. */
function recoded(variable: OracleVariable, name: string, rules: readonly RecodeRule[]): OracleVariable {
  const { list } = variable;
  const rest = without(variable, 'open');
  const own = recodedList(list, rules);
  const codes = rules.map(({ right }) => right).filter((right) => typeof right === 'number');
  const subtype = recodedSubtype(rest.subtype, codes);
  return {
    ...rest,
    name,
    ...(subtype === undefined ? {} : { subtype }),
    ...(own === undefined ? {} : { list: own }),
  };
}

function recodedSubtype(before: Subtype | undefined, codes: readonly number[]): Subtype | undefined {
  if (!codes.every(Number.isInteger)) return 'decimal';
  return before === 'undetermined' && codes.length > 0 ? 'integer' : before;
}

/** The list with what rules say: one that flags a code leaves its label as it was, one that labels it leaves its flag. */
function recodedList(list: CodeList | undefined, rules: readonly RecodeRule[]): CodeList | undefined {
  const entries: Label[] = [...(list?.entries ?? [])];
  for (const { right: code, label, flagged } of rules) {
    if (code === null || (label === undefined && !flagged)) continue;
    const place = entries.findIndex((entry) => entry.code === code);
    const before = entries[place];
    const isFlagged = flagged || before?.flagged;
    const entry = {
      code,
      label: label ?? before?.label ?? String(code),
      ...(isFlagged ? { flagged: true as const } : {}),
    };
    if (place === -1) entries.push(entry);
    else entries[place] = entry;
  }
  return list === undefined && entries.length === 0 ? undefined : { entries };
}

/** `clone-variables`. */
export function cloneVariables(d: OracleDataset, s: StatementOf<'clone-variables'>): OracleDataset {
  let after = d;
  for (const { from, to } of s.items) {
    const variable = column(d, from);
    if (to === undefined && s.prefix === undefined && s.suffix === undefined) throw new Invalid('no name for the copy');
    const name = to ?? `${s.prefix ?? ''}${from}${s.suffix ?? ''}`;
    checkNew(after, name);
    const cells = d.rows.map((row) => cellOf(row, from));
    after = withColumn(after, { ...variable, name }, variable.open ? cells.map(semantics.copiesOpen) : cells);
  }
  return after;
}
