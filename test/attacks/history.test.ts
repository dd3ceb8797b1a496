import { describe, expect, test } from 'vitest';
import { attack, bodiesOf, opening } from './attacker.ts';

/** Selects the units of 100 … 108 that are ill: none, one or all nine of them, depending on the world. */
const target = '(nr >= 100 & nr < 109 & syk == 1)';

/** Two populations that differ for the units with the property: whoever sees both answers must not see that they differ. */
const attacks: Readonly<Record<string, string>> = {
  'A05 DC-30/tabulate: with and without the few': `tabulate region if faar > 1960
tabulate region if faar > 1960 & !T
tabulate region utd if faar > 1960
tabulate region utd if faar > 1960 & !T, chi2 rowpct
tabulate region if faar > 1960 & !T, summarize(inntekt) mean std gini p50`,
  'A05 DC-30/summarize DC-30/correlate DC-30/ci: the same for statistics': `summarize inntekt if faar > 1960, gini iqr
summarize inntekt if faar > 1960 & !T, gini iqr
correlate inntekt faar if faar > 1960
correlate inntekt faar if faar > 1960 & !T, covariance obs
ci inntekt if faar > 1960
ci inntekt if faar > 1960 & !T`,
  'A05 DC-30/regress: the same for models': `regress inntekt faar if faar > 1960
regress inntekt faar if faar > 1960 & !T
regress inntekt i.region if faar > 1960 & !T, robust`,
  'A05 DC-30/histogram DC-30/boxplot DC-30/hexbin DC-30/barchart DC-30/piechart DC-30/sankey: the same for charts': `barchart(count) region if faar > 1960
histogram inntekt if faar > 1960 & !T
boxplot inntekt if faar > 1960 & !T
hexbin inntekt faar if faar > 1960 & !T
barchart(mean) inntekt if faar > 1960 & !T, over(region)
piechart region if faar > 1960 & !T
sankey region utd if faar > 1960 & !T`,
  'A05 DC-30/tabulate: the few added, and in place of others': `tabulate region if faar > 1960
tabulate region if faar > 1960 | T
tabulate region if (faar > 1960 & (nr < 100 | nr > 108)) | T`,
  'A05 DC-30/summarize: all but the few': `summarize inntekt if !T
summarize inntekt
tabulate region if !T | nr == 200`,
  'A04 DC-30/keep DC-30/drop: two copies that differ for the few': `clone-dataset d e
clone-dataset d f
keep if faar > 1960
summarize inntekt
use e
keep if faar > 1960 & !T
summarize inntekt
tabulate region
regress inntekt faar
use f
drop if faar <= 1960 | T
summarize inntekt faar
tabulate region utd`,
  'A04 DC-30/drop: a copy that drops the few with others': `clone-dataset d e
use e
drop if faar < 1950
tabulate region
use d
drop if faar < 1950 | T
tabulate region`,
  'A05 DC-30/tabulate: a condition in one dataset, rows kept in another': `clone-dataset d e
tabulate region if faar > 1960
use e
keep if faar > 1960 & !T
tabulate region
tabulate kjonn if utd == '3'
use d
tabulate kjonn if faar > 1960 & utd == '3' & !T`,
  'A08 DC-30/tabulate: known people with and without the few': `tabulate kjonn if nr >= 2000 & nr < 2050
tabulate kjonn if (nr >= 2000 & nr < 2050) | T
summarize faar if (nr >= 2000 & nr < 2050) | T`,
  'A09 DC-30/keep: just enough, and just enough with the few': `clone-dataset d e
keep if nr >= 1000 & nr < 2000
use e
keep if (nr >= 1000 & nr < 2000) | T
tabulate kjonn`,
  'A09 DC-30/keep: just too few, with and without the few': 'keep if (nr >= 1000 & nr < 1990) | T',
  'A29 DC-30/sample: a sample with and without the few': `clone-dataset d e
use e
keep if faar > 1960
sample 3000 7
tabulate region
use d
keep if faar > 1960 & !T
sample 3000 7
tabulate region
summarize inntekt`,
  'A30 DC-30/merge: members of another dataset': `clone-dataset d e
tabulate kjonn if faar > 1960
use e
keep if faar > 1960 | T
generate isin = 1
merge isin into d
use d
tabulate isin, missing
tabulate region if !sysmiss(isin)
tabulate region if faar > 1960`,
  'A45 DC-30/clone-units: the same persons by another road': `tabulate kjonn if faar > 1960
keep if faar > 1960 & !T
clone-units d others
use others
import b/INNTEKT as pay
summarize pay`,
};

describe.each(['strict', 'hardened'])(
  'populations that differ for few units are one population, under %s',
  (policy) => {
    test.each(Object.entries(attacks))('%s', async (_, script) => {
      const run = (world: 0 | 1 | 9) => attack(`${opening}${script.replaceAll('T', target)}\n`, { world, policy });
      const nobody = await run(0);
      expect(nobody.text).not.toContain('internal');
      expect(await run(1)).toEqual(nobody);
      expect(await run(9)).toEqual(nobody);
    });
  },
);

test('DC-30: what takes the place of a population does not depend on the number of threads', async () => {
  const script = `${opening}tabulate region if faar > 1960
tabulate region utd if faar > 1960 & nr != 5000
keep if faar > 1960 & nr != 5001
summarize inntekt, gini
tabulate region if utd == '3'
tabulate region if utd == '3' & nr > 20
`;
  expect(await attack(script, { world: 1, policy: 'strict', threads: 3 })).toEqual(
    await attack(script, { world: 1, policy: 'strict' }),
  );
});

test('DC-30: populations that differ for ten units and more are told apart', async () => {
  const script = `${opening}tabulate kjonn if nr >= 2000 & nr < 4000
tabulate kjonn if nr >= 2000 & nr < 3980
`;
  const [first, second] = bodiesOf(await attack(script, { policy: 'strict' })).slice(-2);
  expect(second).not.toEqual(first);
});
