import { describe, expect, test } from 'vitest';
import type { Language } from '../../src/base/language.ts';
import hardened from '../../src/disclosure/policies/hardened.json' with { type: 'json' };
import strict from '../../src/disclosure/policies/strict.json' with { type: 'json' };
import { choosePolicy, isAdmitted, loadPolicy, policyById, policyIds } from '../../src/disclosure/policies.ts';
import { openDisclosureSession } from '../../src/disclosure/session.ts';
import { policy, testSecret } from './helpers.ts';

const bank = (nature: 'synthetic' | 'public' | 'confidential', minimumPolicy?: string) => ({
  databank: 'test.bank',
  nature,
  ...(minimumPolicy === undefined ? {} : { minimumPolicy }),
});
const problemsOf = (data: unknown, language: Language = 'en'): readonly string[] => {
  const loaded = loadPolicy(data);
  if (!('problem' in loaded) || loaded.problem.code !== 'policy-invalid') return [];
  return loaded.problem.problems.map((problem) => problem[language]);
};

describe('a policy is data', () => {
  test('the shipped policies are valid, hashed, frozen and ordered', () => {
    expect(policyIds).toEqual(['open', 'literal', 'acro-round', 'acro', 'strict', 'hardened']);
    for (const [rank, id] of policyIds.entries()) {
      const shipped = policy(id);
      expect(shipped.strictness).toBe(rank);
      expect(shipped.hash).toMatch(/^sha256:[0-9a-f]{64}$/u);
      expect(Object.isFrozen(shipped)).toBe(true);
      expect(Object.isFrozen(shipped.counts)).toBe(true);
    }
  });

  test('its hash covers every parameter and not the order in which they stand', () => {
    const reversed = Object.fromEntries(Object.entries(strict).reverse());
    expect(loadPolicy(reversed)).toMatchObject({ policy: { hash: policy('strict').hash } });
    const own = loadPolicy({ ...strict, id: 'own' });
    const changed = loadPolicy({ ...strict, id: 'own', edit: { ...strict.edit, min: 9 } });
    if (!('policy' in changed) || !('policy' in own)) throw new Error('a policy was expected');
    expect(changed.policy.hash).not.toBe(own.policy.hash);
  });

  test.each([
    ['a parameter is missing', { ...strict, edit: { min: 10 } }, 'edit.jitter: missing'],
    ['a group is missing', { ...strict, counts: undefined }, 'counts: missing'],
    ['a parameter is unknown', { ...strict, edit: { ...strict.edit, max: 3 } }, 'edit.max: unknown'],
    ['a group is unknown', { ...strict, extra: {} }, 'extra: unknown'],
    [
      'a number is out of range',
      { ...strict, winsor: { ...strict.winsor, lower: 0.7 } },
      'winsor.lower: expected a number from 0 to 0.5',
    ],
    [
      'a word is unknown',
      { ...strict, counts: { ...strict.counts, mode: 'none' } },
      'counts.mode: expected perturb | suppress | round | exact',
    ],
    [
      'a count is a fraction',
      { ...strict, population: { min: 10.5, jitter: 0 } },
      'population.min: expected a whole number from 0 to 1000000',
    ],
    [
      'the perturbation table does not exist',
      { ...strict, counts: { ...strict.counts, ptable: 'mine' } },
      'counts.ptable: expected the id of a perturbation table',
    ],
    [
      'it contradicts itself',
      { ...strict, counts: { ...strict.counts, smallRule: 'exact' } },
      'counts.smallRule: expected perturb | zero with mode perturb',
    ],
    [
      'rounding has no base',
      { ...strict, counts: { ...strict.counts, mode: 'round', smallRule: 'round' } },
      'counts.roundBase: missing for mode round',
    ],
    ['it is no object', 7, 'a policy is an object'],
  ])('it is refused with a reason when %s', (_, data, reason) => {
    expect(problemsOf(data)).toContain(reason);
  });

  test('every reason is said in Norwegian, too', () => {
    const mended = { ...strict, edit: { ...strict.edit, min: 'ti', max: 3 }, labels: {}, counts: 7 };
    expect(problemsOf(mended, 'nb')).toEqual([
      'edit.max: ukjent',
      'edit.min: ventet et heltall fra 0 til 1000',
      'counts: er ikke et objekt',
      'labels.valueLabelMinUnits: mangler',
    ]);
    expect(problemsOf(mended, 'nb')).toHaveLength(problemsOf(mended, 'en').length);
  });

  test('every problem is reported, not only the first', () => {
    expect(problemsOf({ ...strict, edit: {}, labels: {} }).length).toBe(7);
  });
});

describe('the choice of a policy', () => {
  test('is strict where nobody asks, and hardened for confidential data', () => {
    expect(choosePolicy(undefined, [bank('synthetic')])).toMatchObject({ policy: { id: 'strict' } });
    expect(choosePolicy(undefined, [bank('public')])).toMatchObject({ policy: { id: 'strict' } });
    expect(choosePolicy(undefined, [bank('synthetic'), bank('confidential')])).toMatchObject({
      policy: { id: 'hardened' },
    });
  });

  test('refuses what is weaker than a databank asks for', () => {
    const expected = {
      problem: { code: 'policy-below-floor', policy: 'strict', minimum: 'hardened', databank: 'test.bank' },
    };
    expect(choosePolicy('strict', [bank('confidential')])).toEqual(expected);
    expect(choosePolicy('strict', [bank('synthetic', 'hardened')])).toEqual(expected);
    expect(choosePolicy('hardened', [bank('confidential')])).toMatchObject({ policy: { id: 'hardened' } });
  });

  test('admits open and literal for synthetic and public data only', () => {
    for (const id of ['open', 'literal']) {
      expect(choosePolicy(id, [bank('synthetic'), bank('public')])).toMatchObject({ policy: { id } });
      expect(choosePolicy(id, [bank('confidential', id)])).toEqual({
        problem: { code: 'policy-not-admitted', policy: id, databank: 'test.bank' },
      });
      expect(isAdmitted(policy(id), 'confidential')).toBe(false);
    }
  });

  test('knows no other names', () => {
    expect(choosePolicy('lax', [])).toMatchObject({ problem: { code: 'policy-unknown', policy: 'lax' } });
    expect(policyById('constructor')).toBeUndefined();
  });

  test('is not fooled by a weakened file that calls itself hardened', () => {
    const weak = { ...hardened, counts: { ...hardened.counts, mode: 'exact', smallRule: 'exact' } };
    expect(loadPolicy(weak)).toMatchObject({ problem: { code: 'policy-invalid', policy: 'hardened' } });
    const own = loadPolicy({ ...weak, id: 'our-own' });
    if (!('policy' in own)) throw new Error('a policy was expected');
    expect(choosePolicy(own.policy, [bank('confidential')])).toMatchObject({
      problem: { code: 'policy-below-floor' },
    });
    expect(isAdmitted(own.policy, 'confidential')).toBe(false);
    expect(choosePolicy(own.policy, [bank('synthetic')])).toMatchObject({ policy: { id: 'our-own' } });
  });
});

describe('a disclosure session does not open', () => {
  const confidential = {
    databanks: [{ databank: 'b', version: '1', nature: 'confidential' as const }],
    trust: 'server' as const,
  };

  test('with a policy that the data do not admit', () => {
    expect(() => openDisclosureSession({ policy: policy('open'), secret: testSecret, stamp: confidential })).toThrow(
      'not admitted',
    );
  });

  test('without a whole secret', () => {
    const stamp = { databanks: [], trust: 'client' as const };
    for (const length of [0, 16, 31, 33]) {
      const secret = new Uint8Array(length);
      expect(() => openDisclosureSession({ policy: policy('strict'), secret, stamp })).toThrow('32 bytes');
    }
  });
});
