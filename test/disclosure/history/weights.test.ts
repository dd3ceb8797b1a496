import { expect, test } from 'vitest';
import type { DisclosureSession } from '../../../src/disclosure/protection.ts';
import { type TestDatabank, testDatabank } from '../../helpers/databank.ts';
import { runTestScript } from '../../helpers/run-script.ts';
import { opening, people } from '../matrix/forms.ts';

const scoreAfter = (lines: string): Promise<number> => scoreOf(`${opening}${lines}`, people());

/** Where the score stands after a script. */
async function scoreOf(script: string, databank: TestDatabank): Promise<number> {
  let session: DisclosureSession | undefined;
  await runTestScript(`${script}\n`, [databank], {
    policy: 'hardened',
    watch: (opened) => (session = opened),
  });
  return session!.score().population;
}

test('DC-32: a population that is everybody but for one weighs half: nothing came of it', async () => {
  expect(await scoreAfter('tabulate sex')).toBe(0);
  expect(await scoreAfter('tabulate sex if nr != 7')).toBe(3);
  expect(await scoreAfter('tabulate sex if nr >= 16')).toBe(2);
  expect(await scoreAfter('drop if nr == 7\ndrop if nr == 8')).toBe(6);
});

/** So many of 2,000 persons have no pay, and nobody has chosen them. */
const unpaid = (many: number): TestDatabank =>
  testDatabank({
    NR: { values: Array.from({ length: 2000 }, (_, unit) => unit) },
    PAY: { values: Array.from({ length: 2000 }, (_, unit) => (unit < many ? null : (unit * 7919) % 10_007)) },
  });

test('DC-32: a model without those who have no value weighs half of a condition that leaves them out', async () => {
  const start = 'require test.bank:1 as db\ncreate-dataset people\nimport db/NR as nr\nimport db/PAY as pay\n';
  const earlier = 'generate root = sqrt(nr)\nregress root nr\n';
  expect(await scoreOf(`${start}${earlier}tabulate nr if nr >= 16`, unpaid(0))).toBe(2);
  expect(await scoreOf(`${start}${earlier}regress pay nr`, unpaid(16))).toBe(1);
});

/** 2,000 persons in four regions with pay, of whom a few in each have very much. */
const outliers = testDatabank({
  NR: { values: Array.from({ length: 2000 }, (_, unit) => unit) },
  REGION: { values: Array.from({ length: 2000 }, (_, unit) => (unit % 4) + 1) },
  PAY: { values: Array.from({ length: 2000 }, (_, unit) => (unit < 20 ? 90_000 + unit : (unit * 7919) % 10_007)) },
});
const capped = (cap: number): string => `generate y${String(cap)} = rowmin(pay, ${String(cap)})\n`;

const start =
  'require test.bank:1 as db\ncreate-dataset people\nimport db/NR as nr\nimport db/REGION as region\nimport db/PAY as pay\n';

test('DC-32: a cap on outliers counts once for however many groups, and each time that it moves, soon in full', async () => {
  const raw = 'summarize pay\nsummarize pay if region == 1\nsummarize pay if region == 2\n';
  const under = (cap: number): string => {
    const y = `y${String(cap)}`;
    return `${capped(cap)}summarize ${y} if region == 1\nsummarize ${y} if region == 2\n`;
  };
  const score = (caps: readonly number[]): Promise<number> =>
    scoreOf(`${start}${raw}${caps.map(under).join('')}`, outliers);
  expect(await score([])).toBe(0);
  expect(await score([50_000])).toBe(1);
  expect(await score([50_000, 60_000])).toBe(1 + 3);
  expect(await score([50_000, 60_000, 70_000, 80_000])).toBe(1 + 3 + 3 + 6);
});

test.each([
  'ci Y if region == 1',
  'correlate Y nr if region == 1',
  'correlate Y own, pairwise',
  'normaltest Y if region == 1',
  'anova Y two if region == 1',
  'regress nr Y if region == 1',
  'regress nr two i.region#c.Y',
  'histogram Y if region == 1',
  'hexbin Y nr if region == 1',
  'aggregate (mean) Y -> mY, by(region)',
])('DC-32: a cap that moves over the few of a group is noticed by whatever is asked: %s', async (asking) => {
  const under = (cap: number): string => `${capped(cap)}${asking.replaceAll('Y', `y${String(cap)}`)}\n`;
  const made = 'generate two = nr > 1000\ngenerate own = nr if region == 1\n';
  const score = (caps: readonly number[]): Promise<number> =>
    scoreOf(`${start}${made}${caps.map(under).join('')}`, outliers);
  const once = await score([50_000]);
  expect(await score([50_000, 60_000])).toBeGreaterThanOrEqual(once + 1);
  expect(await score([50_000, 60_000, 70_000])).toBeGreaterThanOrEqual(once + 1 + 3);
});

test('DC-32: columns that differ for many are what they are', async () => {
  const under = (cap: number): string => `${capped(cap)}regress nr y${String(cap)}\n`;
  expect(await scoreOf(`${start}${under(4000)}${under(5000)}${under(6000)}`, outliers)).toBe(0);
});
