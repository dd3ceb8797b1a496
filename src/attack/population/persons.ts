import { exp } from '../../base/math/exp.ts';
import { log } from '../../base/math/log.ts';
import { pow } from '../../base/math/pow.ts';
import { type Random, randomStream } from '../random.ts';

/** Size of the population that attacks are judged by. */
export const personCount = 12_000;

/** Municipalities, from the largest to the smallest (Zipf with exponent 0.9). */
export const municipalities: readonly string[] = Array.from(
  { length: 20 },
  (_, i) => `K${String(i + 1).padStart(2, '0')}`,
);

/** A person of SDCPOP-1. `hendelse`, `inntekt` and `syk` are what nobody may learn; the rest is what attackers know. */
export interface Person {
  readonly nr: number;
  readonly kommune: string;
  readonly kjonn: string;
  readonly faar: number;
  readonly utd: string;
  readonly sivstand: string;
  readonly syk: number;
  readonly inntekt: number;
  readonly varighet: number;
  readonly hendelse: number;
  /** Number of the mother, if she is in the population. */
  readonly mor: number | undefined;
  /** Number of the person whose household it is: the eldest in it. */
  readonly husholdning: number;
}

/** The year that ages are counted in. */
const thisYear = 2026;

/** All persons of SDCPOP-1: synthetic, from a fixed public seed, the same on every machine. */
export function sdcPersons(): readonly Person[] {
  const random = randomStream('SDCPOP-1 persons');
  const place = zipf(municipalities.length, 0.9);
  const rich = new Map(Array.from({ length: 12 }, (_, i) => [500 + 997 * i, 20 + Math.round((60 * i) / 11)]));
  return Array.from({ length: personCount }, (_, nr): Person => {
    const kommune = municipalities[place(random.next())] ?? 'K01';
    const faar = 1940 + random.below(66);
    const utd = 1 + random.below(8);
    const isOld = thisYear - faar > 65;
    const usual = exp(12.9 + 0.05 * utd + 0.6 * random.normal());
    return {
      nr,
      kommune,
      kjonn: random.next() < 0.5 ? '1' : '2',
      faar,
      utd: String(utd),
      sivstand: String(1 + random.below(4)),
      syk: random.next() < (isOld ? 0.13 : 0.03) ? 1 : 0,
      inntekt: Math.round((rich.get(nr) ?? 0) * 1_000_000 + usual),
      ...survival(random),
      mor: nr < 6000 || random.next() < 0.2 ? undefined : random.below(6000),
      husholdning: householdOf(nr),
    };
  });
}

function survival(random: Random): Pick<Person, 'varighet' | 'hendelse'> {
  const event = 1 + Math.floor(-1500 * log(1 - random.next()));
  const censored = 200 + random.below(1800);
  return { varighet: Math.min(event, censored), hendelse: event <= censored ? 1 : 0 };
}

/** Two in five live alone; the others in households of three neighbours by number, whose eldest stands first. */
function householdOf(nr: number): number {
  const inGroup = nr % 5;
  return inGroup < 2 ? nr : nr - (inGroup - 2);
}

/** Draws a rank from 0 with probability proportional to 1 / (rank + 1) ^ exponent. */
function zipf(ranks: number, exponent: number): (uniform: number) => number {
  const weights = Array.from({ length: ranks }, (_, i) => 1 / pow(i + 1, exponent));
  const total = weights.reduce((sum, w) => sum + w, 0);
  return (uniform) => {
    let left = uniform * total;
    for (const [rank, weight] of weights.entries()) {
      left -= weight;
      if (left < 0) return rank;
    }
    return ranks - 1;
  };
}
