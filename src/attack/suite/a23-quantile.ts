import { bisect, isNarrow } from '../moves/bisect.ts';
import { countOf } from '../reading.ts';
import { filled, guessing, limits } from './define.ts';

/** A23: where one of a hundred groups of equal size ends. */
export const a23 = [
  guessing(
    ['A23', 'quantile(): grensen mellom to grupper', 'quantile(): the boundary between two groups'],
    'data',
    limits(0.2, 0.05),
    async (stage) => {
      const { truth } = stage.scene;
      const at = (share: number): number => truth.values[Math.floor(share * truth.size)] ?? 0;
      const making = filled('generate q = quantile($value, 100)', stage);
      const { low, high, steps } = await bisect(
        at(0.925),
        at(0.965),
        26,
        async (cut) => {
          const [body] = await stage.account.ask(filled(`${making}\ntabulate q if $value > ${String(cut)}`, stage));
          if (body?.type !== 'table') return undefined;
          return countOf(body, [94]) > 0 ? 'some' : 'none';
        },
        isNarrow,
      );
      return { success: isNarrow({ low, high, steps }), chance: 0 };
    },
    { dependsOnHistory: true, costs: 2 },
  ),
] as const;
