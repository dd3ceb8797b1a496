import type { Stage } from '../attack.ts';
import { someOf } from '../random.ts';

/**
 * Four sets, any two of them far apart, whose sums leave one person: S(A ∪ B) − S(A) − S(A' ∪ B∖T) + S(A'). B is some thirty
 * people around the target, A and A' are other areas.
 */
export interface FarSets {
  readonly withTarget: string;
  readonly alone: string;
  readonly otherWithout: string;
  readonly other: string;
}

/** Far-apart sets for the `k`-th time: other areas, another neighbourhood. */
export function farSets({ scene, target, random }: Stage, k: number): FarSets {
  const others = scene.areas.filter(({ literal, size }) => literal !== target.area && size >= 300);
  const [a, a2] = someOf(others, 2, random).map(({ literal }) => `$area == ${literal}`);
  const near = 2 + (k % 6);
  const crowd = `($area == $home & $known >= $at - ${String(near)} & $known <= $at + ${String(6 - (k % 5))})`;
  return {
    withTarget: `(${a ?? '1 == 1'}) | ${crowd}`,
    alone: a ?? '1 == 1',
    otherWithout: `(${a2 ?? '1 == 1'}) | (${crowd} & !$T)`,
    other: a2 ?? '1 == 1',
  };
}

/** The four conditions with the signs that their sums are taken with. */
export function signed(sets: FarSets): readonly (readonly [condition: string, sign: number])[] {
  return [
    [sets.withTarget, 1],
    [sets.alone, -1],
    [sets.otherWithout, -1],
    [sets.other, 1],
  ];
}
