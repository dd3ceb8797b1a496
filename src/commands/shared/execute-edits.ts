import { isoDate } from '../../base/epoch-day.ts';
import type { CountText, RowNoun, StatusCode, StatusCounts, StatusNames } from '../../base/messages/status.ts';
import { secret } from '../../disclosure/gate.ts';
import type { ExactMessage, SetCounts, SetRef } from '../../disclosure/nodes.ts';
import type { EditQuestion } from '../../disclosure/protection.ts';
import type { CodeListEntry } from '../../lang/ir/script.ts';
import type { DatasetSchema, VariableSchema } from '../../lang/types/schema.ts';
import type { DatasetHandle, Population, SelectionHandle } from '../../runtime/dataset.ts';
import type { RecodeMatch } from '../../runtime/engine/changing.ts';
import type { Commit, Edit, Execution, ExecutionContext } from '../../runtime/executor.ts';

type SetsOf<C extends StatusCode> = { readonly [K in keyof StatusCounts<C>]: SetRef };

/** A status line: texts of the script and sets of units, each in the place that the sentence has for it. */
export function statusLine<C extends StatusCode>(code: C, names: StatusNames<C>, counts: SetsOf<C>): ExactMessage {
  return { code, names: definedTexts(names), counts: { ...(counts as Readonly<Record<string, SetRef>>) } };
}

function definedTexts(names: object): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(names).filter(
      (entry): entry is [string, Exclude<string, CountText>] => typeof entry[1] === 'string',
    ),
  );
}

/** A set of units of a dataset. */
export function setOf(context: ExecutionContext, dataset: DatasetHandle, counts: SetCounts): SetRef {
  return { unitType: context.engine.unitTypeOf(dataset), counts: secret(counts) };
}

/** The union of sets of units that do not overlap. */
export function sumOfSets(sets: readonly SetCounts[]): SetCounts {
  let sum: SetCounts = { units: 0, rows: 0, sumA: 0, sumB: 0 };
  for (const set of sets) {
    sum = {
      units: sum.units + set.units,
      rows: sum.rows + set.rows,
      sumA: (sum.sumA + set.sumA) >>> 0,
      sumB: (sum.sumB + set.sumB) >>> 0,
    };
  }
  return sum;
}

/** All rows of a dataset as a set. */
export async function allOf(context: ExecutionContext, dataset: DatasetHandle): Promise<SetRef> {
  return setOf(context, dataset, await context.engine.printedSet({ dataset }));
}

/**
 * Some rows as the rules on edits ask about them. Where units have several rows, those with a row that is not selected are told
 * apart from those without a selected one.
 */
export async function questionAbout(
  context: ExecutionContext,
  dataset: DatasetHandle,
  selection: SelectionHandle,
): Promise<EditQuestion> {
  const { engine } = context;
  const all = await engine.countSet({ dataset });
  const question = {
    population: setOf(context, dataset, all),
    selected: setOf(context, dataset, await engine.printedSet({ dataset, selection })),
  };
  if (all.rows === all.units) return question;
  const others = await engine.countSet({ dataset, selection: await engine.complement(selection) });
  return { ...question, others: setOf(context, dataset, others) };
}

/** Who is in a population that is to become a dataset, as rule DC-01 remembers it. */
export function attemptOf(context: ExecutionContext, population: Population): NonNullable<EditQuestion['attempt']> {
  return async () => {
    const members = await context.engine.membersOf(population);
    return members === undefined ? undefined : secret(members);
  };
}

/** Rows of a dataset where a variable is missing, as a set. */
export async function missingOf(context: ExecutionContext, dataset: DatasetHandle, variable: string): Promise<SetRef> {
  const selection = await context.engine.selectMissing(dataset, variable);
  return setOf(context, dataset, await context.engine.printedSet({ dataset, selection }));
}

/** An edit that no rule is asked about, ready to be carried out. */
export function plainEdit(commit: () => Commit | Promise<Commit>): Execution<'message'> {
  return { type: 'edit', edit: { rule: 'none', questions: [], apply: () => Promise.resolve(commit()) } };
}

/** An edit that the rules decide on. */
export function ruledEdit(
  rule: Edit['rule'],
  questions: readonly EditQuestion[],
  apply: Edit['apply'],
): Execution<'message'> {
  return { type: 'edit', edit: { rule, questions, apply } };
}

/** The schema that the analyser foresees for a dataset. */
export function schemaAfter(context: ExecutionContext, dataset: string): DatasetSchema {
  const schema = context.changes.find((candidate) => candidate.name === dataset);
  if (schema === undefined) throw new RangeError('the analyser foresees no change of this dataset');
  return schema;
}

/** The active dataset; the analyser has checked that there is one. */
export function requireActive(context: ExecutionContext): DatasetHandle {
  if (context.active === undefined) throw new RangeError('no dataset is active');
  return context.active;
}

/** What the rows of a dataset are called. */
export function nounOf({ kind }: DatasetSchema): RowNoun {
  return kind === 'event' || kind === 'panel' ? 'observations' : 'units';
}

/** A day as text; empty for variables that do not change. */
export function dayText(day: number | undefined): string {
  return day === undefined ? '' : isoDate(day);
}

/** Names as a list with commas. */
export function nameList(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

/** The codes of a variable that its code list flags as missing. */
export function flaggedCodesOf(context: ExecutionContext, variable: VariableSchema): readonly (number | string)[] {
  if (variable.codeList === undefined) return [];
  const isFlagged = (entry: CodeListEntry): boolean => entry.flaggedMissing === true;
  return context
    .codeLists(variable.codeList)
    .entries.filter(isFlagged)
    .map((entry) => entry.code);
}

/** A rule of a recoding that no value matches; rules that match some say how they differ. */
export const matchesNothing: RecodeMatch = {
  values: [],
  intervals: [],
  minimum: false,
  maximum: false,
  missing: false,
  nonmissing: false,
};
