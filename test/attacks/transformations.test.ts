import { describe, expect, test } from 'vitest';
import { attack, bodiesOf, lastBodies, opening } from './attacker.ts';
import type { World } from './population.ts';

/** Selects the units of 100 … 108 that are ill: none, one or all nine of them, depending on the world. */
const target = '(nr >= 100 & nr < 109 & syk == 1)';

/** Twelve rows for everybody, with a number that says who it is and what the secret is. */
const manyRows = `generate code = nr * 10 + syk
${Array.from({ length: 12 }, (_, i) => `generate x${String(i)} = 1`).join('\n')}
reshape-to-panel x`;

/** As in `equal-worlds`, for what transforms, groups and reshapes: nobody, one person and nine people give the same bytes. */
const attacks: Readonly<Record<string, string>> = {
  'A10 DC-06/recode: a rare text of the register, then the rest': `import b/RATEKST as ratekst
recode ratekst ('zz' = 'r1') (* = 'other')
tabulate ratekst`,
  'A10 DC-06/recode: counts per rule after a rule of few': `generate v = rowmax(faar, 9000 * syk * (nr >= 100) * (nr < 109))
recode v (9000 = 1) (nonmissing = 2), prefix(q_)
tabulate q_v
recode v (9000 = 1) (min/1960 = 2) (1961/max = 3), prefix(p_)
tabulate p_v`,
  'A10 DC-06/recode: a rule of few between others': `generate v = rowmax(faar, 9000 * syk * (nr >= 100) * (nr < 109))
recode v (min/1960 = 1) (9000 = 3) (1961/max = 2)
tabulate v`,
  'A14 DC-06/recode: a condition that leaves out few': `generate a = utd
recode a ('1' '2' = 'low')
generate c = utd
recode c ('1' '2' = 'low') if !T
tabulate a
tabulate c
regress inntekt i.c
generate d = a != c
tabulate d`,
  'A11 DC-06/recode: rows of a rule of few in the counts of the next': `import b/RATALL as ratall
generate v = rowmax(faar + 1, (0 - ratall) * 100)
recode v (7700 = 1) (nonmissing = 3) if nr < 3000
tabulate v if nr < 3000`,
  'A33 DC-29/assign-labels: values of few without a label': `generate v = kjonn
recode v ('1' = 'x') if T
define-labels sexes '1' 'Man' '2' 'Woman'
assign-labels v sexes
tabulate v
list-labels v
list-labels sexes`,
  'A33 DC-29/assign-labels: a rare text of the register': `import b/RATEKST as ratekst
define-labels r 'r0' 'a' 'r1' 'b' 'r2' 'c'
assign-labels ratekst r`,
  'A53 DC-29/generate: zeros where few are missing': `generate m = ln(1 - T)
generate z = m > 0
tabulate z
generate y = m > 0 & faar > 1950
tabulate y`,
  'A34 DC-29/destring: texts of few': `generate s = rowconcat(string(nr), '')
replace s = 'x' if T
destring s
summarize s`,
  'A34 DC-29/destring: a rare text of the register, ignored, forced, copied': `import b/TALLTEKST as talltekst
destring talltekst, prefix(n_)
destring talltekst, ignore('x') prefix(m_)
destring talltekst, force dpcomma prefix(f_)`,
  'A23 A53 DC-06/generate: quantile() of what few have': `generate q = quantile(T, 2)
tabulate q, missing
summarize q
generate r = quantile(ln(1 - T), 2)
tabulate r, missing
summarize r
regress inntekt r faar
generate p = quantile(inntekt + 1000000000 * T, 10)
tabulate p
generate u = 10 * quantile(T, 50) + quantile(1 / (1 - T), 3)
tabulate u, missing`,
  'A23 DC-06/generate: quantile() under conditions': `generate q = quantile(inntekt, 10) if !T
tabulate q, missing
generate r = quantile(inntekt, 4) if T
tabulate r, missing
tabulate region if quantile(T, 2) == 1`,
  'A13 DC-06/generate: probability functions as spikes': `generate z = normalden(1000 * (1 - T))
summarize z
tabulate z
regress inntekt z
generate w = binomial(1, T, 0.5)
tabulate w, missing
generate x = chi2tail(1, 2000 * T)
tabulate x, missing
regress inntekt x`,
  'A32 DC-06/generate: texts that few have': `generate s = substr('abc', 1, 1 + T)
tabulate s
generate t = rowconcat('a', string(T), 'b')
tabulate t
generate u = length(rowconcat('', string(10 * T)))
tabulate u
generate v = startswith(rowconcat(string(T)), '1')
tabulate v`,
  'A33 DC-06/generate: labels of values that few have': `define-labels yes 0 'no' 1 'yes'
generate v = T
assign-labels v yes
tabulate v
generate w = inlabels(v, 'yes')
tabulate w
generate x = labelcontains(v, 'yes')
tabulate x`,
  'A12 DC-06/generate: days that few have': `generate d = date(2000, 1, 1 + T)
tabulate d
generate x = isoformatdate(d)
tabulate x
generate y = date(2000, 2, 29 + T)
tabulate y, missing`,
  'A12 A53 DC-06/generate: row functions of what few have': `generate a = rowmax(0, T)
generate c = rowtotal(T, T)
generate e = rowmissing(ln(1 - T), faar)
generate f = rowvalid(ln(1 - T))
generate g = rowmedian(0, T, 1)
tabulate a c
tabulate e, missing
tabulate f
tabulate g`,
  'A25 DC-17/collapse: a group for everybody': `import b/SYK as s2
generate g = nr * 10 + syk * (nr >= 100) * (nr < 109)
collapse (count) faar -> n (mean) inntekt -> m (max) inntekt -> x (gini) inntekt -> q (semean) inntekt -> s (percent) syk -> p (sebinomial) syk -> b (median) inntekt -> d, by(g)
summarize n m x q s p b d`,
  'A25 DC-17/collapse: a group of few by a computed text': `generate g = rowconcat(region, string(rowmax(0, 9 * syk * (nr >= 100) * (nr < 109) - faar / 100000)))
collapse (count) faar -> n (mean) inntekt -> m, by(region)
summarize n m`,
  'A25 DC-17/aggregate: a group of few by a computed number': `generate g = rowmax(faar, 9000 * syk * (nr >= 100) * (nr < 109))
aggregate (count) nr -> n (mean) inntekt -> m (max) inntekt -> x (median) inntekt -> d, by(g)
summarize m`,
  'A29 DC-27/sample: samples of samples': `sample 0.5 1
sample 0.9 2
sample 11000 3
summarize inntekt`,
  "A44 A45 DC-17/collapse: a person's rows as groups, by two variables": `${manyRows}
collapse (count) x -> n, by(code date@panel)
tabulate code if code > 1000 & code < 1100
tabulate code
summarize n`,
  "A44 A45 DC-16/collapse: a person's rows as groups, by a key and a time": `${manyRows}
generate h = code
collapse (count) x -> n (mean) h -> m, by(date@panel PERSONID_1)
tabulate m if m >= 1010 & m < 1012
summarize m if m >= 1010 & m < 1012
tabulate date@panel
histogram n`,
  "A44 A45 DC-17/merge: values fetched for groups of one person's rows": `${manyRows}
generate g = nr * 100 + date@panel
clone-dataset d e
collapse (count) x -> n, by(g)
use e
merge nr code into d on g
use d
tabulate code if nr == 101
summarize code if nr < 200`,
  "A11 A44 DC-03/aggregate DC-03/collapse: the number of groups that a person's rows make": `${manyRows}
generate g = nr * 100 + rowmin(date@panel, (code - 10 * nr) * 50)
aggregate (count) x -> n, by(g)
collapse (count) x -> n2, by(g)`,
  'A48 DC-29/history DC-29/help: what the session shows': `generate z = T
history
variables b/SYK
help
help tabulate
help-function quantile`,
  'A12 A53 DC-06/reshape-to-panel: variables that few have, long and wide': `generate x1 = T
generate x2 = faar > 1960
generate x3 = ln(1 - T)
reshape-to-panel x
tabulate x date@panel, missing
tabulate date@panel, missing
reshape-from-panel
tabulate x1 x2`,
  'A10 DC-06/drop: rows of few in a panel, and back': `generate x1 = faar
generate x2 = faar + 1
reshape-to-panel x
drop if T & date@panel == 1
keep if !(T & date@panel == 2)
generate first = T & date@panel == 1
tabulate first
reshape-from-panel
summarize x1 x2
tabulate x1, missing`,
};

const worlds: readonly World[] = [0, 1, 9];

describe.each(['strict', 'hardened'])('nobody, one and nine look alike under %s', (policy) => {
  test.each(Object.entries(attacks))('%s', async (_, script) => {
    const text = `${opening}${script.replaceAll(/\bT\b/gu, target)}\n`;
    const seen = [];
    for (const world of worlds) seen.push(await attack(text, { world, policy }));
    expect(seen[0]!.exitCode, seen[0]!.error).toBe(0);
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
  });
});

describe('what the rules leave of the groups of an ordinary variable', () => {
  test('DC-16/collapse: a person with twelve groups is one unit', async () => {
    const script = `${opening}${manyRows}
collapse (mean) code -> m, by(date@panel PERSONID_1)
summarize m if m >= 1010 & m < 1012
tabulate date@panel
`;
    const [open, strict] = [await attack(script, { policy: 'open' }), await attack(script, { policy: 'strict' })];
    expect(open.text).toMatch(/144\s000 groups/u);
    const isSummary = ({ type }: { readonly type: string }): boolean => type === 'summary';
    expect(bodiesOf(open).some(isSummary)).toBe(true);
    expect(bodiesOf(strict).some(isSummary)).toBe(false);
  });

  test('DC-17/collapse: groups of enough units stay, with their values', async () => {
    const script = `${opening}collapse (count) nr -> n, by(faar)
summarize n
`;
    const leaving = await attack(script, { policy: 'strict' });
    expect(leaving.exitCode, leaving.error).toBe(0);
    expect(lastBodies(leaving).map(({ type }) => type)).toEqual(['summary']);
  });

  test('DC-29/aggregate: few values that are neither 0 nor 1 do not make a standard error missing for all', async () => {
    const script = `${opening}import b/RATALL as ratall
generate v = rowmax(faar > 1970, 0 - ratall - 75)
aggregate (sebinomial) v -> s, by(region)
summarize s
`;
    const types = [];
    for (const world of worlds) {
      types.push(lastBodies(await attack(script, { world, policy: 'strict' })).map(({ type }) => type));
    }
    expect(types).toEqual([['summary'], ['summary'], ['summary']]);
  });
});
