import type { HexGrid } from '../../disclosure/nodes.ts';

/** Hexagons of a grid: those of the lattice on its corners, then those of the lattice half a step up and to the right. */
export function hexagonCount({ columns, rows }: HexGrid): number {
  return (columns + 1) * (rows + 1) + columns * rows;
}

/**
 * The hexagon of a point (`commands-analysis`, 10.6): the nearer of the nearest centres of the two lattices, where a step
 * up counts √3 of one to the right; of two equally near the one on the corners' lattice. Points outside lie on the border.
 */
export function hexagonOf(grid: HexGrid, x: number, y: number): number {
  const { columns, rows } = grid;
  const u = within(((x - grid.left) / (grid.right - grid.left)) * columns, columns);
  const v = within(((y - grid.bottom) / (grid.top - grid.bottom)) * rows, rows);
  const i = Math.round(u);
  const j = Math.round(v);
  const innerI = Math.min(columns - 1, Math.floor(u));
  const innerJ = Math.min(rows - 1, Math.floor(v));
  const outer = squared(u - i) + 3 * squared(v - j);
  const inner = squared(u - innerI - 0.5) + 3 * squared(v - innerJ - 0.5);
  return outer <= inner ? i * (rows + 1) + j : (columns + 1) * (rows + 1) + innerI * rows + innerJ;
}

function squared(x: number): number {
  return x * x;
}

function within(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}
