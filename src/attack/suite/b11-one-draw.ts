import type { ReleasedBody } from '../../disclosure/released.ts';
import { cellOf } from '../reading.ts';
import { filled, guessing, limits } from './define.ts';

/** The count of the first area that a result shows. */
function firstCount(body: ReleasedBody | undefined, code: string): number | undefined {
  switch (body?.type) {
    case 'table':
      return cellOf(body, [code]) ?? cellOf(body, [code, undefined]);
    case 'flow':
      return body.nodes[0]?.[body.stages[0]?.categories.findIndex((c) => c.code === code) ?? -1]?.v ?? undefined;
    default:
      return undefined;
  }
}

/** B11: the same people counted by every command that counts: a second draw could be averaged with the first. */
export const b11 = [
  guessing(
    [
      'B11',
      'Samme mengde i alle kommandoer: trekkes det ny støy?',
      'The same set in all commands: is new noise drawn?',
    ],
    'data',
    limits(0, 0),
    async (stage) => {
      const code = stage.scene.areas[0]?.code ?? '';
      const script = `generate other = string($known > $middle)
tabulate $area
barchart(count) $area
piechart $area
tabulate $area other
sankey $area other
clone-variables $area -> again
tabulate again
aggregate (count) $known -> n, by($area)
tabulate $area if n > 0`;
      const bodies = await stage.account.ask(filled(script, stage));
      const counts = bodies.map((body) => firstCount(body, code)).filter((count) => count !== undefined);
      return { success: new Set(counts).size > 1, chance: 0 };
    },
  ),
] as const;
