import { sdcBank } from '../../src/attack/population/databank.ts';

/** A script as a course or a project has it: many conditions, for an honest reason. */
export interface HonestScript {
  readonly name: string;
  readonly text: string;
}

/** What all of them begin with: everybody, their year of birth, education, income. */
const opening = [
  `require ${sdcBank}:1 as b`,
  'create-dataset d',
  ...['KOMMUNE', 'KJONN', 'FAAR', 'UTD', 'SIVSTAND', 'SYK', 'INNTEKT'].map(
    (name) => `import b/${name} as ${name.toLowerCase()}`,
  ),
  'generate alder = 2026 - faar',
];

const range = (from: number, to: number, step = 1): readonly number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);

const places = ['K01', 'K02', 'K03', 'K04', 'K05', 'K06', 'K07', 'K08'];

/** By name the lines that follow the opening. */
const scripts: Readonly<Record<string, readonly string[]>> = {
  'ten-year age groups': range(20, 80, 10).flatMap((age) => [
    `tabulate kjonn if alder >= ${age} & alder < ${age + 10}`,
    `summarize inntekt if alder >= ${age} & alder < ${age + 10}`,
  ]),
  'five-year age groups': range(20, 80, 5).map((age) => `summarize inntekt if inrange(alder, ${age}, ${age + 4})`),
  'single years of age': range(25, 60).map((age) => `summarize inntekt if alder == ${age}`),
  'single years of birth in a loop': ['for aar in 1950 : 1989', '  tabulate utd if faar == $aar', 'end'],
  'cumulative ages': range(25, 64).map((age) => `summarize inntekt if alder <= ${age}`),
  'older than': range(30, 80, 2).map((age) => `tabulate syk if alder > ${age}`),
  'income limits in steps of fifty thousand': range(200_000, 1_200_000, 50_000).map(
    (limit) => `tabulate kjonn if inntekt > ${limit}`,
  ),
  'income limits in steps of twenty thousand': range(300_000, 800_000, 20_000).map(
    (limit) => `tabulate kjonn if inntekt > ${limit}`,
  ),
  'income bands': range(200_000, 900_000, 100_000).map(
    (limit) => `tabulate utd kjonn if inntekt >= ${limit} & inntekt < ${limit + 100_000}`,
  ),
  'low-income limits of several definitions': [0.4, 0.5, 0.6].flatMap((share) => [
    `generate lav${share * 100} = inntekt < ${share} * 450000`,
    `tabulate lav${share * 100} kjonn, colpct`,
    `regress lav${share * 100} alder i.utd`,
  ]),
  'every municipality by itself': places.flatMap((code) => [
    `summarize inntekt if kommune == '${code}'`,
    `tabulate utd kjonn if kommune == '${code}'`,
  ]),
  'municipality by municipality, models': places.map((code) => `regress inntekt alder i.utd if kommune == '${code}'`),
  'without one municipality at a time': places.flatMap((code) => [
    `regress inntekt alder i.utd if kommune != '${code}'`,
    `summarize inntekt if kommune != '${code}'`,
  ]),
  'men and women, one after the other': ['1', '2'].flatMap((sex) => [
    `summarize inntekt if kjonn == '${sex}'`,
    `tabulate utd sivstand if kjonn == '${sex}'`,
    `regress inntekt alder i.utd if kjonn == '${sex}'`,
    `histogram inntekt if kjonn == '${sex}'`,
    `boxplot inntekt if kjonn == '${sex}', over(utd)`,
  ]),
  'sensitivity to extreme incomes': [3, 2, 1.5, 1, 0.9, 0.8].flatMap((limit) => [
    `regress inntekt alder i.utd if inntekt < ${limit * 1_000_000}`,
    `summarize inntekt if inntekt < ${limit * 1_000_000}`,
  ]),
  'sensitivity to capped incomes': [3, 2, 1.5, 1].flatMap((limit) => [
    `generate kappet${limit * 10} = rowmin(inntekt, ${limit * 1_000_000})`,
    `regress kappet${limit * 10} alder i.utd`,
  ]),
  'sensitivity to the age range': [
    [18, 67],
    [20, 66],
    [25, 64],
    [25, 60],
    [30, 60],
  ].map(([from, to]) => `regress inntekt alder i.utd i.kommune if inrange(alder, ${from}, ${to})`),
  'sensitivity to what counts as high education': [5, 6, 7].flatMap((from) => [
    `generate hoy${from} = inlist(utd, ${range(from, 8)
      .map((level) => `'${level}'`)
      .join(', ')})`,
    `tabulate hoy${from} kjonn, colpct`,
    `regress inntekt alder hoy${from}`,
  ]),
  'a model built step by step': [
    'regress inntekt alder',
    'regress inntekt alder i.kjonn',
    'regress inntekt alder i.kjonn i.utd',
    'regress inntekt alder i.kjonn i.utd i.sivstand',
    'regress inntekt alder i.kjonn i.utd i.sivstand i.kommune',
    'generate alder2 = alder * alder',
    'regress inntekt alder alder2 i.kjonn i.utd i.sivstand i.kommune',
  ],
  'working age, kept and described': [
    'keep if inrange(alder, 25, 66)',
    'summarize inntekt alder',
    'tabulate utd kjonn, colpct chi2',
    'tabulate kommune, summarize(inntekt) mean std p50',
    'histogram inntekt, bin(20)',
  ],
  'a cohort at a time in datasets of their own': range(1950, 1985, 5).flatMap((year) => [
    `clone-dataset d k${year}`,
    `use k${year}`,
    `keep if inrange(faar, ${year}, ${year + 9})`,
    'summarize inntekt',
    'tabulate utd kjonn',
    'use d',
  ]),
  'cleaning in steps': [
    'drop if alder < 18',
    'summarize inntekt',
    'drop if inntekt < 50000',
    'summarize inntekt',
    'drop if inntekt > 5000000',
    'summarize inntekt',
    'drop if sysmiss(utd)',
    'summarize inntekt',
    'regress inntekt alder i.utd',
  ],
  'illness by age and education': [
    'tabulate syk kjonn, colpct',
    ...['1', '2', '3', '4', '5', '6', '7', '8'].map((level) => `tabulate syk kjonn if utd == '${level}'`),
    ...range(30, 80, 10).map((age) => `tabulate syk if alder >= ${age} & alder < ${age + 10}`),
  ],
  'recoded variables': [
    "recode alder (min/29 = 1 'Unge') (30/49 = 2 'Voksne') (50/66 = 3 'Eldre') (67/max = 4 'Pensjonister'), prefix(g_)",
    'tabulate g_alder kjonn, colpct',
    'generate kvinne = kjonn == "2"',
    'generate gift = sivstand == "2"',
    'generate kvintil = quantile(inntekt, 5)',
    'generate desil = quantile(inntekt, 10)',
    'tabulate kvintil g_alder, rowpct',
    'tabulate desil g_alder, rowpct',
    'tabulate kvinne gift',
  ],
  'quantiles one by one': [
    'generate desil = quantile(inntekt, 10)',
    ...range(1, 10).flatMap((group) => [`tabulate utd if desil == ${group}`, `summarize alder if desil == ${group}`]),
  ],
  'the richest and the others': [
    'generate prosent = quantile(inntekt, 100)',
    ...[90, 95, 99].flatMap((from) => [`summarize alder if prosent > ${from}`, `tabulate utd if prosent > ${from}`]),
  ],
  'means by group, and who is above them': [
    'aggregate (mean) inntekt -> snitt (median) inntekt -> median (sd) inntekt -> spredning, by(kommune)',
    'generate over = inntekt > snitt',
    'generate over2 = inntekt > median',
    'tabulate over kjonn, colpct',
    'tabulate over2 kjonn, colpct',
    'generate z = (inntekt - snitt) / spredning',
    'summarize z',
  ],
  'municipalities as units': [
    'clone-dataset d kommuner',
    'use kommuner',
    'collapse (mean) inntekt -> snitt (mean) alder (sum) syk -> syke (count) syk -> alle, by(kommune)',
    'generate andel = syke / alle',
    'generate tusen = snitt / 1000',
    'generate lnsnitt = ln(snitt)',
    'summarize andel',
  ],
  'tables of tables': places
    .slice(0, 4)
    .flatMap((code) =>
      ['1', '2', '3', '4'].map((status) => `tabulate utd if kommune == '${code}' & sivstand == '${status}'`),
    ),
  'many charts': [
    'histogram inntekt',
    'histogram alder, discrete',
    'barchart (mean) inntekt, over(utd)',
    'barchart (count) utd, over(kjonn)',
    'boxplot inntekt, over(kjonn)',
    'hexbin alder inntekt',
    'piechart sivstand',
    'sankey utd sivstand',
    ...['1', '2'].map((sex) => `hexbin alder inntekt if kjonn == '${sex}'`),
  ],
  'a loop over variables': [
    'for v in utd sivstand kjonn kommune',
    '  tabulate $v, summarize(inntekt) mean p50',
    '  tabulate $v syk, rowpct',
    '  anova inntekt $v',
    'end',
  ],
  'correlations in groups': ['1', '2', '3', '4'].map((status) => `correlate inntekt alder if sivstand == '${status}'`),
  'tests in groups': [
    'normaltest inntekt',
    'generate lninntekt = ln(inntekt)',
    'normaltest lninntekt',
    ...['1', '2'].flatMap((sex) => [`normaltest lninntekt if kjonn == '${sex}'`, `ci lninntekt if kjonn == '${sex}'`]),
  ],
  'samples of several sizes': [
    ...[0.2, 0.4, 0.6, 0.8].flatMap((share, i) => [
      `clone-dataset d s${i}`,
      `use s${i}`,
      `sample ${share} ${i + 1}`,
      'regress inntekt alder i.kjonn',
      'use d',
    ]),
  ],
  'overlapping conditions': [
    "tabulate utd if kjonn == '2'",
    "tabulate utd if kjonn == '2' & alder >= 25",
    "tabulate utd if kjonn == '2' & alder >= 25 & alder < 67",
    "tabulate utd if kjonn == '2' & alder >= 25 & alder < 67 & inntekt > 100000",
    "tabulate utd if kjonn == '2' & alder >= 25 & alder < 67 & inntekt > 100000 & sivstand == '2'",
  ],
  'a mistake put right': [
    'tabulate utd if alder > 25 & inntekt > 200000',
    'tabulate utd if alder >= 25 & inntekt > 200000',
    'tabulate utd if alder >= 25 & inntekt >= 200000',
    'tabulate utd kjonn if alder >= 25 & inntekt >= 200000',
    'generate ung = alder < 30',
    'drop ung',
    'generate ung = alder <= 30',
    'tabulate ung kjonn',
  ],
  'dummies by hand': [
    ...range(1, 8).map((level) => `generate u${level} = utd == '${level}'`),
    ...places.map((code) => `generate k${code.slice(1)} = kommune == '${code}'`),
    'regress inntekt alder u2 u3 u4 u5 u6 u7 u8',
    'regress inntekt alder u2 u3 u4 u5 u6 u7 u8 k02 k03 k04 k05 k06 k07 k08',
  ],
};

/** Some dozens of ordinary scripts about the 12,000 persons of the attack suite, where every rule bites sooner than in a country. */
export const honestScripts: readonly HonestScript[] = Object.entries(scripts).map(([name, lines]) => ({
  name,
  text: [...opening, ...lines, ''].join('\n'),
}));
