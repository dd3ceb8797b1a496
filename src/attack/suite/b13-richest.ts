import { equalWorlds } from './define.ts';

/** B13: the largest value of all, once as it is and once ten times as large: nothing descriptive may change. */
export const b13 = [
  equalWorlds(
    ['B13', 'Den største verdien: ti ganger så stor', 'The largest value: ten times as large'],
    [
      `summarize $value, gini iqr
tabulate $area, summarize($value) mean std p50
histogram $value
boxplot $value, over($area)
barchart(max) $value
barchart(sum) $value, over($area)
ci $value
hexbin $value $known
aggregate (mean) $value -> mean, by($area)
summarize mean
generate q = quantile($value, 100)
tabulate q
recode $value (min/500000 = 1) (500000/max = 2)
tabulate $value`,
    ],
    {
      onlySdc: true,
      worlds: ({ scene: { truth } }) => {
        const largest = truth.values.at(-1) ?? 0;
        const unit = Array.from({ length: truth.size }, (_, i) => i).find((i) => truth.valueOf(i) === largest) ?? 0;
        return [[], [{ variable: 'INNTEKT', unit, value: 10 * largest }]];
      },
    },
  ),
] as const;
