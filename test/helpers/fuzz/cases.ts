import { corpus } from './corpus.ts';
import { growingScript, hostileScript } from './hostile.ts';
import { mutated, wrapped } from './mutations.ts';
import { Random, seedOfCase } from './random.ts';
import { grammarScript, looseScript } from './scripts.ts';

/** One script to try. */
export interface FuzzCase {
  readonly name: string;
  readonly text: string;
}

/** The script with a number in the series with a seed. Some are large on purpose. */
export function fuzzCase(series: number, index: number): FuzzCase {
  const random = new Random(seedOfCase(series, index));
  if (random.below(20_000) === 0) return { name: 'script.txt', text: growingScript(random) };
  const kind = random.below(1000);
  if (kind < 10) return wrapped(hostileScript(random), random);
  if (kind < 15) return { name: 'script.txt', text: noise(random) };
  if (kind < 400) return wrapped(grammarScript(random), random);
  if (kind < 550) return wrapped(looseScript(random), random);
  const base = random.chance(50) ? grammarScript(random) : excerpt(random.of(corpus()), random);
  const other = random.chance(70) ? excerpt(random.of(corpus()), random) : looseScript(random);
  return wrapped(mutated(base, random, other), random);
}

/** At most some thirty lines of a text: long documents would take the time of many short ones. */
function excerpt(text: string, random: Random): string {
  const lines = text.split('\n');
  const length = random.between(3, 30);
  const start = random.chance(50) ? 0 : random.below(Math.max(1, lines.length - length));
  return lines.slice(start, start + length).join('\n');
}

function noise(random: Random): string {
  return String.fromCharCode(...random.list(0, 120, () => random.below(random.of([128, 256, 0x3000, 0x10000]))));
}
