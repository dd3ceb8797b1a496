import fc from 'fast-check';
import { opening } from './attacker.ts';

/**
 * Random scripts of somebody who reads: a dataset of the attack population, a few changes, a few results. Every script is
 * correct by construction, so that what it puts out is decided by disclosure control and by nothing else.
 */

const categorical = fc.constantFrom('region', 'kjonn', 'utd', 'syk', 'grp');
const numeric = fc.constantFrom('inntekt', 'faar', 'nr', 'm', 'y');

const comparison = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('faar', 'inntekt', 'nr', 'm'),
      fc.constantFrom('<', '>', '<=', '>=', '!='),
      fc.integer({ min: 0, max: 12_000 }),
    )
    .map(([variable, operator, number]) => {
      const limit = { faar: 1940 + (number % 66), inntekt: 40 * number, nr: number, m: number % 12 }[variable];
      return `${variable} ${operator} ${limit}`;
    }),
  fc
    .tuple(fc.constantFrom('K01', 'K02', 'K07', 'K19'), fc.constantFrom('==', '!='))
    .map(([code, operator]) => `region ${operator} '${code}'`),
  fc.constantFrom("kjonn == '1'", "utd == '3'", 'syk == 1', 'sysmiss(m)'),
);

const condition = fc
  .tuple(comparison, fc.option(fc.tuple(fc.constantFrom(' & ', ' | '), comparison)))
  .map(([first, rest]) => (rest === null ? first : `${first}${rest[0]}${rest[1]}`));

const maybeIf = fc.option(condition).map((found) => (found === null ? '' : ` if ${found}`));

const change = fc.oneof(
  condition.map((where) => `keep if (${where}) | faar > 1960`),
  condition.map((where) => `drop if (${where}) & nr < 6000`),
  condition.map((where) => `replace m = m + 1 if ${where}`),
  condition.map((where) => `replace grp = 9 if ${where}`),
  fc.integer({ min: 1, max: 99 }).map((seed) => `sample 0.7 ${seed}`),
  fc.constantFrom(
    'aggregate (mean) inntekt -> a, by(region)\nreplace y = a',
    'aggregate (count) syk -> a, by(utd)\nreplace y = a',
    'recode grp (0/2 = 1) (3/max = 2)',
  ),
);

const options = (...all: readonly string[]): fc.Arbitrary<string> =>
  fc.subarray([...all]).map((chosen) => (chosen.length === 0 ? '' : `, ${chosen.join(' ')}`));

const statistics = fc
  .subarray(['mean', 'std', 'sum', 'p25', 'p50', 'p75', 'gini', 'iqr'], { minLength: 1 })
  .map((chosen) => chosen.join(' '));

const reading = fc.oneof(
  fc
    .tuple(
      fc.uniqueArray(categorical, { minLength: 1, maxLength: 3 }),
      maybeIf,
      fc.constantFrom('', ', missing', ', rowpct', ', missing colpct'),
    )
    .map(([by, where, more]) => `tabulate ${by.join(' ')}${where}${by.length > 1 ? more : ', cellpct freq'}`),
  fc
    .tuple(fc.uniqueArray(categorical, { minLength: 1, maxLength: 2 }), numeric, statistics, maybeIf)
    .map(([by, of, what, where]) => `tabulate ${by.join(' ')}${where}, summarize(${of}) ${what}`),
  fc
    .tuple(fc.uniqueArray(numeric, { minLength: 1, maxLength: 4 }), maybeIf, options('gini', 'iqr'))
    .map(([of, where, more]) => `summarize ${of.join(' ')}${where}${more}`),
  fc.tuple(numeric, maybeIf).map(([of, where]) => `ci ${of}${where}`),
  fc
    .tuple(fc.uniqueArray(numeric, { minLength: 2, maxLength: 4 }), maybeIf, options('covariance', 'sig', 'obs'))
    .map(([of, where, more]) => `correlate ${of.join(' ')}${where}${more}`),
  fc.tuple(numeric, maybeIf, options('normal')).map(([of, where, more]) => `histogram ${of}${where}${more}`),
  fc
    .tuple(fc.constantFrom('mean', 'sum', 'median', 'max'), numeric, categorical, maybeIf)
    .map(([what, of, over, where]) => `barchart (${what}) ${of}${where}, over(${over})`),
  fc.tuple(categorical, maybeIf).map(([of, where]) => `barchart (count) ${of}${where}`),
  fc.tuple(numeric, categorical, maybeIf).map(([of, over, where]) => `boxplot ${of}${where}, over(${over})`),
  fc.tuple(categorical, maybeIf).map(([of, where]) => `piechart ${of}${where}`),
  fc
    .tuple(maybeIf, fc.integer({ min: 3, max: 12 }))
    .map(([where, size]) => `hexbin faar nr${where}, gridsize(${size})`),
  fc
    .uniqueArray(categorical, { minLength: 2, maxLength: 3 })
    .chain((stages) => maybeIf.map((where) => `sankey ${stages.join(' ')}${where}`)),
  fc
    .tuple(numeric, fc.uniqueArray(fc.constantFrom('faar', 'm', 'i.region', 'i.utd', 'syk'), { minLength: 1 }), maybeIf)
    .map(([of, on, where]) => `regress ${of} ${on.filter((term) => term !== of).join(' ') || 'syk'}${where}`),
);

/** A whole script; its last two results are such that every format has something to write. */
export const readingScript: fc.Arbitrary<string> = fc
  .tuple(fc.array(change, { maxLength: 3 }), fc.array(reading, { minLength: 4, maxLength: 8 }))
  .map(
    ([changes, results]) => `${opening}generate m = floor(inntekt / 40000)
generate y = inntekt - 20 * faar
generate grp = 0
replace grp = 1 if faar > 1955
replace grp = 2 if faar > 1970
replace grp = 3 if faar > 1990
${[...changes, ...results].join('\n')}
tabulate kjonn
histogram nr
`,
  );
