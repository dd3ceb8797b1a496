import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDate } from '../../src/base/epoch-day.ts';
import type { Table } from '../../src/runtime/columnar/table.ts';
import { type TestDatabank, type TestRecord, testDatabank } from '../helpers/databank.ts';
import { Choices } from '../helpers/oracle/choices.ts';
import { expectSameDatasets } from '../helpers/oracle/comparison.ts';
import { type OracleDataset, type OracleState, runStatement } from '../helpers/oracle/interpreter.ts';
import { nextStatement } from '../helpers/oracle/script-generator.ts';
import { writeStatement } from '../helpers/oracle/statement.ts';
import { importAt, importEvents, importPanel, type OracleHistory } from '../helpers/oracle/temporal.ts';
import { runTestScript } from '../helpers/run-script.ts';
import { storedDatabank } from '../helpers/stored-databank.ts';
import { temporaryFolder } from '../metadata/temporary-folder.ts';

/** How many random scripts are run: `MICRODATA_ORACLE_CASES` asks for more. */
const cases = Number(process.env['MICRODATA_ORACLE_CASES'] ?? 250);

const texts = ['a', 'b', '01', 'ø'] as const;
/** Measurement days; each lies in a period of its own of 100 days. */
const days = [50, 150, 250, 350] as const;

/** Rows of one databank's variables, by the databank's own numbers of units. */
type Rows = Readonly<Record<'FIXED' | 'STATUS' | 'ACCUMULATED' | 'EVENT', readonly TestRecord[]>>;

/** Random rows of some units; unit 0 has all there is, so that dates are valid whatever the others have. */
function rowsOf(choices: Choices, size: number): Rows {
  const rows: Record<keyof Rows, TestRecord[]> = { FIXED: [], STATUS: [], ACCUMULATED: [], EVENT: [] };
  for (let unit = 0; unit < size; unit++) {
    const has = (): boolean => unit === 0 || choices.oneIn(2);
    if (has()) rows.FIXED.push({ unit, start: 0, stop: null, value: choices.below(5) });
    for (const day of days) {
      if (has()) rows.STATUS.push({ unit, start: day, stop: day, value: choices.of(texts) });
      if (has()) {
        const value = choices.below(9) / 2;
        rows.ACCUMULATED.push({ unit, start: day - 50, stop: day + 49, value });
      }
    }
    let start = unit === 0 ? 0 : choices.below(200);
    for (let spells = choices.below(4) + (unit === 0 ? 1 : 0); spells > 0; spells--) {
      const stop = start + choices.below(150);
      const isOpen = spells === 1 && unit > 0 && choices.oneIn(2);
      rows.EVENT.push({ unit, start, stop: isOpen ? null : stop, value: choices.of(texts) });
      start = stop + 1 + choices.below(40);
    }
  }
  return rows;
}

interface Bank {
  readonly alias: string;
  readonly databank: TestDatabank;
  readonly histories: ReadonlyMap<keyof Rows, OracleHistory>;
}

function bankOf(
  alias: string,
  rows: Rows,
  size: number,
  pseudonyms: readonly number[],
  places: readonly number[],
): Bank {
  const values = Array.from({ length: size }, (_, unit) => rows.FIXED.find((r) => r.unit === unit)?.value ?? null);
  const databank = testDatabank(
    {
      FIXED: { values, dataType: 'LONG' },
      STATUS: {
        temporality: 'STATUS',
        records: rows.STATUS,
        dataType: 'STRING',
        ...(size % 2 ? { sparse: true } : {}),
      },
      ACCUMULATED: { temporality: 'ACCUMULATED', records: rows.ACCUMULATED, dataType: 'DOUBLE' },
      EVENT: { temporality: 'EVENT', records: rows.EVENT, dataType: 'STRING' },
    },
    { name: `test.${alias}`, pseudonyms },
  );
  const inRun = (records: readonly TestRecord[]): TestRecord[] =>
    records.map((record) => ({ ...record, unit: places[record.unit] ?? Number.NaN }));
  const histories = new Map(
    (['FIXED', 'STATUS', 'ACCUMULATED', 'EVENT'] as const).map((name): [keyof Rows, OracleHistory] => [
      name,
      {
        type: name === 'STATUS' || name === 'EVENT' ? 'text' : 'number',
        isFixed: name === 'FIXED',
        records: inRun(rows[name]),
      },
    ]),
  );
  return { alias, databank, histories };
}

/** Two databanks that share some units, numbered together by ascending pseudonym. */
function randomBanks(choices: Choices): { readonly banks: readonly Bank[]; readonly units: readonly number[] } {
  const pick = (): number[] => {
    const chosen = Array.from({ length: 24 }, (_, i) => i + 3).filter(() => choices.oneIn(2));
    return chosen.length === 0 ? [7] : chosen;
  };
  const own = [pick(), choices.oneIn(4) ? [5] : pick()];
  const all = [...new Set(own.flat())].sort((a, b) => a - b);
  const banks = own.map((pseudonyms, i) => {
    const places = pseudonyms.map((pseudonym) => all.indexOf(pseudonym));
    return bankOf(['x', 'y'][i] ?? '', rowsOf(choices, pseudonyms.length), pseudonyms.length, pseudonyms, places);
  });
  return { banks, units: all.map((_, unit) => unit) };
}

/** A script's first part: datasets that imports fill, with what they hold. */
interface Prelude {
  readonly lines: string[];
  readonly datasets: Map<string, OracleDataset>;
}

const dateOf = (name: string, day: number): string => (name === 'FIXED' ? '' : ` ${isoDate(day)}`);

function crossSection(
  name: string,
  choices: Choices,
  banks: readonly Bank[],
  units: readonly number[],
  p: Prelude,
): void {
  p.lines.push(`create-dataset ${name}`);
  let dataset: OracleDataset | undefined;
  for (let i = 1 + choices.below(4); i > 0; i--) {
    const bank = choices.of(banks);
    const [variable, history] = choices.of([...bank.histories]);
    const day = choices.of(days);
    const outer = choices.oneIn(3);
    const target = `${name}${i}`;
    const option = outer ? ', outer_join' : '';
    p.lines.push(`import ${bank.alias}/${variable}${dateOf(variable, day)} as ${target}${option}`);
    dataset = importAt(dataset, target, history, day, units, outer);
  }
  if (dataset !== undefined) p.datasets.set(name, dataset);
}

/** The units of a dataset as a new one, which the next import fills; nothing for an empty one. */
function startOf(name: string, choices: Choices, p: Prelude): OracleDataset | undefined {
  const source = p.datasets.get('a');
  if (source === undefined || choices.oneIn(2)) {
    p.lines.push(`create-dataset ${name}`);
    return undefined;
  }
  p.lines.push(`clone-units a ${name}`, `use ${name}`);
  return source;
}

function spells(name: string, choices: Choices, banks: readonly Bank[], p: Prelude): void {
  const bank = choices.of(banks);
  const history = bank.histories.get('EVENT')!;
  const held = startOf(name, choices, p);
  const from = choices.below(300);
  const to = from + choices.below(200);
  p.lines.push(`import-event ${bank.alias}/EVENT ${isoDate(from)} to ${isoDate(to)} as ${name}1`);
  p.datasets.set(name, importEvents(held, `${name}1`, history, from, to));
}

function panel(name: string, choices: Choices, banks: readonly Bank[], units: readonly number[], p: Prelude): void {
  const held = startOf(name, choices, p);
  const bank = choices.of(banks);
  const chosen = choices.some([...bank.histories], 3);
  const at = [...choices.some(days, 3)].sort((a, b) => a - b);
  const variables = chosen.map(([variable]) => `${bank.alias}/${variable}`).join(' ');
  p.lines.push(`import-panel ${variables} ${at.map(isoDate).join(' ')}`);
  p.datasets.set(name, importPanel(held, new Map(chosen), at, units));
}

function preludeOf(choices: Choices, banks: readonly Bank[], units: readonly number[]): Prelude {
  const p: Prelude = {
    lines: banks.map(({ alias }) => `require test.${alias}:1 as ${alias}`),
    datasets: new Map(),
  };
  crossSection('a', choices, banks, units, p);
  if (choices.oneIn(2)) spells('e', choices, banks, p);
  if (choices.oneIn(2)) panel('p', choices, banks, units, p);
  if (choices.oneIn(3)) spells('f', choices, banks, p);
  const active = choices.of([...p.datasets.keys()]);
  p.lines.push(`use ${active}`);
  return p;
}

const tape = fc.array(fc.nat({ max: 2 ** 20 }), { minLength: 200, maxLength: 900 });

const folder = temporaryFolder();

/** The periods of ACCUMULATED variables. */
const periods = days.map((day) => ({ startDay: day - 50, stopDay: day + 49 }));

/** Runs a random script, and compares all datasets after each statement with those of the oracle. */
async function checkScript(numbers: readonly number[], isStored: boolean): Promise<void> {
  const choices = new Choices(numbers);
  const { banks, units } = randomBanks(choices);
  const prelude = preludeOf(choices, banks, units);
  const active = prelude.lines.at(-1)?.slice('use '.length) ?? '';
  let state: OracleState = { datasets: prelude.datasets, active };
  const lines = [...prelude.lines];
  const states: OracleState[] = [];
  let names = 0;
  const fresh = (stem: string): string => `${stem}${++names}`;
  let fails = false;
  for (let i = choices.below(7); i > 0 && !fails; i--) {
    const statement = nextStatement(choices, state, fresh);
    lines.push(writeStatement(statement));
    const after = runStatement(state, statement);
    fails = after === undefined;
    if (after === undefined) break;
    states.push(after);
    state = after;
  }
  const seen: ReadonlyMap<string, Table>[] = [];
  try {
    const databanks = banks.map(({ databank }) => databank);
    const { statements } = await runTestScript(
      lines.join('\n'),
      isStored ? await Promise.all(databanks.map((databank) => storedDatabank(databank, folder, periods))) : databanks,
      { onChange: (tables) => seen.push(tables) },
    );
    const outcomes = statements.map(({ outcome }) => outcome);
    expect(outcomes).toEqual(lines.map((_, i) => (fails && i === lines.length - 1 ? 'refused' : 'done')));
    expectSameDatasets(seen[prelude.lines.length - 1]!, { datasets: prelude.datasets });
    for (const [i, expected] of states.entries()) expectSameDatasets(seen[prelude.lines.length + i]!, expected);
  } catch (error) {
    throw new Error(`${lines.join('\n')}\n${String(error)}`, { cause: error });
  }
}

describe('imports of every kind, and random scripts on what they make, do what a naive scan of the rows does', () => {
  it('from memory', { timeout: 3_600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(tape, (numbers) => checkScript(numbers, false)),
      { numRuns: cases, endOnFailure: false },
    );
  });

  it('from files', { timeout: 3_600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(tape, (numbers) => checkScript(numbers, true)),
      { numRuns: cases / 5, endOnFailure: true },
    );
  });
});
