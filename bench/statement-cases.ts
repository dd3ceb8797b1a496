import type { PeerTable } from './scene.ts';

/** A statement to time, and what the peer does instead. */
export interface StatementCase {
  readonly name: string;
  /** Not timed. */
  readonly before?: readonly string[];
  readonly statements: readonly string[];
  /** Not timed: makes the scene what it was. */
  readonly after?: readonly string[];
  readonly peerBefore?: readonly string[];
  /** Absent where the peer has nothing of the kind. */
  readonly peer?: readonly string[];
  /** The same with the identifier and the new variable as the only columns of the peer's result. */
  readonly alone?: string;
  /** What both must agree on: a variable of a dataset, or all released numbers; and which table of the peer has it as a column `x`. */
  readonly same?:
    | { readonly dataset: string; readonly variable: string; readonly table: string }
    | { readonly dataset?: undefined; readonly table: string };
}

/** Statements that work on the same datasets. */
export interface StatementGroup {
  readonly prelude: readonly string[];
  readonly peerPrelude: readonly string[];
  readonly cases: readonly StatementCase[];
}

/** The tables of the peer, by name. */
const peerTables: Readonly<Record<string, PeerTable>> = {
  sex: { variable: 'BEFOLKNING_KJOENN' },
  birth: { variable: 'BEFOLKNING_FOEDSELS_AAR_MND' },
  mother: { variable: 'BEFOLKNING_MOR_FNR' },
  muni: { variable: 'BEFOLKNING_KOMMNR_FORMELL', day: '2021-01-01' },
  education: { variable: 'NUDB_BU', day: '2021-01-01' },
  wage: { variable: 'INNTEKT_WLONN', day: '2021-12-31' },
  home: { variable: 'BOSATTEFDT_BOSTED', spells: true },
  ...Object.fromEntries(
    [2016, 2017, 2018, 2019, 2020].map((year) => [`w${year}`, { variable: 'INNTEKT_WLONN', day: `${year}-12-31` }]),
  ),
};

const years = [2016, 2017, 2018, 2019, 2020];
const wages = years.map((year) => `w${year}`);

const importOf = (name: string): string => {
  const { variable, day } = peerTables[name] ?? { variable: '' };
  return `import db/${variable}${day === undefined ? '' : ` ${day}`} as ${name}`;
};

const variables = ['birth', 'muni', 'education', 'wage', ...wages];

/** The population that most statements work on: register variables, a date and a text with very many values. */
const prelude = [
  'create-dataset d',
  importOf('sex'),
  ...variables.map(importOf),
  'generate born = date(int(birth / 100), birth - 100 * int(birth / 100), 15)',
  "generate cell = rowconcat(muni, '-', string(birth))",
  'generate wtext = string(wage)',
];

const joins = variables.map((name) => `LEFT JOIN t_${name} USING (unit_id)`).join(' ');
const columns = variables.map((name) => `t_${name}.value AS ${name}`).join(', ');
const peerPrelude = [
  `CREATE OR REPLACE TABLE d0 AS SELECT unit_id, t_sex.value AS sex, ${columns} FROM t_sex ${joins}`,
  `CREATE OR REPLACE TABLE d AS SELECT *, make_date(birth // 100, birth % 100, 15) AS born,
     coalesce(muni, '') || '-' || birth::VARCHAR AS cell, wage::BIGINT::VARCHAR AS wtext FROM d0`,
  'DROP TABLE d0',
];

/** `generate`, beside a table with one more column, and beside a table of that column alone. */
function generate(name: string, expression: string, sql: string, isChecked = true): StatementCase {
  return {
    name,
    statements: [`generate x = ${expression}`],
    after: ['drop x'],
    peer: [`CREATE OR REPLACE TABLE r AS SELECT *, ${sql} AS x FROM d`],
    alone: `CREATE OR REPLACE TABLE r AS SELECT unit_id, ${sql} AS x FROM d`,
    ...(isChecked ? { same: { dataset: 'd', variable: 'x', table: 'r' } } : {}),
  };
}

/** Statements on a copy of the population. */
function onCopy(one: Omit<StatementCase, 'before' | 'after'>): StatementCase {
  return { ...one, before: ['clone-dataset d e', 'use e'], after: ['use d', 'delete-dataset e'] };
}

const sum = wages.map((name) => `coalesce(${name}, 0)`).join(' + ');
const valid = wages.map((name) => `(${name} IS NOT NULL)::INTEGER`).join(' + ');
const all = wages.join(', ');
const test = (sql: string): string => `coalesce(${sql}, false)::INTEGER`;
const tenths = Array.from({ length: 11 }, (_, i) => (i / 10).toFixed(1)).join(', ');
const groupsOf = Array.from({ length: 9 }, (_, i) => `(wage > q[${i + 2}])::INTEGER`).join(' + ');
const quantileSql = `CREATE OR REPLACE TABLE r AS WITH e AS (SELECT quantile_cont(wage, [${tenths}]) AS q FROM d)`;

const expressions: readonly StatementCase[] = [
  generate('arithmetic: 2021 - int(birth / 100)', '2021 - int(birth / 100)', '2021 - birth // 100'),
  generate('arithmetic: wage * 1.1 + w2020 / 2', 'wage * 1.1 + w2020 / 2', 'wage * 1.1 + w2020 / 2'),
  generate(
    'logic: two comparisons and a text',
    "wage > 300000 & birth < 198001 | sex == '2'",
    `((coalesce(wage > 300000, false) AND birth < 198001) OR sex = '2')::INTEGER`,
  ),
  generate('power: (wage / 1000) ^ 2', '(wage / 1000) ^ 2', '(wage / 1000) ^ 2'),
  generate('ln(wage)', 'ln(wage)', 'CASE WHEN wage > 0 THEN ln(wage) END'),
  generate('exp(wage / 1000000)', 'exp(wage / 1000000)', 'exp(wage / 1000000)'),
  generate('sqrt(wage)', 'sqrt(wage)', 'sqrt(wage)'),
  generate('sin(wage / 1000)', 'sin(wage / 1000)', 'sin(wage / 1000)'),
  generate('round(wage / 12)', 'round(wage / 12)', 'round(wage / 12)'),
  generate('round(wage, 1000)', 'round(wage, 1000)', 'round(wage / 1000.0) * 1000'),
  {
    ...generate('normal(wage / 1000000)', 'normal(wage / 1000000)', '0'),
    peer: [],
  },
  generate(
    'date(y, m, d)',
    'date(int(birth / 100), birth - 100 * int(birth / 100), 15)',
    'make_date(birth // 100, birth % 100, 15)',
    false,
  ),
  generate('year(born)', 'year(born)', 'year(born)'),
  generate('month(born) + dow(born)', 'month(born) + dow(born)', 'month(born) + isodow(born)'),
  generate('week(born)', 'week(born)', 'week(born)'),
  generate('isoformatdate(born)', 'isoformatdate(born)', 'born::VARCHAR'),
  generate('rowtotal of five', `rowtotal(${all})`, sum),
  generate('rowmean of five', `rowmean(${all})`, `(${sum}) / nullif(${valid}, 0)`),
  generate('rowmax of five', `rowmax(${all})`, `greatest(${all})`),
  generate('rowmedian of five', `rowmedian(${all})`, `list_median([${all}])`),
  generate('rowstd of five', `rowstd(${all})`, `list_stddev_samp([${all}])`),
  generate('rowmissing of five', `rowmissing(${all})`, `5 - (${valid})`),
  {
    name: 'quantile(wage, 10)',
    statements: ['generate x = quantile(wage, 10)'],
    after: ['drop x'],
    peer: [`${quantileSql} SELECT d.*, ${groupsOf} AS x FROM d, e`],
    alone: `${quantileSql} SELECT unit_id, ${groupsOf} AS x FROM d, e`,
    same: { dataset: 'd', variable: 'x', table: 'r' },
  },
  generate('sysmiss(wage)', 'sysmiss(wage)', '(wage IS NULL)::INTEGER'),
  generate('inrange(wage, lo, hi)', 'inrange(wage, 200000, 500000)', test('wage BETWEEN 200000 AND 500000')),
  generate(
    'inlist of numbers, 12',
    'inlist(int(birth / 100), 1950, 1953, 1956, 1959, 1962, 1965, 1968, 1971, 1974, 1977, 1980, 1983)',
    test('birth // 100 IN (1950, 1953, 1956, 1959, 1962, 1965, 1968, 1971, 1974, 1977, 1980, 1983)'),
  ),
];

const texts: readonly StatementCase[] = [
  generate(
    'inlist of texts, 5',
    "inlist(muni, '0301', '1103', '4601', '5001', '3005')",
    test("muni IN ('0301', '1103', '4601', '5001', '3005')"),
  ),
  generate('length(muni)', 'length(muni)', 'length(muni)'),
  generate('length(cell), 400,000 values', 'length(cell)', 'length(cell)'),
  generate('substr(muni, 1, 2)', 'substr(muni, 1, 2)', 'substr(muni, 1, 2)'),
  generate('substr(cell, 1, 7)', 'substr(cell, 1, 7)', 'substr(cell, 1, 7)'),
  generate("startswith(muni, '03')", "startswith(muni, '03')", test("starts_with(muni, '03')")),
  generate("startswith(cell, '030')", "startswith(cell, '030')", test("starts_with(cell, '030')")),
  generate('upper(cell)', 'upper(cell)', 'upper(cell)'),
  generate('trim(cell)', 'trim(cell)', 'trim(cell)'),
  generate(
    "rowconcat(muni, '-', education)",
    "rowconcat(muni, '-', education)",
    "coalesce(muni, '') || '-' || coalesce(education, '')",
    false,
  ),
  generate('rowconcat(cell, sex)', 'rowconcat(cell, sex)', "coalesce(cell, '') || coalesce(sex, '')"),
  generate('string(birth)', 'string(birth)', 'birth::VARCHAR'),
  generate('string(wage)', 'string(wage)', 'wage::BIGINT::VARCHAR'),
  generate("muni == '0301'", "muni == '0301'", test("muni = '0301'")),
  generate(
    "labelcontains(muni, 'sund')",
    "labelcontains(muni, 'sund')",
    test("muni IN (SELECT code FROM labels WHERE contains(title, 'sund'))"),
  ),
];

const textRules = Array.from({ length: 400 }, (_, i) => `'${String(300 + i * 13).padStart(4, '0')}' = 'g${i % 20}'`);
const numberRules = Array.from({ length: 400 }, (_, i) => ({ from: 192001 + 25 * i, to: 192001 + 25 * i + 12 }));

const transforming: readonly StatementCase[] = [
  onCopy({
    name: 'replace … if sysmiss(wage)',
    statements: ['replace wage = 0 if sysmiss(wage)'],
    peer: ['CREATE OR REPLACE TABLE r AS SELECT * REPLACE (coalesce(wage, 0) AS wage), coalesce(wage, 0) AS x FROM d'],
    alone: 'CREATE OR REPLACE TABLE r AS SELECT unit_id, coalesce(wage, 0) AS x FROM d',
    same: { dataset: 'e', variable: 'wage', table: 'r' },
  }),
  {
    name: 'generate … if birth < 198001',
    statements: ['generate x = wage / 12 if birth < 198001'],
    after: ['drop x'],
    peer: ['CREATE OR REPLACE TABLE r AS SELECT *, CASE WHEN birth < 198001 THEN wage / 12 END AS x FROM d'],
    alone: 'CREATE OR REPLACE TABLE r AS SELECT unit_id, CASE WHEN birth < 198001 THEN wage / 12 END AS x FROM d',
    same: { dataset: 'd', variable: 'x', table: 'r' },
  },
  {
    name: 'recode, 400 rules, texts',
    statements: [`recode muni (${textRules.join(') (')}), generate(x)`],
    after: ['drop x'],
    peer: [
      'CREATE OR REPLACE TABLE r AS SELECT d.*, coalesce(m.new, muni) AS x FROM d LEFT JOIN text_rules m ON d.muni = m.old',
    ],
    alone:
      'CREATE OR REPLACE TABLE r AS SELECT unit_id, coalesce(m.new, muni) AS x FROM d LEFT JOIN text_rules m ON d.muni = m.old',
    same: { dataset: 'd', variable: 'x', table: 'r' },
  },
  {
    name: 'recode, 400 intervals of integers',
    statements: [
      `recode birth (${numberRules.map(({ from, to }, i) => `${from}/${to} = ${i}`).join(') (')}), generate(x)`,
    ],
    after: ['drop x'],
    peer: [
      'CREATE OR REPLACE TABLE r AS SELECT d.*, coalesce(m.new, birth) AS x FROM d LEFT JOIN number_rules m ON d.birth = m.old',
    ],
    alone:
      'CREATE OR REPLACE TABLE r AS SELECT unit_id, coalesce(m.new, birth) AS x FROM d LEFT JOIN number_rules m ON d.birth = m.old',
    same: { dataset: 'd', variable: 'x', table: 'r' },
  },
  {
    name: 'recode, 3 intervals of wages',
    statements: ['recode wage (min/199999.5 = 1) (200000/499999.5 = 2) (500000/max = 3), generate(x)'],
    after: ['drop x'],
    peer: [
      'CREATE OR REPLACE TABLE r AS SELECT *, CASE WHEN wage < 200000 THEN 1 WHEN wage < 500000 THEN 2 WHEN wage >= 500000 THEN 3 END AS x FROM d',
    ],
    alone:
      'CREATE OR REPLACE TABLE r AS SELECT unit_id, CASE WHEN wage < 200000 THEN 1 WHEN wage < 500000 THEN 2 WHEN wage >= 500000 THEN 3 END AS x FROM d',
    same: { dataset: 'd', variable: 'x', table: 'r' },
  },
  {
    name: 'destring muni',
    statements: ['destring muni, prefix(n_)'],
    after: ['drop n_muni'],
    peer: ['CREATE OR REPLACE TABLE r AS SELECT *, muni::INTEGER AS x FROM d'],
    alone: 'CREATE OR REPLACE TABLE r AS SELECT unit_id, muni::INTEGER AS x FROM d',
    same: { dataset: 'd', variable: 'n_muni', table: 'r' },
  },
  {
    name: 'destring wtext',
    statements: ['destring wtext, prefix(n_)'],
    after: ['drop n_wtext'],
    peer: ['CREATE OR REPLACE TABLE r AS SELECT *, wtext::INTEGER AS x FROM d'],
    alone: 'CREATE OR REPLACE TABLE r AS SELECT unit_id, wtext::INTEGER AS x FROM d',
    same: { dataset: 'd', variable: 'n_wtext', table: 'r' },
  },
  {
    name: 'clone-variables wage',
    statements: ['clone-variables wage -> x'],
    after: ['drop x'],
    peer: ['CREATE OR REPLACE TABLE r AS SELECT *, wage AS x FROM d'],
    alone: 'CREATE OR REPLACE TABLE r AS SELECT unit_id, wage AS x FROM d',
  },
  {
    name: 'define-labels, assign-labels',
    statements: ["define-labels sexes '1' man '2' woman", 'assign-labels sex sexes'],
    after: ['drop-labels sexes'],
  },
  onCopy({
    name: 'rename',
    statements: ['rename wage pay'],
    peerBefore: ['CREATE OR REPLACE TABLE e AS SELECT * FROM d'],
    peer: ['ALTER TABLE e RENAME COLUMN wage TO pay'],
  }),
  onCopy({
    name: 'drop variables',
    statements: ['drop wage w2016'],
    peerBefore: ['CREATE OR REPLACE TABLE e AS SELECT * FROM d'],
    peer: ['ALTER TABLE e DROP COLUMN wage', 'ALTER TABLE e DROP COLUMN w2016'],
  }),
];

const selecting: readonly StatementCase[] = [
  onCopy({
    name: 'keep if, 15 variables',
    statements: ['keep if birth < 199001 & wage > 0'],
    peer: ['CREATE OR REPLACE TABLE r AS SELECT *, wage AS x FROM d WHERE birth < 199001 AND wage > 0'],
    same: { dataset: 'e', variable: 'wage', table: 'r' },
  }),
  onCopy({
    name: 'sample 0.25',
    statements: ['sample 0.25 4711'],
    peer: ['CREATE OR REPLACE TABLE r AS SELECT * FROM d USING SAMPLE 25 PERCENT (bernoulli, 4711)'],
  }),
  {
    name: 'clone-dataset',
    statements: ['clone-dataset d e'],
    after: ['delete-dataset e'],
    peer: ['CREATE OR REPLACE TABLE r AS SELECT * FROM d'],
  },
  {
    name: 'clone-units',
    statements: ['clone-units d e'],
    after: ['delete-dataset e'],
    peer: ['CREATE OR REPLACE TABLE r AS SELECT unit_id FROM d'],
  },
];

const grouping: readonly StatementCase[] = [
  onCopy({
    name: 'collapse (mean), by municipality',
    statements: ['collapse (mean) wage -> x, by(muni)'],
    peer: ['CREATE OR REPLACE TABLE r AS SELECT muni, avg(wage) AS x FROM d WHERE muni IS NOT NULL GROUP BY muni'],
    same: { dataset: 'e', variable: 'x', table: 'r' },
  }),
  onCopy({
    name: 'collapse, seven statistics, by municipality',
    statements: [
      'collapse (mean) wage -> a (median) wage -> b (sd) wage -> c (count) wage -> n (min) wage -> lo (max) wage -> hi (iqr) wage -> x, by(muni)',
    ],
    peer: [
      'CREATE OR REPLACE TABLE r AS SELECT muni, avg(wage) AS a, median(wage) AS b, stddev_samp(wage) AS c, count(wage) AS n, min(wage) AS lo, max(wage) AS hi, quantile_cont(wage, 0.75) - quantile_cont(wage, 0.25) AS x FROM d WHERE muni IS NOT NULL GROUP BY muni',
    ],
    same: { dataset: 'e', variable: 'x', table: 'r' },
  }),
  onCopy({
    name: 'collapse (gini), by municipality',
    statements: ['collapse (gini) wage -> x, by(muni)'],
    peer: [
      `CREATE OR REPLACE TABLE r AS WITH o AS (SELECT muni, wage, row_number() OVER (PARTITION BY muni ORDER BY wage) AS i FROM d WHERE muni IS NOT NULL AND wage IS NOT NULL)
      SELECT muni, 2 * sum(i * wage) / (count(*) * sum(wage)) - (count(*) + 1) / count(*) AS x FROM o GROUP BY muni`,
    ],
    same: { dataset: 'e', variable: 'x', table: 'r' },
  }),
  {
    name: 'aggregate (median), by municipality',
    statements: ['aggregate (median) wage -> x, by(muni)'],
    after: ['drop x'],
    peer: [
      'CREATE OR REPLACE TABLE r AS SELECT d.*, g.x FROM d LEFT JOIN (SELECT muni, median(wage) AS x FROM d GROUP BY muni) g USING (muni)',
    ],
    alone:
      'CREATE OR REPLACE TABLE r AS SELECT unit_id, g.x FROM d LEFT JOIN (SELECT muni, median(wage) AS x FROM d GROUP BY muni) g USING (muni)',
    same: { dataset: 'd', variable: 'x', table: 'r' },
  },
  {
    name: 'aggregate (mean), by municipality',
    statements: ['aggregate (mean) wage -> x, by(muni)'],
    after: ['drop x'],
    peer: [
      'CREATE OR REPLACE TABLE r AS SELECT d.*, g.x FROM d LEFT JOIN (SELECT muni, avg(wage) AS x FROM d GROUP BY muni) g USING (muni)',
    ],
    alone:
      'CREATE OR REPLACE TABLE r AS SELECT unit_id, g.x FROM d LEFT JOIN (SELECT muni, avg(wage) AS x FROM d GROUP BY muni) g USING (muni)',
    same: { dataset: 'd', variable: 'x', table: 'r' },
  },
];

const linking: StatementGroup = {
  prelude: [
    'create-dataset d',
    ...['sex', 'mother', 'muni', 'wage'].map(importOf),
    'clone-dataset d places',
    'use places',
    'collapse (mean) wage -> place_wage, by(muni)',
    'create-dataset w',
    'import db/INNTEKT_WLONN 2021-12-31 as mother_wage',
  ],
  peerPrelude: [
    'CREATE OR REPLACE TABLE d AS SELECT unit_id, t_sex.value AS sex, t_mother.value AS mother, t_muni.value AS muni, t_wage.value AS wage FROM t_sex LEFT JOIN t_mother USING (unit_id) LEFT JOIN t_muni USING (unit_id) LEFT JOIN t_wage USING (unit_id)',
    'CREATE OR REPLACE TABLE places AS SELECT muni, avg(wage) AS place_wage FROM d WHERE muni IS NOT NULL GROUP BY muni',
    'CREATE OR REPLACE TABLE w AS SELECT unit_id, value AS mother_wage FROM t_wage',
  ],
  cases: [
    {
      name: 'merge on the identifier',
      statements: ['merge mother_wage into d'],
      after: ['use d', 'drop mother_wage', 'use w'],
      peer: ['CREATE OR REPLACE TABLE r AS SELECT d.*, w.mother_wage AS x FROM d LEFT JOIN w USING (unit_id)'],
      alone: 'CREATE OR REPLACE TABLE r AS SELECT d.unit_id, w.mother_wage AS x FROM d LEFT JOIN w USING (unit_id)',
    },
    {
      name: 'merge on mother',
      statements: ['merge mother_wage into d on mother'],
      after: ['use d', 'drop mother_wage', 'use places'],
      peer: ['CREATE OR REPLACE TABLE r AS SELECT d.*, w.mother_wage AS x FROM d LEFT JOIN w ON w.unit_id = d.mother'],
      alone:
        'CREATE OR REPLACE TABLE r AS SELECT d.unit_id, w.mother_wage AS x FROM d LEFT JOIN w ON w.unit_id = d.mother',
    },
    {
      name: 'merge on a municipality code',
      statements: ['merge place_wage into d on muni'],
      after: ['use d', 'drop place_wage', 'use w'],
      peer: ['CREATE OR REPLACE TABLE r AS SELECT d.*, places.place_wage AS x FROM d LEFT JOIN places USING (muni)'],
      alone:
        'CREATE OR REPLACE TABLE r AS SELECT d.unit_id, places.place_wage AS x FROM d LEFT JOIN places USING (muni)',
    },
  ],
};

const seriesOf = (names: readonly string[]): string =>
  names.map((name) => `SELECT unit_id, ${name.slice(1)} AS y, sex, ${name} AS w FROM d`).join(' UNION ALL ');

const wide = {
  prelude: ['create-dataset d', importOf('sex')],
  peer: (names: readonly string[]): string =>
    `CREATE OR REPLACE TABLE d AS SELECT unit_id, t_sex.value AS sex, ${names.map((name) => `t_${name}.value AS ${name}`).join(', ')} FROM t_sex ${names.map((name) => `LEFT JOIN t_${name} USING (unit_id)`).join(' ')}`,
};

const panels: StatementGroup = {
  prelude: [...wide.prelude, ...wages.map(importOf)],
  peerPrelude: [wide.peer(wages)],
  cases: [
    {
      name: 'reshape-to-panel, 11 M × 5',
      before: ['clone-dataset d p', 'use p'],
      statements: ['reshape-to-panel w'],
      peer: [`CREATE OR REPLACE TABLE p AS ${seriesOf(wages)}`],
      same: { dataset: 'p', variable: 'w', table: '(SELECT w AS x FROM p)' },
    },
    {
      name: 'reshape-from-panel, 11 M × 5',
      statements: ['reshape-from-panel'],
      after: ['use d', 'delete-dataset p'],
      peer: [
        `CREATE OR REPLACE TABLE r AS SELECT unit_id, ${years.map((year) => `any_value(sex) FILTER (y = ${year}) AS sex${year}, any_value(w) FILTER (y = ${year}) AS ${year === 2020 ? 'x' : `w${year}`}`).join(', ')} FROM p GROUP BY unit_id`,
      ],
      same: { dataset: 'p', variable: 'w2020', table: 'r' },
    },
  ],
};

const three = wages.slice(2);

const events: readonly StatementGroup[] = [
  {
    prelude: [...wide.prelude, ...three.map(importOf), 'reshape-to-panel w'],
    peerPrelude: [wide.peer(three), `CREATE OR REPLACE TABLE p AS ${seriesOf(three)}`],
    cases: [
      {
        name: 'collapse by person of 33 M rows of a panel',
        before: ['clone-dataset d e', 'use e'],
        statements: ['collapse (sum) w -> x (max) w -> most, by(PERSONID_1)'],
        after: ['use d', 'delete-dataset e'],
        peer: [
          'CREATE OR REPLACE TABLE r AS SELECT unit_id, coalesce(sum(w), 0) AS x, max(w) AS most FROM p GROUP BY unit_id',
        ],
        same: { dataset: 'e', variable: 'x', table: 'r' },
      },
    ],
  },
  {
    prelude: ['create-dataset d', 'import-event db/BOSATTEFDT_BOSTED 2000-01-01 to 2022-12-31 as home'],
    peerPrelude: [
      "CREATE OR REPLACE TABLE p AS SELECT unit_id, start, stop, value FROM t_home WHERE start <= DATE '2022-12-31' AND (stop IS NULL OR stop >= DATE '2000-01-01')",
    ],
    cases: [
      {
        name: 'collapse by person of events',
        before: ['clone-dataset d e', 'use e'],
        statements: ['collapse (count) home -> x (max) START@home -> last, by(PERSONID_1)'],
        after: ['use d', 'delete-dataset e'],
        peer: [
          'CREATE OR REPLACE TABLE r AS SELECT unit_id, count(value) AS x, max(start) AS last FROM p GROUP BY unit_id',
        ],
        same: { dataset: 'e', variable: 'x', table: 'r' },
      },
    ],
  },
];

/** Statements that are timed on the same databank, and what the peer holds of it. */
export interface StatementSuite {
  readonly tables: Readonly<Record<string, PeerTable>>;
  readonly groups: readonly StatementGroup[];
}

/** What is timed. */
const statementGroups: readonly StatementGroup[] = [
  { prelude, peerPrelude, cases: [...expressions, ...texts, ...transforming, ...selecting, ...grouping] },
  linking,
  panels,
  ...events,
];

/** Tables of rules for the peer: every value that a rule of `recode` changes, and what it becomes. */
export const ruleTables: readonly string[] = [
  'CREATE OR REPLACE TABLE text_rules (old VARCHAR, new VARCHAR)',
  `INSERT INTO text_rules VALUES ${textRules.map((rule) => `(${rule.replace(' = ', ', ')})`).join(', ')}`,
  'CREATE OR REPLACE TABLE number_rules AS SELECT 192001 + 25 * i + j AS old, i AS new FROM range(400) a(i), range(13) b(j)',
];

/** Statements that change datasets. */
export const statementSuite: StatementSuite = { tables: peerTables, groups: statementGroups };
