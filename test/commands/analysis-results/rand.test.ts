import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { callProgram } from '../../helpers/program.ts';
import { isClose } from '../../helpers/reference-data.ts';

/** The whole way, from script text over the real public data to the released model, against statsmodels. */

interface Reference {
  readonly f: number;
  readonly fP: number;
  readonly r2: number;
  readonly adjustedR2: number;
  readonly rootMse: number;
  readonly logLikelihood: number;
  readonly aic: number;
  readonly bic: number;
  readonly n: number;
  readonly clusterCount?: number;
  readonly coefficients: readonly Readonly<
    { term: string } & Record<'estimate' | 'standardError' | 't' | 'p' | 'lower' | 'upper', number>
  >[];
}
type Covariance = 'default' | 'HC1' | 'cluster';

const models = (
  JSON.parse(readFileSync(path.join(import.meta.dirname, '../../reference/regress-rand.json'), 'utf8')) as {
    models: Record<'visits' | 'interaction', Record<Covariance, Reference> & { clusterCount: number }>;
  }
).models;

const imports = ['MDVIS', 'LNCOINS', 'IDP', 'LPI', 'PHYSLM', 'DISEA', 'HEALTH', 'PLAN', 'LIMITED', 'SPELL']
  .map((name) => `import rand/RAND_${name}`)
  .join('\n');

const formulas = {
  visits: 'RAND_MDVIS RAND_LNCOINS RAND_IDP RAND_LPI RAND_PHYSLM RAND_DISEA i.RAND_HEALTH',
  interaction: 'RAND_MDVIS i.RAND_PLAN i.RAND_LIMITED##i.RAND_HEALTH RAND_DISEA i.RAND_LIMITED#c.RAND_DISEA',
} as const;
const options = { default: '', HC1: 'robust', cluster: 'cluster(RAND_SPELL)' } as const;
const levels = { visits: '', interaction: ' level(99)' } as const;

/** The shape of the JSON that a run writes, as far as this test looks. */
interface Shown {
  readonly v: number | null;
}
interface Model {
  readonly type: string;
  readonly header: readonly { readonly key: string; readonly value: Shown }[];
  readonly coefficients: readonly Readonly<
    { term: string } & Record<'coef' | 'se' | 'stat' | 'p' | 'lower' | 'upper', Shown>
  >[];
}

async function estimate(model: keyof typeof formulas, covariance: Covariance): Promise<Model> {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'rand-')), 'script.txt');
  const chosen = `${options[covariance]}${levels[model]}`.trim();
  const command = `regress ${formulas[model]}${chosen === '' ? '' : `, ${chosen}`}`;
  writeFileSync(file, `require org.rand.hie:1 as rand\ncreate-dataset years\n${imports}\n${command}\n`);
  const { output, error, exitCode } = await callProgram(['run', file, '--policy', 'open', '--format', 'json']);
  expect(error).toBe('');
  expect(exitCode).toBe(0);
  const run = JSON.parse(output) as { statements: { results: { body: Model }[] }[] };
  const body = run.statements.flatMap((s) => s.results).find((r) => r.body.type === 'model')?.body;
  if (body === undefined) throw new Error('the run released no model');
  return body;
}

const shown = (model: Model, key: string): number => model.header.find((h) => h.key === key)?.value.v ?? Number.NaN;

describe.each(['visits', 'interaction'] as const)('model %s', (name) => {
  test.each(['default', 'HC1', 'cluster'] as const)('%s standard errors agree with statsmodels', async (covariance) => {
    const expected = models[name][covariance];
    const model = await estimate(name, covariance);
    expect(shown(model, 'n')).toBe(expected.n);
    const header = {
      f: 'f',
      f_p: 'fP',
      r2: 'r2',
      adj_r2: 'adjustedR2',
      root_mse: 'rootMse',
      loglik: 'logLikelihood',
      aic: 'aic',
      bic: 'bic',
    } as const;
    for (const [key, figure] of Object.entries(header)) {
      expect(isClose(shown(model, key), expected[figure]), `${key}: ${shown(model, key)} ≠ ${expected[figure]}`).toBe(
        true,
      );
    }
    if (covariance === 'cluster') expect(shown(model, 'n_clusters')).toBe(models[name].clusterCount);
    expect(model.coefficients.map((c) => c.term)).toEqual(expected.coefficients.map((c) => c.term));
    for (const [i, row] of model.coefficients.entries()) {
      const reference = expected.coefficients[i]!;
      const figures = {
        coef: 'estimate',
        se: 'standardError',
        stat: 't',
        p: 'p',
        lower: 'lower',
        upper: 'upper',
      } as const;
      for (const [key, figure] of Object.entries(figures) as [
        keyof typeof figures,
        (typeof figures)[keyof typeof figures],
      ][]) {
        const value = row[key].v ?? Number.NaN;
        expect(isClose(value, reference[figure]), `${row.term} ${key}: ${value} ≠ ${reference[figure]}`).toBe(true);
      }
    }
  });
});
