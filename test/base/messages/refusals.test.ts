import { describe, expect, it } from 'vitest';
import { threshold } from '../../../src/base/messages/message.ts';
import { refusalMessages } from '../../../src/base/messages/refusals.ts';

describe('a refusal of statistics', () => {
  it('names the minimum of the policy', () => {
    expect(refusalMessages['DC-07'].en({ minimum: threshold(10) })).toContain('at least 10 units');
    expect(refusalMessages['DC-07'].nb({ minimum: threshold(20) })).toContain('minst 20 enheter');
  });

  it('asks for somebody where populations have no minimum', () => {
    for (const minimum of [0, 1]) {
      expect(refusalMessages['DC-07'].en({ minimum: threshold(minimum) })).toContain('at least one unit with a value');
      expect(refusalMessages['DC-07'].nb({ minimum: threshold(minimum) })).toContain('minst én enhet med en verdi');
    }
  });
});
