import { describe, expect, it } from 'vitest';
import { resolveCompletion } from '../../../src/lsp/completion/resolve.ts';
import { people } from '../../lang/analyse/analyse-text.ts';
import { testDirectory } from '../../lang/analyse/test-directory.ts';
import { completed } from './offered.ts';

/** The documentation of an offer. */
function documented(drawn: string, label: string, language: 'nb' | 'en' = 'en'): string {
  const item = completed(people + drawn, { snippets: true }).items.find((each) => each.label === label);
  const { documentation } = resolveCompletion(item ?? { label: '' }, testDirectory, language);
  return typeof documentation === 'object' ? documentation.value : '';
}

describe('documentation of offers', () => {
  it.each([
    ['<|>', 'merge', 'merge mother_wage into child on mother_key'],
    ['<|>', 'for', 'for year in 2018 : 2021'],
    ['generate x = <|>', 'inrange', 'Whether x lies from low to high'],
    ['tabulate sex, <|>', 'top', 'Default: 10'],
    ['import db/<|>', 'STATUS', '1991-01-01 – 2023-06-01'],
  ])('%s %s', (drawn, label, part) => {
    expect(documented(drawn, label)).toContain(part);
  });

  it('is in the language of the editor', () => {
    expect(documented('import db/<|>', 'STATUS', 'nb')).toContain('forløp');
  });

  it.each([
    undefined,
    null,
    3,
    'x',
    {},
    { subject: 3 },
    { subject: { type: 'command' } },
    { subject: { type: 'option', name: 'by' } },
  ])('is left out of what is no offer of this server: %j', (data) => {
    const item = { label: 'x', data };
    expect(resolveCompletion(item, testDirectory, 'en')).toBe(item);
  });

  it.each(['command', 'construct', 'function'])('is left out of a %s that there is none of', (type) => {
    const item = { label: 'x', data: { subject: { type, name: 'constructor' } } };
    expect(resolveCompletion(item, testDirectory, 'en')).toBe(item);
  });
});
