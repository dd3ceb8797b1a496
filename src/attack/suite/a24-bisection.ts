import type { Stage } from '../attack.ts';
import { bisect, isNarrow } from '../moves/bisect.ts';
import { filled, guessing, limits } from './define.ts';

/**
 * Looks for a value near a rank by what a cut shows; found is what is bracketed within one in a thousand.
 *
 * @param span from where to where the search goes: what is known of the domain
 */
export async function search(
  stage: Stage,
  span: readonly [low: number, high: number],
  script: (cut: string) => string,
): Promise<boolean> {
  const bracket = await bisect(
    ...span,
    26,
    async (cut) => {
      const [body] = await stage.account.ask(filled(script(cut.toFixed(3)), stage));
      return body?.type === 'table' ? JSON.stringify(body.rows) : undefined;
    },
    isNarrow,
  );
  return isNarrow(bracket);
}

/** The whole domain of the value, as its description gives it. */
function domainOf({ scene: { truth } }: Stage): readonly [number, number] {
  const middle = truth.values[Math.floor(truth.size / 2)] ?? 0;
  return [0, 38 * middle];
}

/** A24: a value near a rank, by halving. */
export const a24 = [
  guessing(
    ['A24a', 'Halvering: som populasjon', 'Bisection: as populations'],
    'data',
    limits(0.2, 0.05),
    async (stage) => ({
      success: await search(stage, domainOf(stage), (cut) => `generate one = 1\ntabulate one if $value > ${cut}`),
      chance: 0,
    }),
    { dependsOnHistory: true, costs: 2 },
  ),
  guessing(
    ['A24b', 'Halvering: som celler (R-4)', 'Bisection: as cells (R-4)'],
    'data',
    limits('measured', 0.05),
    async (stage) => ({
      success: await search(stage, domainOf(stage), (cut) => `generate b = $value > ${cut}\ntabulate b`),
      chance: 0,
    }),
    { dependsOnHistory: true, costs: 2 },
  ),
] as const;
