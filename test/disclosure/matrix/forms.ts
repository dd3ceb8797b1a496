import { type TestDatabank, testDatabank } from '../../helpers/databank.ts';

/** Persons of the small world that statements are tried on one by one. */
const size = 4000;
const of = <T>(make: (unit: number) => T): T[] => Array.from({ length: size }, (_, unit) => make(unit));
const scattered = (unit: number): number => ((unit * 2_654_435_761) % 4_294_967_296) / 4_294_967_296;

/** The wage of a person who has nothing special. */
export const wageOf = (unit: number): number => Math.round(200_000 + 600_000 * scattered(unit));

/** What is special about somebody, by variable and person. */
export interface Special {
  readonly wage?: ReadonlyMap<number, number>;
  readonly kind?: ReadonlyMap<number, string>;
  readonly text?: ReadonlyMap<number, string>;
  /** 0 for all others. */
  readonly flag?: ReadonlyMap<number, number>;
  readonly sex?: ReadonlyMap<number, string>;
}

/** Persons with a number, a sex, a region, a wage and a wealth, a kind that is `a` to `d`, a text that is a number, and a family. */
export function people({ wage, kind, text, flag, sex }: Special = {}): TestDatabank {
  return testDatabank({
    NR: { values: of((unit) => unit) },
    SEX: {
      values: of((unit) => sex?.get(unit) ?? String(1 + (unit % 2))),
      codes: [
        { code: '1', title: 'Man' },
        { code: '2', title: 'Woman' },
        { code: '9', title: 'Unheard-of' },
      ],
    },
    REGION: { values: of((unit) => `0${1 + (Math.floor(scattered(unit + 11) * 4) % 4)}`), dataType: 'STRING' },
    WAGE: { values: of((unit) => wage?.get(unit) ?? wageOf(unit)) },
    WEALTH: { values: of((unit) => (unit % 3 === 0 ? null : Math.round(1_000_000 * scattered(unit + 7)))) },
    KIND: { values: of((unit) => kind?.get(unit) ?? 'abcd'[Math.floor(scattered(unit + 5) * 4)]!), dataType: 'STRING' },
    FLAG: { values: of((unit) => flag?.get(unit) ?? 0) },
    TEXT: { values: of((unit) => text?.get(unit) ?? String(unit % 40)), dataType: 'STRING' },
    FAMILY: { values: of((unit) => unit >> 1), refersTo: 'FAMILIE' },
    CIVIL: {
      temporality: 'EVENT',
      records: of((unit) => [
        { unit, start: 10_000 + (unit % 900), stop: 14_000, value: '1' },
        { unit, start: 14_001, stop: null, value: '2' },
      ]).flat(),
    },
  });
}

/** The same for each of so many persons, from some number on. */
export function each<T>(from: number, many: number, value: T): ReadonlyMap<number, T> {
  return new Map(Array.from({ length: many }, (_, i) => [from + i, value]));
}

/** The dataset `people` with all of their variables. */
export const opening = `require test.bank:1 as db
create-dataset people
import db/NR as nr
import db/SEX as sex
import db/REGION as region
import db/WAGE as wage
import db/WEALTH as wealth
import db/KIND as kind
import db/TEXT as text
import db/FAMILY as family
`;

/** The panel `waves`, in which everybody has three rows that differ in `money` and `state`. */
export const panel = `clone-dataset people waves
use waves
keep nr sex region wage wealth kind
generate money1 = wage
generate money2 = wage + 1000
generate money3 = wage + 2000
generate state1 = wage > 400000
generate state2 = nr > 2500
generate state3 = sex == '1'
reshape-to-panel money state
`;

/** A statement of each command that reads, of the persons that a condition selects; those of panels run in `waves`. */
export const readings = {
  summarize: (where) => `summarize wage wealth${where}, gini iqr`,
  tabulate: (where) =>
    `tabulate sex region${where}, rowpct freq chi2\ntabulate sex${where}, summarize(wage) mean sum p50 std`,
  correlate: (where) => `correlate wage wealth${where}, obs sig`,
  ci: (where) => `ci wage wealth${where}`,
  normaltest: (where) => `normaltest wage wealth${where}`,
  anova: (where) => `anova wage sex##region${where}, posthoc`,
  barchart: (where) => `barchart(count) sex${where}, over(region)\nbarchart(mean) wage${where}, over(region)`,
  histogram: (where) => `histogram wage${where}, normal freq\nhistogram kind${where}, discrete`,
  boxplot: (where) => `boxplot wage${where}, over(sex)`,
  hexbin: (where) => `hexbin wage wealth${where}, gridsize(4)`,
  piechart: (where) => `piechart region${where}`,
  sankey: (where) => `sankey sex region kind${where}`,
  coefplot: (where) => `coefplot regress wage wealth i.region${where}`,
  regress: (where) => `regress wage wealth i.region${where}`,
} as const satisfies Readonly<Record<string, (where: string) => string>>;

/** The same for commands of panels. */
export const panelReadings = {
  'summarize-panel': (where) => `summarize-panel money wealth${where}, gini iqr`,
  'tabulate-panel': (where) => `tabulate-panel sex${where}\ntabulate-panel sex${where}, summarize(money) mean p50 std`,
  'transitions-panel': (where) => `transitions-panel state${where}`,
} as const satisfies Readonly<Record<string, (where: string) => string>>;

/** All of them. */
export const everyReading = Object.entries({ ...readings, ...panelReadings });
