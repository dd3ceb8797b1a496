import { type WeightedTable, weightedTable } from '../random.ts';

/** Ages from which shares of diagnoses differ: children, the young and grown-up, the middle-aged, the old. */
const ageLimits = [16, 45, 70] as const;

type Shares = readonly [children: number, young: number, middle: number, old: number];

/** Chapters of ICD-10 by their shares of hospital stays at four ages; childbirth and cancer come from elsewhere. */
const chapterShares: readonly (readonly [chapter: string, men: Shares, women: Shares])[] = [
  ['I', [6, 4, 3, 4], [6, 4, 3, 4]],
  ['II', [2, 3, 6, 5], [2, 3, 6, 4]],
  ['III', [1.5, 1, 1, 2], [1.5, 1.5, 1, 2]],
  ['IV', [3, 3, 3, 3], [3, 4, 4, 3]],
  ['V', [3, 9, 4, 2], [5, 10, 4, 2]],
  ['VI', [5, 4, 4, 4], [5, 4, 4, 4]],
  ['VII', [2, 1, 3, 6], [2, 1, 3, 7]],
  ['VIII', [5, 1, 1, 1], [4, 1, 1, 1]],
  ['IX', [1, 5, 19, 22], [1, 3, 11, 18]],
  ['X', [18, 6, 7, 12], [15, 6, 7, 12]],
  ['XI', [9, 14, 12, 8], [8, 13, 11, 8]],
  ['XII', [3, 3, 2, 2], [3, 3, 2, 2]],
  ['XIII', [3, 11, 14, 8], [3, 10, 16, 10]],
  ['XIV', [5, 5, 8, 8], [5, 12, 10, 6]],
  ['XVII', [6, 0.8, 0.4, 0.2], [5, 0.8, 0.4, 0.2]],
  ['XVIII', [9, 10, 10, 9], [9, 11, 11, 9]],
  ['XIX', [13, 19, 11, 11], [10, 9, 9, 14]],
  ['XXI', [6, 5, 6, 4], [6, 6, 6, 4]],
];

const chapterTables: readonly (readonly WeightedTable<string>[])[] = [1, 2].map((column) =>
  [0, 1, 2, 3].map((age) =>
    weightedTable(chapterShares.map((row) => [row[0], column === 1 ? row[1][age]! : row[2][age]!] as const)),
  ),
);

/** Shares of chapters for somebody of a sex (1 man, 2 woman) and age. */
export function chaptersFor(sex: number, age: number): WeightedTable<string> {
  const group = ageLimits.filter((limit) => age >= limit).length;
  return chapterTables[sex === 2 ? 1 : 0]![group]!;
}

/** Diagnoses of three characters that occur, by chapter; the first are the most usual. */
const diagnosesOf: Readonly<Record<string, readonly string[]>> = {
  I: ['A09', 'A41', 'A46', 'B34', 'A08', 'B02'],
  II: ['C50', 'C61', 'C18', 'C34', 'D12', 'C67', 'C44', 'C20', 'D25', 'C43'],
  III: ['D64', 'D50', 'D70', 'D69'],
  IV: ['E11', 'E10', 'E66', 'E86', 'E03', 'E87'],
  V: ['F32', 'F20', 'F10', 'F33', 'F43', 'F41', 'F90', 'F31'],
  VI: ['G40', 'G45', 'G47', 'G35', 'G43', 'G56'],
  VII: ['H25', 'H35', 'H40', 'H33'],
  VIII: ['H65', 'H81', 'H91', 'H66'],
  IX: ['I48', 'I21', 'I50', 'I63', 'I25', 'I10', 'I20', 'I83'],
  X: ['J18', 'J44', 'J35', 'J20', 'J45', 'J96'],
  XI: ['K80', 'K35', 'K40', 'K57', 'K50', 'K21', 'K92', 'K59'],
  XII: ['L03', 'L40', 'L20', 'L05'],
  XIII: ['M17', 'M16', 'M54', 'M51', 'M75', 'M05', 'M79'],
  XIV: ['N39', 'N20', 'N18', 'N40', 'N81', 'N92'],
  XV: ['O80', 'O82', 'O70', 'O48', 'O60'],
  XVI: ['P07', 'P59', 'P22', 'P70'],
  XVII: ['Q21', 'Q53', 'Q66'],
  XVIII: ['R07', 'R10', 'R55', 'R50', 'R06', 'R51'],
  XIX: ['S72', 'S06', 'S52', 'S82', 'T81', 'S42', 'S61'],
  XXI: ['Z09', 'Z03', 'Z51', 'Z38', 'Z47'],
};

const diagnosisTables = new Map(
  Object.entries(diagnosesOf).map(([chapter, codes]) => [
    chapter,
    weightedTable(codes.map((code, i) => [code, 1 / (i + 1)] as const)),
  ]),
);

/** Shares of the diagnoses of a chapter. */
export function diagnosesIn(chapter: string): WeightedTable<string> {
  return diagnosisTables.get(chapter)!;
}

/** Chapters and diagnoses that occur, for dictionaries. */
export const chapterCodes: readonly string[] = Object.keys(diagnosesOf);
export const diagnosisCodes: readonly string[] = Object.values(diagnosesOf).flat();
