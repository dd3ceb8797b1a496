import { describe, expect, it } from 'vitest';
import { openStop16, spellsAt } from '../../../src/metadata/store/spells.ts';
import { missingInt32 } from '../../../src/metadata/stored-column.ts';

describe('spells at a day', () => {
  it('are found for every unit of a universe of several portions', () => {
    // Unit u has u % 3 spells of ten days each; the last one is open. The value is the spell's place.
    const size = 40_000;
    const offsets = new Int32Array(size + 1);
    for (let unit = 0; unit < size; unit++) offsets[unit + 1] = offsets[unit]! + (unit % 3);
    const count = offsets[size]!;
    const starts = new Int16Array(count);
    const stops = new Int16Array(count);
    for (let unit = 0; unit < size; unit++) {
      for (let i = offsets[unit]!; i < offsets[unit + 1]!; i++) {
        starts[i] = (i - offsets[unit]!) * 10;
        stops[i] = i === offsets[unit + 1]! - 1 ? openStop16 : starts[i]! + 9;
      }
    }
    const values = Int32Array.from({ length: count }, (_, i) => i);
    for (const day of [-1, 0, 9, 10, 500]) {
      const answer = spellsAt({ offsets, starts, stops, values: { kind: 'int32', values } }, day);
      if (answer.values.kind !== 'int32') throw new Error('another kind of column');
      const expected = Int32Array.from({ length: size }, (_, unit) => {
        const spells = unit % 3;
        if (day < 0 || spells === 0) return missingInt32;
        return offsets[unit]! + (spells === 2 && day >= 10 ? 1 : 0);
      });
      expect(answer.values.values).toEqual(expected);
      expect(answer.recordCount).toBe(expected.filter((value) => value !== missingInt32).length);
    }
  });
});
