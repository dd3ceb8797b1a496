import { describe, expect, it } from 'vitest';
import { combinedSecret } from '../../src/runtime/secret.ts';

const secrets: Readonly<Record<string, number>> = { 'no.a': 1, 'no.b': 2, 'own.x': 3, 'own.y': 4 };
const secretOf = (name: string): Uint8Array => new Uint8Array(32).fill(secrets[name] ?? 0);
const a = { databank: 'no.a', nature: 'confidential' } as const;
const b = { databank: 'no.b', nature: 'confidential' } as const;
const x = { databank: 'own.x', nature: 'confidential', isOwn: true } as const;
const y = { databank: 'own.y', nature: 'confidential', isOwn: true } as const;
const of = (...databanks: Parameters<typeof combinedSecret>[0]): string =>
  Buffer.from(combinedSecret(databanks, secretOf)).toString('hex');

describe('the secret of a run', () => {
  it('is the databank’s own where there is one', () => {
    expect(of(a)).toBe(Buffer.from(secretOf('no.a')).toString('hex'));
    expect(of(x)).toBe(Buffer.from(secretOf('own.x')).toString('hex'));
  });

  it('is one of all databanks, in whatever order they are connected', () => {
    expect(of(a, b)).toBe(of(b, a));
    expect(new Set([of(a), of(b), of(a, b)]).size).toBe(3);
    expect(of(x, y)).toBe(of(y, x));
  });

  it('does not change with a databank of one’s own: that would be a new draw of the noise', () => {
    expect(of(a, x)).toBe(of(a));
    expect(of(y, a, x)).toBe(of(a));
    expect(of(x, b, a)).toBe(of(a, b));
  });

  it('does not change with open data beside confidential data', () => {
    for (const nature of ['synthetic', 'public'] as const) {
      expect(of(a, { ...b, nature })).toBe(of(a));
      expect(of({ ...a, nature }, b)).toBe(of(b));
      expect(of({ ...a, nature }, { ...b, nature })).toBe(of(a, b));
    }
  });
});
