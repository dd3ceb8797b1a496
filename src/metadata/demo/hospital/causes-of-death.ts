import { daysFromCivil } from '../../../base/epoch-day.ts';
import { yearsBetween } from '../lives.ts';
import { never } from '../people.ts';
import type { Population } from '../population.ts';
import { choose, draw, process, type WeightedTable, weightedTable } from '../random.ts';

/** Groups of underlying causes of death: the chapters of ICD-10 that matter, external causes by kind. */
export const causeGroups = [
  'infection',
  'cancer',
  'metabolic',
  'mental',
  'nervous',
  'circulation',
  'respiration',
  'digestion',
  'perinatal',
  'accident',
  'suicide',
  'other',
] as const;

/** A group of underlying causes of death. */
export type CauseGroup = (typeof causeGroups)[number];

/** The codes that stand for the groups in the register. */
export const causeCodes: Readonly<Record<CauseGroup, string>> = {
  infection: '01',
  cancer: '02',
  metabolic: '03',
  mental: '04',
  nervous: '05',
  circulation: '06',
  respiration: '07',
  digestion: '08',
  perinatal: '09',
  accident: '10',
  suicide: '11',
  other: '12',
};

/** The chapter of a last hospital stay by cause. */
export const chapterOfCause: Readonly<Record<CauseGroup, string>> = {
  infection: 'I',
  cancer: 'II',
  metabolic: 'IV',
  mental: 'V',
  nervous: 'VI',
  circulation: 'IX',
  respiration: 'X',
  digestion: 'XI',
  perinatal: 'XVI',
  accident: 'XIX',
  suicide: 'XIX',
  other: 'XVIII',
};

/** Shares of causes in percent by age at death. */
const byAge: readonly (readonly [fromAge: number, shares: Readonly<Partial<Record<CauseGroup, number>>>])[] = [
  [0, { perinatal: 60, infection: 6, other: 30, respiration: 4 }],
  [1, { accident: 30, cancer: 24, nervous: 14, infection: 8, other: 24 }],
  [15, { accident: 38, suicide: 32, cancer: 9, mental: 3, nervous: 5, circulation: 4, other: 9 }],
  [35, { cancer: 28, accident: 20, suicide: 15, circulation: 14, digestion: 6, mental: 3, nervous: 3, other: 11 }],
  [50, { cancer: 43, circulation: 22, accident: 7, suicide: 4, respiration: 6, digestion: 5, metabolic: 3, other: 10 }],
  [
    70,
    {
      cancer: 33,
      circulation: 27,
      respiration: 12,
      nervous: 6,
      mental: 5,
      metabolic: 3,
      digestion: 3,
      accident: 3,
      infection: 2,
      other: 6,
    },
  ],
  [
    85,
    {
      circulation: 34,
      cancer: 15,
      mental: 13,
      respiration: 12,
      nervous: 5,
      infection: 3,
      metabolic: 2,
      accident: 5,
      digestion: 3,
      other: 8,
    },
  ],
];

const tables: readonly (readonly [fromAge: number, table: WeightedTable<CauseGroup>])[] = byAge.map(
  ([fromAge, shares]) => [fromAge, weightedTable(causeGroups.map((group) => [group, shares[group] ?? 0] as const))],
);

/** First day of the register of causes of death. */
export const firstDeathDay = daysFromCivil(1996, 1, 1);

/** The group of a person's underlying cause of death, for deaths in the register. */
export function causeOfDeath({ people }: Population, person: number): CauseGroup | undefined {
  const died = people.deathDay[person]!;
  if (died === never || died < firstDeathDay) return undefined;
  const age = yearsBetween(people.birthDay[person]!, died);
  const [, table] = tables.findLast(([fromAge]) => fromAge <= age)!;
  return choose(table, draw(process.causeOfDeath, person, 0));
}
