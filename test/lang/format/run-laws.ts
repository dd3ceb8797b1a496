import { expect } from 'vitest';
import { sourceText } from '../../../src/base/source-text.ts';
import { commandForms } from '../../../src/commands/vocabulary.ts';
import { formatEdits } from '../../../src/lang/format/format.ts';
import { type FuzzCase, fuzzCase } from '../../helpers/fuzz/cases.ts';
import { Random } from '../../helpers/fuzz/random.ts';
import { shrunk } from '../../helpers/fuzz/shrink.ts';
import { ruffled } from '../../helpers/ruffle.ts';
import { brokenLaw, brokenLawOf, brokenRangeLaw } from './check-laws.ts';

const series = 7;

/** How many random scripts are formatted: as many as a suite of ten minutes has room for. */
export const allScripts = 10_000;

/** One random script, written carelessly. */
export function carelessScript(index: number): FuzzCase {
  const { name, text } = fuzzCase(series, index);
  return { name, text: ruffled({ name, text }, new Random(index)) };
}

/** Holds the random scripts with these numbers to the laws; a range of every fourth is formatted as well. */
export function holdToLaws(from: number, to: number): void {
  const found: string[] = [];
  let changed = 0;
  for (let index = from; index < to && found.length < 3; index++) {
    const script = carelessScript(index);
    const edits = formatEdits(sourceText(script.name, script.text), commandForms);
    if (edits.length > 0) changed++;
    const law = brokenLawOf(script, edits) ?? (index % 4 === 0 ? brokenRangeLaw(script, new Random(index)) : undefined);
    if (law === undefined) continue;
    const smaller = shrunk(script.text, (text) => brokenLaw({ ...script, text }) === law, 300);
    found.push(`${index} ${script.name}: ${law}\n${JSON.stringify(smaller)}`);
  }
  expect(found).toEqual([]);
  expect(changed).toBeGreaterThan((to - from) * 0.9);
}
