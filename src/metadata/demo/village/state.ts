import type { EpochDay } from '../../../base/epoch-day.ts';
import { civilCode, civilStatus } from '../civil-status.ts';
import type { Geography } from '../geography.ts';
import type { HistoryCollector } from '../history.ts';
import { drawPerson, never, nobody, type People } from '../people.ts';

/** Persons of a village: small enough to look for partners and mothers in, large enough to find them. */
export const villageSize = 1024;

/** What a village's simulation writes down, by person. */
export interface Chronicles {
  /** Place, or `abroad`. */
  readonly places: HistoryCollector;
  /** Civil status codes 1 to 9, 0 from the day after death. */
  readonly civil: HistoryCollector;
  /** Serial number of the partner whom the person lives with, or `nobody`. */
  readonly partners: HistoryCollector;
  /** Serial number of the parent with whom a person lives as a child, or `nobody`. */
  readonly parents: HistoryCollector;
}

/**
 * One village at a moment of its simulation. Arrays go by local number, 0 to `size - 1`, and hold local numbers (`nobody`
 * for none); a person's serial number is the local one plus `first`.
 */
export interface Village {
  readonly people: People;
  readonly geography: Geography;
  readonly chronicles: Chronicles;
  readonly first: number;
  readonly size: number;
  /** County that most of the village come from, as an index into `counties`. */
  readonly home: number;
  /** Local numbers, ascending: whoever looks for a partner or a mother looks at one sex only. */
  readonly men: Int32Array;
  readonly women: Int32Array;
  /** 1 for who lives in the country. */
  readonly here: Uint8Array;
  /** 1 from birth or arrival until death. */
  readonly alive: Uint8Array;
  /** Where a person lives or, abroad, lived last. */
  readonly place: Int32Array;
  readonly civil: Uint8Array;
  /** 1 if the last marriage was a registered partnership. */
  readonly registered: Uint8Array;
  readonly partner: Int32Array;
  /** The parent with whom a person lives as a child. */
  readonly custodian: Int32Array;
  /** When a couple is to marry, and separated spouses to divorce; `never` for not. */
  readonly marryDay: Int32Array;
  readonly divorceDay: Int32Array;
  readonly lastBirth: Int32Array;
  readonly childCount: Uint8Array;
  /** Lists of children, of mothers and of fathers: the youngest child, and by child the next older one. */
  readonly firstChild: readonly [Int32Array, Int32Array];
  readonly nextChild: readonly [Int32Array, Int32Array];
  /** By immigrant child: the mother whom the child arrives with. */
  readonly arrivedMother: Int32Array;
}

/** A village before its first year, of the persons from serial number `first` on, whom it draws. */
export function createVillage(people: People, geography: Geography, chronicles: Chronicles, first: number): Village {
  const size = Math.min(villageSize, people.count - first);
  // Counties in the proportions of their populations, spread evenly over the villages (golden ratio sequence).
  const turn = ((first / villageSize + 0.5) * 0.6180339887498949) % 1;
  for (let i = 0; i < size; i++) drawPerson(people, first + i);
  const numbers = Int32Array.from({ length: size }, (_, i) => i);
  const int32 = (fill: number = nobody): Int32Array => new Int32Array(size).fill(fill);
  const uint8 = (): Uint8Array => new Uint8Array(size);
  return {
    people,
    geography,
    chronicles,
    first,
    size,
    home: countyAt(geography, turn),
    men: numbers.filter((i) => people.sex[first + i] === 1),
    women: numbers.filter((i) => people.sex[first + i] === 2),
    here: uint8(),
    alive: uint8(),
    place: int32(),
    civil: uint8(),
    registered: uint8(),
    partner: int32(),
    custodian: int32(),
    marryDay: int32(never),
    divorceDay: int32(never),
    lastBirth: int32(-never),
    childCount: uint8(),
    firstChild: [int32(), int32()],
    nextChild: [int32(), int32()],
    arrivedMother: int32(),
  };
}

function countyAt(geography: Geography, share: number): number {
  const { cumulated, values } = geography.countyTable;
  const at = cumulated.findIndex((sum) => share < sum);
  return values[at < 0 ? 0 : at]!;
}

/** Lets a person begin to live in the country, unmarried. */
export function enter(village: Village, i: number, day: EpochDay, place: number): void {
  village.alive[i] = 1;
  village.here[i] = 1;
  settle(village, i, day, place);
  setCivil(village, i, day, civilStatus.unmarried);
}

/** Lets a person live at a place from a day on. */
export function settle(village: Village, i: number, day: EpochDay, place: number): void {
  village.place[i] = place;
  village.chronicles.places.add(i, day, place);
}

/** Changes a civil status; `status` is that of a marriage, whatever the person's last one was. */
export function setCivil(village: Village, i: number, day: EpochDay, status: number): void {
  village.civil[i] = civilCode(status, village.registered[i] === 1);
  village.chronicles.civil.add(i, day, village.civil[i]);
}

/** Changes whom a person lives with as a partner: a local number, or `nobody`. */
export function setPartner(village: Village, i: number, day: EpochDay, partner: number): void {
  village.partner[i] = partner;
  village.chronicles.partners.add(i, day, partner === nobody ? nobody : village.first + partner);
}

/** Changes the parent with whom a person lives as a child: a local number, or `nobody`. */
export function setCustodian(village: Village, i: number, day: EpochDay, parent: number): void {
  village.custodian[i] = parent;
  village.chronicles.parents.add(i, day, parent === nobody ? nobody : village.first + parent);
}
