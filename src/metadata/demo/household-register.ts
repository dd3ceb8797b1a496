import { missingInt32 } from '../stored-column.ts';
import { dictionaryOf } from './columns.ts';
import { type Families, noChild } from './families.ts';
import { householdsOf } from './households.ts';
import { yearsBetween } from './lives.ts';
import { mapInt32, mapUint8 } from './mapped.ts';
import { nobody } from './people.ts';
import { personWriter } from './population.ts';
import type { RegisterCall } from './register.ts';

/** Number, type and composition of the household on 1 January, equal for all its members. */
export function writeHouseholds({ columns, population, when }: RegisterCall): void {
  const { people, numbering } = population;
  const { families, head, members, minors, children, familyCount, youngest } = householdsOf(population, when!.startDay);
  const { day, partner } = families;
  const types = dictionaryOf(householdTypes);
  const type = mapUint8(head, (first) => {
    if (first === nobody) return 0;
    if (familyCount[first]! > 1) return types.codeOf(minors[first] === 0 ? '8' : '9');
    return types.codeOf(oneFamilyType(families, first, partner[first] !== nobody));
  });
  const siblings = new Int32Array(people.count).fill(missingInt32);
  for (let person = 0; person < people.count; person++) {
    const family = families.reference[person]!;
    if (family !== nobody) siblings[person] = siblingsAtHome(families, person, family);
  }
  const writer = personWriter(columns, population);
  writer.integers('BEFOLKNING_ANT_SOSKEN', when, siblings);
  writer.units('BEFOLKNING_HUSHNR', when, 'HUSHOLDNING', numbering, head);
  writer.codes('BEFOLKNING_REGSTAT_HUSHTYP', when, types, type);
  for (const [name, value] of [
    ['PERS_I_HUSHNR', (first) => members[first]!],
    ['PERS17MIN_I_HUSHNR', (first) => minors[first]!],
    ['PERS18PLUS_I_HUSHNR', (first) => members[first]! - minors[first]!],
    ['BARN_I_HUSH', (first) => minors[first]!],
    ['BARN3_I_HUSH', (first) => children[first]!],
    ['ANTREGSTAT_FAMNR_I_HUSHNR', (first) => familyCount[first]!],
    ['YNGST_I_HUSHNR', (first) => youngest[first]!],
    ['ELDST_I_HUSHNR', (first) => yearsBetween(people.birthDay[first]!, day)],
  ] as const satisfies readonly (readonly [string, (first: number) => number])[]) {
    writer.integers(
      `BEFOLKNING_${name}`,
      when,
      mapInt32(head, (first) => (first === nobody ? missingInt32 : value(first))),
    );
  }
}

/** The other children of the family of who lives there as a child. */
function siblingsAtHome({ members, partner, parent }: Families, person: number, family: number): number {
  if (parent[person] === nobody) return 0;
  const adults = partner[family] === nobody ? 1 : 2;
  return members[family]! - adults - 1;
}

/**
 * Types of household: 1 alone, 2 couple without children, 3 and 4 couple with a youngest child under 6 and under 18, 5 and 6
 * the same for a lone parent, 7 one family with grown-up children only; 8 and 9 several families, without and with minors.
 */
const householdTypes = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

function oneFamilyType({ members, youngestChild }: Families, family: number, isCouple: boolean): string {
  if (members[family] === 1) return '1';
  const child = youngestChild[family]!;
  if (child === noChild) return '2';
  if (child >= 18) return '7';
  return child < 6 ? (isCouple ? '3' : '5') : isCouple ? '4' : '6';
}
