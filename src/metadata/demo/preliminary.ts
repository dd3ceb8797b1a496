import { sharedFloat64, sharedInt32 } from '../store/shared-buffer.ts';
import { type ColumnValues, missingInt32 } from '../stored-column.ts';
import { draw, process } from './random.ts';

/** Share of units whose figure came too late for the preliminary version … */
const lateShare = 0.02;
/** … and of those whose figure was changed afterwards, by up to a twelfth. */
const changedShare = 0.06;

/**
 * Preliminary figures for final amounts, as a version before a revision had them: some are missing, some differ a little.
 * Columns of codes and units are not revised.
 *
 * @param key  tells the draws of one variable and date from those of others
 */
export function preliminaryOf(values: ColumnValues, key: number): ColumnValues {
  switch (values.kind) {
    case 'int32': {
      const out = sharedInt32(values.values.length);
      for (let unit = 0; unit < out.length; unit++) {
        const value = values.values[unit]!;
        const factor = value === missingInt32 ? 1 : factorOf(unit, key);
        out[unit] = Number.isNaN(factor) ? missingInt32 : Math.round(value * factor);
      }
      return { kind: 'int32', values: out };
    }
    case 'float64': {
      const out = sharedFloat64(values.values.length);
      for (let unit = 0; unit < out.length; unit++) {
        const factor = factorOf(unit, key);
        const value = values.values[unit]!;
        out[unit] = factor === 1 ? value : Math.round(value * factor * 100) / 100;
      }
      return { kind: 'float64', values: out };
    }
    case 'dictionary':
    case 'unit':
      return values;
  }
}

/** What a unit's figure is multiplied with: not a number where it is missing. */
function factorOf(unit: number, key: number): number {
  const uniform = draw(process.preliminary, unit, key);
  if (uniform < lateShare) return Number.NaN;
  if (uniform >= lateShare + changedShare) return 1;
  return 1 + (uniform - lateShare) / changedShare / 6 - 1 / 12;
}
