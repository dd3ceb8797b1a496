import { readFileSync } from 'node:fs';

/** The columns of a reference data set (`test/reference/*.csv`): numbers, `null` where the field is empty. */
export function referenceData(name: string): Readonly<Record<string, readonly (number | null)[]>> {
  const text = readFileSync(new URL(`../reference/${name}`, import.meta.url), 'utf8');
  const [head, ...lines] = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  return Object.fromEntries(
    head!.map((column, at) => [column, lines.map((line) => (line[at] === '' ? null : Number(line[at])))]),
  );
}

/** The reference results of one JSON file. */
export function referenceResults<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../reference/${name}`, import.meta.url), 'utf8')) as T;
}
