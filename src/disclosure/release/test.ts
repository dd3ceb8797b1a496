import { mostForShapiroWilk } from '../../stats/descriptive/shapiro-wilk.ts';
import type { Judgement, Open } from '../gate.ts';
import type { ExactTest } from '../nodes.ts';
import { normalityTests, type Shown, type TestBody } from '../released.ts';
import type { Rules } from '../rules/context.ts';
import { releaseNormality } from '../rules/normality.ts';
import { minimumForTests, thresholdOfTests } from '../rules/thresholds.ts';
import { notesOf } from './notes.ts';
import { refused } from './refusal.ts';

type TestRow = TestBody['rows'][number];

/** Tests of normality: rules DC-02 (note), DC-03, DC-07 and DC-26, variable by variable. */
export function releaseTests(node: ExactTest, open: Open, rules: Rules): Judgement<TestBody> {
  const population = open(node.population.counts);
  if (population.units < minimumForTests(rules, population))
    return refused(node.command, 'DC-07', thresholdOfTests(rules));
  const variables = node.variables.map(({ variable, valid, shape }) => {
    const counts = open(valid.counts);
    const isFew = counts.units < minimumForTests(rules, counts);
    return { variable, found: isFew ? undefined : releaseNormality(rules, counts, open(shape)) };
  });
  if (variables.every(({ found }) => found === undefined))
    return refused(node.command, 'DC-07', thresholdOfTests(rules));
  const rows = variables.flatMap(({ variable, found }) =>
    normalityTests.map((test, t): TestRow => {
      const released = found?.tests[t];
      if (released === undefined) {
        return { variable, test, ...(t < 2 ? { coefficient: few } : {}), statistic: few, p: few };
      }
      const { coefficient, statistic, p } = released;
      return {
        variable,
        test,
        ...(coefficient === undefined ? {} : { coefficient: shownOf(coefficient) }),
        statistic: shownOf(statistic),
        p: shownOf(p),
      };
    }),
  );
  const shown = rows.flatMap(({ coefficient, statistic, p }) => [
    ...(coefficient === undefined ? [] : [coefficient]),
    statistic,
    p,
  ]);
  const notes = notesOf(rules, shown, { winsorised: true });
  const isMissing = ({ v, ...rest }: Shown): boolean => v === null && 'why' in rest && rest.why === 'missing';
  if (rules.policy.descriptive.minUnits > 1 && rows.some(({ p }) => isMissing(p))) notes.push('DC-21n');
  const isLarge = variables.some(({ found }) => found !== undefined && found.n > mostForShapiroWilk);
  if (isLarge) notes.push('n-large-n');
  const body: TestBody = { type: 'test', command: node.command, rows, notes };
  const suppressed = shown.filter(({ v, ...rest }) => v === null && 'why' in rest && rest.why === 'few').length;
  return { body, rules: [{ id: 'DC-02' }, { id: 'DC-03' }, { id: 'DC-07', suppressed }, { id: 'DC-26' }] };
}

const few: Shown = { v: null, why: 'few' };

function shownOf(value: number): Shown {
  return Number.isFinite(value) ? { v: value } : { v: null, why: 'missing' };
}
