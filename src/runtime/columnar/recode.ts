import type { SetCounts } from '../../disclosure/nodes.ts';
import type { DisclosureSession } from '../../disclosure/protection.ts';
import type { DatasetSchema } from '../../lang/types/schema.ts';
import { arrayOf, missingInt32, openStopDay } from '../../metadata/stored-column.ts';
import { type Column, sharedCodes, sharedFloat64, sharedInt32, sharedUint16 } from '../column.ts';
import type { DatasetHandle, SelectionHandle } from '../dataset.ts';
import type { RecodePlan, RecodeRule } from '../engine/changing.ts';
import { codeOfText, codeTexts, translation, unionDictionary } from '../expression/dictionary.ts';
import type { FoldRunner } from '../fold.ts';
import { droppedRow } from '../folds/axis.ts';
import { countCellsFold } from '../folds/cells.ts';
import { applyRulesKernel, findRulesKernel, pieceOf, type RuleSource } from '../folds/recode.ts';
import { withoutNearEqualColumns } from './near-equal.ts';
import { closedColumnOf } from './open-stops.ts';
import { smoothedPercentiles } from './percentiles.ts';
import { createReadingEngine } from './reading/engine.ts';
import { blockOf, setAt, unitRowsOf } from './reading/population.ts';
import { type Endpoints, numberRules, textRules } from './recode-rules.ts';
import { selectionOf, type Table, tableOf, withColumns } from './table.ts';

/** A plan of this engine. */
interface ColumnarPlan extends RecodePlan {
  readonly table: Table;
  readonly rules: readonly RecodeRule[];
  readonly rows: Uint8Array | undefined;
  readonly ends: Endpoints;
  /** The rule of each row, 0 = none. */
  readonly ruleOfRow: Uint16Array;
}

function planOf(plan: RecodePlan): ColumnarPlan {
  if (!isOwn(plan)) throw new TypeError('the plan belongs to another engine');
  return plan;
}

function isOwn(plan: RecodePlan): plan is ColumnarPlan {
  return 'ruleOfRow' in plan;
}

/** Finds the rule that applies to each row, and the units of each rule. */
export async function planRecode(
  runner: FoldRunner,
  protection: DisclosureSession,
  dataset: DatasetHandle,
  variable: string,
  rules: readonly RecodeRule[],
  selection: SelectionHandle | undefined,
): Promise<RecodePlan> {
  const table = tableOf(dataset);
  const rows = selection === undefined ? undefined : selectionOf(selection).mask;
  const ends = await endpoints(runner, protection, table, variable, rules);
  const isOff = rules.map(() => false);
  const ruleOfRow = await findRules(runner, await closedColumnOf(runner, table, variable), rules, isOff, ends, rows);
  const matched = await countRules(runner, table, ruleOfRow, rules.length);
  const others = table.units.distinct ? undefined : await countOthers(runner, table, ruleOfRow, rules.length);
  const plan: ColumnarPlan = { dataset, variable, matched, others, table, rules, rows, ends, ruleOfRow };
  return plan;
}

/** For each rule the units with a row that has another rule or none. */
async function countOthers(
  runner: FoldRunner,
  table: Table,
  ruleOfRow: Uint16Array,
  rules: number,
): Promise<readonly SetCounts[]> {
  const others: SetCounts[] = [];
  for (let rule = 1; rule <= rules; rule++) {
    const contribution = Int32Array.from({ length: rules + 1 }, (_, other) => (other === rule ? droppedRow : 0));
    const axes = [{ source: { kind: 'codes', codes: ruleOfRow } as const, contribution, missing: 0 }];
    const input = { rows: { axes, mask: undefined }, units: unitRowsOf(table), cells: 1 };
    const { counts } = await runner.fold(countCellsFold, input, table.rowCount);
    others.push(setAt(blockOf(counts, false), 0));
  }
  return others;
}

async function endpoints(
  runner: FoldRunner,
  protection: DisclosureSession,
  table: Table,
  variable: string,
  rules: readonly RecodeRule[],
): Promise<Endpoints> {
  if (!rules.some(({ match }) => match.minimum || match.maximum)) return { low: Number.NaN, high: Number.NaN };
  const { lower, upper } = protection.policy.winsor;
  const shares = [lower, upper];
  const reading = createReadingEngine(runner);
  const [low, high] = await smoothedPercentiles(reading, protection, { dataset: table }, variable, shares);
  return { low: low!, high: high! };
}

async function findRules(
  runner: FoldRunner,
  column: Column,
  rules: readonly RecodeRule[],
  isOff: readonly boolean[],
  ends: Endpoints,
  rows: Uint8Array | undefined,
): Promise<Uint16Array> {
  const out = sharedUint16(arrayOf(column).length);
  await runner.map(findRulesKernel, { source: ruleSource(column, rules, isOff, ends), rows, out }, out.length);
  return out;
}

/** Tables up to this size replace the search for a number's piece: fewer searches than there are rows, or few. */
function largestTable(rowCount: number): number {
  return Math.min(1 << 20, Math.max(1 << 10, rowCount));
}

function ruleSource(
  column: Column,
  rules: readonly RecodeRule[],
  isOff: readonly boolean[],
  ends: Endpoints,
): RuleSource {
  if (column.kind === 'dictionary') {
    return { kind: 'codes', codes: column.codes, ruleOfCode: textRules(rules, isOff, column.dictionary) };
  }
  if (column.kind === 'unit') throw new TypeError('keys are never recoded');
  const pieces = numberRules(rules, isOff, ends);
  const { edges } = pieces;
  if (column.kind === 'int32' && edges.length > 0) {
    const [offset, last] = [Math.ceil(edges[0]!), Math.floor(edges.at(-1)!)];
    if (
      last - offset < largestTable(column.values.length) &&
      Math.abs(offset) < openStopDay &&
      Math.abs(last) < openStopDay
    ) {
      const ruleOfValue = Uint16Array.from(
        { length: Math.max(0, last - offset + 1) + 2 },
        (_, i) => pieces.ruleOfPiece[pieceOf(edges, offset + i - 1)]!,
      );
      const { ruleOfMissing } = pieces;
      return { kind: 'table', values: column.values, offset, ruleOfValue, ruleOfMissing };
    }
  }
  return { kind: 'pieces', values: column.values, ...pieces };
}

async function countRules(
  runner: FoldRunner,
  table: Table,
  ruleOfRow: Uint16Array,
  rules: number,
): Promise<readonly SetCounts[]> {
  const contribution = Int32Array.from({ length: rules + 1 }, (_, rule) => (rule === 0 ? droppedRow : rule - 1));
  const axes = [{ source: { kind: 'codes', codes: ruleOfRow } as const, contribution, missing: droppedRow }];
  const input = { rows: { axes, mask: undefined }, units: unitRowsOf(table), cells: rules };
  const { counts } = await runner.fold(countCellsFold, input, table.rowCount);
  const block = blockOf(counts, table.units.distinct);
  return Array.from({ length: rules }, (_, rule) => setAt(block, rule));
}

/** Carries out plans. A rule that is decided against matches nothing, so that later rules see its rows. */
export async function recode(
  runner: FoldRunner,
  protection: DisclosureSession,
  schema: DatasetSchema,
  plans: readonly {
    readonly plan: RecodePlan;
    readonly decisions: readonly ('as-asked' | 'none' | 'all')[];
    readonly target: string;
  }[],
): Promise<DatasetHandle> {
  const added = new Map<string, Column>();
  for (const { plan, decisions, target } of plans) {
    added.set(target, await recodeColumn(runner, planOf(plan), decisions));
  }
  const { table } = planOf(plans[0]!.plan);
  return withColumns(table, schema, await withoutNearEqualColumns(runner, protection, table, schema, added));
}

async function recodeColumn(
  runner: FoldRunner,
  plan: ColumnarPlan,
  decisions: readonly ('as-asked' | 'none' | 'all')[],
): Promise<Column> {
  const column = await closedColumnOf(runner, plan.table, plan.variable);
  const forAll = decisions.indexOf('all');
  const isOff = decisions.map((decision) => decision === 'none');
  let ruleOfRow = plan.ruleOfRow;
  if (forAll >= 0) ruleOfRow = sharedUint16(ruleOfRow.length).fill(forAll + 1);
  else if (isOff.includes(true)) {
    ruleOfRow = await findRules(runner, column, plan.rules, isOff, plan.ends, plan.rows);
  }
  return replaceByRule(
    runner,
    column,
    ruleOfRow,
    plan.rules.map((rule) => rule.to),
  );
}

/** A column with values replaced by rule (`null` = missing); rows without a rule keep theirs. */
async function replaceByRule(
  runner: FoldRunner,
  column: Column,
  ruleOfRow: Uint16Array,
  to: readonly (number | string | null)[],
): Promise<Column> {
  const { length } = ruleOfRow;
  const values = arrayOf(column);
  const common = { values, rules: ruleOfRow, missing: undefined, keep: undefined };
  const run = (
    replacements: readonly number[],
    extra: Partial<Parameters<typeof applyRulesKernel.run>[0]>,
    out: typeof values,
  ) =>
    runner.map(
      applyRulesKernel,
      { ...common, replacements: Float64Array.of(0, ...replacements), ...extra, out },
      length,
    );
  if (column.kind === 'dictionary') {
    const added = codeTexts(to.map((text) => (text === null ? null : String(text))));
    const dictionary = unionDictionary(column.dictionary, added.dictionary);
    const keep = translation(column.dictionary, dictionary);
    const codes = sharedCodes(length, dictionary.length);
    await run(
      to.map((text) => (text === null ? 0 : codeOfText(dictionary, String(text)))),
      { keep },
      codes,
    );
    return { kind: 'dictionary', codes, dictionary };
  }
  if (column.kind === 'int32' && to.every((value) => value === null || fitsInt32(Number(value)))) {
    const out = sharedInt32(length);
    await run(
      to.map((value) => (value === null ? missingInt32 : Number(value))),
      {},
      out,
    );
    return { kind: 'int32', values: out };
  }
  const out = sharedFloat64(length);
  const missing = column.kind === 'int32' ? { from: missingInt32, to: Number.NaN } : undefined;
  await run(
    to.map((value) => (value === null ? Number.NaN : Number(value))),
    { missing },
    out,
  );
  return { kind: 'float64', values: out };
}

function fitsInt32(value: number): boolean {
  return Number.isInteger(value) && value > missingInt32 && value < openStopDay;
}

/** A column with some codes made missing: statistics leave out codes that are flagged as missing. */
export async function withoutCodes(
  runner: FoldRunner,
  column: Column,
  codes: readonly (number | string)[],
): Promise<Column> {
  if (codes.length === 0) return column;
  const match = { values: codes, intervals: [], minimum: false, maximum: false, missing: false, nonmissing: false };
  const rules = [{ match, to: null }];
  const ruleOfRow = await findRules(runner, column, rules, [false], { low: Number.NaN, high: Number.NaN }, undefined);
  return replaceByRule(runner, column, ruleOfRow, [null]);
}
