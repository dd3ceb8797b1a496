import { log } from '../base/math/log.ts';
import { cos } from '../base/math/trigonometric.ts';

/** Public random numbers: what the population is made of, and the attacker's own coins. The same on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** A whole number from 0 to `n - 1`. */
  below(n: number): number;
  /** Standard normal (Box and Muller). */
  normal(): number;
}

/** A stream of random numbers that a text names: mulberry32 on an FNV-1a hash of the name. */
export function randomStream(name: string): Random {
  let state = hashOf(name);
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    below: (n) => Math.floor(n * next()),
    normal: () => Math.sqrt(-2 * log(1 - next())) * cos(2 * Math.PI * next()),
  };
}

function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** `count` different entries of a list, in random order; all of them where there are fewer. */
export function someOf<T>(list: readonly T[], count: number, random: Random): readonly T[] {
  const rest = [...list];
  const chosen: T[] = [];
  while (chosen.length < count && rest.length > 0) {
    const [one] = rest.splice(random.below(rest.length), 1);
    if (one !== undefined) chosen.push(one);
  }
  return chosen;
}
