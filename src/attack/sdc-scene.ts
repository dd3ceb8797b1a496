import { sdcBank } from './population/databank.ts';
import { type Person, sdcPersons } from './population/persons.ts';
import { randomStream, someOf } from './random.ts';
import type { Scene, Target, Truth } from './scene.ts';

/** Number of targets: half of them have the property in the stored databank. */
const targetCount = 100;

const opening = `require ${sdcBank}:1 as b
create-dataset d
import b/KOMMUNE as kommune
import b/KJONN as kjonn
import b/FAAR as faar
import b/UTD as utd
import b/SIVSTAND as sivstand
import b/SYK as syk
import b/INNTEKT as inntekt
generate lonn = rowmin(inntekt, 3000000)
`;

/** What attackers know of a person of SDCPOP-1. */
export const quasiOf = ({ kommune, kjonn, faar, utd }: Person): string => `${kommune}/${kjonn}/${String(faar)}/${utd}`;

/** The scene of SDCPOP-1: the attack suite's own population. */
export function sdcScene(): Scene {
  const persons = sdcPersons();
  const sizes = new Map<string, number>();
  for (const { kommune } of persons) sizes.set(kommune, (sizes.get(kommune) ?? 0) + 1);
  const years = Float64Array.from(persons, ({ faar }) => faar).sort();
  const targets = targetsOf(persons);
  return {
    facts: {
      known: ['KOMMUNE', 'KJONN', 'FAAR', 'UTD'],
      value: 'INNTEKT',
      property: 'SYK=1',
      targets: targets.length,
    },
    databank: sdcBank,
    opening,
    area: 'kommune',
    areas: [...sizes].sort((a, b) => b[1] - a[1]).map(([code, size]) => ({ code, literal: `'${code}'`, size })),
    known: 'faar',
    knownQuantile: (share) => years[Math.min(years.length - 1, Math.floor(share * years.length))] ?? 0,
    bit: 'syk',
    value: 'inntekt',
    cappedValue: 'lonn',
    targets,
    worlds: ({ unit }, has) => [{ variable: 'SYK', unit, value: has ? 1 : 0 }],
    truth: truthOf(persons),
  };
}

/** Persons who are alone with what is known of them; half of them ill. */
function targetsOf(persons: readonly Person[]): readonly Target[] {
  const groups = new Map<string, number>();
  for (const person of persons) groups.set(quasiOf(person), (groups.get(quasiOf(person)) ?? 0) + 1);
  const alone = persons.filter((person) => groups.get(quasiOf(person)) === 1);
  const random = randomStream('SDCPOP-1 targets');
  return [1, 0]
    .flatMap((syk) =>
      someOf(
        alone.filter((person) => person.syk === syk),
        targetCount / 2,
        random,
      ),
    )
    .map(({ nr, kommune, kjonn, faar, utd }) => ({
      unit: nr,
      condition: `kommune == '${kommune}' & kjonn == '${kjonn}' & faar == ${String(faar)} & utd == '${utd}'`,
      area: `'${kommune}'`,
      known: faar,
    }));
}

function truthOf(persons: readonly Person[]): Truth {
  const byEducation = new Map<string, { sum: number; count: number }>();
  let total = 0;
  for (const { utd, inntekt } of persons) {
    const group = byEducation.get(utd) ?? { sum: 0, count: 0 };
    byEducation.set(utd, { sum: group.sum + inntekt, count: group.count + 1 });
    total += inntekt;
  }
  const personOf = (unit: number): Person | undefined => persons[unit];
  return {
    size: persons.length,
    valueOf: (unit) => personOf(unit)?.inntekt ?? Number.NaN,
    bitOf: (unit) => personOf(unit)?.syk === 1,
    meanValue: total / persons.length,
    guessOf: (unit) => {
      const group = byEducation.get(personOf(unit)?.utd ?? '');
      return group === undefined ? Number.NaN : group.sum / group.count;
    },
    values: Float64Array.from(persons, ({ inntekt }) => inntekt).sort(),
  };
}
