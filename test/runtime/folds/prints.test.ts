import { describe, expect, it } from 'vitest';
import { droppedRow, type NumericValues } from '../../../src/runtime/folds/axis.ts';
import { mixed } from '../../../src/runtime/folds/print-tables.ts';
import { type PrintsInput, printsFold } from '../../../src/runtime/folds/prints.ts';

/** Words that look random, the same each time. */
function words(count: number, seed: number): Int32Array {
  return Int32Array.from({ length: count }, (_, at) =>
    Math.imul(Math.imul(at + seed, 0x9e3779b1) ^ (at >>> 3), 0x85ebca6b),
  );
}

const special = [0, -0, -1, 1.5, Number.MAX_VALUE, Number.MIN_VALUE, Number.NEGATIVE_INFINITY, Number.NaN];

function inputOf(rowCount: number, cells: number, options: { readonly isIndexed?: boolean; readonly equals?: number }) {
  const [keysA, keysB] = [words(rowCount, 1), words(rowCount, 77)];
  const codes = Uint16Array.from({ length: rowCount }, (_, row) => (row * 7) % (cells + 1));
  const valid: NumericValues = {
    kind: 'float64',
    values: Float64Array.from({ length: rowCount }, (_, row) => special[row % 11] ?? row * 1.25),
  };
  const input: PrintsInput = {
    rows: {
      axes: [
        {
          source: { kind: 'codes', codes },
          contribution: Int32Array.from({ length: cells + 1 }, (_, code) => (code === 0 ? droppedRow : code - 1)),
          missing: droppedRow,
        },
      ],
      mask: Uint8Array.from({ length: rowCount }, (_, row) => (row % 5 === 0 ? 0 : 1)),
    },
    units: {
      keysA,
      keysB,
      index:
        options.isIndexed === true ? Int32Array.from({ length: rowCount }, (_, row) => rowCount - 1 - row) : undefined,
      distinct: true,
      rowCount,
    },
    cells,
    values: true,
    valid,
    ...(options.equals === undefined ? {} : { equals: options.equals }),
  };
  return { input, codes, values: valid.values };
}

/** The same row by row. */
function expected({ input, codes, values }: ReturnType<typeof inputOf>) {
  const [ofUnits, ofValues] = [new Int32Array(input.cells * 64), new Int32Array(input.cells * 64)];
  const { keysA, keysB, index } = input.units;
  for (const [row, value] of values.entries()) {
    if (codes[row] === 0 || input.rows.mask![row] === 0 || Number.isNaN(value)) continue;
    if (input.equals !== undefined && value !== input.equals) continue;
    const unit = index?.[row] ?? row;
    const at = (codes[row]! - 1) * 64 + (keysA[unit]! & 63);
    const halves = new Int32Array(Float64Array.of(value === 0 ? 0 : value).buffer);
    ofUnits[at]! ^= keysB[unit]!;
    ofValues[at] = ofValues[at]! + mixed(keysB[unit]!, halves[0]!, halves[1]!);
  }
  return { units: ofUnits, values: ofValues };
}

function folded(input: PrintsInput, ...cuts: readonly number[]) {
  const ends = [...cuts, input.units.rowCount];
  const states = ends.map((end, at) => {
    const state = printsFold.init(input);
    printsFold.step(state, input, ends[at - 1] ?? 0, end);
    printsFold.finish!(state, input);
    return state;
  });
  const { units, values } = states.reduce((earlier, later) => printsFold.merge(earlier, later, input));
  return { units, values };
}

describe('fingerprints', () => {
  it.each([0, 1, 3, 4, 5, 63, 4095, 4097, 9001])('of %i rows are made as row by row', (rowCount) => {
    for (const isIndexed of [false, true]) {
      const one = inputOf(rowCount, 3, { isIndexed });
      expect(folded(one.input)).toEqual(expected(one));
    }
  });

  it('are the same in several steps, and for one value', () => {
    for (const options of [{}, { equals: 0 }, { equals: 1.5 }]) {
      const one = inputOf(9001, 40, options);
      expect(folded(one.input, 17, 4200)).toEqual(expected(one));
    }
  });

  it('are the same where there are so many cells that they stay where they are', () => {
    const one = inputOf(9001, 5000, {});
    expect(folded(one.input, 4097)).toEqual(expected(one));
  });
});
