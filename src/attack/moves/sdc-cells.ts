import { municipalities, type Person, sdcPersons } from '../population/persons.ts';
import type { Random } from '../random.ts';

let persons: readonly Person[] | undefined;

/** All persons of SDCPOP-1, made once on a thread: what judges count in. */
export function everybody(): readonly Person[] {
  persons ??= sdcPersons();
  return persons;
}

/** A cell of `tabulate kommune utd if syk == 1` that few people are in. */
export interface SmallCell {
  readonly kommune: string;
  readonly utd: string;
  readonly count: number;
}

/** The municipalities of the table, as a condition; large ones, so that the table is shown. */
export const largeAreas = municipalities.slice(0, 6);

/** Selects the ill of these municipalities. */
export const illThere = `syk == 1 & inlist(kommune, ${largeAreas.map((code) => `'${code}'`).join(', ')})`;

/** A random cell with a true count from 1 to `most`. */
export function smallCell(random: Random, most: number): SmallCell | undefined {
  const cells = new Map<string, SmallCell>();
  for (const { kommune, utd, syk } of everybody()) {
    if (syk === 0 || !largeAreas.includes(kommune)) continue;
    const key = `${kommune}/${utd}`;
    cells.set(key, { kommune, utd, count: (cells.get(key)?.count ?? 0) + 1 });
  }
  const small = [...cells.values()].filter(({ count }) => count <= most);
  return small[random.below(small.length)];
}

/** A cell of `tabulate kommune sivstand if …`, with the condition: one small municipality beside large ones that carry the table. */
export interface LoneCell {
  readonly kommune: string;
  readonly sivstand: string;
  readonly count: number;
  readonly condition: string;
}

/** A random cell of the ill of a small municipality, with a true count from 1 to `most`. */
export function loneCell(random: Random, most: number): LoneCell | undefined {
  const cells = new Map<string, LoneCell>();
  for (const { kommune, sivstand, syk } of everybody()) {
    if (syk === 0 || municipalities.indexOf(kommune) < 10) continue;
    const key = `${kommune}/${sivstand}`;
    const condition = `syk == 1 & inlist(kommune, 'K01', 'K02', 'K03', '${kommune}')`;
    cells.set(key, { kommune, sivstand, condition, count: (cells.get(key)?.count ?? 0) + 1 });
  }
  const small = [...cells.values()].filter(({ count }) => count <= most);
  return small[random.below(small.length)];
}
