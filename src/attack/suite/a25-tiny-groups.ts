import { judgeValue } from '../measures/judge.ts';
import { numbersIn } from '../reading.ts';
import { filled, guessing, limits } from './define.ts';

/** A25: the statistic of a group of one, merged back and read. */
export const a25 = [
  guessing(['A25', 'Bitteliten gruppe og tilbake', 'Tiny group and back'], 'data', limits(0, 0), async (stage) => {
    const script = `generate k = 1000 * $known + ($T)
clone-dataset d e
use e
collapse (max) $value -> m, by(k)
summarize m
merge m into d on k
use d
summarize m if $T
tabulate k if $known == $at, summarize(m) mean
barchart(max) m if $known == $at, over(k)
aggregate (mean) $value -> n, by(k)
summarize n if $T
tabulate k if $known == $at, summarize(n) mean`;
    const bodies = await stage.account.ask(filled(script, stage));
    const { truth } = stage.scene;
    const value = truth.valueOf(stage.target.unit);
    // Any number that is the value itself counts; near ones may be anybody's.
    const found = bodies.flatMap(numbersIn).find((x) => Math.abs(x - value) <= 1e-5 * Math.abs(value));
    return judgeValue(stage, found);
  }),
] as const;
