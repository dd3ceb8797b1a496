import { readFileSync } from 'node:fs';
import { assetPath } from '../assets.ts';
import type { People } from './people.ts';
import { choose, draw, process, type WeightedTable, weightedTable } from './random.ts';

interface CodeListAsset {
  readonly codes: readonly (readonly (string | boolean)[])[];
}

/** Occupations and industries to draw from, of the committed (partial) lists. */
export interface WorkCodes {
  readonly occupations: readonly string[];
  readonly industries: readonly string[];
  /** Occupations by step of education (0 to 3) and sex (0 men, 1 women). */
  readonly bySchooling: readonly (readonly WeightedTable<string>[])[];
  /** Industries by the first two digits of the occupation; `''` for any other. */
  readonly byOccupation: ReadonlyMap<string, WeightedTable<string>>;
}

/** Shares of the major groups 0 to 9 of occupations by step of education. */
const majorShares: readonly (readonly number[])[] = [
  [1, 1, 1, 4, 7, 38, 4, 13, 14, 17],
  [0.6, 5, 3, 14, 12, 30, 2, 19, 11, 3.4],
  [0.4, 8, 58, 22, 6, 4, 0.3, 0.7, 0.4, 0.2],
  [0.2, 15, 77, 6, 1, 0.8, 0, 0, 0, 0],
];

const womensWork = ['22', '23', '53', '51', '52', '32', '41', '42', '26', '91', '94', '33'];
const mensWork = ['01', '02', '03', '13', '21', '25', '31', '61', '62', '71', '72', '74', '81', '83', '93', '96'];

/** Industries that an occupation is found in, by its first two digits; the empty row holds the rest. */
const industriesOf: Readonly<Record<string, readonly string[]>> = {
  '01': ['84.110'],
  '02': ['84.110'],
  '03': ['84.110'],
  '13': ['41.200', '10.710', '52.240', '86.901', '87.302', '85.201'],
  '21': ['71.121', '71.112', '72.190', '06.100', '35.111'],
  '22': ['86.211', '86.901', '86.230', '87.302', '88.101'],
  '23': ['85.201', '85.310', '85.421', '88.911'],
  '25': ['62.010', '62.020', '63.110', '58.210'],
  '31': ['71.121', '35.111', '42.210', '20.140'],
  '32': ['86.211', '86.901', '87.302'],
  '33': ['64.190', '65.120', '66.220', '69.202', '46.900'],
  '52': ['47.111', '47.190', '47.410', '47.910', '46.390'],
  '51': ['56.101', '55.101', '96.020', '51.100'],
  '53': ['87.302', '88.101', '88.911', '86.901'],
  '61': ['01.110', '01.410', '01.500', '01.130'],
  '62': ['02.000', '02.200', '03.111', '03.211'],
  '71': ['41.200', '43.210', '43.120', '42.110'],
  '72': ['25.110', '45.200', '28.300', '30.111'],
  '74': ['43.210', '61.100', '35.130'],
  '81': ['10.710', '24.421', '20.150', '23.610', '08.110'],
  '83': ['49.410', '53.100', '52.240', '50.201'],
  '91': ['81.210', '87.302', '55.101'],
  '93': ['42.110', '43.120', '52.100'],
  '': ['84.110', '70.220', '46.900', '64.190', '68.209', '82.300', '94.200', '78.200', '90.011', '93.110', '47.190'],
};

/** Reads the committed lists and weighs them. */
export function readWorkCodes(): WorkCodes {
  const lists = JSON.parse(readFileSync(assetPath('demo/code-lists.json'), 'utf8')) as Readonly<
    Record<string, CodeListAsset>
  >;
  const codesOf = (name: string): readonly string[] => (lists[name]?.codes ?? []).map(([code]) => String(code));
  const occupations = codesOf('occupation-styrk08-selected').filter((code) => code !== '0000');
  const listed = new Set(codesOf('industry-sn2007-selected'));
  const byOccupation = new Map(
    Object.entries(industriesOf).map(([prefix, codes]) => [
      prefix,
      weightedTable(codes.filter((code) => listed.has(code)).map((code, i) => [code, 1 / (i + 1)] as const)),
    ]),
  );
  const bySchooling = majorShares.map((shares) =>
    [mensWork, womensWork].map((typical, sex) => {
      const untypical = sex === 0 ? womensWork : mensWork;
      const weightOf = (code: string): number => {
        const prefix = code.slice(0, 2);
        return typical.includes(prefix) ? 4 : untypical.includes(prefix) ? 0.4 : 1.3;
      };
      return weightedTable(
        occupations.map((code) => {
          const major = occupations.filter((other) => other[0] === code[0]);
          const sum = major.reduce((total, other) => total + weightOf(other), 0);
          return [code, (shares[Number(code[0])]! * weightOf(code)) / sum] as const;
        }),
      );
    }),
  );
  const industries = [...new Set([...byOccupation.values()].flatMap(({ values }) => values))];
  return { occupations, industries, bySchooling, byOccupation };
}

/** The occupation of a person's job. */
export function drawOccupation(
  codes: WorkCodes,
  people: People,
  person: number,
  step: number,
  occasion: number,
): string {
  const table = codes.bySchooling[step]![people.sex[person] === 2 ? 1 : 0]!;
  return choose(table, draw(process.occupation, person, occasion));
}

/** The industry of a job with an occupation. */
export function drawIndustry(codes: WorkCodes, occupation: string, person: number, occasion: number): string {
  const table = codes.byOccupation.get(occupation.slice(0, 2)) ?? codes.byOccupation.get('')!;
  return choose(table, draw(process.industry, person, occasion));
}
