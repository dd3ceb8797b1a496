import type { PeerTable } from './scene.ts';

/** One thing to time: statements that prepare, the statement itself, and what the peer does instead. */
export interface ImportCase {
  readonly name: string;
  readonly prelude: readonly string[];
  readonly statements: readonly string[];
  readonly peerPrelude: readonly string[];
  readonly peer: readonly string[];
}

/** The tables of the peer, by name. */
export const peerTables: Readonly<Record<string, PeerTable>> = {
  sex: { variable: 'BEFOLKNING_KJOENN' },
  mother: { variable: 'BEFOLKNING_MOR_FNR' },
  place: { variable: 'BEFOLKNING_KOMMNR_FORMELL', day: '2021-01-01' },
  wage: { variable: 'INNTEKT_WLONN', day: '2021-12-31' },
  civil: { variable: 'SIVSTANDFDT_SIVSTAND', spells: true },
  home: { variable: 'BOSATTEFDT_BOSTED', spells: true },
  ...Object.fromEntries(
    [2012, 2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020].map((year) => [
      `wage${year}`,
      { variable: 'INNTEKT_WLONN', day: `${year}-12-31` },
    ]),
  ),
  ...Object.fromEntries(
    [2014, 2015, 2016, 2017, 2018, 2019, 2020].map((year) => [
      `place${year}`,
      { variable: 'BEFOLKNING_KOMMNR_FORMELL', day: `${year}-01-01` },
    ]),
  ),
};

const people = ['create-dataset d', 'import db/BEFOLKNING_KJOENN as sex'];
const peerPeople = ['CREATE OR REPLACE TABLE d AS SELECT unit_id, value AS sex FROM t_sex'];
const joined = (table: string): string =>
  `CREATE OR REPLACE TABLE d2 AS SELECT d.*, t.value FROM d LEFT JOIN ${table} t USING (unit_id)`;

/** Twenty variables: persons, places and wages of many years. */
const twenty = Object.keys(peerTables).filter((name) => peerTables[name]?.spells !== true && name !== 'sex');

function importOf(name: string): string {
  const { variable, day } = peerTables[name] ?? { variable: '' };
  return `import db/${variable}${day === undefined ? '' : ` ${day}`} as ${name}`;
}

const civilAt = (day: string): string =>
  `(SELECT unit_id, value FROM t_civil WHERE start <= DATE '${day}' AND (stop IS NULL OR stop >= DATE '${day}'))`;

const from = '2000-01-01';
const until = '2022-12-31';

/** What is timed. */
export const importCases: readonly ImportCase[] = [
  {
    name: 'first import of a script (FIXED)',
    prelude: ['create-dataset d'],
    statements: ['import db/BEFOLKNING_KJOENN as sex'],
    peerPrelude: [],
    peer: peerPeople,
  },
  {
    name: 'one variable, FIXED (mother)',
    prelude: people,
    statements: [importOf('mother')],
    peerPrelude: peerPeople,
    peer: [joined('t_mother')],
  },
  {
    name: 'one variable at a date, STATUS',
    prelude: people,
    statements: [importOf('place')],
    peerPrelude: peerPeople,
    peer: [joined('t_place')],
  },
  {
    name: 'one variable at a date, ACCUMULATED',
    prelude: people,
    statements: [importOf('wage')],
    peerPrelude: peerPeople,
    peer: [joined('t_wage')],
  },
  {
    name: 'one variable at a date, EVENT',
    prelude: people,
    statements: ['import db/SIVSTANDFDT_SIVSTAND 2021-01-01 as civil'],
    peerPrelude: peerPeople,
    peer: [joined(civilAt('2021-01-01'))],
  },
  {
    name: `${twenty.length + 1} variables, the last by event`,
    prelude: people,
    statements: [...twenty.map(importOf), 'import db/SIVSTANDFDT_SIVSTAND 2021-01-01 as civil'],
    peerPrelude: peerPeople,
    peer: [
      `CREATE OR REPLACE TABLE d2 AS SELECT d.*, ${twenty.map((name) => `t_${name}.value AS v_${name}`).join(', ')}, c.value AS civil FROM d ${twenty
        .map((name) => `LEFT JOIN t_${name} USING (unit_id)`)
        .join(' ')} LEFT JOIN ${civilAt('2021-01-01')} c USING (unit_id)`,
    ],
  },
  {
    name: 'import-event of all moves',
    prelude: ['create-dataset e'],
    statements: [`import-event db/BOSATTEFDT_BOSTED ${from} to ${until} as home`],
    peerPrelude: [],
    peer: [
      `CREATE OR REPLACE TABLE e AS SELECT unit_id, start, stop, value FROM t_home WHERE start <= DATE '${until}' AND (stop IS NULL OR stop >= DATE '${from}')`,
    ],
  },
  {
    name: 'import-event, units given (women)',
    prelude: [...people, "keep if sex == '2'", 'clone-units d e', 'use e'],
    statements: [`import-event db/BOSATTEFDT_BOSTED ${from} to ${until} as home`],
    peerPrelude: ["CREATE OR REPLACE TABLE w AS SELECT unit_id FROM t_sex WHERE value = '2'"],
    peer: [
      `CREATE OR REPLACE TABLE e AS SELECT unit_id, start, stop, value FROM t_home JOIN w USING (unit_id) WHERE start <= DATE '${until}' AND (stop IS NULL OR stop >= DATE '${from}')`,
    ],
  },
  {
    name: 'collapse of the moves by person',
    prelude: ['create-dataset e', `import-event db/BOSATTEFDT_BOSTED ${from} to ${until} as home`],
    statements: ['collapse (count) home -> moves (max) STOP@home -> last, by(PERSONID_1)'],
    peerPrelude: [
      `CREATE OR REPLACE TABLE e AS SELECT unit_id, start, stop, value FROM t_home WHERE start <= DATE '${until}' AND (stop IS NULL OR stop >= DATE '${from}')`,
    ],
    peer: [
      "CREATE OR REPLACE TABLE c AS SELECT unit_id, count(value) AS moves, max(coalesce(stop, DATE '9999-12-31')) AS last FROM e GROUP BY unit_id",
    ],
  },
  {
    name: 'merge on mother',
    prelude: [...people, importOf('mother'), 'create-dataset w', 'import db/INNTEKT_WLONN 2021-12-31 as mother_wage'],
    statements: ['merge mother_wage into d on mother'],
    peerPrelude: [
      'CREATE OR REPLACE TABLE d AS SELECT unit_id, t_sex.value AS sex, t_mother.value AS mother FROM t_sex LEFT JOIN t_mother USING (unit_id)',
      'CREATE OR REPLACE TABLE w AS SELECT unit_id, value AS mother_wage FROM t_wage',
    ],
    peer: ['CREATE OR REPLACE TABLE d2 AS SELECT d.*, w.mother_wage FROM d LEFT JOIN w ON w.unit_id = d.mother'],
  },
];

/** A case as a script, and how many of its statements come before those that are timed. */
export function scriptOf({ prelude, statements }: ImportCase): { readonly text: string; readonly before: number } {
  const lines = ['require no.ssb.fdb:60 as db', ...prelude];
  return { text: `${[...lines, ...statements].join('\n')}\n`, before: lines.length };
}
