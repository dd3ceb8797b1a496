import { expect, test } from 'vitest';
import { entriesOf } from '../../../src/lang/analyse/code-lists.ts';
import type { CodeListSource } from '../../../src/lang/ir/script.ts';
import { catalogueOf, day, variable } from '../../catalogue/sample.ts';

const catalogue = catalogueOf([
  variable('PLACE', {
    dataType: 'STRING',
    valueDomain: {
      type: 'enumerated',
      codes: [
        { code: '9', title: 'Unknown', sentinel: true, validFromDay: day('2015-01-01') },
        { code: '1', title: 'Old name', validUntilDay: day('2009-12-31') },
        { code: '1', title: 'New name', validFromDay: day('2010-01-01') },
        { code: '2', title: 'Gone', validUntilDay: day('2009-12-31') },
        { code: '3', title: 'Come', validFromDay: day('2010-01-01') },
      ],
    },
  }),
]);

/** Codes and labels as an analysis sees them between two days; of all times without. */
function labelsOf(from?: string, to = from): readonly string[] {
  const period = from === undefined || to === undefined ? {} : { period: { startDay: day(from), stopDay: day(to) } };
  const source: CodeListSource = {
    type: 'register',
    databank: 'no.test.bank',
    version: '3',
    variable: 'PLACE',
    ...period,
  };
  const directory = { databanks: [], findCatalogue: () => catalogue };
  return entriesOf({ state: { codeLists: new Map([['list', source]]) }, directory }, 'list').map(
    ({ code, label }) => `${code} ${label}`,
  );
}

test('a register’s codes are those of the day, its sentinels those of any day, last', () => {
  expect(labelsOf('2009-12-31')).toEqual(['1 Old name', '2 Gone', '9 Unknown']);
  expect(labelsOf('2010-01-01')).toEqual(['1 New name', '3 Come', '9 Unknown']);
});

test('over several periods the newest label of a code wins', () => {
  expect(labelsOf('2009-01-01', '2010-12-31')).toEqual(['1 New name', '2 Gone', '3 Come', '9 Unknown']);
  expect(labelsOf()).toEqual(['1 New name', '2 Gone', '3 Come', '9 Unknown']);
});
