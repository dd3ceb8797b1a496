/** The functions of numbers whose result IEEE arithmetic fixes to the last bit; NaN is missing. */
export const exactScalars: ReadonlyMap<string, (...values: number[]) => number> = new Map([
  ['abs', (x = Number.NaN) => Math.abs(x)],
  ['ceil', (x = Number.NaN) => Math.ceil(x)],
  ['floor', (x = Number.NaN) => Math.floor(x)],
  ['int', (x = Number.NaN) => Math.trunc(x)],
  ['sqrt', (x = Number.NaN) => Math.sqrt(x)],
  ['pi', () => Math.PI],
]);
