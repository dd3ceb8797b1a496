import type { ReleasedBody } from '../../disclosure/released.ts';
import type { Scene } from '../scene.ts';
import { filled, guessing, limits } from './define.ts';

/** Whether a bar or hexagon stands for fewer than five units within one in a hundred of their value. */
function showsFew(body: ReleasedBody, { truth }: Scene): boolean {
  if (body.type !== 'distribution') return body.type === 'hex' && (body.grid.columns > 40 || body.grid.rows > 40);
  const { values } = truth;
  return body.facets.some(({ bars }) =>
    bars.some(({ lower, upper, count }) => {
      const inside = values.filter((value) => value >= lower && value < upper).length;
      return (count.v ?? 0) > 0 && inside > 0 && inside < 5 && upper - lower < 0.01 * Math.abs(upper);
    }),
  );
}

/** A37: bins so small that a bar stands for a value. */
export const a37 = [
  guessing(['A37', 'Bitte små intervaller', 'Tiny bins'], 'data', limits(0, 0), async (stage) => {
    const script = `hexbin $value $known, gridsize(25)
hexbin $value $known if $area == $small, gridsize(25) groups(1)
histogram $value, width(1)
histogram $value, bin(50)
histogram $value if $area == $small, width(10)
histogram $value if $known == $at & $area == $home, bin(50)`;
    const bodies = await stage.account.ask(filled(script, stage));
    return { success: bodies.some((body) => showsFew(body, stage.scene)), chance: 0 };
  }),
] as const;
