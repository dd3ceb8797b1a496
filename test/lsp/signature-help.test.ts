import { describe, expect, it } from 'vitest';
import { signatureHelpAt } from '../../src/lsp/signature-help.ts';
import { drawnSnapshot } from '../helpers/lsp.ts';
import { people } from '../lang/analyse/analyse-text.ts';

/** The signature at the cursor with the active parameter in `⟦…⟧`. */
function drawn(text: string): string | null {
  const { snapshot, cursor } = drawnSnapshot(people + text);
  const help = signatureHelpAt(snapshot, cursor, 'en');
  const signature = help?.signatures[0];
  if (signature === undefined) return null;
  const active = signature.parameters?.[help?.activeParameter ?? 0]?.label;
  if (active === undefined || typeof active === 'string') return signature.label;
  const [start, end] = active;
  const { label } = signature;
  return `${label.slice(0, start)}⟦${label.slice(start, end)}⟧${label.slice(end)}`;
}

describe('signature help', () => {
  it.each([
    ['generate x = round(<|>', 'round(⟦x⟧, unit?)'],
    ['generate x = round(wage, <|>', 'round(x, ⟦unit?⟧)'],
    ['generate x = round(wage, 1, <|>', 'round(x, unit?)'],
    ['generate x = rowmax(wage, rate, <|>', 'rowmax(⟦x, …⟧)'],
    ['keep if inlist(sex, <|>', 'inlist(x, ⟦value, …⟧)'],
    ['keep if inrange(round(wage, 1), <|>, 5)', 'inrange(x, ⟦low⟧, high)'],
    ['keep if inrange(round(<|>wage, 1), 0, 5)', 'round(⟦x⟧, unit?)'],
    ['generate x = pi(<|>)', 'pi()'],
    ['let d = date_fmt(2020, <|>', 'date_fmt(year, ⟦month?⟧, day?)'],
    ['import db/WAGE date_fmt(<|>', 'date_fmt(⟦year⟧, month?, day?)'],
  ])('of functions: %s', (text, expected) => {
    expect(drawn(text)).toBe(expected);
  });

  it.each([
    ['import <|>', 'import ⟦alias/NAME⟧ [date] [as name] [, options]'],
    ['import db/WAGE <|>', 'import alias/NAME [⟦date⟧] [as name] [, options]'],
    ['import db/WAGE 2020-12-31 as <|>', 'import alias/NAME [date] [as ⟦name⟧] [, options]'],
    ['import-event db/STATUS 2020-01-01 to <|>', 'import-event alias/NAME date to ⟦date⟧ [as name]'],
    ['tabulate <|>', 'tabulate ⟦dimension⟧ … [if condition] [, options]'],
    ['tabulate sex if <|>', 'tabulate dimension … [if ⟦condition⟧] [, options]'],
    ['tabulate sex, <|>', 'tabulate dimension … [if condition] [, ⟦options⟧]'],
    ['merge sex into <|>', 'merge variable … into ⟦dataset⟧ [on variable]'],
    ['merge sex into other on <|>', 'merge variable … into dataset [on ⟦variable⟧]'],
    ['recode sex (<|>', "recode variable … (⟦value⟧ … = code ['label'] [missing]) … [if condition] [, options]"],
    ["recode sex ('1' = <|>", "recode variable … (value … = ⟦code⟧ ['label'] [missing]) … [if condition] [, options]"],
    ['collapse (<|>', 'collapse (⟦statistic⟧) variable [-> name] … [, options]'],
    ['collapse (mean) wage -> <|>', 'collapse (statistic) variable [-> ⟦name⟧] … [, options]'],
    ['regress wage <|>', 'regress response ⟦term⟧ … [if condition] [, options]'],
    ['rdd wage <|>', 'rdd response ⟦running-variable⟧ [term …] [if condition] [, options]'],
    ['ivregress wage (<|>', 'ivregress response [term …] (⟦endogenous⟧ … = instrument …) [if condition] [, options]'],
    ['oaxaca wage rate by <|>', 'oaxaca response term … by ⟦group⟧ [if condition] [, options]'],
    ['coefplot regress <|>', 'regress ⟦response⟧ term … [if condition] [, options]'],
    ['coefplot <|>', 'coefplot ⟦model-command⟧ …'],
    ['let x = <|>', 'let name = ⟦expression⟧'],
    ['for y in <|>', 'for name … in ⟦value⟧ … [; name … in value …]'],
    ['sample 0.1 <|>', 'sample size ⟦seed⟧'],
  ])('of commands: %s', (text, expected) => {
    expect(drawn(text)).toBe(expected);
  });

  it('of an option whose parentheses are open', () => {
    expect(drawn('tabulate sex, summarize(<|>')).toBe('summarize(⟦a b …⟧)');
    expect(drawn('tabulate sex, summarize(wage) <|>')).toBe('tabulate dimension … [if condition] [, ⟦options⟧]');
  });

  it('comes with what it is about, in the language of the editor', () => {
    const { snapshot, cursor } = drawnSnapshot(`${people}keep if inlist(<|>`);
    const [signature] = signatureHelpAt(snapshot, cursor, 'nb')?.signatures ?? [];
    expect(signature?.documentation).toEqual({ kind: 'markdown', value: 'Om x er lik en av verdiene.' });
  });

  it.each(['<|>', 'tabu<|>', '// tabulate <|>', 'nosuch <|>', 'textblock\ntabulate <|>\nendblock'])(
    'is not given where there is none: %j',
    (text) => {
      expect(drawn(text)).toBeNull();
    },
  );
});
