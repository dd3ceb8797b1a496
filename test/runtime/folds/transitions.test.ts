import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedInt32 } from '../../../src/runtime/column.ts';
import { type TransitionsInput, transitionCells, transitionsFold } from '../../../src/runtime/folds/transitions.ts';
import { testKeys } from '../../helpers/columnar.ts';

interface Row {
  readonly unit: number;
  /** -1 = the value is missing. */
  readonly category: number;
  readonly isSelected: boolean;
}

const categories = 3;
const keys = testKeys(12);

function inputOf(rows: readonly Row[]): TransitionsInput {
  const values = sharedInt32(rows.length);
  const index = sharedInt32(rows.length);
  const mask = new Uint8Array(rows.length);
  for (const [row, { unit, category, isSelected }] of rows.entries()) {
    index[row] = unit;
    values[row] = category < 0 ? -2147483648 : category;
    mask[row] = isSelected ? 1 : 0;
  }
  const source = { kind: 'int32', values, offset: 0 } as const;
  const contribution = Int32Array.of(0, 1, 2);
  return {
    rows: { axes: [{ source, contribution, missing: categories }], mask },
    units: {
      keysA: new Int32Array(keys.a.buffer, keys.a.byteOffset, keys.a.length),
      keysB: new Int32Array(keys.b.buffer, keys.b.byteOffset, keys.b.length),
      index,
      distinct: false,
      rowCount: rows.length,
    },
    categories,
    hasPrints: false,
  };
}

/** Row by row and cell by cell: pairs, and the units that have one. */
function naive(rows: readonly Row[]): number[][] {
  const pairs = Array.from({ length: transitionCells(categories) }, () => ({ count: 0, units: new Set<number>() }));
  const selected = rows.filter(({ isSelected }) => isSelected);
  for (const [i, { unit, category }] of selected.entries()) {
    const next = selected[i + 1];
    if (next?.unit !== unit || category < 0 || next.category < 0) continue;
    const square = categories * categories;
    const cells = [
      category * categories + next.category,
      square + category,
      square + categories + next.category,
      square + 2 * categories,
    ];
    for (const cell of cells) {
      pairs[cell]!.count++;
      pairs[cell]!.units.add(unit);
    }
  }
  const sum = (units: ReadonlySet<number>, of: Uint32Array): number =>
    [...units].reduce((total, unit) => (total + of[unit]!) | 0, 0);
  return pairs.map(({ count, units }) => [count, units.size, sum(units, keys.a), sum(units, keys.b)]);
}

const panels = fc
  .array(
    fc.array(fc.record({ category: fc.integer({ min: -1, max: 2 }), isSelected: fc.boolean() }), { maxLength: 6 }),
    { maxLength: 12 },
  )
  .map((units) => units.flatMap((rows, unit) => rows.map((row): Row => ({ unit, ...row }))));

describe('transitionsFold', () => {
  it('counts pairs and units as a naive loop does, however the rows are cut into blocks', () => {
    fc.assert(
      fc.property(panels, fc.array(fc.nat(80), { maxLength: 5 }), (rows, cuts) => {
        const input = inputOf(rows);
        const edges = [0, ...cuts.filter((cut) => cut < rows.length).sort((a, b) => a - b), rows.length];
        const states = edges.slice(1).map((end, block) => {
          const state = transitionsFold.init(input);
          transitionsFold.step(state, input, edges[block]!, end);
          return state;
        });
        const { counts } = states.reduce((earlier, later) => transitionsFold.merge(earlier, later, input));
        const found = Array.from({ length: transitionCells(categories) }, (_, cell) => [
          ...counts.subarray(cell * 4, cell * 4 + 4),
        ]);
        expect(found).toEqual(naive(rows));
      }),
    );
  });
});
