import { describe, expect, it } from 'vitest';
import { sourceText } from '../../../src/base/source-text.ts';
import { commandForms, vocabulary } from '../../../src/commands/vocabulary.ts';
import { analyseScript } from '../../../src/lang/analyse/analyse.ts';
import { parseDocument } from '../../../src/lang/syntax/parse-document.ts';
import { opening, panel, panelReadings, people, readings } from './forms.ts';

const { directory } = people();

/** The codes of the errors that the analyser finds; nothing is executed, and no data are opened. */
function errorsOf(script: string): readonly string[] {
  const source = sourceText('test', script);
  const { document, diagnostics: syntax } = parseDocument(source, commandForms);
  const { diagnostics } = analyseScript(document, source, vocabulary, directory);
  return [...syntax, ...diagnostics].flatMap(({ code, severity }) => (severity === 'error' ? [code] : []));
}

/** Statements that would read the key `family`, each a mistake of its own. */
const misuses: readonly (readonly [command: string, ...statements: string[]])[] = [
  ['generate', 'generate odd = family > 100', 'generate gone = sysmiss(family)'],
  ['replace', 'replace wage = family', 'replace wage = 0 if family == 7'],
  ['recode', 'recode family (1/100 = 1)'],
  ['destring', 'destring family'],
  ['keep', 'keep if family > 100'],
  ['drop', 'drop if sysmiss(family)'],
  ['collapse', 'collapse (max) family -> last, by(region)'],
  ['aggregate', 'aggregate (max) family -> last, by(region)'],
  ['assign-labels', 'define-labels names 1 Hansen\nassign-labels family names'],
  ['summarize', 'summarize family', 'summarize wage if family < 9'],
  ['tabulate', 'tabulate family', 'tabulate sex, summarize(family) mean', 'tabulate sex if family < 9'],
  ['correlate', 'correlate wage family'],
  ['ci', 'ci family', 'ci wage if family < 9'],
  ['normaltest', 'normaltest family', 'normaltest wage if family < 9'],
  ['anova', 'anova wage family', 'anova family sex'],
  ['barchart', 'barchart(count) family', 'barchart(mean) family', 'barchart(mean) wage, over(family)'],
  ['histogram', 'histogram family', 'histogram wage, by(family)'],
  ['boxplot', 'boxplot family', 'boxplot wage, over(family)'],
  ['piechart', 'piechart family', 'piechart sex if family < 9'],
  ['hexbin', 'hexbin wage family'],
  ['sankey', 'sankey sex family', 'sankey sex region if family < 9'],
  ['regress', 'regress wage family', 'regress family wage', 'regress wage i.family'],
  ['coefplot', 'coefplot regress wage family', 'coefplot regress wage i.family'],
];

/** The same in the panel, which keeps the key. */
const panelWithKey = panel.replace('keep nr', 'keep family nr');
const panelMisuses: readonly (readonly [command: string, ...statements: string[]])[] = [
  ['summarize-panel', 'summarize-panel family', 'summarize-panel money if family < 9'],
  ['tabulate-panel', 'tabulate-panel family', 'tabulate-panel sex, summarize(family) mean'],
  ['transitions-panel', 'transitions-panel family', 'transitions-panel state if family < 9'],
];

describe('keys are not read', () => {
  it('the scripts around them have no mistake', () => {
    const forms = Object.values(readings).map((form) => form(''));
    const ofPanels = Object.values(panelReadings).map((form) => form(''));
    expect(errorsOf(`${opening}${forms.join('\n')}\n${panelWithKey}${ofPanels.join('\n')}\n`)).toEqual([]);
  });

  it.each(misuses)('DC-13/%s: a key variable is a mistake before data are read', (_, ...statements) => {
    for (const statement of statements)
      expect(errorsOf(`${opening}${statement}\n`), statement).toContain('key-variable-used');
  });

  it.each(panelMisuses)('DC-13/%s: a key variable of a panel is a mistake before data are read', (_, ...statements) => {
    for (const statement of statements)
      expect(errorsOf(`${opening}${panelWithKey}${statement}\n`), statement).toContain('key-variable-used');
  });
});

/** Commands that take keys along: under which name it is a key afterwards. */
const carriers: readonly (readonly [command: string, statements: string, key: string])[] = [
  ['import', '', 'family'],
  ['import-event', 'create-dataset spells\nimport-event db/CIVIL 2000-01-01 to 2012-12-31 as civil', 'PERSONID_1'],
  ['import-panel', 'create-dataset years\nimport-panel db/CIVIL db/FAMILY 2001-01-01 2010-01-01', 'FAMILY'],
  ['rename', 'rename family home', 'home'],
  ['clone-variables', 'clone-variables family -> home', 'home'],
  ['clone-dataset', 'clone-dataset people copy\nuse copy', 'family'],
  ['sample', 'sample 0.5 1', 'family'],
  ['reshape-to-panel', 'generate money1 = 1\ngenerate money2 = 2\nreshape-to-panel money', 'family'],
  [
    'reshape-from-panel',
    'create-dataset years\nimport-panel db/FAMILY 2001-01-01 2010-01-01\nreshape-from-panel',
    'FAMILY11323',
  ],
  ['merge', 'clone-variables family -> home\nclone-units people others\nmerge home into others\nuse others', 'home'],
];

describe('keys stay keys', () => {
  it.each(carriers)('DC-13/%s: the key that it leaves is a key', (_, statements, key) => {
    const script = `${opening}${statements}\n`;
    expect(errorsOf(script)).toEqual([]);
    for (const reading of [`summarize ${key}`, `tabulate ${key}`, `generate odd = sysmiss(${key})`])
      expect(errorsOf(`${script}${reading}\n`), reading).toContain('key-variable-used');
  });
});
