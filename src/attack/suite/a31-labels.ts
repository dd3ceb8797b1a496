import type { ReleasedBody } from '../../disclosure/released.ts';
import type { Scene } from '../scene.ts';
import { filled, guessing, limits } from './define.ts';

/** Codes of all categories that a result names. */
export function codesIn(body: ReleasedBody): readonly (string | number | null)[] {
  switch (body.type) {
    case 'table':
    case 'box':
      return body.dimensions.flatMap(({ categories }) => categories.map(({ code }) => code));
    case 'flow':
      return body.stages.flatMap(({ categories }) => categories.map(({ code }) => code));
    case 'distribution':
      return body.facetVariable?.categories.map(({ code }) => code) ?? [];
    default:
      return [];
  }
}

/** Whether a number is a value that fewer than ten units have. */
function isRareValue({ truth }: Scene, x: number): boolean {
  return truth.values.includes(x) && truth.values.filter((value) => value === x).length < 10;
}

/** A31: values as categories. */
export const a31 = [
  guessing(['A31', 'Verdier som etiketter', 'Values as labels'], 'data', limits(0, 0), async (stage) => {
    const top = stage.scene.truth.values.at(-8) ?? 0;
    const script = `tabulate $value
tabulate $value if $value > ${String(top)}
generate mixed = $known
replace mixed = $value if $value > ${String(top - 1)} | $area == $small
tabulate mixed
tabulate mixed $area, top(5)
barchart(count) mixed
piechart mixed
sankey mixed $area
boxplot $known, over(mixed)
histogram mixed, discrete
histogram $known, by(mixed)
tabulate $value $area if $T
tabulate $value $area if $area == $small, bottom(3)`;
    const bodies = await stage.account.ask(filled(script, stage));
    const success = bodies
      .flatMap(codesIn)
      .some((code) => typeof code === 'number' && code > 10_000 && isRareValue(stage.scene, code));
    return { success, chance: 0 };
  }),
] as const;
