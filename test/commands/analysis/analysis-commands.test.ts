import { describe, expect, test } from 'vitest';
import { diagnosticHint } from '../../../src/base/diagnostic.ts';
import { commandSpecs } from '../../../src/commands/vocabulary.ts';
import { analyseText, operationsAfterPeople, people, problemsAfterPeople } from '../../lang/analyse/analyse-text.ts';

describe('declarations', () => {
  test('have unique names and say in both languages what the command does', () => {
    expect(new Set(commandSpecs.map((spec) => spec.name)).size).toBe(commandSpecs.length);
    for (const { help, examples, name } of commandSpecs) {
      expect([
        help.nb.length > 10,
        help.en.length > 10,
        examples.length > 0,
        examples.every((e) => e.startsWith(name)),
      ]).toEqual([true, true, true, true]);
    }
  });

  test('name only options of their own as conflicting', () => {
    for (const { options, conflicts } of commandSpecs) {
      for (const option of (conflicts ?? []).flat()) expect(Object.keys(options)).toContain(option);
    }
  });
});

describe('analysis commands', () => {
  test.each([
    ['tabulate sex, rowpct', '1 too-few-variables «rowpct»'],
    ['tabulate sex, p50', '1 option-needs-option «p50»'],
    ['tabulate sex status, rowpct summarize(wage)', '1 option-conflict «summarize»'],
    ['tabulate sex sex', '1 repeated-variable «sex»'],
    ['tabulate mother', '1 key-variable-used «mother»'],
    ['tabulate sex, top(0)', '1 option-number-range «top(0)»'],
    ['tabulate sex status, rowpct(1)', '1 option-takes-no-argument «rowpct(1)»'],
    ['tabulate sex, missing missing', '1 repeated-option «missing»'],
    ['summarize sex', '1 numeric-variable-needed «sex»'],
    ['correlate wage', '1 too-few-variables «correlate»'],
    ['correlate wage sex', '1 numeric-variable-needed «sex»'],
    ['correlate wage wage', '1 repeated-variable «wage»'],
    ['correlate wage rate, sig(1)', '1 option-takes-no-argument «sig(1)»'],
    ['barchart wage', '1 statistic-missing «barchart»'],
    ['barchart (p50) wage', '1 unknown-statistic «p50»'],
    ['barchart (mean) sex', '1 numeric-variable-needed «sex»'],
    ['histogram wage, discrete normal', '1 normal-not-drawn «normal»'],
    ['histogram sex, normal', '1 normal-not-drawn «normal»'],
    ['histogram wage, freq percent', '1 option-conflict «percent»'],
    ['anova wage', '1 too-few-variables «anova»'],
    ['anova sex wage', '1 numeric-variable-needed «sex»'],
    ['anova wage c.sex', '1 numeric-variable-needed «c.sex»'],
    ['anova wage sex, robust', '1 unknown-option «robust»'],
    ['regress wage', '1 too-few-variables «regress»'],
    ['regress sex wage', '1 numeric-variable-needed «sex»'],
    ['regress wage rate, robust cluster(birth)', '1 option-conflict «cluster»'],
    ['regress wage rate, cluster(rate)', '1 cluster-in-model «cluster(rate)»'],
    ['regress wage rate, level(100)', '1 option-number-range «level(100)»'],
    ['regress wage rate, margins(birth)', '1 margins-not-in-model «margins(birth)»'],
    ['regress wage c.sex', '1 numeric-variable-needed «c.sex»'],
    ['logit wage rate, mfx(dxdy)', '1 option-word-unknown «dxdy»'],
    ['ci wage if rate > 1', '1 extension «if»'],
    ['tabulate-panel sex', '1 not-a-panel «tabulate-panel»'],
    ['regress-predict wage rate, predicted(birth)', '1 variable-exists «predicted(birth)»'],
    ['coefplot regress-predict wage rate', '1 not-a-regression «regress-predict»'],
    ['coefplot anova wage sex', '1 not-a-regression «anova»'],
    ['coefplot regress wage rat', '1 unknown-variable «rat»'],
    ['coefplot regress wage rate, robust cluster(birth)', '1 option-conflict «cluster»'],
  ])('%s', (line, problem) => {
    expect(problemsAfterPeople(line)).toEqual([problem]);
  });

  test.each([
    ['tabulate sex status, row', 'did you mean `rowpct` or `rowsort`?'],
    ['tabulate sex status, ROWPCT', 'did you mean `rowpct`?'],
    ['tabulate sex status, radpct', 'did you mean `rowpct`?'],
    ['tabulate sex, prosent', 'did you mean `cellpct`?'],
    ['tabulate sex, summarize(wage) median', 'did you mean `p50`?'],
    ['correlate wage rate, cov', 'did you mean `covariance`?'],
    ['anova wage sex, noconst', 'did you mean `noconstant`?'],
    ['tabulate sex, status', '`status` is a variable; variables stand before the comma'],
    ['tabulate sex, by(status)', 'write the groups among the variables, before the comma: `tabulate variable group`'],
    ['summarize wage, by(sex)', 'numbers for groups are given by `tabulate group, summarize(variable) mean std`'],
    ['tabulate sex status rowpct', '`rowpct` is an option of `tabulate`; put a comma before it'],
    [
      'tabulate wage by sex',
      'variables are listed without words between; `tabulate group, summarize(variable)` gives groups',
    ],
    ['tabulate sex, rowpct', 'shares of one variable are shown with `cellpct`'],
    ['anova wage ~ sex', 'variables are listed without signs between: `anova y x z`'],
    ['krysstabell sex status', 'use `tabulate`'],
    ['oppsummer wage', 'use `summarize`, or `tabulate group, summarize(variable)` for groups'],
  ])('%s: one problem, with a way out', (line, hint) => {
    expect(analyseText(people + line).diagnostics.map((problem) => diagnosticHint(problem, 'en'))).toEqual([hint]);
  });

  test('what could not be read is not missed a second time', () => {
    expect(problemsAfterPeople('tabulate (wage) sex')).toEqual(['1 unexpected-text «(»']);
    expect(problemsAfterPeople('tabulate i.sex')).toEqual(['1 factor-outside-model «i.»']);
    expect(problemsAfterPeople('tabulate')).toEqual(['1 too-few-variables «tabulate»']);
    expect(problemsAfterPeople('tabulate, freq')).toEqual(['1 too-few-variables «tabulate»']);
  });

  test('a bare main effect is a factor when it is one in an interaction, and `##` is written out', () => {
    const [operation] = operationsAfterPeople('regress wage birth i.sex##c.rate birth#sex, control(i.status rate)');
    const terms = operation?.type === 'regress' ? operation.terms : [];
    const written = terms.map((t) => [t.factors.map((f) => `${f.role[0]}.${f.variable}`).join('#'), t.hidden ?? false]);
    expect(written).toEqual([
      ['f.birth', false],
      ['f.sex', false],
      ['c.rate', false],
      ['f.sex#c.rate', false],
      ['f.birth#f.sex', false],
      ['f.status', true],
    ]);
  });

  test('measures stand in the order typed and replace the default', () => {
    const [table, volume] = operationsAfterPeople(
      "tabulate sex status, cellpct freq rowsort('1') bottom()\ntabulate sex, summarize(wage rate) p50 mean",
    );
    expect(table).toMatchObject({ content: { type: 'counts', measures: ['cellpct', 'freq'] }, flatten: true });
    expect(volume).toMatchObject({
      content: { type: 'volumes', measures: ['p50', 'mean'], summarized: ['wage', 'rate'] },
    });
  });

  test('correlate compares the variables as listed, or all numeric ones', () => {
    const [listed, all] = operationsAfterPeople('correlate rate wage, sig pairwise\ncorrelate');
    expect(listed).toMatchObject({
      variables: ['rate', 'wage'],
      sig: true,
      pairwise: true,
      obs: false,
      covariance: false,
    });
    expect(all).toMatchObject({ type: 'correlate', pairwise: false });
    const variables = all?.type === 'correlate' ? all.variables : [];
    expect(variables).toEqual(expect.arrayContaining(['birth', 'wage', 'rate']));
    expect(variables).not.toContain('sex');
  });

  test('anova takes bare variables as factors, and remembers which numeric ones are bare', () => {
    const [operation] = operationsAfterPeople('anova wage sex##birth c.rate i.status, noconstant posthoc');
    expect(operation).toMatchObject({
      type: 'anova',
      response: 'wage',
      terms: [
        { factors: [{ variable: 'sex', role: 'factor' }] },
        { factors: [{ variable: 'birth', role: 'factor' }] },
        { factors: [{ variable: 'sex' }, { variable: 'birth' }] },
        { factors: [{ variable: 'rate', role: 'continuous' }] },
        { factors: [{ variable: 'status', role: 'factor' }] },
      ],
      unmarked: ['birth'],
      hasConstant: false,
      posthoc: true,
    });
    const [marked] = operationsAfterPeople('anova wage birth i.birth#sex');
    expect(marked).toMatchObject({ unmarked: [] });
  });

  test('a predicting command adds its usual output, one per category where there are several', () => {
    expect(problemsAfterPeople('regress-predict wage rate\nsummarize predicted')).toEqual([]);
    expect(problemsAfterPeople('mlogit-predict status wage, probabilities(p)\nsummarize p_1 p_4')).toEqual([]);
  });
});
