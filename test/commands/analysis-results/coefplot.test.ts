import { describe, expect, it } from 'vitest';
import type { CoefficientsBody, ModelBody, ReleasedBody } from '../../../src/disclosure/released.ts';
import { type TestDatabank, testDatabank } from '../../helpers/databank.ts';
import { runTestScript } from '../../helpers/run-script.ts';

const size = 6000;
const of = <T>(make: (unit: number) => T): T[] => Array.from({ length: size }, (_, unit) => make(unit));
/** A number between 0 and 1 that has no pattern with the row's place. */
const scattered = (unit: number): number => ((unit * 2_654_435_761) % 4_294_967_296) / 4_294_967_296;

const databank: TestDatabank = testDatabank({
  SEX: {
    values: of((unit) => String(1 + (unit % 2))),
    codes: [
      { code: '1', title: 'Man' },
      { code: '2', title: 'Woman' },
    ],
  },
  REGION: { values: of((unit) => 1 + (unit % 5)) },
  WAGE: { values: of((unit) => Math.round(300_000 + 500_000 * scattered(unit) - 30_000 * (unit % 2))) },
  AGE: { values: of((unit) => 20 + ((unit * 7) % 45)) },
});
const start = `
require test.bank:1 as db
create-dataset people
import db/SEX as sex
import db/REGION as region
import db/WAGE as wage
import db/AGE as age
generate twice = 2 * age
`;

/** What a regression and its plot put out. */
async function both(regression: string, policy: string): Promise<readonly [ReleasedBody, ReleasedBody]> {
  const script = `${start}${regression}\ncoefplot ${regression}`;
  const { statements } = await runTestScript(script, [databank], { policy });
  const [model, plot] = statements.slice(-2).map(({ results }) => results.map(({ body }) => body));
  if (model?.length !== 1 || plot?.length !== 1) throw new Error('one result each was expected');
  return [model[0]!, plot[0]!];
}

async function modelAndPlot(regression: string, policy: string): Promise<readonly [ModelBody, CoefficientsBody]> {
  const [model, plot] = await both(regression, policy);
  if (model.type !== 'model' || plot.type !== 'coefficients') throw new Error(`${model.type} and ${plot.type}`);
  return [model, plot];
}

describe('coefplot', () => {
  it.each(
    ['open', 'strict'].flatMap((policy) =>
      [
        'regress wage age i.region i.sex',
        "regress wage age i.region if sex == '1', level(99)",
        'regress wage age i.sex, control(i.region) robust',
        'regress wage i.sex##i.region, cluster(age)',
        'regress wage age twice i.sex, standardize',
        'regress wage age i.sex, noconstant vif het_bp',
        'regress wage age i.sex, margins()',
      ].map((regression) => [policy, regression] as const),
    ),
  )('under %s draws what `%s` shows, but the constant', async (policy, regression) => {
    const [model, plot] = await modelAndPlot(regression, policy);
    const shown = model.coefficients.filter(({ isConstant }) => !isConstant);
    expect(shown.length).toBeGreaterThan(0);
    expect(plot.coefficients).toEqual(
      shown.map(({ term, display, omitted, coef, lower, upper }) => ({ term, display, omitted, coef, lower, upper })),
    );
    const { level, dependent, controls, baseLevels } = model;
    expect(plot).toMatchObject({ model: 'regress', command: 'coefplot', level, dependent, controls, baseLevels });
    expect(plot.standardized).toBe(regression.includes('standardize'));
    // Nothing of the model but what is drawn: neither its header nor its constant.
    expect(Object.keys(plot).sort()).toEqual(
      'baseLevels coefficients command controls dependent level model notes standardized type'.split(' '),
    );
    expect(JSON.stringify(plot)).not.toContain('_cons');
  });

  it('is refused where its regression is', async () => {
    const [model, plot] = await both("regress wage age if age == 21 & sex == '2' & region == 3", 'strict');
    expect([model, plot]).toMatchObject([
      { type: 'refusal', rule: 'DC-20', command: 'regress' },
      { type: 'refusal', rule: 'DC-20', command: 'coefplot' },
    ]);
  });

  it('leaves a term that depends on others out, and says so', async () => {
    const [, plot] = await modelAndPlot('regress wage age twice', 'strict');
    expect(plot.coefficients.map(({ term, omitted }) => [term, omitted])).toEqual([
      ['age', false],
      ['twice', true],
    ]);
    expect(plot.notes).toContain('n-omitted');
  });

  it('of a regression that this version cannot run names the regression', async () => {
    const { statements, obstacles } = await runTestScript(
      `${start}generate rich = wage > 500000\ncoefplot logit rich age`,
      [databank],
    );
    expect(obstacles.map(({ code, parameters }) => [code, parameters])).toEqual([
      ['command-not-executable', { command: 'logit' }],
    ]);
    expect(statements.every(({ outcome }) => outcome === 'not-run')).toBe(true);
  });
});
