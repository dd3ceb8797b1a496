import { normalityTests, type Shown, type TestBody } from '../../../src/disclosure/released.ts';
import { none, shown, tooFew } from './common.ts';

type Numbers = readonly (readonly [statistic: number, p: number, coefficient?: number])[];

function rowsOf(variable: string, numberAt: (test: number, part: number) => Shown): TestBody['rows'] {
  return normalityTests.map((test, t) => ({
    variable,
    test,
    ...(t < 2 ? { coefficient: numberAt(t, 2) } : {}),
    statistic: numberAt(t, 0),
    p: numberAt(t, 1),
  }));
}

const withAllDigits: Numbers = [
  [3.0521146462593367, 0.002272352924606455, 0.2215411596371767],
  [-1.3930356491603717, 0.16360901076334877, -0.1939243843154994],
  [123_456.952133742413, 0],
  [11.218826181959336, 0.003663218703034495],
  [0.9956204559751791, 0.002189318279266702],
];
const withThreeDigits: Numbers = [
  [-0.52, 0.603, -0.0366],
  [-35.1, 1.4e-269, -1.23],
  [1230, 8e-268],
  [76.4, 2.6e-17],
  [0.95, 8.02e-20],
];

/** Tests of normality of a variable with all digits, one with three, one that does not vary and one that few have. */
export const normality: TestBody = {
  type: 'test',
  command: 'normaltest',
  rows: [
    ...rowsOf('INNTEKT_WLONN', (test, part) => shown(withAllDigits[test]![part]!)),
    ...rowsOf('alder', (test, part) => shown(withThreeDigits[test]![part]!)),
    ...rowsOf('konstant', () => none),
    ...rowsOf('sjelden', () => tooFew),
  ],
  notes: ['DC-02', 'DC-04', 'DC-21n', 'n-large-n'],
};
