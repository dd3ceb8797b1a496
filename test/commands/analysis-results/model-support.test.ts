import { afterAll, describe, expect, test, vi } from 'vitest';
import { fitModel } from '../../../src/commands/regression/execute-least-squares.ts';
import { columnForm, rowForms } from '../../../src/commands/regression/execute-row-forms.ts';
import type { RegressOperation } from '../../../src/commands/regression/regress/analyse.ts';
import { executeRegress } from '../../../src/commands/regression/regress/execute.ts';
import type { ModelBody } from '../../../src/disclosure/released.ts';
import type { Execution } from '../../../src/runtime/executor.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import { slopeForms } from '../../../src/stats/linear/influence.ts';
import { columnarDataset, type DatasetOptions, type Values } from '../../helpers/columnar.ts';
import { readingContext, released } from '../../helpers/reading-context.ts';

const runner = createFoldRunner({ threads: 1 });
afterAll(() => runner.close());

const n = 2000;
const rows = Array.from({ length: n }, (_, i) => i);
const ones = (count: number, from = 0): number[] => rows.map((i) => (i >= from && i < from + count ? 1 : 0));

/** By column what nine units have of its partial leverage, as a pass over the rows finds it. */
async function shares(data: Readonly<Record<string, Values>>): Promise<readonly number[]> {
  const dataset = columnarDataset({ ...data, y: rows.map((i) => Math.sin(i)) });
  const { engine } = readingContext(runner, dataset);
  const blocks = [...Object.keys(data), 'y'].map((variable) => ({ values: [{ variable }], factors: [] }));
  const model = await fitModel(engine, { dataset }, blocks, true);
  const forms = rowForms(slopeForms(model.fit).map((form) => columnForm(model, form)));
  const { totals, leading } = await engine.leadingSquares({ dataset }, model.design, forms, 9);
  model.fit.retained.forEach((_, a) => {
    const expected = model.fit.inverse[a * model.fit.retained.length + a]!;
    expect(totals[a]! / expected).toBeCloseTo(1, 8);
  });
  return [...leading].map((sum, k) => sum / totals[k]!);
}

/** Uniform numbers in (0, 1). */
function stream(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (((state ^ (state >>> 15)) >>> 0) + 0.5) / 2 ** 32;
  };
}

/** A standard normal number. */
function normal(uniform: () => number): number {
  return Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Median share of a variable over some draws. */
async function medianShare(draw: (uniform: () => number) => number): Promise<number> {
  const found: number[] = [];
  for (let seed = 1; seed <= 31; seed++) {
    const uniform = stream(seed);
    found.push((await shares({ x: rows.map(() => draw(uniform)) }))[0]!);
  }
  return found.sort((a, b) => a - b)[15]!;
}

describe('partial leverage of nine units is what the rule was calibrated with', () => {
  test.each([
    [1, 0.9995],
    [9, 0.995],
    [10, 0.895],
    [12, 0.75],
  ])('a dummy with %i ones: %d', async (count, share) => {
    const [found] = await shares({ x: ones(count) });
    expect(Math.abs(found! - share)).toBeLessThan(0.005);
  });

  test('two dummies that differ for one unit: 0.998', async () => {
    const found = await shares({ a: ones(500), b: ones(499) });
    for (const share of found) expect(Math.abs(share - 0.998)).toBeLessThan(0.002);
  });

  test('a spike 1/|x − x₀|: 0.96', async () => {
    expect(Math.abs((await medianShare((uniform) => 1 / Math.abs(uniform() - 0.4))) - 0.96)).toBeLessThan(0.03);
  });

  test('log-normal wealth, σ = 1.5: 0.51; a Pareto variable, α = 1.2: 0.93', async () => {
    const wealth = await medianShare((uniform) => Math.exp(1.5 * normal(uniform)));
    expect(Math.abs(wealth - 0.51)).toBeLessThan(0.1);
    const pareto = await medianShare((uniform) => (1 - uniform()) ** (-1 / 1.2));
    expect(Math.abs(pareto - 0.93)).toBeLessThan(0.05);
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
} as const;

interface Asked {
  readonly policy?: string;
  readonly terms: readonly string[];
  readonly extra?: Partial<RegressOperation>;
  readonly options?: DatasetOptions;
}

/** Terms by name; `i.` before a name makes it a factor. */
function operationOf({ terms, extra }: Asked): RegressOperation {
  return {
    ...plain,
    terms: terms.map((term) => ({
      factors: term
        .split('#')
        .map((name) =>
          name.startsWith('i.')
            ? { variable: name.slice(2), role: 'factor' as const }
            : { variable: name, role: 'continuous' as const },
        ),
    })),
    ...extra,
  };
}

function contextOf(data: Readonly<Record<string, Values>>, asked: Asked) {
  const context = readingContext(runner, columnarDataset(data, asked.options), { policy: asked.policy ?? 'strict' });
  const passes = vi.spyOn(context.engine, 'leadingSquares');
  return { context, passes };
}

async function modelOf(data: Readonly<Record<string, Values>>, asked: Asked): Promise<ModelBody> {
  const { context } = contextOf(data, asked);
  const body = await released(executeRegress, operationOf(asked), context);
  if (body.type !== 'model') throw new Error(`a model was expected: ${body.rule}`);
  return body;
}

async function executed(data: Readonly<Record<string, Values>>, asked: Asked): Promise<Execution<'model'>> {
  const { context } = contextOf(data, asked);
  return executeRegress(operationOf(asked), context);
}

const omittedOf = (body: ModelBody): string[] => body.coefficients.filter((row) => row.omitted).map(({ term }) => term);

describe('DC-21/regress', () => {
  const noise = rows.map((i) => Math.sin(i * 12.9898) * 100);
  const x = rows.map((i) => Math.cos(i * 78.233) * 3 + (i % 7));
  const y = rows.map((i) => 10 + 2 * x[i]! + noise[i]!);

  test('nobody, one and nine units behind a column look alike: it is omitted, and the rest is as without it', async () => {
    const bodies = [];
    for (const count of [0, 1, 9]) bodies.push(await modelOf({ y, x, z: ones(count) }, { terms: ['x', 'z'] }));
    expect(omittedOf(bodies[0]!)).toEqual(['z']);
    expect(bodies[1]).toEqual(bodies[0]);
    expect(bodies[2]).toEqual(bodies[0]);
    const without = await modelOf({ y, x }, { terms: ['x'] });
    expect(bodies[0]!.coefficients.filter((row) => !row.omitted)).toEqual(without.coefficients);
    expect(bodies[0]!.header).toEqual(without.header);
  });

  test('ten units are enough; spikes, products and tests of a model follow the same rule', async () => {
    expect(omittedOf(await modelOf({ y, x, z: ones(10) }, { terms: ['x', 'z'] }))).toEqual([]);
    const spike = rows.map((i) => 1 / (0.001 + Math.abs(i - 1200)));
    const extra = { diagnostics: ['ov', 'vif', 'het_fstat'], covariance: { type: 'robust' } } as const;
    const asked = { terms: ['x', 'spike', 'x#z'], extra };
    const body = await modelOf({ y, x, spike, z: ones(9, 30) }, asked);
    expect(omittedOf(body)).toEqual(['spike', 'x#z']);
    const without = await modelOf({ y, x }, { terms: ['x'], extra });
    expect(body.diagnostics).toEqual(without.diagnostics);
    expect(body.vif).toEqual(without.vif);
    expect(body.coefficients.filter((row) => !row.omitted)).toEqual(without.coefficients);
  });

  test('of two almost equal columns the later goes, as if they were equal, and of two almost equal factors a level', async () => {
    const a = ones(200);
    const bodies = [];
    for (const count of [200, 199, 191]) {
      bodies.push(await modelOf({ y, x, a, b: ones(count) }, { terms: ['x', 'a', 'b'] }));
    }
    expect(omittedOf(bodies[0]!)).toEqual(['b']);
    expect(bodies[1]).toEqual(bodies[0]);
    expect(bodies[2]).toEqual(bodies[0]);
    const b = ones(199);
    expect(omittedOf(await modelOf({ y, a, b }, { terms: ['i.a', 'i.b'] }))).toEqual(['b[1]']);
    const far = ones(200, 100);
    expect(omittedOf(await modelOf({ y, a, far }, { terms: ['i.a', 'i.far'] }))).toEqual([]);
  });

  test('columns that hang on few by themselves go first, and cannot excuse one another', async () => {
    // What is left of z beyond the isolator hangs on nine others, and must not go in its place.
    const isolator = ones(9);
    const z = rows.map((i) => (i < 9 || (i >= 50 && i < 59) ? 10 : Math.sin(i)));
    expect(omittedOf(await modelOf({ y, isolator, z }, { terms: ['isolator', 'z'] }))).toEqual(['isolator']);
    const spikes = [1, 2].map((seed) => rows.map((i) => (i < 3 ? 1e6 : Math.sin(i * seed))));
    const body = await modelOf({ y, x, s: spikes[0]!, t: spikes[1]! }, { terms: ['x', 's', 't'] });
    expect(omittedOf(body)).toEqual(['s', 't']);
  });

  test('rows of a unit count together', async () => {
    const z = ones(60);
    const units = rows.map((i) => Math.floor(i / 8));
    expect(omittedOf(await modelOf({ y, x, z }, { terms: ['x', 'z'] }))).toEqual([]);
    expect(omittedOf(await modelOf({ y, x, z }, { terms: ['x', 'z'], options: { units } }))).toEqual(['z']);
  });

  test('bounds spare usual models the pass over the rows; policies without the rule ask nothing', async () => {
    const data = { y, x, g: rows.map((i) => (i * 31) % 5), z: ones(300) };
    const terms = ['x', 'z', 'i.g', 'x#i.g'];
    const strict = contextOf(data, { terms });
    await released(executeRegress, operationOf({ terms }), strict.context);
    expect(strict.passes).not.toHaveBeenCalled();
    const few = { ...data, z: ones(3) };
    const open = contextOf(few, { terms, policy: 'open' });
    const body = await released(executeRegress, operationOf({ terms }), open.context);
    expect(open.passes).not.toHaveBeenCalled();
    expect(body.type === 'model' && omittedOf(body)).toEqual([]);
  });

  test('where bounds do not suffice, a pass over the rows decides', async () => {
    // One unit holds a quarter: nine like it would be more than the limit, but there are not nine.
    const z = rows.map((i) => (i === 40 ? 25 : noise[i]! / 70));
    const { context, passes } = contextOf({ y, x, z }, { terms: ['x', 'z'] });
    const body = await released(executeRegress, operationOf({ terms: ['x', 'z'] }), context);
    expect(passes).toHaveBeenCalled();
    expect(body.type === 'model' && omittedOf(body)).toEqual([]);
  });

  test('a response that few units dominate is refused, and so is one without residuals', async () => {
    const outlier = y.map((value, i) => (i < 9 ? value + 1e7 : value));
    const perfect = x.map((value) => 3 * value - 1);
    const nearly = perfect.map((value, i) => (i === 5 ? value + 0.5 : value));
    for (const response of [outlier, perfect, nearly]) {
      const execution = await executed({ y: response, x }, { terms: ['x'] });
      expect(execution).toEqual({ type: 'failure', rule: 'DC-21o', stops: false });
    }
    const constant = await executed({ y: rows.map(() => 4), x }, { terms: ['x'] });
    expect(constant).toEqual({ type: 'failure', rule: 'DC-21o', stops: false });
    expect((await executed({ y: outlier, x }, { terms: ['x'], policy: 'open' })).type).toBe('results');
  });
});
