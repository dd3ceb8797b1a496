import type { Random } from '../random.ts';
import type { Scene } from '../scene.ts';

/** A 0/1 expression that divides people as a coin would: the parity of a digit far down in a multiple of their value. */
export function coinOf(scene: Pick<Scene, 'value'>, random: Random): string {
  const factor = (0.001 + random.next()).toFixed(6);
  return `(floor(${scene.value} * ${factor}) - 2 * floor(${scene.value} * ${factor} / 2))`;
}
