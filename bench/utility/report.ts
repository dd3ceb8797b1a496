import type { CorpusCost } from './corpus.ts';
import { type Measures, sizes } from './measure.ts';

/** What a column of the report is about. */
export interface Measured {
  readonly title: string;
  /** Whose targets apply. */
  readonly targets: 'strict' | 'hardened' | 'reusing' | undefined;
  readonly measures: Measures;
  readonly corpus: CorpusCost;
}

/** A line of the report: what each policy comes to, and what `strict` and `hardened` should. */
interface Line {
  readonly name: string;
  readonly of: (measures: Measures) => number;
  /** The most that is admitted, in either direction; absent where the number is only reported. */
  readonly strict?: number;
  readonly hardened?: number;
  /** Instead of that of `hardened`, where cells take the numbers of near ones; `null` where none is set. */
  readonly reusing?: number | null;
  readonly digits: number;
}

/** Percentages of numbers that are shares. */
const percent = (value: number): number => 100 * value;

function each<T extends number>(list: readonly T[], line: (size: T, at: number) => Line): readonly Line[] {
  return list.map(line);
}

const counts: readonly Line[] = [
  {
    name: 'counts of 10 and more: mean |error|',
    of: ({ tallies }) => tallies.of('count', '10+').meanAbsolute,
    strict: 1.6,
    hardened: 1.6,
    reusing: null,
    digits: 3,
  },
  {
    name: '  bias',
    of: ({ tallies }) => tallies.of('count', '10+').bias,
    strict: 0.05,
    hardened: 0.05,
    reusing: null,
    digits: 3,
  },
  {
    name: '  largest |error|',
    of: ({ tallies }) => tallies.of('count', '10+').largest,
    strict: 5,
    hardened: 5,
    // The noise, and a near cell's number instead of its own: at most nine units away.
    reusing: 14,
    digits: 0,
  },
  { name: '  shown unchanged, %', of: ({ tallies }) => percent(tallies.of('unchanged').bias), digits: 1 },
  {
    name: 'counts of 1 to 9: mean |error|',
    of: ({ tallies }) => tallies.of('count', '1-9').meanAbsolute,
    strict: 2.8,
    digits: 3,
  },
  { name: '  bias', of: ({ tallies }) => tallies.of('count', '1-9').bias, strict: 0.1, digits: 3 },
  {
    name: 'counts of 5 to 9: mean |error|',
    of: ({ tallies }) => tallies.of('count', '5-9').meanAbsolute,
    strict: 2.8,
    hardened: 2.8,
    digits: 3,
  },
];

const shares = each(sizes.shares, (size, at) => {
  const target = [1.8, 0.35, 0.18, 0.02][at]!;
  return {
    name: `percentages of ${grouped(size)}: mean |error|, points`,
    of: ({ tallies }) => tallies.of('share', size).meanAbsolute,
    strict: target,
    hardened: target,
    digits: 3,
  };
});

const means: readonly Line[] = [
  {
    name: 'means: bias, in sizes of their noise',
    of: (measures) => measures.biasOfMeans(),
    strict: 0.05,
    hardened: 0.05,
    digits: 3,
  },
  ...each(sizes.means, (size, at) => {
    const target = [12, 7.5, 4.5, 2.5, 0.3, 0.03][at]!;
    return {
      name: `means of ${grouped(size)}: mean |error|, %`,
      of: ({ tallies }) => percent(tallies.of('mean', size).meanAbsolute),
      strict: target,
      hardened: 2 * target,
      digits: 3,
    };
  }),
  ...each(sizes.means, (size) => ({
    name: `means of ${grouped(size)}: noise / standard error`,
    of: ({ tallies }) => tallies.of('mean in se', size).rms,
    digits: 2,
  })),
  ...each(
    ['mean', 'std', 'gini'].map((_, at) => at),
    (at) => {
      const key = ['mean', 'std', 'gini'][at]!;
      return {
        name: `winsorising: mean change of the ${{ mean: 'mean', std: 'standard deviation', gini: 'Gini coefficient' }[key]!}, %`,
        of: ({ tallies }) => percent(tallies.of('winsor', key).bias),
        digits: 2,
      };
    },
  ),
];

function percentiles(kind: string, title: string, targets: readonly (number | undefined)[]): readonly Line[] {
  return sizes.percentiles.flatMap((size, at): readonly Line[] => {
    const target = targets[at];
    if (target === undefined) return [];
    return [
      {
        name: `${title} of ${grouped(size)}: mean |error|, %`,
        of: ({ tallies }) => percent(tallies.of(kind, size).meanAbsolute),
        strict: target,
        hardened: target,
        digits: 3,
      },
      {
        name: '  as shown, with three digits, %',
        of: ({ tallies }) => percent(tallies.of(kind, 'shown', size).meanAbsolute),
        digits: 3,
      },
      ...(size === targetedFrom(targets) ? othersOf(kind, size) : []),
    ];
  });
}

/** The smallest size that there is a target for. */
function targetedFrom(targets: readonly (number | undefined)[]): number | undefined {
  return sizes.percentiles[targets.findIndex((target) => target !== undefined)];
}

/**
 * Smoothing mixes a percentile of few with their largest values, so that a huge one shows in it; and a small percentile moves by
 * more of itself.
 */
function othersOf(kind: string, size: number): readonly Line[] {
  const line = (name: string, other: string): Line => ({
    name,
    of: ({ tallies }) => percent(tallies.of(`${kind} ${other}`, size).meanAbsolute),
    digits: 3,
  });
  return [
    line('  where huge values are among them, %', 'with huge values'),
    line('  of wages, many of them next to nothing, %', 'of wages'),
  ];
}

const models: readonly Line[] = [
  {
    name: 'coefficients: largest relative change',
    of: ({ tallies }) => tallies.of('coefficient').largest,
    strict: 1e-10,
    digits: -1,
  },
  {
    name: '  where a column is left out (DC-21)',
    of: ({ tallies }) => tallies.of('coefficient of less').largest,
    digits: -1,
  },
  {
    name: 'standard errors: largest relative change',
    of: ({ tallies }) => tallies.of('se').largest,
    strict: 1e-10,
    digits: -1,
  },
  {
    name: '  where a column is left out (DC-21)',
    of: ({ tallies }) => tallies.of('se of less').largest,
    digits: -1,
  },
  ...each(sizes.models, (size, at) => ({
    name: `rms Δβ / SE, n about ${grouped(size)}`,
    of: ({ tallies }: Measures) => tallies.of('coefficient in se', size).rms,
    hardened: [0.7, 0.3, 0.16][at]!,
    digits: 3,
  })),
  {
    name: '  of levels with less than 1 % of the sample',
    of: ({ tallies }) => tallies.of('coefficient in se', 'rare').rms,
    digits: 3,
  },
  {
    name: '5 % significance changed (n ≥ 10 000), %',
    of: ({ tallies }) => percent(tallies.of('significance').bias),
    strict: 0,
    hardened: 5,
    digits: 2,
  },
  { name: 'coefficients not shown, %', of: ({ tallies }) => percent(tallies.of('coefficients lost').bias), digits: 2 },
  { name: 'correlations: mean |error|', of: ({ tallies }) => tallies.of('correlation').meanAbsolute, digits: 4 },
];

const rest: readonly Line[] = [
  {
    // The targets are those of what is above: less is as good.
    name: 'χ²: what it exceeds Σ4/E by, % of that',
    of: ({ tallies }) => percent(Math.max(0, tallies.of('chi2').bias / tallies.of('chi2 expected').bias)),
    strict: 5,
    hardened: 5,
    // Cells that have a near cell's number have more noise than their own.
    reusing: null,
    digits: 1,
  },
  { name: '  mean Σ4/E, what the noise adds', of: ({ tallies }) => tallies.of('chi2 expected').bias, digits: 3 },
  {
    name: 'histograms: total variation distance',
    of: ({ tallies }) => tallies.of('histogram').meanAbsolute,
    digits: 4,
  },
  { name: 'counts in tables shown as --, %', of: ({ tallies }) => percent(tallies.of('suppressed').bias), digits: 2 },
  { name: 'analyses refused, %', of: ({ tables, refusals }) => percent(refusals / tables), digits: 2 },
  {
    name: 'populations replaced in a run (DC-30)',
    of: ({ replaced, runs }) => replaced / runs,
    strict: 0,
    hardened: 0,
    digits: 2,
  },
  { name: 'cells reused in a run (DC-31)', of: ({ reused, runs }) => reused / runs, digits: 0 },
  { name: 'runs flagged for the operator (DC-32), %', of: ({ flagged, runs }) => percent(flagged / runs), digits: 0 },
  {
    name: 'runs paused (DC-32), %',
    of: ({ paused, runs }) => percent(paused / runs),
    strict: 0,
    hardened: 0,
    digits: 0,
  },
];

const lines: readonly Line[] = [
  ...counts,
  ...shares,
  ...means,
  ...percentiles('median', 'medians', [4, 1, 0.2, 0.05]),
  ...percentiles('quartiles', 'quartiles', [5, 1.2, 0.3, 0.05]),
  ...percentiles('tails', '1st and 99th percentile', [undefined, undefined, 6, 0.5]),
  ...models,
  ...rest,
];

/** The report as text; targets stand in brackets, and `OVER` behind what exceeds one. */
export function reportOf(measured: readonly Measured[], head: string): string {
  const table = lines.map((line) =>
    row(
      line.name,
      measured.map(({ targets, measures }) => cellOf(line.of(measures), line.digits, targetOf(line, targets))),
    ),
  );
  return [
    head,
    row(
      '',
      measured.map(({ title }) => title),
    ),
    ...table,
    '',
    'The scripts in examples/:',
    ...corpusLines(measured),
    '',
    ...measured.flatMap(({ title, measures, corpus }) =>
      [...measures.refused, ...corpus.refused].map((refused) => `refused under ${title}: ${refused}`),
    ),
    '',
  ].join('\n');
}

function targetOf({ strict, hardened, reusing }: Line, targets: Measured['targets']): number | undefined {
  if (targets === 'strict') return strict;
  if (targets === 'reusing' && reusing !== undefined) return reusing ?? undefined;
  return targets === undefined ? undefined : hardened;
}

function corpusLines(measured: readonly Measured[]): readonly string[] {
  const of = (name: string, value: (corpus: CorpusCost) => string): string =>
    row(
      name,
      measured.map(({ corpus }) => value(corpus)),
    );
  return [
    of('results', ({ results }) => String(results)),
    of('  refused', ({ refused }) => String(refused.length)),
    of('numbers in tables', ({ numbers }) => String(numbers)),
    of('  not shown, %', ({ numbers, suppressed }) => percent(suppressed / numbers).toFixed(2)),
  ];
}

function cellOf(value: number, digits: number, target: number | undefined): string {
  if (Number.isNaN(value)) return '';
  const text = digits < 0 ? value.toExponential(0) : value.toFixed(digits);
  if (target === undefined) return text;
  const limit = target < 1e-6 && target > 0 ? target.toExponential(0) : String(target);
  return `${text} [${limit}]${Math.abs(value) > target ? ' OVER' : ''}`;
}

function row(name: string, cells: readonly string[]): string {
  return (name.padEnd(52) + cells.map((cell) => cell.padStart(20)).join('')).trimEnd();
}

function grouped(size: number): string {
  return String(size).replace(/(?<=\d)(?=(?:\d{3})+$)/gu, ' ');
}
