import { judgeBit } from '../measures/judge.ts';
import { anyOf } from '../scripts.ts';
import { equalWorlds, filled, guessing, limits } from './define.ts';

/** A36: rare flows. */
export const a36 = [
  equalWorlds(
    ['A36a', 'Strømmer av få: sankey og overganger', 'Flows of few: sankey and transitions'],
    [
      `sankey $area $bit if $HAS
generate s1 = string($known > $middle)
generate s2 = s1
replace s2 = 'moved' if $HAS
sankey s1 s2
sankey s1 s2 $area
reshape-to-panel s
transitions-panel s
transitions-panel s if $HAS`,
    ],
  ),
  guessing(
    ['A36b', 'Strømmer av få: lenken fra en kjent gruppe', 'Flows of few: the link from a known group'],
    'bit',
    limits(0.19, 0.05),
    async (stage) => {
      const script = `generate cell = string($area)
replace cell = 'own' if ${anyOf([stage.target, ...stage.friends])}
generate ill = string($bit)
sankey cell ill`;
      const [body] = await stage.account.ask(filled(script, stage));
      if (body?.type !== 'flow') return judgeBit(stage, stage.random.next() < 0.5);
      const from = body.stages[0]?.categories.findIndex(({ code }) => code === 'own') ?? -1;
      const to = body.stages[1]?.categories.findIndex(({ code }) => code === '1') ?? -1;
      return judgeBit(stage, (body.links[0]?.[from]?.[to]?.v ?? 0) > 0);
    },
  ),
] as const;
