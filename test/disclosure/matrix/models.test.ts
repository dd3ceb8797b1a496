import { describe, expect, it } from 'vitest';
import type { CoefficientsBody, ModelBody } from '../../../src/disclosure/released.ts';
import { opening, people } from './forms.ts';
import { bodiesOf, once, otherSecret, run } from './runs.ts';

/** Models of few, of columns that hang on few, of groups only, and of ordinary terms. */
const models = {
  few: 'wage wealth i.region i.kind if nr < 25',
  isolating: 'wage wealth spike',
  groups: 'wage i.region i.kind',
  ordinary: 'wage wealth nr i.region',
} as const;

const script = `${opening}generate spike = 1 / (0.001 + abs(nr - 1700) * abs(nr - 1700))
${Object.values(models)
  .map((model) => `regress ${model}\ncoefplot regress ${model}`)
  .join('\n')}
`;
const underStrict = once(() => run(script, people()));
const noised = once(() => run(script, people(), { policy: 'hardened' }));
const noisedOther = once(() => run(script, people(), { policy: 'hardened', secret: otherSecret }));
const exact = once(() => run(script, people(), { policy: 'open' }));

type Made = typeof underStrict;
const at = (name: keyof typeof models): number => Object.keys(models).indexOf(name);

async function modelOf(made: Made, name: keyof typeof models): Promise<ModelBody> {
  const body = bodiesOf(await made(), 'regress')[at(name)];
  if (body?.type !== 'model') throw new Error('no model');
  return body;
}

async function plotOf(made: Made, name: keyof typeof models): Promise<CoefficientsBody> {
  const body = bodiesOf(await made(), 'coefplot')[at(name)];
  if (body?.type !== 'coefficients') throw new Error('no coefficients');
  return body;
}

/** What a plot may show of a model: its coefficients without the constant, to the last digit. */
const drawable = ({ coefficients }: ModelBody): unknown =>
  coefficients
    .filter(({ isConstant }) => !isConstant)
    .map(({ term, display, omitted, coef, lower, upper }) => ({ term, display, omitted, coef, lower, upper }));

describe('coefplot draws what the model shows', () => {
  it('DC-20/coefplot DC-20/regress: a model of few has neither table nor picture', async () => {
    for (const command of ['regress', 'coefplot'])
      expect(bodiesOf(await underStrict(), command)[at('few')]).toEqual({
        type: 'refusal',
        command,
        rule: 'DC-20',
        notes: [],
      });
    expect((await modelOf(exact, 'few')).coefficients.length).toBeGreaterThan(3);
  });

  it('DC-21/coefplot DC-21/regress: a column that hangs on few is omitted in both', async () => {
    const model = await modelOf(underStrict, 'isolating');
    expect(model.coefficients.find(({ term }) => term === 'spike')?.omitted).toBe(true);
    const plot = await plotOf(underStrict, 'isolating');
    expect(plot.coefficients).toEqual(drawable(model));
    expect((await plotOf(exact, 'isolating')).coefficients.find(({ term }) => term === 'spike')?.omitted).toBe(false);
  });

  it('DC-22/coefplot DC-18/coefplot: nothing is drawn but released coefficients and their intervals', async () => {
    for (const made of [underStrict, noised]) {
      const plot = await plotOf(made, 'ordinary');
      expect(plot.coefficients).toEqual(drawable(await modelOf(made, 'ordinary')));
      expect(Object.keys(plot).sort()).toEqual([
        'baseLevels',
        'coefficients',
        'command',
        'controls',
        'dependent',
        'level',
        'model',
        'notes',
        'standardized',
        'type',
      ]);
    }
  });

  it('DC-23/coefplot: the constant, which may be the mean of a group, is never drawn', async () => {
    for (const name of ['groups', 'ordinary'] as const) {
      const model = await modelOf(underStrict, name);
      const constants = model.coefficients.filter(({ isConstant }) => isConstant).map(({ term }) => term);
      expect(constants).toHaveLength(1);
      const drawn = (await plotOf(underStrict, name)).coefficients.map(({ term }) => term);
      expect(drawn).not.toContain(constants[0]);
    }
  });

  it('DC-24/coefplot DC-24/regress: noise on coefficients is drawn by the secret, and is the same in both', async () => {
    const own = await plotOf(noised, 'ordinary');
    expect(own.coefficients).toEqual(drawable(await modelOf(noised, 'ordinary')));
    const coefficients = async (made: Made): Promise<readonly (number | null)[]> =>
      (await plotOf(made, 'ordinary')).coefficients.map(({ coef }) => coef.v);
    const [here, there, without] = [
      await coefficients(noised),
      await coefficients(noisedOther),
      await coefficients(exact),
    ];
    for (const [i, coefficient] of here.entries()) {
      expect(coefficient).not.toBe(there[i]);
      expect(coefficient).not.toBe(without[i]);
    }
  });
});
