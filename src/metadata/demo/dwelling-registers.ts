import { civilDate } from '../../base/epoch-day.ts';
import { missingInt32 } from '../stored-column.ts';
import { dictionaryOf } from './columns.ts';
import { buildingTypes, type Dwelling, dwellingOf } from './dwellings.ts';
import { householdsOf } from './households.ts';
import { placeAt } from './lives.ts';
import { nobody } from './people.ts';
import { personWriter } from './population.ts';
import type { Register, RegisterCall } from './register.ts';

/** The dwelling of each resident's household on 1 January. */
export const dwellingRegisters: readonly Register[] = [
  {
    name: 'dwellings',
    variables: [
      ...['BRUKSAREAL', 'P_AREAL', 'BYGGEAAR', 'ANTALL_ROM', 'ANTALL_BAD', 'ANTALL_WC', 'BYGNINGSTYPE'],
      ...['BYGNINGSTYPE_AGGR', 'BRUKSENHETSTYPE', 'HUSHTYPE', 'TRANGBODD'],
    ].map((name) => `BOFORHOLD_${name}`),
    grid: 'january',
    write: writeDwellings,
  },
];

/** Whole numbers about a dwelling. */
const numbers: readonly (readonly [string, (dwelling: Dwelling) => number | undefined])[] = [
  ['BRUKSAREAL', ({ area }) => area],
  ['P_AREAL', ({ area }) => (area === undefined ? undefined : Math.max(10, Math.round(area * 0.92)))],
  ['BYGGEAAR', ({ built }) => built],
  ['ANTALL_ROM', ({ rooms }) => rooms],
  ['ANTALL_BAD', ({ area }) => (area === undefined ? undefined : area > 170 ? 2 : 1)],
  ['ANTALL_WC', ({ area }) => (area === undefined ? undefined : area > 210 ? 3 : area > 95 ? 2 : 1)],
];

/** Codes about a dwelling and a household of so many persons, from a list; a text that is not on the list stands for unknown. */
const codes: readonly {
  readonly name: string;
  readonly list: readonly string[];
  readonly of: (dwelling: Dwelling, members: number) => string;
}[] = [
  { name: 'BYGNINGSTYPE', list: buildingTypes, of: ({ type }) => type },
  {
    name: 'BYGNINGSTYPE_AGGR',
    list: buildingTypes.map((type) => type.slice(0, 2)),
    of: ({ type }) => type.slice(0, 2),
  },
  { name: 'BRUKSENHETSTYPE', list: ['B', 'F', 'A'], of: ({ unitType }) => unitType },
  { name: 'HUSHTYPE', list: ['P', 'I'], of: ({ isPrivate }) => (isPrivate ? 'P' : 'I') },
  { name: 'TRANGBODD', list: ['0', '1'], of: isCrowded },
];

/** Crowded: fewer rooms than persons, or one room for a person alone, and less than 25 square metres for each. */
function isCrowded({ area, rooms }: Dwelling, members: number): string {
  if (area === undefined || rooms === undefined) return '';
  return (rooms < members || rooms === 1) && area / members < 25 ? '1' : '0';
}

function writeDwellings({ columns, population, when }: RegisterCall): void {
  const day = when!.startDay;
  const { count } = population.people;
  const { head, members } = householdsOf(population, day);
  const { year } = civilDate(day);
  const whole = numbers.map(() => new Int32Array(count).fill(missingInt32));
  const dictionaries = codes.map(({ list }) => dictionaryOf(list));
  const coded = codes.map(() => new Uint8Array(count));
  for (let person = 0; person < count; person++) {
    const first = head[person]!;
    if (first === nobody) continue;
    const dwelling = dwellingOf(population, first, placeAt(population, first, day), year);
    numbers.forEach(([, valueOf], i) => {
      whole[i]![person] = valueOf(dwelling) ?? missingInt32;
    });
    codes.forEach(({ of }, i) => {
      coded[i]![person] = dictionaries[i]!.codeOf(of(dwelling, members[first]!));
    });
  }
  const writer = personWriter(columns, population);
  numbers.forEach(([name], i) => writer.integers(`BOFORHOLD_${name}`, when, whole[i]!));
  codes.forEach(({ name }, i) => writer.codes(`BOFORHOLD_${name}`, when, dictionaries[i]!, coded[i]!));
}
