import type { PeerTable } from './scene.ts';
import type { StatementCase, StatementGroup, StatementSuite } from './statement-cases.ts';

const years = Array.from({ length: 10 }, (_, i) => 2012 + i);
const wages = years.map((year) => `w${year}`);

const tables: Readonly<Record<string, PeerTable>> = {
  sex: { variable: 'BEFOLKNING_KJOENN' },
  birth: { variable: 'BEFOLKNING_FOEDSELS_AAR_MND' },
  muni: { variable: 'BEFOLKNING_KOMMNR_FORMELL', day: '2021-01-01' },
  ...Object.fromEntries(
    [2019, 2020, 2021].map((year) => [`civil${year}`, { variable: 'SIVSTANDFDT_SIVSTAND', day: `${year}-01-01` }]),
  ),
  ...Object.fromEntries(years.map((year) => [`w${year}`, { variable: 'INNTEKT_WLONN', day: `${year}-12-31` }])),
};

const importOf = (name: string): string => {
  const { variable, day } = tables[name] ?? { variable: '' };
  return `import db/${variable}${day === undefined ? '' : ` ${day}`} as ${name}`;
};

/** A statement on a dataset of its own, of which nothing is known yet: everybody, with the variables that it reads. */
function on(variables: readonly string[], statement: string, ...peer: readonly string[]): StatementCase {
  const others = variables.filter((name) => name !== 'sex');
  return {
    name: statement.replace(wages.join(' '), 'ten wages').replace(wages.slice(1).join(' '), 'nine wages'),
    before: ['create-dataset e', importOf('sex'), ...others.map(importOf)],
    statements: [statement],
    after: ['delete-dataset e'],
    peer: peer.map((sql, i) => (i < peer.length - 1 ? sql : `CREATE OR REPLACE TABLE r AS ${sql}`)),
    same: { table: 'r' },
  };
}

/** Counts by combination of categories. */
function counted(variables: readonly string[], options = ''): StatementCase {
  const valid = variables.map((name) => `${name} IS NOT NULL`).join(' AND ');
  const list = variables.join(', ');
  return on(
    variables,
    `tabulate ${variables.join(' ')}${options}`,
    `SELECT ${list}, count(*) AS x FROM d WHERE ${valid} GROUP BY ${list}`,
  );
}

const ofMunicipalities = 'FROM d WHERE muni IS NOT NULL AND w2021 IS NOT NULL GROUP BY muni';

const tabulating: readonly StatementCase[] = [
  counted(['muni', 'sex']),
  counted(['muni', 'civil2021', 'sex']),
  on(
    ['muni', 'w2021'],
    'tabulate muni, summarize(w2021) p50',
    `SELECT muni, quantile_cont(w2021, 0.5) AS x ${ofMunicipalities}`,
  ),
  on(
    ['muni', 'w2021'],
    'tabulate muni, summarize(w2021) mean std p25 p50 p75',
    `SELECT muni, unnest([avg(w2021), stddev_samp(w2021)] || quantile_cont(w2021, [0.25, 0.5, 0.75])) AS x ${ofMunicipalities}`,
  ),
  on(
    ['muni', 'sex', 'w2021'],
    'tabulate muni sex, summarize(w2021) mean',
    'SELECT muni, sex, avg(w2021) AS x FROM d WHERE muni IS NOT NULL AND w2021 IS NOT NULL GROUP BY muni, sex',
  ),
];

const shares = '[0.01, 0.25, 0.5, 0.75, 0.99]';
const summaryOf = (name: string): string =>
  `avg(${name}), stddev_samp(${name}), count(${name})::DOUBLE] || quantile_cont(${name}, ${shares})`;

const pairs = wages.flatMap((a, i) => wages.slice(0, i).map((b) => `corr(${a}, ${b})`));

const summarizing: readonly StatementCase[] = [
  on(['w2021'], 'summarize w2021', `SELECT unnest([${summaryOf('w2021')}) AS x FROM d`),
  on(
    ['birth', ...wages.slice(1)],
    `summarize birth ${wages.slice(1).join(' ')}`,
    `SELECT unnest(${['birth', ...wages.slice(1)].map((name) => `[${summaryOf(name)}`).join(' || ')}) AS x FROM d`,
  ),
  on(
    wages,
    `correlate ${wages.join(' ')}`,
    `SELECT unnest([${pairs.join(', ')}]) AS x FROM d WHERE ${wages.map((name) => `${name} IS NOT NULL`).join(' AND ')}`,
  ),
  on(wages, `correlate ${wages.join(' ')}, pairwise`, `SELECT unnest([${pairs.join(', ')}]) AS x FROM d`),
];

const box = (
  groups: string,
): string => `WITH q AS (SELECT ${groups}, count(w2021) AS n, avg(w2021) AS m, min(w2021) AS lo,
    max(w2021) AS hi, quantile_cont(w2021, [0.25, 0.5, 0.75]) AS p FROM d WHERE w2021 IS NOT NULL AND ${groups} IS NOT NULL GROUP BY ${groups})
  SELECT ${groups}, unnest([n, m, lo, p[1], p[2], p[3], hi]) AS x FROM q`;

const bins = 20;
const hexagons = { columns: 15, rows: 8 };

/** Sides of the grid beyond the extremes, position in steps of it, and the nearest centres of both lattices. */
const hexagonSql = `WITH v AS (SELECT w2020 AS h, w2021 AS v FROM d WHERE w2020 IS NOT NULL AND w2021 IS NOT NULL),
  e AS (SELECT min(h) - 1e-9 * (max(h) - min(h)) AS l, max(h) + 1e-9 * (max(h) - min(h)) AS r,
    min(v) - 1e-9 * (max(v) - min(v)) AS b, max(v) + 1e-9 * (max(v) - min(v)) AS t FROM v),
  s AS (SELECT (h - l) / (r - l) * ${hexagons.columns} AS x, (v - b) / (t - b) * ${hexagons.rows} AS y FROM v, e),
  c AS (SELECT floor(x + 0.5) AS i, floor(y + 0.5) AS j, floor(x) AS p, floor(y) AS q,
    (x - i) * (x - i) + 3 * (y - j) * (y - j) <= (x - p - 0.5) * (x - p - 0.5) + 3 * (y - q - 0.5) * (y - q - 0.5) AS o FROM s)
  SELECT o, CASE WHEN o THEN i ELSE p END AS i, CASE WHEN o THEN j ELSE q END AS j, count(*) AS x FROM c GROUP BY ALL`;

const civil = ['civil2019', 'civil2020', 'civil2021'];
const civilFlows = civil
  .slice(1)
  .map((to, i) => `SELECT ${civil[i]} AS a, ${to} AS b, sum(n) AS x FROM g GROUP BY ALL`)
  .join(' UNION ALL ');

const drawing: readonly StatementCase[] = [
  on(
    ['w2021'],
    `histogram w2021, bin(${bins})`,
    `WITH e AS (SELECT min(w2021) AS lo, max(w2021) AS hi FROM d)
     SELECT least(${bins - 1}, floor((w2021 - lo) / ((hi - lo) / ${bins}))) AS b, count(*) AS x FROM d, e WHERE w2021 IS NOT NULL GROUP BY b`,
  ),
  on(['w2020', 'w2021'], `hexbin w2021 w2020, gridsize(${hexagons.columns})`, hexagonSql),
  on(
    civil,
    `sankey ${civil.join(' ')}`,
    `WITH g AS (SELECT ${civil.join(', ')}, count(*) AS n FROM d WHERE ${civil.map((name) => `${name} IS NOT NULL`).join(' AND ')} GROUP BY ALL) ${civilFlows}`,
  ),
  on(['sex', 'w2021'], 'boxplot w2021, over(sex)', box('sex')),
  on(['civil2021', 'w2021'], 'boxplot w2021, over(civil2021)', box('civil2021')),
  on(['muni', 'w2021'], 'barchart (mean) w2021, over(muni)', `SELECT muni, avg(w2021) AS x ${ofMunicipalities}`),
  on(
    ['civil2021', 'sex'],
    'barchart (count) civil2021, over(sex)',
    'SELECT civil2021, sex, count(*) AS x FROM d WHERE civil2021 IS NOT NULL GROUP BY ALL',
  ),
  on(
    ['civil2021'],
    'piechart civil2021',
    'SELECT unnest([count(*), 100 * count(*) / sum(count(*)) OVER ()]) AS x FROM d WHERE civil2021 IS NOT NULL GROUP BY civil2021',
  ),
];

const conditional: readonly StatementCase[] = [
  on(
    ['muni', 'sex', 'w2021'],
    'tabulate muni sex if w2021 > 300000',
    'SELECT muni, sex, count(*) AS x FROM d WHERE muni IS NOT NULL AND w2021 > 300000 GROUP BY muni, sex',
  ),
  on(
    ['sex', 'w2021'],
    "summarize w2021 if sex == '2'",
    `SELECT unnest([${summaryOf('w2021')}) AS x FROM d WHERE sex = '2'`,
  ),
];

const joins = Object.keys(tables)
  .filter((name) => name !== 'sex')
  .map((name) => `LEFT JOIN t_${name} USING (unit_id)`);
const columns = Object.keys(tables).map((name) => `t_${name}.value AS ${name}`);
const peerPrelude = [
  `CREATE OR REPLACE TABLE d AS SELECT unit_id, ${columns.join(', ')} FROM t_sex ${joins.join(' ')}`,
];

const groupOf = (cases: readonly StatementCase[]): StatementGroup => ({ prelude: [], peerPrelude, cases });

/** Statements that show results: tables, numbers, pictures, and some of them on part of the rows. */
export const analysisSuite: StatementSuite = {
  tables,
  groups: [tabulating, summarizing, drawing, conditional].map(groupOf),
};
