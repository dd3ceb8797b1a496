import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptySlice, openStop16, pickSpells, spellDays, spellsAt } from '../../../src/metadata/store/spells.ts';
import { type ColumnValues, missingInt32, missingUnit, type Spells } from '../../../src/metadata/stored-column.ts';

/** Days at which spells of a unit begin; each lasts until the day before the next one, or shorter, or has not ended. */
const unitSpells = fc.uniqueArray(fc.integer({ min: -20, max: 20 }), { maxLength: 4 }).chain((days) =>
  fc.array(fc.nat({ max: 6 }), { minLength: days.length, maxLength: days.length }).map((lengths) => {
    const starts = [...days].sort((a, b) => a - b);
    return starts.map((start, i) => {
      const next = starts[i + 1];
      const stop = next === undefined && lengths[i] === 6 ? openStop16 : start + lengths[i]!;
      return { start, stop: next === undefined ? stop : Math.min(stop, next - 1) };
    });
  }),
);

const kinds = ['float64', 'int32', 'unit', 'uint8', 'uint16', 'uint32'] as const;

function valuesOf(
  kind: (typeof kinds)[number],
  count: number,
): { readonly column: ColumnValues; readonly missing: number } {
  const numbers = Array.from({ length: count }, (_, spell) => spell + 1);
  const dictionary = ['', ...numbers.map(String)];
  switch (kind) {
    case 'float64':
      return { column: { kind, values: Float64Array.from(numbers) }, missing: Number.NaN };
    case 'int32':
      return { column: { kind, values: Int32Array.from(numbers) }, missing: missingInt32 };
    case 'unit':
      return { column: { kind, units: Int32Array.from(numbers), unitType: 'PERSON' }, missing: missingUnit };
    case 'uint8':
      return { column: { kind: 'dictionary', codes: Uint8Array.from(numbers), dictionary }, missing: 0 };
    case 'uint16':
      return { column: { kind: 'dictionary', codes: Uint16Array.from(numbers), dictionary }, missing: 0 };
    case 'uint32':
      return { column: { kind: 'dictionary', codes: Uint32Array.from(numbers), dictionary }, missing: 0 };
  }
}

function numbersOf(column: ColumnValues): number[] {
  return [...(column.kind === 'dictionary' ? column.codes : column.kind === 'unit' ? column.units : column.values)];
}

function spellsOf(
  units: readonly (readonly { readonly start: number; readonly stop: number }[])[],
  values: ColumnValues,
): Spells {
  const offsets = new Int32Array(units.length + 1);
  units.forEach((own, unit) => (offsets[unit + 1] = offsets[unit]! + own.length));
  const all = units.flat();
  return {
    offsets,
    starts: Int16Array.from(all, ({ start }) => start),
    stops: Int16Array.from(all, ({ stop }) => stop),
    values,
  };
}

const day = fc.oneof(
  fc.integer({ min: -25, max: 25 }),
  fc.constantFrom(Number.NaN, spellDays.first - 9, spellDays.last),
);

test('the value at a day is that of the spell which contains it, in every kind of column and however units are cut', () => {
  fc.assert(
    fc.property(
      fc.array(unitSpells, { maxLength: 40 }),
      day,
      fc.constantFrom(...kinds),
      fc.nat(),
      (units, on, kind, at) => {
        const { column, missing } = valuesOf(kind, units.flat().length);
        const spells = spellsOf(units, column);
        let spell = 0;
        const expected = units.map((own) => {
          const found = own.findIndex(({ start, stop }) => start <= on && on <= stop);
          const value = found < 0 ? missing : spell + found + 1;
          spell += own.length;
          return value;
        });
        const records = expected.filter((value) => !Object.is(value, missing)).length;
        const whole = spellsAt(spells, on);
        expect(numbersOf(whole.values)).toEqual(expected);
        expect(whole.recordCount).toBe(records);
        const parts = emptySlice(spells, units.length);
        const cut = units.length === 0 ? 0 : at % units.length;
        const found = pickSpells(spells, on, cut, units.length, parts) + pickSpells(spells, on, 0, cut, parts);
        expect(numbersOf(parts)).toEqual(expected);
        expect(found).toBe(records);
      },
    ),
  );
});

test('of several spells that contain a day the last one stands, and other units keep their own', () => {
  const spells = spellsOf(
    [
      [
        { start: 0, stop: 9 },
        { start: 1, stop: 9 },
      ],
      [],
      [{ start: 2, stop: 9 }],
    ],
    { kind: 'int32', values: Int32Array.of(1, 2, 3) },
  );
  const { values, recordCount } = spellsAt(spells, 5);
  expect(numbersOf(values)).toEqual([2, missingInt32, 3]);
  expect(recordCount).toBe(2);
});
