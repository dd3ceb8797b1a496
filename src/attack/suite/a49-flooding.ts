import { filled, guessing, limits } from './define.ts';

/** Tables in one script. */
const perScript = 100;

/** A49: more tables than the budget of a day. */
export const a49 = [
  guessing(
    ['A49', 'Oversvømmelse: flere tabeller enn dagens grense', 'Flooding: more tables than the daily limit'],
    'data',
    limits(0, 0),
    async (stage) => {
      const { tablesPerDay } = stage.policy.budget;
      const most = (tablesPerDay ?? 500) + perScript;
      let last = 'none';
      for (let asked = 0; asked < most; asked += perScript) {
        const script = Array.from({ length: perScript }, () => 'tabulate $area').join('\n');
        const bodies = await stage.account.ask(filled(script, stage));
        last = bodies.at(-1)?.type ?? 'none';
      }
      return { success: last === 'table', chance: 0 };
    },
    { dependsOnHistory: true, costs: 50 },
  ),
] as const;
