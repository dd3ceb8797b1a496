import type { FunctionDefinition } from '../lang/function-spec.ts';
import { family, numeric, optional } from './records.ts';

const record = family({ group: 'probability', kind: 'scalar', returns: 'number', missing: 'propagates' });

/** A record from the names of its parameters; parameters of the distribution first, the point or probability last. */
const of = (
  name: string,
  parameters: string,
  nb: string,
  en: string,
  example: string,
  own: Partial<FunctionDefinition> = {},
): FunctionDefinition => record(name, parameters.split(' ').map(numeric), nb, en, [`generate p = ${example}`], own);

const binomial: readonly FunctionDefinition[] = [
  of(
    'binomial',
    'n k p',
    'Sannsynligheten for høyst k treff i n forsøk.',
    'The probability of at most k successes in n trials.',
    'binomial(10, 3, 0.4)',
  ),
  of(
    'binomialp',
    'n k p',
    'Sannsynligheten for nøyaktig k treff i n forsøk.',
    'The probability of exactly k successes in n trials.',
    'binomialp(10, 3, 0.4)',
  ),
  of(
    'binomialtail',
    'n k p',
    'Sannsynligheten for minst k treff i n forsøk.',
    'The probability of at least k successes in n trials.',
    'binomialtail(10, 3, 0.4)',
  ),
];

const normal: readonly FunctionDefinition[] = [
  of(
    'normal',
    'z',
    'Standard normalfordeling: sannsynligheten for høyst z.',
    'Standard normal distribution: the probability of at most z.',
    'normal(1.96)',
  ),
  record(
    'normalden',
    [numeric('x'), optional(numeric('mean')), optional(numeric('sd'))],
    'Tettheten til normalfordelingen; gjennomsnitt 0 og standardavvik 1 om de utelates.',
    'The density of the normal distribution; mean 0 and standard deviation 1 when left out.',
    ['generate d = normalden(x, 3, 2)'],
  ),
];

const student: readonly FunctionDefinition[] = [
  of(
    't',
    'df x',
    't-fordelingen: sannsynligheten for høyst x.',
    "Student's t: the probability of at most x.",
    't(10, 2.228)',
  ),
  of('tden', 'df x', 'Tettheten til t-fordelingen.', "The density of Student's t.", 'tden(10, 1)'),
  of(
    'ttail',
    'df x',
    't-fordelingen: sannsynligheten for mer enn x.',
    "Student's t: the probability of more than x.",
    'ttail(10, 2.228)',
  ),
  of('invt', 'df p', 'Verdien som t gir p for.', 'The value for which t gives p.', 'invt(10, 0.975)'),
  of('invttail', 'df p', 'Verdien som ttail gir p for.', 'The value for which ttail gives p.', 'invttail(10, 0.025)'),
  of(
    'nt',
    'df np x',
    'Ikke-sentral t: sannsynligheten for høyst x.',
    'Non-central t: the probability of at most x.',
    'nt(10, 1, 2)',
  ),
  of('ntden', 'df np x', 'Tettheten til ikke-sentral t.', 'The density of the non-central t.', 'ntden(10, 1, 2)'),
  of(
    'nttail',
    'df np x',
    'Ikke-sentral t: sannsynligheten for mer enn x.',
    'Non-central t: the probability of more than x.',
    'nttail(10, 1, 2)',
  ),
  of(
    'invnttail',
    'df np p',
    'Verdien som nttail gir p for.',
    'The value for which nttail gives p.',
    'invnttail(10, 1, 0.05)',
  ),
];

const chiSquared: readonly FunctionDefinition[] = [
  of(
    'chi2',
    'df x',
    'Kjikvadratfordelingen: sannsynligheten for høyst x.',
    'Chi-squared: the probability of at most x.',
    'chi2(3, 7.815)',
  ),
  of('chi2den', 'df x', 'Tettheten til kjikvadratfordelingen.', 'The density of chi-squared.', 'chi2den(3, 2)'),
  of(
    'chi2tail',
    'df x',
    'Kjikvadratfordelingen: sannsynligheten for mer enn x.',
    'Chi-squared: the probability of more than x.',
    'chi2tail(3, 7.815)',
  ),
  of('invchi2', 'df p', 'Verdien som chi2 gir p for.', 'The value for which chi2 gives p.', 'invchi2(3, 0.95)'),
  of(
    'invchi2tail',
    'df p',
    'Verdien som chi2tail gir p for.',
    'The value for which chi2tail gives p.',
    'invchi2tail(3, 0.05)',
  ),
  of(
    'nchi2',
    'df np x',
    'Ikke-sentral kjikvadrat: sannsynligheten for høyst x.',
    'Non-central chi-squared: the probability of at most x.',
    'nchi2(3, 2, 5)',
  ),
  of(
    'nchi2den',
    'df np x',
    'Tettheten til ikke-sentral kjikvadrat.',
    'The density of non-central chi-squared.',
    'nchi2den(3, 2, 5)',
  ),
  of(
    'nchi2tail',
    'df np x',
    'Ikke-sentral kjikvadrat: sannsynligheten for mer enn x.',
    'Non-central chi-squared: the probability of more than x.',
    'nchi2tail(3, 2, 5)',
  ),
];

const fisher: readonly FunctionDefinition[] = [
  of(
    'F',
    'd1 d2 f',
    'F-fordelingen: sannsynligheten for høyst f.',
    'The F distribution: the probability of at most f.',
    'F(3, 20, 3.1)',
    {
      synonym: { arguments: 4, function: 'nF' },
    },
  ),
  of('Fden', 'd1 d2 f', 'Tettheten til F-fordelingen.', 'The density of the F distribution.', 'Fden(3, 20, 1.5)'),
  of(
    'Ftail',
    'd1 d2 f',
    'F-fordelingen: sannsynligheten for mer enn f.',
    'The F distribution: the probability of more than f.',
    'Ftail(3, 20, 3.1)',
    {
      synonym: { arguments: 4, function: 'nFtail' },
    },
  ),
  of('invF', 'd1 d2 p', 'Verdien som F gir p for.', 'The value for which F gives p.', 'invF(3, 20, 0.95)'),
  of(
    'invFtail',
    'd1 d2 p',
    'Verdien som Ftail gir p for.',
    'The value for which Ftail gives p.',
    'invFtail(3, 20, 0.05)',
  ),
  of(
    'nF',
    'd1 d2 np f',
    'Ikke-sentral F: sannsynligheten for høyst f.',
    'Non-central F: the probability of at most f.',
    'nF(3, 20, 2, 3.1)',
  ),
  of(
    'nFden',
    'd1 d2 np f',
    'Tettheten til ikke-sentral F.',
    'The density of the non-central F.',
    'nFden(3, 20, 2, 1.5)',
  ),
  of(
    'nFtail',
    'd1 d2 np f',
    'Ikke-sentral F: sannsynligheten for mer enn f.',
    'Non-central F: the probability of more than f.',
    'nFtail(3, 20, 2, 3.1)',
  ),
  of(
    'invnFtail',
    'd1 d2 np p',
    'Verdien som nFtail gir p for.',
    'The value for which nFtail gives p.',
    'invnFtail(3, 20, 2, 0.05)',
  ),
];

const beta: readonly FunctionDefinition[] = [
  of(
    'betaden',
    'a b x',
    'Tettheten til betafordelingen.',
    'The density of the beta distribution.',
    'betaden(2, 3, 0.4)',
  ),
  of(
    'ibeta',
    'a b x',
    'Betafordelingen: sannsynligheten for høyst x.',
    'The beta distribution: the probability of at most x.',
    'ibeta(2, 3, 0.4)',
  ),
  of(
    'ibetatail',
    'a b x',
    'Betafordelingen: sannsynligheten for mer enn x.',
    'The beta distribution: the probability of more than x.',
    'ibetatail(2, 3, 0.4)',
  ),
  of('invibeta', 'a b p', 'Verdien som ibeta gir p for.', 'The value for which ibeta gives p.', 'invibeta(2, 3, 0.5)'),
  of(
    'invibetatail',
    'a b p',
    'Verdien som ibetatail gir p for.',
    'The value for which ibetatail gives p.',
    'invibetatail(2, 3, 0.1)',
  ),
];

/** Distributions. Outside its domain, a function gives missing. */
export const probabilityFunctions: readonly FunctionDefinition[] = [
  ...binomial,
  ...normal,
  ...student,
  ...chiSquared,
  ...fisher,
  ...beta,
];
