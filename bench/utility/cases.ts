import { sdcBank } from '../../src/attack/population/databank.ts';

/** One analysis of the grid: a statement, and who it is about when that is not everybody. */
export interface UtilityCase {
  readonly statement: string;
  /** The condition, which belongs to the statement. */
  readonly about?: string;
}

/** Ordinary analyses of a databank: what is done first, and then each of them. */
export interface UtilityGrid {
  readonly databank: string;
  readonly version: string;
  readonly prelude: readonly string[];
  readonly cases: readonly UtilityCase[];
}

const everybody = (...statements: readonly string[]): readonly UtilityCase[] =>
  statements.map((statement) => ({ statement }));

/** The same statement about each of these: `*` stands where the condition goes. */
const about = (conditions: readonly string[], statement: string): readonly UtilityCase[] =>
  conditions.map((condition) => ({ statement: statement.replace('*', `if ${condition}`), about: condition }));

/** Municipalities of SDCPOP-1 with some thousand inhabitants, and some hundreds. */
const places = ['K02', 'K03', 'K04', 'K07', 'K12', 'K20'].map((code) => `kommune == '${code}'`);

/** Divides people by what has no meaning into so many groups. */
const haphazard = (groups: number): string => `generate by${groups} = inntekt - ${groups} * int(inntekt / ${groups})`;

/** Counts, means, percentiles, charts and models on the population of the attack suite: 12,000 persons. */
export const populationGrid: UtilityGrid = {
  databank: sdcBank,
  version: '1',
  prelude: [
    'create-dataset d',
    ...['KOMMUNE', 'KJONN', 'FAAR', 'UTD', 'SIVSTAND', 'SYK', 'INNTEKT'].map(
      (name) => `import b/${name} as ${name.toLowerCase()}`,
    ),
    'generate alder = 2026 - faar',
    'generate lninnt = ln(inntekt)',
    // Incomes without the twelve of 20 to 80 million, which are a log-normal distribution.
    'generate lonn = rowmin(inntekt, 3000000)',
    'generate kvinne = kjonn == "2"',
  ],
  cases: [
    ...everybody(
      'tabulate kommune',
      'tabulate kjonn',
      'tabulate faar',
      'tabulate kommune kjonn, freq rowpct',
      'tabulate kommune utd, freq rowpct',
      'tabulate syk kommune, freq colpct',
      'tabulate syk faar, freq colpct',
      'tabulate kommune sivstand utd',
      'tabulate kommune faar',
      'tabulate sivstand kjonn, freq rowpct colpct cellpct chi2',
      'tabulate utd sivstand, freq chi2',
      'summarize lonn inntekt alder',
      'ci inntekt',
      'tabulate kjonn, summarize(inntekt) mean std p50',
      'tabulate kommune, summarize(inntekt) mean std p25 p50 p75 gini',
      'tabulate faar, summarize(inntekt) mean std p25 p50 p75',
      'tabulate kommune kjonn, summarize(inntekt) mean std p25 p50 p75',
      'tabulate kommune utd, summarize(inntekt) mean std p25 p50 p75',
      'tabulate kommune faar, summarize(inntekt) mean std',
      'correlate lninnt alder syk, sig',
      'histogram inntekt, bin(20)',
      'histogram alder, bin(20)',
      'histogram faar, discrete',
      'barchart (mean) inntekt, over(utd)',
      'regress lninnt alder kvinne i.utd',
      'regress lninnt alder i.kommune i.sivstand, robust',
      'regress syk alder kvinne',
    ),
    ...about(places, 'tabulate utd kjonn *, freq chi2'),
    ...about(places, 'summarize lonn inntekt *'),
    ...about(places, 'histogram inntekt *, bin(10)'),
    ...about(places, 'regress lninnt alder kvinne i.utd *'),
    ...about(places, 'regress syk alder kvinne *'),
  ],
};

/**
 * Many cells of about 50, 200 and 1,000 persons who have nothing in common. Each size is a script of its own: to divide the same
 * people again and again is what an averaging attack does.
 */
export const sizedGrids: readonly UtilityGrid[] = [
  [240, 241],
  [60, 61],
  [11, 12, 13],
].map((divisions) => ({
  databank: sdcBank,
  version: '1',
  prelude: [
    'create-dataset d',
    'import b/INNTEKT as inntekt',
    'generate lonn = rowmin(inntekt, 3000000)',
    ...divisions.map(haphazard),
  ],
  cases: everybody(
    ...divisions.flatMap((groups) => [
      `tabulate by${groups}`,
      `tabulate by${groups}, summarize(lonn) mean std p25 p50 p75`,
    ]),
    `tabulate by${divisions[0]!}, summarize(inntekt) p25 p50 p75`,
  ),
}));

/** Ordinary analyses of some 10,000 of them: eleven of thirteen such groups. */
export const tenThousandGrid: UtilityGrid = {
  ...populationGrid,
  prelude: [...populationGrid.prelude, haphazard(13)],
  cases: [
    ...about(['by13 > 1'], 'tabulate kjonn sivstand *, freq cellpct'),
    ...about(['by13 > 1'], 'summarize lonn inntekt *'),
    ...about(['by13 > 1'], 'regress lninnt alder kvinne i.utd *'),
    ...about(['by13 > 1'], 'regress syk alder kvinne i.sivstand *'),
  ],
};

/** Persons of the demo databank in the grid of larger numbers: some 100,000 of them have wages. */
export const demoPersons = 400_000;

/** Tables by municipality and models on a sample of a whole country. */
export const countryGrid: UtilityGrid = {
  databank: 'no.ssb.fdb',
  version: '60',
  prelude: [
    'create-dataset d',
    'import b/BEFOLKNING_KJOENN as sex',
    'import b/BEFOLKNING_FOEDSELS_AAR_MND as birth',
    'import b/BEFOLKNING_KOMMNR_FORMELL 2021-01-01 as muni',
    'import b/SIVSTANDFDT_SIVSTAND 2021-01-01 as civil',
    'import b/INNTEKT_WLONN 2021-12-31 as wage',
    // So that every analysis is about the same persons.
    'keep if wage > 0',
    'generate woman = sex == "2"',
    'generate age = 2021 - int(birth / 100)',
    'generate lnwage = ln(wage)',
    // Groups of about 10,000 who have nothing in common.
    'generate by10 = wage - 10 * int(wage / 10)',
  ],
  cases: everybody(
    'tabulate muni',
    'tabulate sex',
    'tabulate civil',
    'tabulate by10',
    'tabulate by10, summarize(wage) mean std p25 p50 p75',
    'tabulate muni sex, freq rowpct',
    'tabulate muni, summarize(wage) mean std p25 p50 p75',
    'histogram wage, bin(30)',
    'regress lnwage woman age i.civil',
  ),
};

/** The script of a grid, one statement to a line. */
export function scriptOf({ databank, version, prelude, cases }: UtilityGrid): string {
  return [`require ${databank}:${version} as b`, ...prelude, ...cases.map(({ statement }) => statement), ''].join('\n');
}
