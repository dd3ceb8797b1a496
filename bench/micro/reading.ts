import {
  type Column,
  sharedFloat64,
  sharedInt32,
  sharedUint8,
  sharedUint16,
  sharedUint32,
} from '../../src/runtime/column.ts';
import { createReadingEngine } from '../../src/runtime/columnar/reading/engine.ts';
import type { ColumnarDataset, Population } from '../../src/runtime/dataset.ts';
import type { DesignBlock } from '../../src/runtime/engine/design.ts';
import type { Classification } from '../../src/runtime/engine/reading.ts';
import { createFoldRunner } from '../../src/runtime/threads/runner.ts';

/*
 * The folds behind the reading commands: `node bench/micro/reading.ts [rows] [threads]`. Prints the fastest of five runs and
 * its processor time, which other work on the machine disturbs less.
 */

const rows = Number(process.argv[2] ?? 11_000_000);
const threads = Number(process.argv[3] ?? 2);
let state = 1;
const random = (): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};

const municipality = sharedUint16(rows);
const sex = sharedUint8(rows);
const education = sharedInt32(rows);
const income = sharedFloat64(rows);
const wealth = sharedFloat64(rows);
const keys = { a: sharedUint32(rows), b: sharedUint32(rows) };
for (let row = 0; row < rows; row++) {
  municipality[row] = 1 + Math.floor(random() * 356);
  sex[row] = 1 + (row & 1);
  education[row] = Math.floor(random() * 8);
  income[row] = random() < 0.05 ? Number.NaN : Math.round(4e5 * Math.exp(random() + random() + random() - 1.5));
  wealth[row] = 1e6 * random() ** 4;
  keys.a[row] = Math.floor(random() * 2 ** 32);
  keys.b[row] = Math.floor(random() * 2 ** 32);
}
const texts = (count: number): string[] => [
  '',
  ...Array.from({ length: count }, (_, i) => `c${String(i).padStart(4, '0')}`),
];
const columns = new Map<string, Column>([
  ['municipality', { kind: 'dictionary', codes: municipality, dictionary: texts(356) }],
  ['sex', { kind: 'dictionary', codes: sex, dictionary: texts(2) }],
  ['education', { kind: 'int32', values: education }],
  ['income', { kind: 'float64', values: income }],
  ['wealth', { kind: 'float64', values: wealth }],
]);
const dataset: ColumnarDataset = {
  schema: { name: 'd', kind: 'cross-section', unitType: 'PERSON', identifier: undefined, variables: [] },
  rowCount: rows,
  columns,
  identifier: { kind: 'unit', units: sharedInt32(0), unitType: 'PERSON' },
  units: { unitType: 'PERSON', index: undefined, distinct: true, keys },
};
const runner = createFoldRunner({ threads });
const engine = createReadingEngine(runner);
const population: Population = { dataset };
const signKeys = (valid: { readonly rows: Float64Array }) => ({
  lo: new Uint32Array(valid.rows.length),
  hi: new Uint32Array(valid.rows.length),
});
const noLimits = { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };

async function classified(...variables: readonly string[]): Promise<Classification> {
  const found = await engine.classify(
    population,
    variables.map((variable) => ({ variable, missing: 'drop' })),
  );
  if (found === undefined) throw new Error('too many cells');
  return found;
}

async function measure(name: string, work: () => Promise<unknown>): Promise<void> {
  await work();
  let best = { wall: Number.POSITIVE_INFINITY, processor: Number.POSITIVE_INFINITY };
  for (let run = 0; run < 5; run++) {
    const before = process.cpuUsage();
    const start = performance.now();
    await work();
    const wall = performance.now() - start;
    const { user, system } = process.cpuUsage(before);
    if (wall < best.wall) best = { wall, processor: (user + system) / 1000 };
  }
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(3)} s`;
  console.log(`${name.padEnd(60)} ${seconds(best.wall)} (processor ${seconds(best.processor)})`);
}

const block = (values: readonly string[], factors: readonly string[]): DesignBlock => ({
  values: values.map((variable) => ({ variable })),
  factors: factors.map((variable) => ({
    variable,
    codes: variable === 'education' ? [1, 2, 3, 4, 5, 6, 7] : texts(variable === 'sex' ? 2 : 356).slice(2),
  })),
  shift: 0,
  scale: 1e-6,
});

const whole = await classified();
const byMunicipality = await classified('municipality');
const percentiles = [0.01, 0.25, 0.5, 0.75, 0.99].map((p) => {
  const rank = Math.round(p * rows * 0.95);
  return { from: Math.max(1, rank - 10), to: rank + 10 };
});
await measure('classify and count 356 × 2, key sums included', () => classified('municipality', 'sex'));
await measure('profile', () => engine.profile(population, 'income'));
await measure('five percentiles, all rows', () => engine.orderStatistics(whole, [], 'income', [percentiles]));
await measure('moments with signs, all rows', () =>
  engine.statistics({
    classification: whole,
    grids: [[]],
    variable: 'income',
    limits: noLimits,
    gini: false,
    signKeys,
  }),
);
await measure('moments with signs, 356 groups and total', () =>
  engine.statistics({
    classification: byMunicipality,
    grids: [[true], [false]],
    variable: 'income',
    limits: noLimits,
    gini: false,
    signKeys,
  }),
);
await measure('three quartiles in 356 groups', () =>
  engine.orderStatistics(
    byMunicipality,
    [true],
    'income',
    byMunicipality.dimensions[0]!.codes.map(() => [7000, 14000, 21000].map((rank) => ({ from: rank, to: rank + 20 }))),
  ),
);
await measure('complete cases', () =>
  engine.narrow(population, [
    { type: 'missing', variable: 'income' },
    { type: 'missing', variable: 'wealth' },
  ]),
);
const sample = await engine.narrow(population, [{ type: 'missing', variable: 'income' }]);
const design = {
  blocks: [block(['income'], []), block(['wealth'], []), block([], ['education']), block([], ['sex']), block([], [])],
};
await measure('cross products: 2 continuous, 2 factors, constant', () => engine.crossProducts(sample, design));
await measure('cross products with 356 × 2 interaction', () =>
  engine.crossProducts(sample, { blocks: [...design.blocks, block([], ['municipality', 'sex'])] }),
);
await measure('product moments', () => engine.productMoments(sample, design));
const coefficients = new Float64Array(11);
await measure('HC1 sums', () => engine.fitSums(sample, design, { response: 0, coefficients, squaredResiduals: true }));
await measure('cluster sums, 356 clusters of a text', () =>
  engine.fitSums(sample, design, { response: 0, coefficients, squaredResiduals: false, cluster: 'municipality' }),
);
await measure('histogram of 30 bins', () =>
  engine.countBins(
    whole,
    'income',
    Float64Array.from({ length: 31 }, (_, i) => 80_000 + i * 60_000),
  ),
);
await runner.close();
