import { describe, expect, test } from 'vitest';
import { attack, bodiesOf, type JsonBody, lastBodies, opening } from './attacker.ts';
import type { World } from './population.ts';

/** Near 1 for the targets that are ill, and far less for everybody else who is; no comparison in it singles anybody out. */
const spike = 'generate z = syk / (1 + (nr - 104) * (nr - 104))\n';

/** Model attacks that must fail by construction: the same bytes whether none, one or all nine targets have the property. */
const attacks: Readonly<Record<string, string>> = {
  'A12 A13 DC-21/regress: a column that hangs on few units': `${spike}regress faar z
regress faar z nr, vif ov
regress faar nr z i.kjonn, robust het_bp
regress faar c.z#c.nr z, noconstant
generate born = faar - 1900
regress faar nr i.kjonn##c.z, cluster(born)`,
  'A14 DC-21/regress: leave one out by a column': `${spike}regress faar nr
regress faar nr z
regress faar nr, control(z) standardize
coefplot regress faar nr z`,
  'A15 DC-21/regress: a twin from another dataset': `generate a = kjonn == '1'
create-dataset f
import b/NR as nr
import b/SYK as syk
import b/KJONN as kjonn
generate k = 8 * (kjonn == '1') + 4 * syk + 2 * (nr >= 100) + (nr < 109)
generate w = abs(k - 11) <= 3
merge w into d
use d
regress faar a w
regress faar nr a w, robust
regress faar i.a i.w nr`,
  'A51 DC-21o/regress: a value that drowns all others': `${spike}generate y = faar + 1000000000 * z
regress y nr
regress y nr i.kjonn, robust
generate v = 1 + 0 * nr + z
regress v nr`,
  'A53 DC-21/regress: missing for few, and a perfect fit': `${spike}generate x = ln(1 - (nr >= 100 & nr < 109 & syk == 1)) + nr
regress faar x
generate y = 2 * nr + 3
regress y nr`,
};

const worlds: readonly World[] = [0, 1, 9];

async function run(script: string, policy: string): Promise<readonly Awaited<ReturnType<typeof attack>>[]> {
  const seen = [];
  for (const world of worlds) seen.push(await attack(`${opening}${script}\n`, { world, policy }));
  return seen;
}

const isModel = ({ type }: JsonBody): boolean => type === 'model' || type === 'coefficients';

describe('nobody, one and nine look alike in models under strict', () => {
  test.each(Object.entries(attacks))('%s', async (name, script) => {
    const [none, one, nine] = await run(script, 'strict');
    expect([0, 3]).toContain(none!.exitCode);
    expect(one).toEqual(none);
    expect(nine).toEqual(none);
    // What is refused as a whole would be equal whatever the rule for columns is.
    if (!name.includes('A51')) expect(bodiesOf(none!).some(isModel)).toBe(true);
    else expect(bodiesOf(none!).some(isModel)).toBe(false);
  });
});

/** Coefficients and standard errors of a model, by term. */
function coefficientsOf(body: JsonBody | undefined): ReadonlyMap<string, readonly [number, number]> {
  const rows = body?.['coefficients'] as readonly {
    readonly term: string;
    readonly coef: { readonly v: number };
    readonly se: { readonly v: number };
  }[];
  return new Map(rows.map(({ term, coef, se }) => [term, [coef.v, se.v]]));
}

describe('A17 A20 DC-24/regress: a model whose sample lacks one or nine units of another', () => {
  const script = `${opening}import b/SJELDEN as sjelden\nregress faar i.kjonn\nregress faar i.kjonn i.sjelden\n`;

  test.each(worlds)('with %i units of a rare level', async (world) => {
    // The same levels leave the model under both policies; only one of them puts noise on near samples.
    const found = await Promise.all(['acro', 'strict'].map((policy) => attack(script, { world, policy })));
    const [exact, noised] = found.map((leaving) => coefficientsOf(lastBodies(leaving)[0]));
    expect([...exact!.keys()]).toEqual(['kjonn[2]', 'sjelden[B]', '_cons']);
    for (const [term, [coefficient, standardError]] of exact!) {
      const [shown, shownError] = noised!.get(term)!;
      expect(shownError).toBe(standardError);
      if (world === 0) expect(shown).toBe(coefficient);
      else expect(shown).not.toBe(coefficient);
      expect(Math.abs(shown - coefficient)).toBeLessThan(standardError);
    }
  });
});

describe('A12 A20 DC-24/regress: hardened models', () => {
  test('the same sample gives the same numbers by any route, and no coefficient has more digits than its error', async () => {
    const model = 'regress faar nr i.kjonn';
    const script = `${opening}${model}\nclone-dataset d e\nuse e\n${model}\nuse d\nregress faar i.kjonn nr\n`;
    const [first, second, third] = bodiesOf(await attack(script, { policy: 'hardened' }))
      .filter(isModel)
      .map(coefficientsOf);
    expect(second).toEqual(first);
    for (const [term, [coefficient, standardError]] of first!) {
      const [again] = third!.get(term)!;
      expect(Math.abs(again / coefficient - 1)).toBeLessThan(1e-12);
      expect(Number(standardError.toPrecision(3))).toBe(standardError);
    }
  });
});
