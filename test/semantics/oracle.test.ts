import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Table } from '../../src/runtime/columnar/table.ts';
import { testDatabank } from '../helpers/databank.ts';
import { Choices } from '../helpers/oracle/choices.ts';
import { expectSameDatasets } from '../helpers/oracle/comparison.ts';
import type { Row } from '../helpers/oracle/expression.ts';
import { numberPool, textPool } from '../helpers/oracle/expression-generator.ts';
import { type OracleDataset, type OracleState, runStatement } from '../helpers/oracle/interpreter.ts';
import { nextStatement } from '../helpers/oracle/script-generator.ts';
import { writeStatement } from '../helpers/oracle/statement.ts';
import { runTestScript } from '../helpers/run-script.ts';

/** How many random scripts are run: `MICRODATA_ORACLE_CASES` asks for more. */
const cases = Number(process.env['MICRODATA_ORACLE_CASES'] ?? 300);

/** Random data of a few persons; the first column decides who they are. */
interface RandomData {
  readonly whole: readonly (number | null)[];
  readonly decimal: readonly (number | null)[];
  readonly text: readonly (string | null)[];
  readonly day: readonly (number | null)[];
  readonly mother: readonly (number | null)[];
}

const sizes = fc.oneof(fc.constantFrom(0, 1, 2), fc.integer({ min: 3, max: 25 }));

const randomData: fc.Arbitrary<RandomData> = sizes.chain((size) => {
  const list = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<(T | null)[]> =>
    fc.array(fc.option(values, { freq: 4 }), { minLength: size, maxLength: size });
  return fc.record({
    whole: list(fc.integer({ min: -3, max: 8 })),
    decimal: list(fc.constantFrom(...numberPool, -0.5, -2.25)),
    text: list(fc.constantFrom(...textPool)),
    day: list(fc.integer({ min: -800000, max: 40000 })),
    mother: list(fc.nat({ max: Math.max(0, size - 1) })),
  });
});

const tape = fc.array(fc.nat({ max: 2 ** 20 }), { minLength: 20, maxLength: 500 });

const start = `require test.bank:1 as t
create-dataset d
import t/EVERYONE as one
import t/WHOLE as whole
import t/DECIMAL as decimal
import t/TEXT as text
import t/DAY as day
import t/MOTHER as mother`;

function databankOf(data: RandomData): ReturnType<typeof testDatabank> {
  return testDatabank({
    EVERYONE: { values: data.whole.map(() => 1), dataType: 'LONG' },
    WHOLE: { values: data.whole, dataType: 'LONG' },
    DECIMAL: { values: data.decimal, dataType: 'DOUBLE' },
    TEXT: { values: data.text, dataType: 'STRING' },
    DAY: { values: data.day, dataType: 'LONG' },
    MOTHER: { values: data.mother, refersTo: 'PERSON' },
  });
}

function imported(data: RandomData): OracleState {
  const rows = data.whole.map(
    (whole, unit): Row => ({
      PERSONID_1: unit,
      one: 1,
      whole,
      decimal: data.decimal[unit] ?? null,
      text: data.text[unit] ?? null,
      day: data.day[unit] ?? null,
      mother: data.mother[unit] ?? null,
    }),
  );
  const dataset: OracleDataset = {
    identifier: { name: 'PERSONID_1', type: 'key' },
    variables: [
      { name: 'one', type: 'number' },
      { name: 'whole', type: 'number' },
      { name: 'decimal', type: 'number' },
      { name: 'text', type: 'text' },
      { name: 'day', type: 'number' },
      { name: 'mother', type: 'key' },
    ],
    rows,
  };
  return { datasets: new Map([['d', dataset]]), active: 'd' };
}

/** A random script with the state after each statement; the last one fails when `fails`. */
function randomScript(data: RandomData, numbers: readonly number[]) {
  const choices = new Choices(numbers);
  let names = 0;
  const fresh = (stem: string): string => `${stem}${++names}`;
  const lines: string[] = [];
  const states: OracleState[] = [];
  let state = imported(data);
  const length = 1 + choices.below(9);
  for (let i = 0; i < length; i++) {
    const statement = nextStatement(choices, state, fresh);
    lines.push(writeStatement(statement));
    const after = runStatement(state, statement);
    if (after === undefined) return { lines, states, fails: true };
    states.push(after);
    state = after;
  }
  return { lines, states, fails: false };
}

it('random scripts do to random data what a naive interpreter does, statement by statement', {
  timeout: 3_600_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(randomData, tape, async (data, numbers) => {
      const { lines, states, fails } = randomScript(data, numbers);
      const seen: ReadonlyMap<string, Table>[] = [];
      const text = `${start}\n${lines.join('\n')}`;
      const { statements } = await runTestScript(text, [databankOf(data)], { onChange: (tables) => seen.push(tables) });
      const prelude = start.split('\n').length;
      const outcomes = statements.slice(prelude).map(({ outcome }) => outcome);
      const expected = lines.map((_, i) => (fails && i === lines.length - 1 ? 'refused' : 'done'));
      try {
        expect(outcomes).toEqual(expected);
        for (const [i, state] of states.entries()) {
          expectSameDatasets(seen[prelude + i]!, state);
        }
      } catch (error) {
        throw new Error(`${lines.join('\n')}\n${String(error)}`, { cause: error });
      }
    }),
    { numRuns: cases, endOnFailure: false },
  );
});
