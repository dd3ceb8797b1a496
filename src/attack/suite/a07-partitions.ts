import type { ReleasedBody } from '../../disclosure/released.ts';
import { AttackError } from '../account.ts';
import type { Outcome, Stage } from '../attack.ts';
import { CountBelief, displaysOf } from '../measures/counts.ts';
import { halvesOf, likelihoodOf } from '../measures/halves.ts';
import { coinOf } from '../moves/partitions.ts';
import { type LoneCell, loneCell } from '../moves/sdc-cells.ts';
import { countOf } from '../reading.ts';
import { guessing, limits } from './define.ts';

/** Few people have few partitions: more tables than this repeat what is known. */
const tables = 60;

/** Tables of one script. */
const tablesPerScript = 4;

/** Candidates for a count that no table shows. */
const candidates = [1, 2, 3, 4];

/** What was shown of a cell, and of its two halves in each table that was shown. */
interface Shown {
  readonly whole: number;
  readonly halves: readonly (readonly [number, number])[];
}

/** Guesses a cell's count from what is shown of it by many divisions; compared with the best guess from the cell alone. */
async function guessCount(stage: Stage, best: (shown: Shown, stage: Stage) => number): Promise<Outcome> {
  const cell = loneCell(stage.random, 4);
  if (cell === undefined) throw new AttackError('there is no small cell');
  const shown = await divided(stage, cell);
  return { success: best(shown, stage) === cell.count, chance: rateOf(cell.count, stage) };
}

/** How often the best guess from what is shown of a set of so many units alone is right. */
function rateOf(count: number, { policy }: Stage): number {
  const isNamed = (shown: number): boolean => {
    const belief = new CountBelief(policy, candidates);
    belief.see(shown);
    return belief.best() === count;
  };
  return [...displaysOf(count, policy)].reduce((rate, [shown, p]) => rate + (isNamed(shown) ? p : 0), 0);
}

async function divided(stage: Stage, { condition, kommune, sivstand }: LoneCell): Promise<Shown> {
  const [whole] = await stage.account.ask(`tabulate kommune sivstand if ${condition}`);
  const halves: (readonly [number, number])[] = [];
  for (let from = 0; from < tables; from += tablesPerScript) {
    const parts = Array.from({ length: tablesPerScript }, (_, i) => {
      const b = `b${String(from + i)}`;
      return `generate ${b} = ${coinOf(stage.scene, stage.random)}\ntabulate kommune sivstand ${b} if ${condition}`;
    });
    const bodies = await stage.account.ask(parts.join('\n'));
    for (const body of bodies.filter(({ type }) => type === 'table')) halves.push(halvesIn(body, kommune, sivstand));
  }
  return { whole: countOf(whole, [kommune, sivstand]), halves };
}

function halvesIn(body: ReleasedBody, kommune: string, sivstand: string): readonly [number, number] {
  return [countOf(body, [kommune, sivstand, 0]), countOf(body, [kommune, sivstand, 1])];
}

/** The mean of the sums of the halves, over the different ones. */
function byMean({ whole, halves }: Shown, { policy }: Stage): number {
  const sums = new Map(halves.map(([one, other]) => [`${String(one)}+${String(other)}`, one + other]));
  const belief = new CountBelief(policy, candidates);
  belief.see(whole);
  const mean = [...sums.values()].reduce((sum, x) => sum + x, 0) / Math.max(1, sums.size);
  if (sums.size > 0) belief.seeSum(mean, 12 / sums.size);
  return belief.best();
}

/** The likeliest count by all that is shown, and how often: nothing better can be concluded. */
function byLikelihood({ whole, halves }: Shown, { policy }: Stage): number {
  const seen = new Map<string, number>();
  for (const [one, other] of halves) seen.set(halvesOf(one, other), (seen.get(halvesOf(one, other)) ?? 0) + 1);
  const likelihoods = candidates.map((n) => likelihoodOf(n, whole, seen, policy));
  return candidates[likelihoods.indexOf(Math.max(...likelihoods))] ?? 1;
}

/** A07: a small count from the sums of its parts, over many ways to divide it. */
export const a07 = [
  guessing(
    ['A07a', 'Gjennomsnitt over mange todelinger', 'Averaging by partitions'],
    'data',
    limits(0.15, 0.05),
    (stage) => guessCount(stage, byMean),
    { onlySdc: true, costs: 0.5 },
  ),
  guessing(
    ['A07b', 'Mange todelinger, tolket så godt som mulig (R-3)', 'Many partitions, read as well as possible (R-3)'],
    'data',
    limits({ most: 0.5, flaggedWithin: 16, blockedWithin: 24 }, 0.05),
    (stage) => guessCount(stage, byLikelihood),
    { onlySdc: true, dependsOnHistory: true, costs: 0.5 },
  ),
] as const;
