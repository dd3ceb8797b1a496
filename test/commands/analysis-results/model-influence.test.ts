import { afterAll, describe, expect, test } from 'vitest';
import { termBlocks } from '../../../src/commands/regression/execute-design.ts';
import { coefficientInfluence } from '../../../src/commands/regression/execute-influence.ts';
import { fitModel } from '../../../src/commands/regression/execute-least-squares.ts';
import { columnForm, residualForm, rowForms } from '../../../src/commands/regression/execute-row-forms.ts';
import { type ModelSample, modelSample } from '../../../src/commands/regression/execute-sample.ts';
import type { RegressOperation } from '../../../src/commands/regression/regress/analyse.ts';
import { executeRegress } from '../../../src/commands/regression/regress/execute.ts';
import type { ModelBody } from '../../../src/disclosure/released.ts';
import type { ModelTermIr } from '../../../src/lang/ir/model.ts';
import type { ReadingContext } from '../../../src/runtime/executor.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import { constantForm, slopeForms } from '../../../src/stats/linear/influence.ts';
import { columnarDataset } from '../../helpers/columnar.ts';
import { crossColumns } from '../../helpers/cross-columns.ts';
import { readingContext, released } from '../../helpers/reading-context.ts';
import { isClose, readReference } from '../../helpers/reference-data.ts';

const runner = createFoldRunner({ threads: 1 });
afterAll(() => runner.close());

interface ReferenceModel {
  readonly response: string;
  readonly hasConstant: boolean;
  readonly terms: readonly { readonly term: string; readonly source: readonly (readonly [string, number?])[] }[];
}
interface ReferenceInfluence {
  readonly residualShare: number;
  readonly columns: Readonly<
    Record<string, { readonly leadingShare: number; readonly squares: number; readonly largest: number }>
  >;
}
const { models } = readReference('regress-cross.json') as { readonly models: Readonly<Record<string, ReferenceModel>> };
const influences = readReference('influence-cross.json') as {
  readonly models: Readonly<Record<string, ReferenceInfluence>>;
};
const cross = crossColumns();

/** Terms of a model from the columns that it should have. */
function termsOf(model: ReferenceModel): readonly ModelTermIr[] {
  const terms = new Map<string, ModelTermIr>();
  for (const { source } of model.terms) {
    const factors = source.map(([variable, level]) => ({
      variable,
      role: level === undefined ? ('continuous' as const) : ('factor' as const),
    }));
    terms.set(factors.map(({ variable, role }) => `${variable}/${role}`).join(), { factors });
  }
  return [...terms.values()];
}

describe.each(Object.keys(influences.models))('what single rows do to model %s agrees with statsmodels', (name) => {
  test('partial leverages, residuals and influences on the coefficients', async () => {
    const model = models[name]!;
    const expected = influences.models[name]!;
    const context = readingContext(runner, columnarDataset(cross), {});
    const sample = (await modelSample(context, context.population!, termsOf(model), [model.response]))!;
    const terms = termBlocks(context, sample, termsOf(model));
    const blocks = [...terms.map(({ block }) => block), { values: [{ variable: model.response }], factors: [] }];
    const fitted = await fitModel(context.engine, sample.population, blocks, model.hasConstant);
    const { fit } = fitted;
    const slopes = slopeForms(fit).map((form) => columnForm(fitted, form));
    const forms = model.hasConstant ? [...slopes, columnForm(fitted, constantForm(fit))] : slopes;
    const residual = residualForm(fitted);
    const { totals, leading } = await context.engine.leadingSquares(
      sample.population,
      fitted.design,
      rowForms([...forms, residual]),
      9,
    );
    expect(isClose(leading.at(-1)! / totals.at(-1)!, expected.residualShare)).toBe(true);
    const sums = await context.engine.scoreInfluences(sample.population, fitted.design, {
      forms: rowForms(forms),
      residual: residual.weights,
      blocks: [],
      key: { lo: 1, hi: 2 },
    });
    const names = [...terms.flatMap(({ columns }) => columns.map(({ term }) => term)), '_cons'];
    for (const [k, form] of forms.entries()) {
      const { leadingShare, squares, largest } = expected.columns[names[k]!]!;
      expect(totals[k]! / form.squares).toBeCloseTo(1, 9);
      expect(isClose(leading[k]! / totals[k]!, leadingShare), `leverage of ${names[k]}`).toBe(true);
      const unit = (fit.moments.n * fit.moments.scales.at(-1)!) / (k < slopes.length ? fit.moments.scales[k]! : 1);
      expect(isClose(sums.squares[k]! * unit ** 2, squares), `squares of ${names[k]}`).toBe(true);
      expect(isClose(sums.largest[k]! * unit, largest), `largest of ${names[k]}`).toBe(true);
    }
  });
});

const plain = {
  type: 'regress',
  dataset: 'd',
  response: 'y',
  hasConstant: true,
  level: 95,
  covariance: { type: 'classic' },
  diagnostics: [],
  standardize: false,
  terms: ['x', 'z'].map((variable) => ({ factors: [{ variable, role: 'continuous' as const }] })),
} as const satisfies RegressOperation;

/** Numbers that look normal: twelve uniform ones less six. */
function normals(n: number, seed: number): number[] {
  let state = seed;
  const uniform = (): number => {
    state = (48271 * state) % 2147483647;
    return state / 2147483647;
  };
  return Array.from({ length: n }, () => Array.from({ length: 12 }, uniform).reduce((sum, u) => sum + u, -6));
}

async function bodyOf(
  data: Parameters<typeof columnarDataset>[0],
  policy: string,
  operation: RegressOperation,
  near = false,
): Promise<ModelBody> {
  const context = readingContext(runner, columnarDataset(data), { policy });
  const asked = near ? { ...context, isNearEarlier: () => Promise.resolve(true) } : context;
  const body = await released(executeRegress, operation, asked);
  if (body.type !== 'model') throw new Error(`a model was expected: ${body.rule}`);
  return body;
}

function keyOf({ protection }: ReadingContext, { counts }: ModelSample): { readonly lo: number; readonly hi: number } {
  const { units, sumA, sumB } = counts;
  const { lo, hi } = protection.signKeys(Float64Array.of(units), Uint32Array.of(sumA), Uint32Array.of(sumB));
  return { lo: lo[0]!, hi: hi[0]! };
}

describe('DC-24/regress', () => {
  // Income-like: log-normal residuals.
  const sizes = [
    [1_000, 0.2, 0.6],
    [10_000, 0.1, 0.3],
    [100_000, 0.04, 0.15],
  ] as const;

  test.each(sizes)('noise on %i units is %d to %d standard errors', async (n, least, most) => {
    const ratios: number[] = [];
    for (let seed = 1; seed <= (n > 10_000 ? 2 : 8); seed++) {
      const [x, e, u] = [normals(n, seed * 7), normals(n, seed * 11 + 1), normals(n, seed * 13 + 2)];
      const data = { x, z: u, y: e.map((value, i) => 0.3 * x[i]! + Math.exp(0.6 * value)) };
      const exact = await bodyOf(data, 'strict', plain);
      const noised = await bodyOf(data, 'strict', plain, true);
      exact.coefficients.forEach((row, j) => ratios.push((noised.coefficients[j]!.coef.v! - row.coef.v!) / row.se.v!));
      expect(noised.coefficients.map((row) => row.se)).toEqual(exact.coefficients.map((row) => row.se));
    }
    const rms = Math.sqrt(ratios.reduce((sum, ratio) => sum + ratio * ratio, 0) / ratios.length);
    expect(rms).toBeGreaterThan(least);
    expect(rms).toBeLessThan(most);
  });

  const n = 3000;
  const [x, e, u] = [normals(n, 5), normals(n, 6), normals(n, 8)];
  const g = e.map((_, i) => i % 3);
  const y = e.map((value, i) => 0.3 * x[i]! + value);
  const data = { x, z: u, y, g };

  test('the same draw whatever the scale of the variables, and on z-scores', async () => {
    const one = await bodyOf(data, 'strict', plain, true);
    const scaled = { ...data, x: x.map((value) => -1000 * value + 7), y: y.map((value) => 3 * value) };
    const two = await bodyOf(scaled, 'strict', plain, true);
    expect(two.coefficients[0]!.coef.v! / (one.coefficients[0]!.coef.v! * -0.003)).toBeCloseTo(1, 9);
    expect(two.coefficients[1]!.coef.v! / (one.coefficients[1]!.coef.v! * 3)).toBeCloseTo(1, 9);
    const exact = await bodyOf(data, 'strict', plain);
    const standard = await bodyOf(data, 'strict', { ...plain, standardize: true }, true);
    const standardExact = await bodyOf(data, 'strict', { ...plain, standardize: true });
    for (const j of [0, 1]) {
      const factor = standardExact.coefficients[j]!.coef.v! / exact.coefficients[j]!.coef.v!;
      expect(standard.coefficients[j]!.coef.v! / (one.coefficients[j]!.coef.v! * factor)).toBeCloseTo(1, 9);
    }
  });

  test('influences on levels are those on differences of means, and where the factor is alone on its coefficients', async () => {
    const terms = [{ factors: [{ variable: 'g', role: 'factor' as const }] }];
    const context = readingContext(runner, columnarDataset(data), {});
    const sample = (await modelSample(context, context.population!, terms, ['y']))!;
    const blocks = [
      ...termBlocks(context, sample, terms).map(({ block }) => block),
      { values: [{ variable: 'y' }], factors: [] },
    ];
    const model = await fitModel(context.engine, sample.population, blocks, true);
    const found = await coefficientInfluence(context, sample, model);
    const sums = await context.engine.scoreInfluences(sample.population, model.design, {
      forms: rowForms(slopeForms(model.fit).map((form) => columnForm(model, form))),
      residual: residualForm(model).weights,
      blocks: [],
      key: keyOf(context, sample),
    });
    const unit = n * model.fit.moments.scales.at(-1)!;
    for (const level of [0, 1]) {
      expect(found.signed[level]! / (sums.signed[level]! * unit)).toBeCloseTo(1, 9);
      expect(found.squares[level]! / (sums.squares[level]! * unit * unit)).toBeCloseTo(1, 9);
      expect(found.largest[level]! / (sums.largest[level]! * unit)).toBeCloseTo(1, 9);
    }
  });

  test('F, R² and sums of squares go with the noised coefficients, whatever the covariance', async () => {
    const terms = [...plain.terms, { factors: [{ variable: 'g', role: 'factor' as const }] }];
    for (const covariance of [{ type: 'classic' }, { type: 'robust' }] as const) {
      const exact = await bodyOf(data, 'strict', { ...plain, terms, covariance });
      const noised = await bodyOf(data, 'strict', { ...plain, terms, covariance }, true);
      const header = (body: ModelBody, key: string): number => body.header.find((item) => item.key === key)!.value.v!;
      for (const key of ['f', 'r2'] as const) {
        expect(header(noised, key)).not.toBe(header(exact, key));
        expect(Math.abs(header(noised, key) / header(exact, key) - 1)).toBeLessThan(0.2);
      }
      expect(header(noised, 'root_mse')).toBe(header(exact, 'root_mse'));
      if (covariance.type === 'classic') {
        const [f, d, freedom] = ['f', 'df_model', 'df_resid'].map((key) => header(noised, key));
        expect(header(noised, 'r2')).toBeCloseTo((f! * d!) / (f! * d! + freedom!), 9);
      }
    }
  });

  test('hardened: noise on every model, three digits, margins and the exact figures behind them are not shown', async () => {
    const operation = { ...plain, margins: {}, diagnostics: ['vif', 'het_bp'] } as const;
    const body = await bodyOf(data, 'hardened', operation);
    const exact = await bodyOf(data, 'strict', operation);
    body.coefficients.forEach((row, j) => {
      expect(row.se.v).toBe(Number(exact.coefficients[j]!.se.v!.toPrecision(3)));
      expect(row.coef.v).not.toBe(exact.coefficients[j]!.coef.v);
      expect(Math.abs(row.coef.v! - exact.coefficients[j]!.coef.v!)).toBeLessThan(row.se.v!);
    });
    expect(body.vif!.every(({ vif }) => vif.v === Number(vif.v!.toPrecision(3)))).toBe(true);
    expect(body.margins![0]!.predicted).toEqual({ v: null, why: 'hidden' });
  });

  test('hardened: a rare one of two values is not far, neither in a regressor nor in the response', async () => {
    const rare = x.map((_, i) => (i % 200 === 3 ? 1 : 0));
    const body = await bodyOf({ ...data, z: rare }, 'hardened', plain);
    expect(body.coefficients.some((row) => row.omitted)).toBe(false);
    const exact = await bodyOf({ ...data, z: rare }, 'strict', plain);
    expect(body.coefficients[1]!.se.v).toBe(Number(exact.coefficients[1]!.se.v!.toPrecision(3)));
    expect((await bodyOf({ ...data, y: rare }, 'hardened', plain)).coefficients[0]!.se.v).toBeGreaterThan(0);
    // A third value that nine units have counts for nothing.
    const third = rare.map((value, i) => (i % 300 === 5 && i < 2700 ? 50 : value));
    const asTwo = rare.map((value, i) => (i % 300 === 5 && i < 2700 ? 1 : value));
    expect(await bodyOf({ ...data, z: third }, 'hardened', plain)).toEqual(
      await bodyOf({ ...data, z: asTwo }, 'hardened', plain),
    );
    // More than two values, of which 99 per cent are the same: far is what is not the same.
    const sums = rare.map((value, i) => value * (1 + (i % 3)));
    const omitted = await bodyOf({ ...data, z: sums }, 'hardened', plain);
    expect(omitted.coefficients.map((row) => row.omitted)).toEqual([false, true, false]);
  });

  test('hardened: values beyond three ranges of the percentiles are pulled in', async () => {
    const clipped = (values: readonly number[], from: number, to: number): number[] =>
      values.map((value) => Math.min(to, Math.max(from, value)));
    const far = y.map((value, i) => (i % 300 === 7 ? value + 1e6 : value));
    const body = await bodyOf({ ...data, y: far }, 'hardened', plain);
    expect(body.coefficients[0]!.se.v!).toBeLessThan(1);
    // Pulled in by hand, nothing is left to pull in: the limits move by nothing, because ten units are beyond them.
    const sorted = [...far].sort((a, b) => a - b);
    const [low, high] = [sorted[29]!, sorted[2970]!];
    const inside = clipped(far, low - 3 * (high - low), high + 3 * (high - low));
    const byHand = await bodyOf({ ...data, y: inside }, 'open', plain);
    expect(body.coefficients[0]!.se.v! / byHand.coefficients[0]!.se.v!).toBeCloseTo(1, 1);
  });
});
