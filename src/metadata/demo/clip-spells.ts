import type { EpochDay } from '../../base/epoch-day.ts';
import type { Period } from '../catalogue.ts';
import { sharedCodes, sharedFloat64, sharedInt32 } from '../store/shared-buffer.ts';
import { codeBytes, openStop16 } from '../store/spells.ts';
import type { ColumnValues, Spells } from '../stored-column.ts';

/**
 * Spells as a register saw them that was kept in a period: those before and after are not in it, one that began earlier
 * begins with it, and one that stopped later is still open.
 */
export function clipSpells(spells: Spells, { startDay, stopDay }: Period): Spells {
  const { offsets, starts, stops, values } = spells;
  const kept = new Int32Array(starts.length);
  const newOffsets = sharedInt32(offsets.length);
  let count = 0;
  for (let unit = 0; unit + 1 < offsets.length; unit++) {
    for (let i = offsets[unit]!; i < offsets[unit + 1]!; i++) {
      if (starts[i]! <= stopDay && stops[i]! >= startDay) kept[count++] = i;
    }
    newOffsets[unit + 1] = count;
  }
  const order = kept.subarray(0, count);
  return {
    offsets: newOffsets,
    starts: shared16(order, (i) => Math.max(starts[i]!, startDay)),
    stops: shared16(order, (i) => (stops[i]! > stopDay ? openStop16 : stops[i]!)),
    values: count === starts.length ? values : pick(values, order),
  };
}

function shared16(order: Int32Array, dayOf: (spell: number) => EpochDay): Int16Array {
  const days = new Int16Array(new SharedArrayBuffer(order.length * 2));
  for (let i = 0; i < order.length; i++) days[i] = dayOf(order[i]!);
  return days;
}

function pick(from: ColumnValues, order: Int32Array): ColumnValues {
  switch (from.kind) {
    case 'float64': {
      const values = sharedFloat64(order.length);
      for (let i = 0; i < order.length; i++) values[i] = from.values[order[i]!]!;
      return { kind: 'float64', values };
    }
    case 'int32': {
      const values = sharedInt32(order.length);
      for (let i = 0; i < order.length; i++) values[i] = from.values[order[i]!]!;
      return { kind: 'int32', values };
    }
    case 'unit': {
      const units = sharedInt32(order.length);
      for (let i = 0; i < order.length; i++) units[i] = from.units[order[i]!]!;
      return { kind: 'unit', units, unitType: from.unitType };
    }
    case 'dictionary': {
      const codes = sharedCodes(order.length, codeBytes(from.codes));
      for (let i = 0; i < order.length; i++) codes[i] = from.codes[order[i]!]!;
      return { kind: 'dictionary', codes, dictionary: from.dictionary };
    }
  }
}
