import { crossSection } from './reference-data.ts';

/** The synthetic cross-section of the reference values as lists; missing values are `null`. */
export function crossColumns(): Readonly<Record<string, readonly (number | null)[]>> {
  return Object.fromEntries(
    Object.entries(crossSection()).map(([name, values]) => [
      name,
      Array.from(values, (value) => (Number.isNaN(value) ? null : value)),
    ]),
  );
}
