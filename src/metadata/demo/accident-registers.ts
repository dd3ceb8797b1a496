import { civilDate } from '../../base/epoch-day.ts';
import {
  type Accident,
  type AccidentTable,
  accidentTableOf,
  accidentVehicles,
  type Participant,
  walking,
} from './accident-table.ts';
import { type Dictionary, dictionaryOf, VariableWriter } from './columns.ts';
import { codeAt } from './geography.ts';
import { yearsBetween } from './lives.ts';
import type { Population } from './population.ts';
import { draw, process } from './random.ts';
import type { Register, RegisterCall } from './register.ts';

/** Road accidents and those who took part in them, linked to accident and person. All facts are fixed. */
export const accidentRegisters: readonly Register[] = [
  {
    name: 'accidents',
    variables: [
      'TRAFULYK_AARMND',
      'TRAFULYK_KOMMUNE',
      'TRAFULYK_ANTALL_KJT',
      'TRAFULYK_ANTALL_PERS',
      'TRAFULYK_FARTSGRE',
      'TRAFULYK_FOEREFOR',
      'TRAFULYK_VAERFORH',
      'TRAFULYK_VEISTATUS',
      'TRAFULYK_KODEULY',
      'TRAFULYK_UHELLSKO',
      'TRAFULYK_PKJHINDR',
    ],
    universes: ['TRAFIKKULYKKE_ID'],
    write: writeAccidents,
  },
  {
    name: 'accident-persons',
    variables: [
      'TRAFULYK_PERS_FNR',
      'TRAFULYK_PERS_TRAFULYK',
      'TRAFULYK_PERS_AARMND',
      'TRAFULYK_PERS_ALDER',
      'TRAFULYK_PERS_KJOENN',
      'TRAFULYK_PERS_TYPE',
      'TRAFULYK_PERS_BESKTLSE',
      'TRAFULYK_PERS_KJPASSGR',
      'TRAFULYK_PERS_KJRTKODE',
      'TRAFULYK_PERS_TRAFENHT',
    ],
    universes: ['TRAFIKKULYKKE_PERSON_ID'],
    write: writeParticipants,
  },
];

/** Neutral codes from 1 on. */
function numbered(count: number): Dictionary {
  return dictionaryOf(Array.from({ length: count }, (_, i) => String(i + 1)));
}

function monthOf({ day }: Accident): number {
  const { year, month } = civilDate(day);
  return year * 100 + month;
}

function writeAccidents({ columns, population }: RegisterCall): void {
  const table = accidentTableOf(population);
  const { accidents, participants, accidentNumbering } = table;
  columns.addPseudonyms('TRAFIKKULYKKE_ID', accidentNumbering.pseudonyms);
  const writer = new VariableWriter(columns, 'TRAFIKKULYKKE', accidentNumbering);
  const persons = new Int32Array(accidents.length);
  for (const { accident } of participants) persons[accident] = persons[accident]! + 1;
  writer.integers('TRAFULYK_AARMND', undefined, Int32Array.from(accidents, monthOf));
  writer.integers('TRAFULYK_ANTALL_PERS', undefined, persons);
  writer.integers(
    'TRAFULYK_ANTALL_KJT',
    undefined,
    Int32Array.from(accidents, ({ vehicles }) => vehicles.length),
  );
  const municipality = accidents.map(({ place, day }) => codeAt(population.geography, place, day));
  const municipalities = dictionaryOf(municipality);
  writer.codes(
    'TRAFULYK_KOMMUNE',
    undefined,
    municipalities,
    Uint16Array.from(municipality, (code) => municipalities.codeOf(code)),
  );
  for (const { name, count, codeOf } of circumstances) {
    writer.codes(name, undefined, numbered(count), Uint8Array.from(accidents, codeOf));
  }
}

/** A uniform number of an accident's own. */
function uniformOf(accident: number, what: number): number {
  return draw(process.accident, accident, 300_000 + what);
}

/** Whether it is winter, when roads are icy and dark. */
function isWinter({ day }: Accident): boolean {
  const { month } = civilDate(day);
  return month <= 3 || month >= 11;
}

/** Where a uniform number falls among ascending limits, from 1. */
function stepOf(uniform: number, limits: readonly number[]): number {
  return limits.filter((limit) => uniform >= limit).length + 1;
}

interface Circumstance {
  readonly name: string;
  /** Number of codes. */
  readonly count: number;
  readonly codeOf: (accident: Accident, serial: number) => number;
}

const circumstances: readonly Circumstance[] = [
  // Limits of 30, 40, 50, 60, 70, 80 and 90 or more kilometres an hour.
  {
    name: 'TRAFULYK_FARTSGRE',
    count: 7,
    codeOf: ({ isWithWalker }, serial) =>
      stepOf(uniformOf(serial, 0) * (isWithWalker ? 0.6 : 1), [0.06, 0.14, 0.42, 0.6, 0.71, 0.95]),
  },
  // Dry, wet, snow or ice, other.
  {
    name: 'TRAFULYK_FOEREFOR',
    count: 4,
    codeOf: (accident, serial) =>
      stepOf(uniformOf(serial, 1), isWinter(accident) ? [0.34, 0.64, 0.97] : [0.74, 0.98, 0.985]),
  },
  // Good, rain, snow, fog, other.
  {
    name: 'TRAFULYK_VAERFORH',
    count: 5,
    codeOf: (accident, serial) =>
      stepOf(uniformOf(serial, 2), isWinter(accident) ? [0.64, 0.8, 0.96, 0.98] : [0.83, 0.97, 0.972, 0.99]),
  },
  // Road of the state, the county, the municipality, private.
  { name: 'TRAFULYK_VEISTATUS', count: 4, codeOf: (_, serial) => stepOf(uniformOf(serial, 3), [0.3, 0.7, 0.95]) },
  // Same direction, opposite, crossing, with somebody who walks, alone.
  { name: 'TRAFULYK_KODEULY', count: 5, codeOf: groupOf },
  {
    name: 'TRAFULYK_UHELLSKO',
    count: 6,
    codeOf: (accident, serial) => Math.min(6, groupOf(accident, serial) + Math.floor(uniformOf(serial, 5) * 2)),
  },
  // What was hit: nothing in most cases, else a fence, a tree, a mast, something else.
  {
    name: 'TRAFULYK_PKJHINDR',
    count: 5,
    codeOf: ({ vehicles }, serial) => (vehicles.length > 1 ? 1 : stepOf(uniformOf(serial, 6), [0.45, 0.7, 0.8, 0.88])),
  },
];

function groupOf({ vehicles, isWithWalker }: Accident, serial: number): number {
  if (isWithWalker) return 4;
  return vehicles.length === 1 ? 5 : stepOf(uniformOf(serial, 4), [0.42, 0.68]);
}

function writeParticipants({ columns, population }: RegisterCall): void {
  const table = accidentTableOf(population);
  const { participants, participantNumbering, accidentNumbering } = table;
  columns.addPseudonyms('TRAFIKKULYKKE_PERSON_ID', participantNumbering.pseudonyms);
  const writer = new VariableWriter(columns, 'TRAFIKKULYKKE_PERSON', participantNumbering);
  const persons = Int32Array.from(participants, ({ person }) => person);
  writer.units('TRAFULYK_PERS_FNR', undefined, 'PERSON', population.numbering, persons);
  const accidents = Int32Array.from(participants, ({ accident }) => accident);
  writer.units('TRAFULYK_PERS_TRAFULYK', undefined, 'TRAFIKKULYKKE', accidentNumbering, accidents);
  writer.integers(
    'TRAFULYK_PERS_AARMND',
    undefined,
    Int32Array.from(participants, ({ accident }) => monthOf(table.accidents[accident]!)),
  );
  writer.integers(
    'TRAFULYK_PERS_ALDER',
    undefined,
    Int32Array.from(participants, (one) => ageOf(population, table, one)),
  );
  for (const { name, count, codeOf } of rolesOf(population)) {
    writer.codes(name, undefined, numbered(count), Uint8Array.from(participants, codeOf));
  }
}

function ageOf({ people }: Population, { accidents }: AccidentTable, { accident, person }: Participant): number {
  return yearsBetween(people.birthDay[person]!, accidents[accident]!.day);
}

function rolesOf({ people }: Population): readonly {
  readonly name: string;
  readonly count: number;
  readonly codeOf: (participant: Participant, serial: number) => number;
}[] {
  return [
    { name: 'TRAFULYK_PERS_KJOENN', count: 2, codeOf: ({ person }) => people.sex[person]! },
    // Driver, passenger, on foot; 4 is used for nobody.
    {
      name: 'TRAFULYK_PERS_TYPE',
      count: 4,
      codeOf: ({ vehicle, isDriver }) => (vehicle === walking ? 3 : isDriver ? 1 : 2),
    },
    // With belt or helmet, without, not known, not usual.
    {
      name: 'TRAFULYK_PERS_BESKTLSE',
      count: 4,
      codeOf: ({ vehicle, accident, unit }, serial) =>
        vehicle === walking ? 4 : stepOf(draw(process.accident, serial, 400_000 + accident + unit), [0.82, 0.9]),
    },
    // In a vehicle, on a cycle, on foot.
    {
      name: 'TRAFULYK_PERS_KJPASSGR',
      count: 3,
      codeOf: ({ vehicle }) => (vehicle === walking ? 3 : vehicle >= 2 ? 2 : 1),
    },
    { name: 'TRAFULYK_PERS_KJRTKODE', count: accidentVehicles.length, codeOf: ({ vehicle }) => vehicle + 1 },
    { name: 'TRAFULYK_PERS_TRAFENHT', count: 4, codeOf: ({ unit }) => Math.min(4, unit) },
  ];
}
