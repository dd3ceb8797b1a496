import { cellOf } from '../reading.ts';
import { filled, guessing, limits } from './define.ts';

/** A52: groups where everybody has a property; that is a statistic, and reported as such. */
export const a52 = [
  guessing(
    ['A52', 'Gruppeavsløring: celler med 100 %', 'Group disclosure: cells of 100 per cent'],
    'data',
    limits('measured', 'measured'),
    async (stage) => {
      const [body] = await stage.account.ask(filled('tabulate $area $bit, rowpct', stage));
      const found = stage.scene.areas.some(({ code }) => [0, 1].some((bit) => (cellOf(body, [code, bit]) ?? 0) >= 100));
      return { success: found, chance: 0 };
    },
  ),
] as const;
