import { describe, expect, test } from 'vitest';
import { attack, opening } from './attacker.ts';
import type { World } from './population.ts';

/** Selects the units of 100 … 108 that are ill: none, one or all nine of them, depending on the world. */
const target = '(nr >= 100 & nr < 109 & syk == 1)';

/**
 * Attacks that must fail by construction: whatever they put out is the same to the byte when nobody, one person or nine
 * people have the property.
 */
const attacks: Readonly<Record<string, string>> = {
  'A01 DC-30/tabulate: small counts directly': `tabulate syk if T
tabulate region if T, missing
tabulate region syk if T, chi2 cellpct
tabulate region utd kjonn if T
tabulate region if T, top(3)
tabulate region if T, summarize(inntekt) mean gini`,
  'A01 DC-07/summarize: statistics of the few': `summarize inntekt if T
summarize inntekt faar if T, gini iqr`,
  'A01 DC-07/ci: intervals of the few': `ci inntekt if T
ci inntekt faar nr if T, level(50)
generate y = inntekt + 1000000000 * T
ci y
generate x = ln(1 - T)
ci x inntekt, level(99.9)`,
  'A01 DC-07/summarize-panel: the few at every time': `generate pay2001 = inntekt
generate pay2002 = inntekt + 1000 * faar
generate ill = T
reshape-to-panel pay
summarize-panel pay if T
summarize-panel if T & date@panel == 2002, gini iqr
ci pay if T
summarize-panel ill
keep if !T
summarize-panel pay, gini iqr`,
  'A01 DC-07/correlate: correlations of the few': `correlate inntekt faar if T
correlate inntekt faar nr if T, pairwise covariance sig obs`,
  'A01 A12 DC-07/normaltest DC-26/normaltest: the shape of the few, and of what only they have': `normaltest inntekt if T
normaltest inntekt faar syk if T
generate z = T
normaltest z if nr < 1030
generate y = inntekt + 1000000000 * T
normaltest y
generate x = ln(1 - T)
normaltest x
replace inntekt = 0 if T
normaltest inntekt`,
  'A12 A14 A51 A53 DC-26/correlate: isolators among the variables': `generate z = T
correlate z inntekt faar, sig
generate y = inntekt + 1000000000 * T
correlate y faar, covariance
generate x = ln(1 - T)
correlate x inntekt, pairwise obs
replace inntekt = 0 if T
correlate inntekt faar nr, covariance sig obs`,
  'A01 DC-07/barchart DC-07/histogram: charts of the few': `barchart(count) syk if T
barchart(percent) region if T, by(kjonn)
barchart(mean) inntekt if T, over(region)
barchart(sum) inntekt if T
histogram inntekt if T
histogram inntekt if T, by(kjonn) normal
histogram inntekt if T, discrete`,
  'A22 A37 DC-07/hexbin: hexagons of the few': `hexbin inntekt faar if T
hexbin inntekt faar if T, gridsize(2) groups(1)
generate hidden = inntekt if T
hexbin hidden faar, gridsize(2)`,
  'A22 DC-07/boxplot DC-18/boxplot: boxes of the few': `boxplot inntekt if T
boxplot inntekt faar if T, over(region) by(kjonn)
generate t = T
boxplot inntekt, over(t)
generate few = inntekt if T
boxplot few`,
  'A01 DC-20/regress: models of the few': `regress inntekt faar if T
regress inntekt faar if T, robust
regress inntekt i.region if T, het_bp vif
regress inntekt nr if T, noconstant`,
  'A04 DC-06/drop: a copy without one': `clone-dataset d e
use e
drop if T
summarize inntekt
tabulate region if nr < 100 | nr > 108
regress inntekt faar
use d
summarize inntekt
regress inntekt faar`,
  'A04 DC-06/keep: all but one': `keep if !T
summarize inntekt
histogram inntekt`,
  'A10 DC-01/keep: only the target': `keep if T`,
  'A10 DC-06/replace: few': `replace inntekt = 1 if T
summarize inntekt`,
  'A10 DC-06/replace: all but few': `replace inntekt = faar if !T
summarize inntekt
tabulate region, summarize(inntekt) mean sum`,
  'A10 DC-06/generate: few': `generate y = 1 if T
tabulate y, missing
summarize y`,
  'A10 DC-06/generate: all but few': `generate y = 1 if !T
tabulate y, missing`,
  'A10 DC-06/recode: values of few': `generate w = faar > 1970
recode w (1 = 7) if T
tabulate w
generate z = kjonn
recode z ('1' = 'x') (missing = 'm') if T
tabulate z`,
  'A10 A34 DC-29/destring: few texts that are no numbers': `import b/TALLTEKST as talltekst
clone-variables talltekst -> kopi
destring talltekst
destring kopi, force`,
  'A10 DC-06/recode: a rare text of the register': `import b/RATEKST as ratekst
recode ratekst ('zz' = 'r1')`,
  'A12 DC-06/generate: an isolating dummy': `generate z = (nr >= 100) * (nr < 109) * (syk == 1)
tabulate z
summarize z
regress inntekt z faar
barchart(count) z
barchart(sum) z, over(kjonn)`,
  'A14 DC-06/generate: leave one out by a dummy': `generate z = T
regress inntekt faar z
regress inntekt faar i.z
histogram z, discrete`,
  'A14 DC-06/generate: a column that differs for few': `generate y = inntekt
replace y = 0 if T
generate differs = y != inntekt
tabulate differs
regress y faar`,
  'A13 DC-06/generate: an additive isolator': `generate iso = faar + 0.5 * (nr >= 100 & nr < 109) * syk
regress inntekt iso faar
regress iso inntekt
summarize iso`,
  'A51 DC-06/generate: a huge value injected': `generate z = inntekt + 1000000000 * T
summarize z
regress z faar
histogram z`,
  'A53 DC-06/generate: induced missing': `generate x = ln(1 - T)
summarize x
tabulate x, missing
generate y = 1 / T
summarize y
generate u = 1
replace u = . if T
tabulate u, missing
regress inntekt u`,
  'A17 DC-08/tabulate DC-21/regress: a level of few': `generate k = rowconcat(region, 'x')
replace k = 'rare' if T
tabulate k
barchart(count) k
regress inntekt i.k
histogram faar, by(k)`,
  'A25 DC-17/collapse: a group of few': `generate g = 1
replace g = 2 if T
collapse (mean) inntekt -> m (count) nr -> n (max) faar -> f, by(g)
summarize m n f`,
  'A25 DC-17/aggregate: a group of few, and back': `generate g = 1
replace g = 2 if T
aggregate (mean) inntekt -> m (count) nr -> n (max) inntekt -> top, by(g)
tabulate g
summarize m n top
tabulate g, summarize(m)`,
  'A29 DC-27/sample: keyed rows': `sample 0.5 7
summarize inntekt
tabulate region`,
  'A30 DC-06/merge: a flag that few carry': `create-dataset f
import b/NR as nr
import b/SYK as syk
generate flag = 1
replace flag = 2 if T
merge flag into d
use d
tabulate flag, missing
regress inntekt i.flag`,
  'A11 DC-06/for: a loop of edits': `for i in 1 : 3
replace inntekt = $i if T
end
summarize inntekt`,
  'A36 DC-03/sankey DC-04/piechart: flows and shares of the few': `sankey kjonn utd if T
sankey kjonn region utd if T
sankey syk kjonn if T
piechart region if T
piechart syk if T`,
  'A36 DC-08/sankey DC-08/piechart: a level of few': `generate k = rowconcat(region, 'x')
replace k = 'rare' if T
piechart k
sankey kjonn k
sankey k kjonn utd`,
  'A36 DC-16/transitions-panel DC-16/tabulate-panel: moves of the few': `generate s1 = kjonn
generate s2 = kjonn
replace s2 = 'moved' if T
reshape-to-panel s
transitions-panel s
transitions-panel s if T
tabulate-panel s
tabulate-panel s if T, missing
tabulate-panel kjonn if T, summarize(inntekt) mean gini
tabulate-panel s kjonn if T, rowpct chi2`,
  'A42 DC-09/tabulate: sorting by a code that few have': `generate k = rowconcat(region, 'x')
replace k = 'rare' if T
tabulate kjonn k, rowsort('rare')
tabulate k kjonn, colsort('rare')
tabulate k, bottom(1)
barchart(count) kjonn, over(k) stack`,
};

const worlds: readonly World[] = [0, 1, 9];

describe.each(['strict', 'hardened'])('nobody, one and nine look alike under %s', (policy) => {
  test.each(Object.entries(attacks))('%s', async (_, script) => {
    const text = `${opening}${script.replaceAll(/\bT\b/gu, target)}\n`;
    const seen = [];
    for (const world of worlds) seen.push(await attack(text, { world, policy }));
    expect([0, 3]).toContain(seen[0]!.exitCode);
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
  });
});

const exported = `tabulate region syk if T, missing
tabulate region if nr < 1030, summarize(inntekt)
summarize inntekt if T
regress inntekt faar if T
replace inntekt = 1 if T
barchart(mean) inntekt, over(region)
histogram inntekt if T
sankey kjonn utd`;

test.each(['strict', 'hardened'])(
  'A48 DC-29: every file that is written has the same bytes, under %s',
  async (policy) => {
    const text = `${opening}${exported.replaceAll(/\bT\b/gu, target)}\n`;
    const seen = [];
    for (const world of worlds) seen.push((await attack(text, { world, policy, exports: true })).exports);
    const endings = new Set(Object.keys(seen[0]!).map((name) => name.slice(name.lastIndexOf('.') + 1)));
    expect(endings).toEqual(new Set(['csv', 'xlsx', 'md', 'tex', 'svg']));
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
  },
);

test('the worlds differ where nothing is protected', async () => {
  const script = `${opening}tabulate syk if ${target}\n`;
  const [none, one] = [await attack(script, { policy: 'open' }), await attack(script, { policy: 'open', world: 1 })];
  expect(one.text).not.toBe(none.text);
});
