import { describe, expect, it } from 'vitest';
import { testDatabank } from '../helpers/databank.ts';
import { runTestScript } from '../helpers/run-script.ts';

/** More units than the rules on near constants look at first, each with a text of its own. */
const units = 9000;
const isOdd = (unit: number): boolean => unit >= 8000 && unit < 8005;
const texts = Array.from({ length: units }, (_, i) => {
  const number = String(i).padStart(5, '0');
  return isOdd(i) ? `x${number}-and-more` : `${i < 6000 ? 'a' : 'b'}${number}`;
});
const bank = testDatabank({ T: { values: texts }, N: { values: texts.map((_, i) => i), dataType: 'LONG' } });
const start = 'require test.bank:1 as t\ncreate-dataset d\nimport t/T as text\nimport t/N as n\n';

async function valuesOf(script: string, name: string, policy = 'strict') {
  const { values } = await runTestScript(start + script, [bank], { policy });
  return values('d', name);
}

describe('texts with very many values', () => {
  it('are constant where few units deviate, wherever those lie (DC-06 b)', async () => {
    const script = "generate s = startswith(text, 'x')";
    expect(new Set(await valuesOf(script, 's'))).toEqual(new Set([0]));
    expect((await valuesOf(script, 's', 'open')).filter((value) => value === 1)).toHaveLength(5);
  });

  it('vary where many units do, though the first ones do not', async () => {
    const letters = await valuesOf('generate s = substr(text, 1, 1)', 's');
    expect(letters[0]).toBe('a');
    expect(letters.filter((letter) => letter === 'b')).toHaveLength(2995);
  });

  it('are the column that they differ from for few units (DC-06 c)', async () => {
    const script = 'generate s = substr(text, 1, 8)';
    expect(await valuesOf(script, 's')).toEqual(texts);
    expect((await valuesOf(script, 's', 'open'))[8000]).toBe('x08000-a');
  });

  it('are made of numbers, joined with other texts and read as numbers again', async () => {
    expect(await valuesOf('generate s = string(n)', 's')).toEqual(texts.map((_, i) => String(i)));
    expect(await valuesOf("generate s = rowconcat(text, '/', string(n * 100000))", 's')).toEqual(
      texts.map((text, i) => `${text}/${i * 100_000}`),
    );
    expect(await valuesOf('generate s = string(n * 3)\ndestring s, prefix(back_)', 'back_s')).toEqual(
      texts.map((_, i) => i * 3),
    );
  });

  it('are keys to merge on', async () => {
    const script = `clone-dataset d e
use e
generate twice = 2 * n
collapse (max) twice, by(text)
merge twice into d on text
use d
`;
    expect(await valuesOf(script, 'twice', 'open')).toEqual(texts.map((_, i) => 2 * i));
  });
});
