import type { StatisticsBlock } from '../../../disclosure/nodes.ts';
import type { StatisticsRequest, WinsorLimits } from '../../engine/reading.ts';
import type { FoldRunner } from '../../fold.ts';
import { correctedMean } from '../../folds/moments.ts';
import { shiftedMoments, shiftedMomentsFold, shiftedSquaresFold } from '../../folds/shifted-moments.ts';
import { meanOfBins, spanOf } from '../../folds/survey.ts';
import type { ColumnarGrid } from './classify.ts';
import { numericValuesOf } from './population.ts';
import { type Survey, surveyOf } from './survey.ts';
import { valueRowsOf } from './valid-rows.ts';

/** How many standard deviations a shift may be from the mean: beyond, too many digits would cancel. */
const farthestShift = 4;

/**
 * Statistics of a variable among a whole population whose units have one row each. The survey of the column tells the valid set
 * and thereby the signs, and nearly where the mean is: all sums are taken round that in one pass, and moved to the mean afterwards.
 *
 * @returns nothing where the shift turns out too far from the mean
 */
export async function statisticsOfWhole(
  runner: FoldRunner,
  { dataset, population }: ColumnarGrid,
  { variable, limits, signKeys }: StatisticsRequest,
): Promise<StatisticsBlock | undefined> {
  const values = numericValuesOf(dataset, variable);
  const survey = await surveyOf(runner, population, values);
  const own = await valueRowsOf(runner, population, values);
  const { lo, hi } = signKeys(survey.valid);
  const shift = shiftOf(survey, values.kind, limits);
  const sums = await runner.fold(
    shiftedMomentsFold,
    {
      rows: own.rows,
      units: own.units,
      values: own.values,
      ...limits,
      shift,
      lo: lo[0]! | 0,
      hi: hi[0]! | 0,
    },
    own.rowCount,
  );
  return blockOfSums(survey, limits, shift, sums);
}

/** Σ (x_w − mean)² alone, to the bit as `statisticsOfWhole` has it: neither keys nor signs are looked at. */
export async function squaresOfWhole(
  runner: FoldRunner,
  { dataset, population }: ColumnarGrid,
  { variable, limits }: StatisticsRequest,
): Promise<number | undefined> {
  const values = numericValuesOf(dataset, variable);
  const survey = await surveyOf(runner, population, values);
  const own = await valueRowsOf(runner, population, values);
  const shift = shiftOf(survey, values.kind, limits);
  const input = { rows: own.rows, values: own.values, ...limits, shift };
  const { d, d2 } = await runner.fold(shiftedSquaresFold, input, own.rowCount);
  return squaresBeside(survey.profile.rows, d, d2)?.m2;
}

/** Squares about the mean from those about the shift, and how far the mean is from it; nothing where that is too far. */
function squaresBeside(n: number, d: number, d2: number): { readonly beside: number; readonly m2: number } | undefined {
  const beside = n > 0 ? d / n : 0;
  const m2 = Math.max(0, d2 - n * beside * beside);
  return beside * beside * n > farthestShift * farthestShift * m2 ? undefined : { beside, m2 };
}

/** Smallest and largest x_w; infinite, and in the wrong order, without values. */
function extremesOf({ profile }: Survey, { lower, upper }: WinsorLimits): readonly [number, number] {
  const { rows, minimum, maximum } = profile;
  if (rows === 0) return [minimum, maximum];
  return [Math.min(Math.max(minimum, lower), upper), Math.min(Math.max(maximum, lower), upper)];
}

/** A number near the mean of x_w; whole where the values are, so that sums of whole numbers stay exact. */
function shiftOf(survey: Survey, kind: 'int32' | 'float64', limits: WinsorLimits): number {
  const [lowest, highest] = extremesOf(survey, limits);
  const near = meanOfBins(survey.bins, kind, lowest, highest, spanOf(kind, survey.profile));
  if (!Number.isFinite(near)) return 0;
  return survey.profile.isWhole ? Math.round(near) : near;
}

function blockOfSums(
  survey: Survey,
  limits: WinsorLimits,
  shift: number,
  sums: Float64Array,
): StatisticsBlock | undefined {
  const n = survey.profile.rows;
  const [lowest, highest] = extremesOf(survey, limits);
  const at = (entry: keyof typeof shiftedMoments): number => sums[shiftedMoments[entry]]!;
  const found = squaresBeside(n, at('d'), at('d2'));
  if (found === undefined) return undefined;
  const { beside, m2 } = found;
  const mean = at('sum') / n;
  const scale = Math.max(Math.abs(lowest), Math.abs(highest));
  const m4 = at('d4') - beside * (4 * at('d3') - beside * (6 * at('d2') - 3 * n * beside * beside));
  return {
    valid: survey.valid,
    mean: Float64Array.of(correctedMean(mean, beside - (mean - shift), scale)),
    m2: Float64Array.of(m2),
    m4: Float64Array.of(Math.max(0, m4)),
    minimum: Float64Array.of(lowest),
    maximum: Float64Array.of(highest),
    signedDeviation: Float64Array.of(at('signedD') - beside * at('sign')),
    signedSquare: Float64Array.of(at('signedD2') - beside * (2 * at('signedD') - beside * at('sign'))),
    signSum: Float64Array.of(at('sign')),
    absoluteTotal: Float64Array.of(at('absolute')),
    largest: Float64Array.of(at('largest')),
    secondLargest: Float64Array.of(at('secondLargest')),
  };
}
