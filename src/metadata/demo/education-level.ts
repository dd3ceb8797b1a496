import { nobody, origins, type People } from './people.ts';
import { draw, exponential, process } from './random.ts';

/** Cumulated shares of lower secondary, upper secondary, short and long higher education, by decade of birth from 1930. */
const byDecade: readonly (readonly [number, number, number])[] = [
  [0.4, 0.84, 0.96],
  [0.27, 0.75, 0.93],
  [0.22, 0.72, 0.92],
  [0.21, 0.67, 0.91],
  [0.17, 0.56, 0.85],
  [0.17, 0.48, 0.79],
  [0.18, 0.5, 0.82],
];
const immigrants = [0.28, 0.55, 0.8] as const;

/** A level seen as a step: 0 lower secondary, 1 upper secondary, 2 short higher, 3 long higher education. */
export function stepOfLevel(level: number): number {
  return level <= 2 ? 0 : level <= 5 ? 1 : level === 6 ? 2 : 3;
}

/** The level that a person reaches in the end, 2 to 8, by birth cohort, sex and the parents' levels. */
export function drawFinalLevel(people: People, person: number, mother: number, father: number): number {
  const year = 1970 + Math.floor(people.birthDay[person]! / 365.25);
  const decade = Math.min(6, Math.max(0, Math.floor((year - 1930) / 10)));
  const shares = people.origin[person] === origins.native ? byDecade[decade]! : immigrants;
  const parental = Math.max(
    mother === nobody ? -1 : stepOfLevel(people.level[mother]!),
    father === nobody ? -1 : stepOfLevel(people.level[father]!),
  );
  const isWoman = people.sex[person] === 2;
  const bySex = year < 1950 ? (isWoman ? -0.2 : 0.2) : year < 1960 ? 0 : isWoman ? 0.27 : -0.27;
  // A step of the better educated parent is worth 0.6 in log-odds around upper secondary.
  const shift = bySex + (parental < 0 ? 0 : 0.6 * (parental - 1.3));
  const uniform = shifted(draw(process.education, person, 0), shift);
  const fine = draw(process.education, person, 1);
  if (uniform < shares[0]) return 2;
  if (uniform < shares[1]) return fine < 0.16 ? 3 : fine < 0.93 ? 4 : 5;
  if (uniform < shares[2]) return 6;
  return fine < 0.06 ? 8 : 7;
}

/** A uniform number moved by an amount on the logit scale. */
function shifted(uniform: number, amount: number): number {
  const odds = (uniform / Math.max(1e-12, 1 - uniform)) * exponential(amount);
  return odds / (1 + odds);
}
