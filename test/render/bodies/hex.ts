import type { HexBody } from '../../../src/disclosure/released.ts';

/** Hexagons of which the outer ones are missing, in four classes; one axis has dates. */
export const hexagons: HexBody = {
  type: 'hex',
  command: 'hexbin',
  horizontal: { variable: 'fodt', display: 'date' },
  vertical: { variable: 'inntekt', display: 'number' },
  grid: { left: -9000, right: 9000, bottom: 100_000, top: 900_000, columns: 6, rows: 3 },
  classes: [
    { from: 5, to: 9 },
    { from: 10, to: 24 },
    { from: 25, to: 49 },
    { from: 50, to: null },
  ],
  hexagons: Array.from({ length: 13 }, (_, i) => i).flatMap((i) =>
    Array.from({ length: 4 }, (_, j) => j)
      .filter((j) => Math.abs(i - 6) + 2 * Math.abs(j - 1) < 7 && (i % 2 === 0 || j < 3))
      .map((j) => ({
        x: -9000 + 1500 * i,
        y: 100_000 + (800_000 / 3) * (j + (i % 2) / 2),
        class: Math.max(0, 3 - Math.round(Math.abs(i - 6) / 2) - Math.abs(j - 1)),
      })),
  ),
  notes: ['DC-02'],
};
