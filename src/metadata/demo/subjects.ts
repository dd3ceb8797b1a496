/** A subject with a final mark in lower secondary school, and the years in which it was given. */
interface LowerSubject {
  readonly code: string;
  readonly from: number;
  readonly until: number;
  /** Share of pupils without a mark in numbers. */
  readonly exempt: number;
}

const always = [2002, 2024] as const;

function lower(code: string, [from, until]: readonly [number, number], exempt = 0.05): LowerSubject {
  return { code, from, until, exempt };
}

/** The subjects of lower secondary school; new curricula renamed some in 2008 and joined those of English in 2022. */
export const lowerSubjects: readonly LowerSubject[] = [
  lower('NOH', always),
  lower('NOM', always),
  lower('NOS', always, 0.16),
  lower('MAT', always),
  lower('ENS', [2002, 2021]),
  lower('ENM', [2002, 2021]),
  lower('ENG', [2022, 2024]),
  lower('KHV', always),
  lower('MUS', always),
  lower('HEI', [2002, 2007]),
  lower('MHE', [2008, 2024]),
  lower('SAM', [2002, 2007]),
  lower('SAF', [2008, 2024]),
  lower('NAM', [2002, 2007]),
  lower('NAT', [2008, 2024]),
  lower('KROE', [2002, 2007]),
  lower('KRO', [2008, 2024]),
  lower('KRL', [2002, 2008]),
  lower('RLE', [2008, 2024]),
];

/** A subject with a final mark in upper secondary school. */
interface UpperSubject {
  readonly code: string;
  readonly track: 'academic' | 'vocational' | 'supplement';
  readonly from: number;
  readonly until: number;
  /** Share of the track's pupils who take it. */
  readonly share: number;
  readonly exempt: number;
  /** Years by which it is completed before the school. */
  readonly yearBefore: number;
}

function upper(
  code: string,
  track: UpperSubject['track'],
  yearBefore: number,
  share: number,
  [from, until]: readonly [number, number] = [2007, 2024],
): UpperSubject {
  return { code, track, from, until, share, exempt: code.startsWith('NOR') ? 0.05 : 0.03, yearBefore };
}

/** Common subjects of upper secondary school; curricula changed in the school year 2020/21. */
export const upperSubjects: readonly UpperSubject[] = [
  upper('ENG1002', 'academic', 2, 0.95, [2007, 2020]),
  upper('ENG1007', 'academic', 2, 0.95, [2021, 2024]),
  upper('ENG1003', 'vocational', 1, 0.93, [2008, 2020]),
  upper('ENG1009', 'vocational', 2, 0.93, [2021, 2024]),
  upper('MAT1019', 'academic', 2, 0.55, [2010, 2024]),
  upper('MAT1021', 'academic', 2, 0.4, [2010, 2024]),
  upper('MAT1015', 'academic', 1, 0.45, [2010, 2022]),
  upper('MAT1005', 'supplement', 0, 0.9, [2010, 2024]),
  upper('NOR1206', 'vocational', 1, 0.93, [2008, 2024]),
  upper('NOR1211', 'academic', 0, 0.95, [2009, 2024]),
  upper('NOR1212', 'academic', 0, 0.85, [2009, 2024]),
  upper('NOR1213', 'academic', 0, 0.95, [2009, 2024]),
  upper('NOR1231', 'supplement', 0, 0.95, [2009, 2024]),
  upper('NOR1232', 'supplement', 0, 0.85, [2009, 2024]),
  upper('NOR1233', 'supplement', 0, 0.95, [2009, 2024]),
  upper('REA3022', 'academic', 1, 0.22, [2008, 2021]),
  upper('REA3056', 'academic', 1, 0.22, [2022, 2024]),
  upper('REA3024', 'academic', 0, 0.15, [2009, 2022]),
  upper('REA3026', 'academic', 1, 0.2, [2008, 2021]),
  upper('REA3060', 'academic', 1, 0.2, [2022, 2024]),
  upper('REA3028', 'academic', 0, 0.12, [2009, 2022]),
];

/** A national test: in the autumn of the year in which pupils reach an age. */
interface NationalTest {
  readonly variable: string;
  readonly age: number;
  readonly mean: number;
  readonly from: number;
  readonly until: number;
}

const grades = [
  { grade: '05', age: 10, mean: 50 },
  { grade: '08', age: 13, mean: 50 },
  { grade: '09', age: 14, mean: 53 },
] as const;

/** Tests of English, reading and arithmetic; there is none of English in grade 9. Those of the new curriculum began in 2022. */
export const nationalTests: readonly NationalTest[] = [
  { prefix: 'NUDB_NP_SKALAPOENG', from: 2007, until: 2021 },
  { prefix: 'NUDB_NPKL_SKALAPOENG', from: 2022, until: 2024 },
].flatMap(({ prefix, from, until }) =>
  ['NPENG', 'NPLES', 'NPREG'].flatMap((subject) =>
    grades.flatMap(({ grade, age, mean }) =>
      subject === 'NPENG' && grade === '09'
        ? []
        : [{ variable: `${prefix}_${subject}${grade}`, age, mean, from, until }],
    ),
  ),
);
