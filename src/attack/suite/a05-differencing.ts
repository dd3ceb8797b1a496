import { judgeBit } from '../measures/judge.ts';
import { equalWorlds, filled, guessing, limits } from './define.ts';

const reading = (condition: string): string => `tabulate $area if ${condition}
summarize $value if ${condition}
correlate $pay $known if ${condition}
regress $pay $known if ${condition}
barchart(mean) $value if ${condition}, over($area)`;

const everybody = '($known > $low | $T)';
const withoutOne = '(($known > $low | $T) & !$HAS)';

/** A05: two populations that differ for one person, if the person has the property. */
export const a05 = [
  equalWorlds(
    ['A05a', 'Differanse med if, i ett skript', 'Differencing by if, in one script'],
    [`${reading(everybody)}\n${reading(withoutOne)}`],
    { dependsOnHistory: true },
  ),
  equalWorlds(
    ['A05b', 'Differanse med if, over to skript', 'Differencing by if, over two scripts'],
    [reading(everybody), reading(withoutOne)],
    { dependsOnHistory: true },
  ),
  guessing(
    ['A05c', 'Differanse med if, over to kontoer', 'Differencing by if, over two accounts'],
    'bit',
    limits(0.5, 0),
    async (stage) => {
      const [one] = await stage.account.ask(filled(`tabulate $area if ${everybody}`, stage));
      const [other] = await stage.anotherAccount().ask(filled(`tabulate $area if ${withoutOne}`, stage));
      return judgeBit(stage, JSON.stringify(one) !== JSON.stringify(other));
    },
    { dependsOnHistory: true },
  ),
] as const;
