import { describe, expect, it } from 'vitest';
import { type FuzzCase, fuzzCase } from '../helpers/fuzz/cases.ts';
import { type Failure, failureOf } from '../helpers/fuzz/checks.ts';
import { everyGrowingScript, everyHostileScript } from '../helpers/fuzz/hostile.ts';
import { Random } from '../helpers/fuzz/random.ts';
import { shrunk } from '../helpers/fuzz/shrink.ts';
import { parse } from '../helpers/script.ts';
import { analyseText } from './analyse/analyse-text.ts';

/** `tools/fuzz.ts` tries as many more as one likes. */
const series = 4;
const caseCount = 2500;

/** The failure with a script that has been made small, for the one who reads the report. */
function explained(fuzzed: FuzzCase, failure: Failure): string {
  const fails = (text: string): boolean => failureOf({ ...fuzzed, text }, { isThorough: true })?.kind === failure.kind;
  return `${failure.kind}\n${failure.detail}\n${JSON.stringify(shrunk(fuzzed.text, fails, 300))}`;
}

describe('random and damaged scripts', () => {
  it(`${caseCount} of them give diagnostics inside the text, never an exception, and are known whole when they have no errors`, () => {
    const found: string[] = [];
    for (let index = 0; index < caseCount && found.length < 3; index++) {
      const fuzzed = fuzzCase(series, index);
      const failure = failureOf(fuzzed, { isThorough: index % 8 === 0 });
      if (failure !== undefined) found.push(explained(fuzzed, failure));
    }
    expect(found).toEqual([]);
  });

  it('are the same scripts every time, and many of them are right', () => {
    const first = Array.from({ length: 300 }, (_, index) => fuzzCase(series, index).text);
    expect(Array.from({ length: 300 }, (_, index) => fuzzCase(series, index).text)).toEqual(first);
    expect(new Set(first).size).toBeGreaterThan(290);
    const readable = first.filter((text) => parse(text).diagnostics.every(({ severity }) => severity !== 'error'));
    expect(readable.length).toBeGreaterThan(100);
  });

  it.each([...everyHostileScript(new Random(3)), ...everyHostileScript(new Random(12))])(
    'long and deep text %#',
    (text) => {
      expect(failureOf({ name: 'script.txt', text }, { isThorough: true })).toBeUndefined();
    },
  );
});

describe('the laws that scripts are held to', () => {
  it('find a statement that is slow, and one that throws', () => {
    const broken = { name: 'script.txt', text: 'use a' };
    Object.defineProperty(broken, 'text', {
      get: () => {
        throw new RangeError('no text');
      },
    });
    expect(failureOf(broken, { isThorough: false })?.kind).toContain('RangeError');
  });

  it('shrink a script to what matters', () => {
    const text = 'use a\nkeep if (x == 1) & y\ndrop b c d\n';
    expect(shrunk(text, (candidate) => candidate.includes('x') && candidate.includes('d'))).toBe('xd');
  });
});

describe('scripts that grow when loops and bindings are written out', () => {
  const all = everyGrowingScript(new Random(1)).filter((text) => text.length < 20_000);

  it.each(all)('end soon: %#', (text) => {
    expect(failureOf({ name: 'script.txt', text }, { isThorough: false })).toBeUndefined();
  });

  const people = 'require no.test.fdb:3 as db\ncreate-dataset people\nimport db/WAGE 2020-06-15 as wage\n';

  it.each([
    ['binding-too-long', `let a = 'xx'\n${'let a = $a ++ $a\n'.repeat(60)}`],
    ['loop-too-long', 'for i in 1 : 99999; j in 1 : 99999\nend'],
    ['loop-too-long', 'let n = 99999\nfor i in 1 : $n; j in 1 : 2\nlet x = $i\nend'],
    ['loop-text-too-long', `${people}for i in 1 : 99999\nrecode wage ${"(1/3 = 1 'x y')".repeat(700)}\nend`],
    ['script-too-large', `${people}for i in 1 : 4000\ngenerate v ++ $i = 1\nrename v ++ $i w ++ $i\nend`],
  ])('growth %#: %s', (code, text) => {
    expect(analyseText(text).diagnostics.map((problem) => problem.code)).toContain(code);
  });

  it('a loop that fails in every pass is left after a hundred', () => {
    const { diagnostics } = analyseText(`${people}for i in 1 : 5000\ndrop a ++ $i\nend\nsummarize wage\n`);
    expect(diagnostics.map(({ code, iteration }) => `${code} ${iteration?.[0]?.value ?? ''}`)).toEqual([
      'unknown-variable 1',
    ]);
  });
});
