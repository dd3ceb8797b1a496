import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainedSquares, slopeBlock } from '../../../src/stats/linear/explained.ts';
import { denseFit } from '../../helpers/dense-regression.ts';
import { crossSection, isClose, rowsWhere } from '../../helpers/reference-data.ts';

const everyone = crossSection();
const sample = rowsWhere(everyone, (row) => !Number.isNaN(everyone['lonn']![row]));
const column = (name: string): Float64Array => sample[name]!;
const lonn = column('lonn');

describe('what columns explain', () => {
  it('is what the residual sum of squares loses by them, in any order and unit', () => {
    const names = ['alder', 'formue', 'eksp', 'z1'];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(names, { minLength: 1 }),
        fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 4, maxLength: 4 }),
        fc.integer({ min: 0, max: 3 }),
        (chosen, powers, kept) => {
          const columns = chosen.map((name, at) => column(name).map((value) => value * 10 ** powers[at]!));
          const before = Math.min(kept, chosen.length - 1);
          const { fit } = denseFit(columns, lonn);
          const without = denseFit(columns.slice(0, before), lonn).fit.residualSumOfSquares;
          const added = columns.map((_, at) => at).slice(before);
          const lost = without - fit.residualSumOfSquares;
          expect(Math.abs(explainedSquares(slopeBlock(fit, added)) - lost)).toBeLessThan(1e-9 * without);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('keeps the digits that a difference of residual sums loses', () => {
    const tiny = lonn.map((_, row) => ((row * 7919) % 1009) / 1009);
    const { fit } = denseFit([column('alder'), tiny], lonn);
    const residualOfTiny = 1 / slopeBlock(fit, [1]).inverse[0]!;
    expect(isClose(explainedSquares(slopeBlock(fit, [1])), fit.slopes[1]! ** 2 * residualOfTiny)).toBe(true);
  });

  it('is nothing without columns, and omitted ones are not among them', () => {
    const double = column('alder').map((value) => 2 * value);
    const { fit } = denseFit([column('alder'), double], lonn);
    expect(explainedSquares(slopeBlock(fit, []))).toBe(0);
    expect(slopeBlock(fit, [1]).slopes).toHaveLength(0);
    expect(slopeBlock(fit, [0, 1]).slopes).toHaveLength(1);
  });
});
