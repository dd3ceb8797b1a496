import { filled, guessing, limits } from './define.ts';

/** A02: the same table again and again, by every route that might draw new noise. */
export const a02 = [
  guessing(['A02', 'Gjenta og ta gjennomsnitt', 'Repeat and average'], 'data', limits(0, 0), async (stage) => {
    const table = 'tabulate $area $bit if $known > $middle';
    const scripts = [
      `for i in 1 : 5
${table}
end
clone-dataset d e
use e
${table}
rename-dataset e other
${table}
generate again = $bit
rename again more
${table}`,
      `create-dataset x\nuse d\n${table}`,
      table,
    ].map((script) => filled(script, stage));
    const seen = new Set<string>();
    for (const account of [stage.account, stage.account, stage.anotherAccount()]) {
      for (const script of scripts) {
        for (const body of await account.ask(script)) seen.add(JSON.stringify(body));
      }
    }
    return { success: seen.size > 1, chance: 0 };
  }),
] as const;
