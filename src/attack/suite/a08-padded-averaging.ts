import type { Stage } from '../attack.ts';
import { judgeBit } from '../measures/judge.ts';
import { coinOf } from '../moves/partitions.ts';
import { numbersIn } from '../reading.ts';
import { equalWorlds, filled, guessing, limits } from './define.ts';

/** Some fifty people whom the attacker knows, none of them the target. */
const crowd = '($area == $big & $known >= $middle & $known < $middle + 2)';

/** A08: the same partitions of a known crowd, and of the crowd with the target in it. */
export const a08 = [
  equalWorlds(
    [
      'A08a',
      'Todelinger av en kjent gruppe med og uten målet: som populasjoner',
      'Partitions of a known crowd with and without the target: as populations',
    ],
    (stage) => [
      Array.from({ length: 8 }, (_, i) => {
        const b = `b${String(i)}`;
        return `generate ${b} = ${coinOf({ value: '$known * 7919' }, stage.random)}
tabulate ${b} if ${crowd}
tabulate ${b} if ${crowd} | $HAS`;
      }).join('\n'),
    ],
    { dependsOnHistory: true },
  ),
  guessing(
    [
      'A08b',
      'Todelinger av en kjent gruppe med og uten målet: som celler',
      'Partitions of a known crowd with and without the target: as cells',
    ],
    'bit',
    limits({ most: 0.5, blockedWithin: 24 }, 0.05),
    async (stage) => judgeBit(stage, (await differingCells(stage)) > 2),
    { dependsOnHistory: true, costs: 2 },
  ),
] as const;

/** How often the crowd's cell shows something else once the target has joined; strangers make the populations differ. */
async function differingCells(stage: Stage): Promise<number> {
  let differing = 0;
  for (let pair = 0; pair < 12; pair++) {
    const b = coinOf({ value: '$known * 7919' }, stage.random);
    const others = `($area == $next & $known > ${String(stage.scene.knownQuantile(0.05 * pair + 0.1))})`;
    const script = `generate b = ${b}
generate inside = ${crowd} | $HAS
tabulate b inside if ${crowd} | ${others}
tabulate b inside if ${crowd} | $HAS | ($area == $third & $known > $low)`;
    const [one, other] = await stage.account.ask(filled(script, stage));
    if (JSON.stringify(insideOf(one)) !== JSON.stringify(insideOf(other))) differing++;
  }
  return differing;
}

/** The column of the crowd. */
function insideOf(body: unknown): readonly number[] {
  const table = body as {
    readonly columns?: readonly unknown[];
    readonly rows?: readonly { readonly cells: readonly unknown[] }[];
  };
  const place = (table.columns ?? []).length - 2;
  return (table.rows ?? []).flatMap(({ cells }) => numbersIn(cells[place]));
}
