import { describe, expect, it } from 'vitest';
import { countText, statusMessages } from '../../../src/base/messages/status.ts';

const n = (value: number, language: 'nb' | 'en') => countText(value, 5, language);

describe('status lines', () => {
  it.each([
    ['1', '1 variabel, 20 enheter × 2 tidspunkter', '1 variable, 20 units × 2 times'],
    ['3', '3 variabler, 20 enheter × 2 tidspunkter', '3 variables, 20 units × 2 times'],
  ])('say %s variables of a panel with the right noun', (variables, nb, en) => {
    const { 'status-panel-imported': line } = statusMessages;
    expect(line.nb({ variables, times: '2', units: n(20, 'nb'), n: n(40, 'nb') })).toContain(nb);
    expect(line.en({ variables, times: '2', units: n(20, 'en'), n: n(40, 'en') })).toContain(en);
  });

  it('say how many variables a copy has', () => {
    const { 'status-dataset-cloned': line } = statusMessages;
    const copy = { source: 'a', target: 'b', noun: 'units' } as const;
    expect(line.en({ ...copy, variables: '1', n: n(20, 'en') })).toMatch(/1 variable\)/u);
    expect(line.nb({ ...copy, variables: '2', n: n(20, 'nb') })).toMatch(/2 variabler\)/u);
  });
});
