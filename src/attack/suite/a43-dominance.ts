import { enterprises, largestFirms } from '../moves/enterprises.ts';
import { cellOf, coefficientOf } from '../reading.ts';
import { guessing, limits } from './define.ts';

/** A43: the turnover of the firm that dominates its industry, as its rival would look for it. */
export const a43 = [
  guessing(
    [
      'A43a',
      'Dominans: summen i næringen, og marginen minus de andre',
      "Dominance: the industry's sum, and the margin minus the others",
    ],
    'data',
    limits(0.05, 0.05),
    async ({ account }) => {
      const firms = largestFirms();
      const [largest, rival] = [firms[0]?.omsetning ?? 0, firms[1]?.omsetning ?? 0];
      const [table] = await account.ask(`${enterprises}\ntabulate naering, summarize(omsetning) sum`);
      const codes = Array.from({ length: 12 }, (_, i) => `N${String(i + 1).padStart(2, '0')}`);
      const others = codes.slice(0, -1).map((code) => cellOf(table, [code]) ?? 0);
      const total = cellOf(table, [undefined]);
      const sum =
        cellOf(table, ['N12']) ?? (total === undefined ? undefined : total - others.reduce((a, b) => a + b, 0));
      // The rival knows its own turnover; the small ones are a fifth of the sum.
      const guess = sum === undefined ? undefined : 0.8 * sum - rival;
      return { success: guess !== undefined && Math.abs(guess - largest) <= 0.1 * largest, chance: 0 };
    },
    { onlySdc: true },
  ),
  guessing(
    ['A43b', 'Dominans: dummyer for foretak', 'Dominance: dummies for firms'],
    'data',
    limits(0.05, 0.05),
    async ({ account }) => {
      const [first, second] = largestFirms();
      const [one, two] = [String(first?.nr ?? 0), String(second?.nr ?? 0)];
      const bodies = await account.ask(`${enterprises}
generate a = firmanr == ${one} | firmanr == ${two}
generate large = firmanr == ${one}
regress omsetning a large
generate pair = (naering == 'N12') + (firmanr == ${one})
regress omsetning i.pair
tabulate pair, summarize(omsetning) mean`);
      const guesses = [coefficientOf(bodies[0], 'large'), coefficientOf(bodies[1], '2.pair'), cellOf(bodies[2], [2])];
      const largest = first?.omsetning ?? 0;
      const success = guesses.some((x) => x !== undefined && Math.abs(x - largest) <= 0.1 * largest);
      return { success, chance: 0 };
    },
    { onlySdc: true },
  ),
] as const;
