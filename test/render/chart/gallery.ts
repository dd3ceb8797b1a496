import type { BoxChartData } from '../../../src/render/chart/box-data.ts';
import type { BarChartData, ChartData, HistogramData } from '../../../src/render/chart/chart-data.ts';
import { chartOf } from '../../../src/render/view/view-of.ts';
import { bodies } from '../bodies/all.ts';

const industries = [
  'Jordbruk, skogbruk og fiske',
  'Bergverksdrift og utvinning',
  'Industri',
  'Elektrisitets-, gass-, damp- og varmtvannsforsyning',
  'Vannforsyning, avløps- og renovasjonsvirksomhet',
  'Bygge- og anleggsvirksomhet',
  'Varehandel, reparasjon av motorvogner',
  'Transport og lagring',
  'Overnattings- og serveringsvirksomhet',
  'Informasjon og kommunikasjon',
  'Finansierings- og forsikringsvirksomhet',
  'Omsetning og drift av fast eiendom',
  'Faglig, vitenskapelig og teknisk tjenesteyting',
  'Forretningsmessig tjenesteyting',
  'Offentlig administrasjon og forsvar, og trygdeordninger underlagt offentlig forvaltning',
  'Undervisning',
  'Helse- og sosialtjenester',
];
const names = ['Aurskog-Høland', 'Nord-Aurdal', 'Indre Østfold', 'Guovdageaidnu – Kautokeino', 'Ål', 'Sør-Varanger'];
/** As many municipalities as there have been in a year. */
const municipalities = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => `${names[i % names.length] ?? ''} ${301 + i}`);
const level = (i: number): number => Math.round(400_000 + 90_000 * Math.sin(i * 1.7) + 700 * i);
const digits = (value: number): string => String(Math.round(value));

/** Bars of these groups and series; values by their places. */
export function bars(
  groups: readonly string[],
  options: Partial<BarChartData> & { readonly value?: (group: number, series: number) => number | undefined } = {},
): BarChartData {
  const { value = level, facets = [{ label: '', bars: [] }], series = [''], ...others } = options;
  return {
    type: 'bars',
    groups,
    groupTitle: 'naering',
    series,
    seriesTitle: series.length > 1 ? 'arbeidstidsordning' : '',
    valueTitle: 'Gj.snitt lonn',
    stack: false,
    horizontal: false,
    isScale: false,
    ...others,
    facets: facets.map(({ label }, f) => ({
      label,
      bars: groups.flatMap((_, group) =>
        series.map((__, s) => {
          const shown = value(group + f, s);
          return { group, series: s, value: shown, text: shown === undefined ? '--' : digits(shown) };
        }),
      ),
    })),
  };
}

function boxes(groups: readonly string[], options: Partial<BoxChartData> = {}): BoxChartData {
  const { series = [''] } = options;
  return {
    type: 'boxes',
    variables: ['lonn'],
    groups,
    groupTitle: 'kommune',
    series,
    valueTitle: 'lonn',
    isDate: false,
    kinds: [{ decimals: 0 }],
    horizontal: false,
    facets: [
      {
        label: '',
        boxes: groups.flatMap((_, group) =>
          series.map((__, s) => {
            const middle = level(group) - 450_000;
            const [lower, p25, p75, upper] = [-300_000, -90_000, 120_000, 400_000].map((by) => middle + by);
            return {
              group,
              series: s,
              lower: lower ?? 0,
              p25: p25 ?? 0,
              p50: middle,
              p75: p75 ?? 0,
              upper: upper ?? 0,
              mean: middle + 20_000,
              text: digits(middle),
            };
          }),
        ),
      },
    ],
    ...options,
  };
}

function histogram(from: number, width: number, bins: number, options: Partial<HistogramData> = {}): HistogramData {
  const { facets = [{ label: '', bars: [], curve: [] }], ...others } = options;
  return {
    type: 'histogram',
    valueTitle: 'Tetthet',
    axisTitle: 'formue',
    isDate: false,
    edgeKind: others.isDate === true ? 'date' : { decimals: 0 },
    heightKind: { decimals: 8 },
    ...others,
    facets: facets.map(({ label }) => ({
      label,
      curve: [],
      bars: Array.from({ length: bins }, (_, i) => {
        const height = i % 5 === 3 ? 0 : 1e-7 * (1 + Math.abs(Math.sin(i)));
        return { lower: from + i * width, upper: from + (i + 1) * width, height, text: height.toFixed(8) };
      }),
    })),
  };
}

const shifts = ['Dagarbeid på hverdager', 'Skift- og turnusarbeid med nattevakter', 'Helgearbeid', 'Annet'];
const facetsOf = (labels: readonly string[]) => labels.map((label) => ({ label: `naering: ${label}`, bars: [] }));

const extremes: Readonly<Record<string, ChartData>> = {
  'long names': bars(industries),
  'long names, lying': bars(industries, { horizontal: true }),
  'long names and series': bars(industries.slice(0, 6), { series: shifts }),
  'long names, stacked': bars(industries, { series: shifts, stack: true, horizontal: true }),
  'names of two variables': bars(industries.slice(0, 5).flatMap((a) => ['Mann', 'Kvinne'].map((b) => `${a} · ${b}`))),
  'one category': bars(['Alle']),
  'one category without a break': bars(['Utdanningsforsknings-og-utviklingsvirksomhetsavdelingsledere']),
  'values below, at and above zero': bars(industries.slice(0, 7), { value: (group) => (group - 3) * 1.5e9 }),
  'only negative values, lying': bars(names, { value: (group) => -1 - group, horizontal: true }),
  'only zeros': bars(names, { value: () => 0 }),
  'some values withheld': bars(names, { value: (group) => (group % 2 === 0 ? undefined : level(group)) }),
  '356 municipalities': bars(municipalities(356), { groupTitle: 'kommune' }),
  '400 municipalities by sex, lying': bars(municipalities(400), { series: ['Mann', 'Kvinne'], horizontal: true }),
  'sixty values of a number': bars(
    Array.from({ length: 60 }, (_, i) => String(1950 + i)),
    { isScale: true, groupTitle: 'fodselsar' },
  ),
  'values of a number, in facets': bars(
    Array.from({ length: 30 }, (_, i) => String(30 + i)),
    { isScale: true, groupTitle: 'alder', facets: facetsOf(industries.slice(3, 6)) },
  ),
  'bars that end at days': bars(['Mann', 'Kvinne'], { isDate: true, value: (group) => 2720 - group * 10_000 }),
  'bars that end at days of one year': bars(['Mann', 'Kvinne'], { isDate: true, value: (group) => 200 + group }),
  'facets with long names': bars(shifts, { facets: facetsOf(industries.slice(3, 8)), series: ['Mann', 'Kvinne'] }),
  'lying facets': bars(shifts, { facets: facetsOf(industries.slice(12, 15)), horizontal: true }),
  'fifteen series': bars(['Oslo', 'Vestland'], { series: industries.slice(0, 15) }),
  '356 boxes': boxes(municipalities(356)),
  'boxes with long names and series': boxes(industries.slice(0, 4), { series: ['lonn', 'naeringsinntekt'] }),
  'lying boxes': boxes(industries, { horizontal: true }),
  'histogram below and above zero': histogram(-1_500_000, 100_000, 30),
  'histogram of one bin': histogram(0, 1, 1),
  'histogram of dates': histogram(-9000, 1000, 25, { isDate: true }),
  'histogram of large numbers, in facets': histogram(-2e9, 5e8, 12, {
    facets: shifts.map((label) => ({ label: `arbeidstid: ${label}`, bars: [], curve: [] })),
  }),
  'a pie of one slice': {
    type: 'pie',
    title: 'x',
    slices: [{ label: 'Alle', count: 10, percentText: '100.00', text: '10 (100.0 %)' }],
  },
  'a pie of small slices': {
    type: 'pie',
    title: 'x',
    slices: industries.map((label, i) => {
      const count = i === 2 ? 9000 : 10 + i;
      return { label, count, percentText: '0.10', text: `${count} (0.1 %)` };
    }),
  },
  'a pie of sixty slices': {
    type: 'pie',
    title: 'x',
    slices: municipalities(60).map((label, i) => ({
      label,
      count: 100 + i,
      percentText: '1',
      text: `${100 + i} (1 %)`,
    })),
  },
  'flows of many categories': {
    type: 'flow',
    title: 'x',
    stages: ['naering2001', 'naering2011', 'naering2021_med_et_langt_navn'].map((title) => ({
      title,
      nodes: industries.map((label, i) => ({ label, count: 50 + 300 * (i % 4), text: '50', colour: '#0072b2' })),
    })),
    links: [0, 1].map(() =>
      industries.flatMap((_, from) => [from, (from + 5) % 17].map((to) => ({ from, to, count: 25, text: '25' }))),
    ),
  },
  'forty coefficients': {
    type: 'coefficients',
    dependent: 'lonn',
    axisTitle: 'Koeffisient · KI (95%)',
    reference: 0,
    facets: [{ label: '' }],
    coefficients: Array.from({ length: 40 }, (_, i) => {
      const estimate = (i - 12) * 1e5;
      const label = `naering: ${industries[i % 17] ?? ''} # arbeidstid: ${shifts[i % 4] ?? ''} ${i}`;
      return { label, estimate, interval: { lower: estimate - 2e5, upper: estimate + 2e5 }, text: digits(estimate) };
    }),
  },
};

/** Charts of every type, as they usually are and as they get when names are long, groups many, and numbers odd. */
export const gallery: readonly (readonly [name: string, chart: ChartData])[] = [
  ...Object.entries(bodies).flatMap(([name, body]) => {
    const chart = chartOf(body, 'nb');
    return chart === undefined ? [] : [[name, chart] as const];
  }),
  ...Object.entries(extremes),
];
