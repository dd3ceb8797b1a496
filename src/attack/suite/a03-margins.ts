import type { ReleasedBody } from '../../disclosure/released.ts';
import { AttackError } from '../account.ts';
import type { Outcome, Stage } from '../attack.ts';
import { CountBelief, candidateCounts } from '../measures/counts.ts';
import { estimateCell, type Observation } from '../measures/relations.ts';
import { illThere, largeAreas, smallCell } from '../moves/sdc-cells.ts';
import { type CellAddress, cellOf } from '../reading.ts';
import { guessing, limits } from './define.ts';

/** Variance of the noise of a count, by the published table. */
const variance = 4;

/** One way to classify the ill: codes of a dimension, or only its total. */
interface Dimension {
  readonly codes: readonly string[];
}

/** What a table shows of all cells and all sums over dimensions, as sums of the cells of the finest classification. */
function observationsOf(body: ReleasedBody | undefined, dimensions: readonly Dimension[]): readonly Observation[] {
  const addresses = product(dimensions.map(({ codes }) => [...codes, undefined]));
  const finest = product(dimensions.map(({ codes }) => codes));
  return addresses.flatMap((address): Observation[] => {
    const shown = cellOf(body, address);
    const cells = finest.flatMap((cell, i) =>
      cell.every((code, d) => address[d] === undefined || address[d] === code) ? [i] : [],
    );
    // The target's own display is judged by its exact distribution; a suppressed one says little about others.
    if (shown === undefined || (cells.length === 1 && cells[0] === 0)) return [];
    return [{ cells, shown, variance }];
  });
}

function product<T>(lists: readonly (readonly T[])[]): readonly (readonly T[])[] {
  return lists.reduce<readonly (readonly T[])[]>(
    (all, list) => all.flatMap((one) => list.map((x) => [...one, x])),
    [[]],
  );
}

/** Guesses from the display and the relations; somebody with the display alone is the baseline. */
function judgeCell(
  { policy }: Stage,
  count: number,
  shown: number,
  estimate: ReturnType<typeof estimateCell>,
): Outcome {
  const alone = new CountBelief(policy, candidateCounts);
  alone.see(shown);
  const all = new CountBelief(policy, candidateCounts);
  all.see(shown);
  if (estimate !== undefined) all.seeSum(estimate.value, estimate.variance);
  return { success: all.best() === count, chance: alone.best() === count ? 1 : 0 };
}

function first(code: string, codes: readonly string[]): readonly string[] {
  return [code, ...codes.filter((other) => other !== code)];
}

const educations = ['1', '2', '3', '4', '5', '6', '7', '8'];

async function play(stage: Stage, levels: readonly ('kommune' | 'utd' | 'kjonn')[]): Promise<Outcome> {
  const cell = smallCell(stage.random, 9);
  if (cell === undefined) throw new AttackError('there is no small cell');
  const split = levels.includes('kjonn');
  // With sexes the cell is the sum over them, which sub-tables show once more, each with noise of its own.
  const tables = split ? ['kommune utd kjonn', 'kommune kjonn', 'utd kjonn', 'kommune utd'] : ['kommune utd'];
  const bodies = await stage.account.ask(tables.map((names) => `tabulate ${names} if ${illThere}`).join('\n'));
  const areas = first(cell.kommune, largeAreas);
  const schools = first(cell.utd, educations);
  const plain = bodies[split ? 3 : 0];
  const relations = [...observationsOf(plain, [{ codes: areas }, { codes: schools }])];
  if (split) relations.push(...bySex(bodies, { areas, schools }));
  const own: CellAddress = [cell.kommune, cell.utd];
  const estimate = estimateCell(areas.length * schools.length, relations);
  return judgeCell(stage, cell.count, cellOf(plain, own) ?? 0, estimate);
}

/** Sums over the sexes of what is shown by sex: each is the cell once more, with the noise of two. */
function bySex(
  bodies: readonly ReleasedBody[],
  { areas, schools }: { readonly areas: readonly string[]; readonly schools: readonly string[] },
): readonly Observation[] {
  const finest = product([areas, schools]);
  const sums = (body: ReleasedBody | undefined, addressOf: (sex: string) => CellAddress, cells: readonly number[]) => {
    const [one, two] = ['1', '2'].map((sex) => cellOf(body, addressOf(sex)));
    return one === undefined || two === undefined ? [] : [{ cells, shown: one + two, variance: 2 * variance }];
  };
  const all = (matches: (cell: readonly string[]) => boolean): readonly number[] =>
    finest.flatMap((cell, i) => (matches(cell) ? [i] : []));
  return [
    ...finest.flatMap(([area, school], i) => sums(bodies[0], (sex) => [area, school, sex], [i])),
    ...areas.flatMap((area) =>
      sums(
        bodies[1],
        (sex) => [area, sex],
        all(([a]) => a === area),
      ),
    ),
    ...schools.flatMap((school) =>
      sums(
        bodies[2],
        (sex) => [school, sex],
        all(([, s]) => s === school),
      ),
    ),
  ];
}

/** A03: margins minus cells. */
export const a03 = [
  guessing(
    ['A03a', 'Marginer minus celler: toveis tabell', 'Margins minus cells: a two-way table'],
    'data',
    limits(0.12, 0.12),
    (stage) => play(stage, ['kommune', 'utd']),
    { onlySdc: true },
  ),
  guessing(
    [
      'A03b',
      'Marginer minus celler: alle deltabeller av en treveis tabell',
      'Margins minus cells: all sub-tables of a three-way table',
    ],
    'data',
    limits(0.3, 0.3),
    (stage) => play(stage, ['kommune', 'utd', 'kjonn']),
    { onlySdc: true },
  ),
] as const;
