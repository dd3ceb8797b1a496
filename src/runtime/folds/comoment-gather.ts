import type { Kernel } from '../fold.ts';
import { deviations as simd } from '../simd/deviations.ts';
import { bring, send } from '../simd/memory.ts';
import { chunkRows, type NumericValues } from './axis.ts';
import { type GroupRows, type Room, roomOfThread, rowsOfGroup, takeKeys } from './comoment-rows.ts';
import type { UnitRows } from './units.ts';

/** Input of `countGroupKernel`. */
export interface CountGroupInput {
  readonly masks: readonly Uint8Array[];
  /** By chunk of `chunkRows` rows: receives how many of them are in the group. */
  readonly counts: Int32Array;
}

/** Counts the rows of a group chunk by chunk; yields nothing. */
export const countGroupKernel: Kernel<CountGroupInput, undefined> = {
  name: 'count-group',
  run: ({ masks, counts }, start, end) => {
    const room = roomOfThread();
    for (let row = start; row < end; row += chunkRows) {
      counts[row / chunkRows] = rowsOfGroup(masks, row, Math.min(end, row + chunkRows), room);
    }
    return undefined;
  },
};

/** Input of `gatherGroupKernel`. */
export interface GatherGroupInput {
  readonly group: GroupRows;
  /** Units are distinct. */
  readonly units: UnitRows;
  /** By chunk: where its rows begin among those of the group. */
  readonly begins: Int32Array;
  /** Receive the values of the group's rows, column by column, and both halves of the keys of their units. */
  readonly values: readonly NumericValues[];
  readonly keysA: Int32Array;
  readonly keysB: Int32Array;
}

/** Brings the rows of a group together, so that what is done with them again and again need not read all the others; yields nothing. */
export const gatherGroupKernel: Kernel<GatherGroupInput, undefined> = {
  name: 'gather-group',
  run: (input, start, end) => {
    const { group, units, begins } = input;
    const room = roomOfThread();
    for (let row = start; row < end; row += chunkRows) {
      const stop = Math.min(end, row + chunkRows);
      const count = rowsOfGroup(group.masks, row, stop, room);
      const begin = begins[row / chunkRows]!;
      for (const [v, column] of group.values.entries()) {
        gatherColumn(column, input.values[v]!, row, stop, count, begin, room);
      }
      takeKeys(units, room, false, count, row, stop);
      send(room.keysA, count, input.keysA, begin);
      send(room.keysB, count, input.keysB, begin);
    }
    return undefined;
  },
};

function gatherColumn(
  from: NumericValues,
  to: NumericValues,
  start: number,
  end: number,
  count: number,
  begin: number,
  { areas, integers, decimals, gathered }: Room,
): void {
  const [source, places, out] = [areas.source.address, areas.places.address, areas.gathered.address];
  if (from.kind === 'int32' && to.kind === 'int32') {
    bring(integers, from.values, start, end);
    simd.gather(source, places, count, out);
    send(gathered.integers, count, to.values, begin);
    return;
  }
  bring(decimals, from.values, start, end);
  simd.decimalsAt(source, places, count, 0, out);
  send(gathered.decimals, count, to.values, begin);
}
