import type { ImportCase } from './import-cases.ts';

const people = [
  'create-dataset d',
  'import db/BEFOLKNING_KJOENN as sex',
  'import db/BEFOLKNING_KOMMNR_FORMELL 2021-01-01 as place',
  'import db/INNTEKT_WLONN 2021-12-31 as wage',
];
const peerPeople = [
  `CREATE OR REPLACE TABLE d AS SELECT unit_id, t_sex.value AS sex, t_place.value AS place, t_wage.value AS wage
   FROM t_sex LEFT JOIN t_place USING (unit_id) LEFT JOIN t_wage USING (unit_id)`,
];
const byPlace = (select: string): readonly string[] => [
  `CREATE OR REPLACE TABLE c AS SELECT place, ${select} FROM d WHERE place IS NOT NULL GROUP BY place`,
];
const onRows = (select: string): readonly string[] => [
  `CREATE OR REPLACE TABLE c AS WITH g AS (SELECT place, ${select} FROM d WHERE place IS NOT NULL GROUP BY place)
   SELECT d.*, g.* EXCLUDE (place) FROM d LEFT JOIN g USING (place)`,
];

/** The Gini coefficient as §7.1 of the commands defines it, by ranks within places. */
const peerGini = `CREATE OR REPLACE TABLE c AS
  WITH r AS (SELECT place, wage, row_number() OVER (PARTITION BY place ORDER BY wage) AS i FROM d
             WHERE place IS NOT NULL AND wage IS NOT NULL)
  SELECT place, 2 * sum(i * wage) / (count(*) * sum(wage)) - (count(*) + 1) / count(*) AS g FROM r GROUP BY place`;

const from = '1900-01-01';
const until = '2022-12-31';
const moves = [
  'create-dataset e',
  `import-event db/BOSATTEFDT_BOSTED ${from} to ${until} as home`,
  'generate start = START@home',
];
const peerMoves = [
  `CREATE OR REPLACE TABLE e AS SELECT unit_id, start, stop, value, datediff('day', DATE '1970-01-01', start) AS s
   FROM t_home WHERE start <= DATE '${until}' AND (stop IS NULL OR stop >= DATE '${from}')`,
];
const byPerson = (select: string): readonly string[] => [
  `CREATE OR REPLACE TABLE c AS SELECT unit_id, ${select} FROM e GROUP BY unit_id`,
];

/** `collapse` and `aggregate`: what is timed. */
export const aggregateCases: readonly ImportCase[] = [
  ['collapse mean by place', 'collapse (mean) wage, by(place)', byPlace('avg(wage)')],
  ['collapse count by place', 'collapse (count) wage, by(place)', byPlace('count(wage)')],
  [
    'collapse percent by place',
    'collapse (percent) wage, by(place)',
    byPlace('100.0 * count(wage) / (SELECT count(wage) FROM d)'),
  ],
  [
    'collapse mean sd count min max by place',
    'collapse (mean) wage -> m (sd) wage -> s (count) wage -> n (min) wage -> low (max) wage -> high, by(place)',
    byPlace('avg(wage), stddev_samp(wage), count(wage), min(wage), max(wage)'),
  ],
  ['collapse median by place', 'collapse (median) wage, by(place)', byPlace('median(wage)')],
  ['collapse gini by place', 'collapse (gini) wage, by(place)', [peerGini]],
  [
    'collapse mean sd median iqr by place',
    'collapse (mean) wage -> m (sd) wage -> s (median) wage -> p (iqr) wage -> q, by(place)',
    byPlace('avg(wage), stddev_samp(wage), median(wage), quantile_cont(wage, 0.75) - quantile_cont(wage, 0.25)'),
  ],
  ['aggregate median by place', 'aggregate (median) wage -> m, by(place)', onRows('median(wage)')],
  ['aggregate mean by place', 'aggregate (mean) wage -> m, by(place)', onRows('avg(wage)')],
]
  .map(([name, statement, peer]) => ({
    name: name as string,
    prelude: people,
    statements: [statement as string],
    peerPrelude: peerPeople,
    peer: peer as readonly string[],
  }))
  .concat(
    [
      ['collapse events by person: count', 'collapse (count) home -> n, by(PERSONID_1)', byPerson('count(value)')],
      [
        'collapse events by person: count, sum, min, max, mean',
        'collapse (count) home -> n (sum) start -> s (min) start -> low (max) start -> high (mean) start -> m, by(PERSONID_1)',
        byPerson('count(value), sum(s), min(s), max(s), avg(s)'),
      ],
      ['collapse events by person: median', 'collapse (median) start, by(PERSONID_1)', byPerson('median(s)')],
      ['collapse events by person: sd', 'collapse (sd) start, by(PERSONID_1)', byPerson('stddev_samp(s)')],
      [
        'collapse of the moves by person',
        'collapse (count) home -> moves (max) STOP@home -> last, by(PERSONID_1)',
        byPerson("count(value), max(coalesce(stop, DATE '9999-12-31'))"),
      ],
    ].map(([name, statement, peer]) => ({
      name: name as string,
      prelude: moves,
      statements: [statement as string],
      peerPrelude: peerMoves,
      peer: peer as readonly string[],
    })),
  );
