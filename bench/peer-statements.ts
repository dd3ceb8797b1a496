/** What the peer does for each statement of the benchmark script: the same work, its result in a table (or fetched, for results). */
export interface PeerStatement {
  /** Start of the script statement that it stands beside. */
  readonly beside: string;
  readonly sql: readonly string[];
}

const importSql = (name: string, table: string): readonly string[] => [
  `CREATE OR REPLACE TABLE next AS SELECT people.*, ${table}.value AS ${name} FROM people LEFT JOIN ${table} USING (unit_id)`,
  'DROP TABLE people',
  'ALTER TABLE next RENAME TO people',
];

const addColumn = (expression: string): readonly string[] => [
  `CREATE OR REPLACE TABLE next AS SELECT *, ${expression} FROM people`,
  'DROP TABLE people',
  'ALTER TABLE next RENAME TO people',
];

/** Tables that the peer holds, by the register variable and day that each is made from. */
export const peerTables = {
  sex: { variable: 'BEFOLKNING_KJOENN', day: undefined },
  birth: { variable: 'BEFOLKNING_FOEDSELS_AAR_MND', day: undefined },
  muni: { variable: 'BEFOLKNING_KOMMNR_FORMELL', day: '2021-01-01' },
  wage: { variable: 'INNTEKT_WLONN', day: '2021-12-31' },
  education: { variable: 'NUDB_BU', day: '2021-01-01' },
  civil: { variable: 'SIVSTANDFDT_SIVSTAND', day: '2021-01-01' },
} as const;

export const peerStatements: readonly PeerStatement[] = [
  {
    beside: 'import db/BEFOLKNING_KJOENN',
    sql: ['CREATE OR REPLACE TABLE people AS SELECT unit_id, value AS sex FROM t_sex'],
  },
  { beside: 'import db/BEFOLKNING_FOEDSELS', sql: importSql('birth', 't_birth') },
  { beside: 'import db/BEFOLKNING_KOMMNR', sql: importSql('muni', 't_muni') },
  { beside: 'import db/INNTEKT_WLONN', sql: importSql('wage', 't_wage') },
  { beside: 'import db/NUDB_BU', sql: importSql('education', 't_education') },
  { beside: 'import db/SIVSTANDFDT', sql: importSql('civil', 't_civil') },
  {
    beside: 'keep if',
    sql: [
      'CREATE OR REPLACE TABLE next AS SELECT * FROM people WHERE muni IS NOT NULL AND birth < 200501',
      'DROP TABLE people',
      'ALTER TABLE next RENAME TO people',
    ],
  },
  { beside: 'generate age', sql: addColumn('2021 - birth // 100 AS age') },
  { beside: 'generate lnwage', sql: addColumn('CASE WHEN wage > 0 THEN ln(wage) END AS lnwage') },
  { beside: 'generate high', sql: addColumn('coalesce((wage > 600000)::INTEGER, 0) AS high') },
  {
    beside: 'tabulate muni sex',
    sql: ['SELECT muni, sex, count(*) FROM people GROUP BY GROUPING SETS ((muni, sex), (muni), (sex), ())'],
  },
  {
    beside: 'summarize wage',
    sql: [
      'SELECT count(wage), avg(wage), stddev_samp(wage), quantile_cont(wage, [0.01, 0.25, 0.5, 0.75, 0.99]) FROM people',
    ],
  },
  { beside: 'clone-dataset', sql: ['CREATE OR REPLACE TABLE places AS SELECT * FROM people'] },
  {
    beside: 'collapse',
    sql: [
      'CREATE OR REPLACE TABLE grouped AS SELECT muni, avg(wage) AS place_wage FROM places WHERE muni IS NOT NULL GROUP BY muni',
      'DROP TABLE places',
    ],
  },
  {
    beside: 'merge',
    sql: [
      'CREATE OR REPLACE TABLE next AS SELECT people.*, grouped.place_wage FROM people LEFT JOIN grouped USING (muni)',
      'DROP TABLE people',
      'ALTER TABLE next RENAME TO people',
    ],
  },
  {
    // The cross-products per combination of factor levels: all that a regression with two factors needs.
    beside: 'regress',
    sql: [
      `SELECT sex, civil, count(*), sum(age), sum(place_wage), sum(lnwage), sum(age * age), sum(age * place_wage),
              sum(age * lnwage), sum(place_wage * place_wage), sum(place_wage * lnwage), sum(lnwage * lnwage)
       FROM people WHERE lnwage IS NOT NULL AND age IS NOT NULL AND place_wage IS NOT NULL AND sex IS NOT NULL AND civil IS NOT NULL
       GROUP BY sex, civil`,
    ],
  },
];
