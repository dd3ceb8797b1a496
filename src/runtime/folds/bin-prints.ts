import type { Fold } from '../fold.ts';
import { chunkRows } from './axis.ts';
import { binArea, binEdges, type CountBinsInput, numberBins } from './bin-counts.ts';
import { denseOfChunk, roomForDense } from './dense.ts';
import { type CountHexagonsInput, hexagonsOfChunk } from './hexagon-counts.ts';
import { hexagonCount } from './hexagons.ts';
import { addPrints, type CellPrints, closePrints, mergePrints, openedPrints } from './print-tables.ts';
import { takeKeys, takeKeysAt } from './row-keys.ts';
import type { UnitRows } from './units.ts';

/** Fingerprints of the units in each bin (rule DC-31), cells outermost: of the rows that `countBinsFold` counts there. */
export const binPrintsFold: Fold<CountBinsInput, CellPrints> = {
  name: 'bin-prints',
  isExact: true,
  stateBytes: ({ cells, edges }) => cells * (edges.length - 1) * 256,
  init: ({ cells, edges }) => openedPrints(cells * (edges.length - 1), false),
  step: (state, { rows, values, edges, units }, start, end) => {
    const dense = roomForDense();
    const inner = binEdges(edges);
    for (let row = start; row < end; row += chunkRows) {
      const length = Math.min(chunkRows, end - row);
      const count = denseOfChunk(rows, values, row, length, dense);
      numberBins(dense, count, edges, inner);
      keysOfChosen(units, dense.places, row, length, count);
      addPrints(state, binArea, count);
    }
  },
  finish: closePrints,
  merge: joined,
};

/** The same by hexagon: of the rows that `countHexagonsFold` counts there. */
export const hexagonPrintsFold: Fold<CountHexagonsInput, CellPrints> = {
  name: 'hexagon-prints',
  isExact: true,
  stateBytes: ({ grid }) => hexagonCount(grid) * 256,
  init: ({ grid }) => openedPrints(hexagonCount(grid), false),
  step: (state, input, start, end) => {
    const [across, up] = [roomForDense(0), roomForDense(1)];
    for (let row = start; row < end; row += chunkRows) {
      const length = Math.min(chunkRows, end - row);
      const count = hexagonsOfChunk(input, row, length, across, up);
      keysOfChosen(input.units, across.places, row, length, count);
      addPrints(state, across.areas.cells, count);
    }
  },
  finish: closePrints,
  merge: joined,
};

function joined(earlier: CellPrints, later: CellPrints): CellPrints {
  mergePrints(earlier, later);
  return earlier;
}

function keysOfChosen(units: UnitRows, places: Int32Array, start: number, length: number, count: number): void {
  if (count === length) takeKeys(units, start, count);
  else takeKeysAt(units, places, start, count);
}
