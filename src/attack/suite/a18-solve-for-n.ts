import type { ReleasedBody } from '../../disclosure/released.ts';
import { everybody } from '../moves/sdc-cells.ts';
import { type HeaderKey, headerOf, numberOf } from '../reading.ts';
import { guessing, limits } from './define.ts';

/** A18: the exact number of observations from the figures of a model's header. */
export const a18 = [
  guessing(
    ['A18', 'Løs for n: tallene i modellhodet', 'Solve for n: the figures of the header'],
    'data',
    limits(0.1, 0.05),
    async ({ account, random }) => {
      const from = 1945 + random.below(40);
      const to = from + 2 + random.below(8);
      const [body] = await account.ask(`regress lonn faar i.utd if faar >= ${String(from)} & faar <= ${String(to)}`);
      const n = everybody().filter(({ faar }) => faar >= from && faar <= to).length;
      const shown = headerOf(body, 'n');
      const candidates = solutionsOf(body);
      // The solution that most figures agree on; without any, what is displayed.
      const best = mostCommon(candidates) ?? shown;
      return { success: best === n, chance: shown === n ? 1 : 0 };
    },
    { onlySdc: true },
  ),
] as const;

/** What n would have to be for pairs of figures to agree. */
function solutionsOf(body: ReleasedBody | undefined): readonly number[] {
  if (body?.type !== 'model') return [];
  const of = (key: HeaderKey): number => headerOf(body, key) ?? Number.NaN;
  const k = of('df_model') + 1;
  const sums = new Map(body.anova?.map(({ source, ss, ms, df }) => [source, { ss, ms, df }]));
  const residual = sums.get('residual');
  return [
    of('df_resid') + k,
    Math.round((of('f') * of('df_model') * (1 - of('r2'))) / of('r2')) + k,
    Math.round(((1 - of('r2')) * k - (1 - of('adj_r2'))) / (of('adj_r2') - of('r2'))),
    Math.round(Math.exp((of('bic') - of('aic') + 2 * k) / k)),
    Math.round((numberOf(residual?.ss) ?? Number.NaN) / of('root_mse') ** 2) + k,
    Math.round((numberOf(residual?.ss) ?? Number.NaN) / (numberOf(residual?.ms) ?? Number.NaN)) + k,
  ].filter(Number.isFinite);
}

function mostCommon(values: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
