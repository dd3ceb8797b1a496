import fs from 'node:fs';
import { isoDate, parseIsoDate } from '../../base/epoch-day.ts';
import { assetPath } from '../assets.ts';
import type { CatalogueDocument, VariableDocument } from '../catalogue-document.ts';
import type { DemoKind, DemoVariable, DemoVersion } from './demo-kind.ts';
import { type DemoGrid, type GridSpan, isStatusGrid, periodsOf } from './grid.ts';

interface CodeListAsset {
  readonly codes: CatalogueDocument['codeLists'][string];
}

/** The catalogue of a version of a demo databank, made from the committed facts without any data. */
export function demoCatalogueDocument(kind: DemoKind, version: DemoVersion): CatalogueDocument {
  const variables = kind
    .variables()
    .filter(({ name }) => version.has(name))
    .flatMap((variable) => documentOf(version.reworded(variable), version));
  const used = new Set(variables.map((variable) => variable.codeList));
  return {
    label: kind.label,
    codeLists: Object.fromEntries(Object.entries(kind.codeLists()).filter(([name]) => used.has(name))),
    variables,
  };
}

function documentOf(variable: DemoVariable, { lastDay }: DemoVersion): readonly VariableDocument[] {
  const { grid, from, until, ...rest } = variable;
  const facts = withoutCodeCount(rest);
  if (grid === undefined || from === undefined || until === undefined) return [facts];
  const end = lastDay !== undefined && lastDay < until ? lastDay : until;
  const times = timesOf(grid, from, end);
  // A series that begins after the version's last day is not in it yet.
  return times === undefined ? [] : [{ ...facts, ...times }];
}

/** The number of codes is known to the generator only. */
function withoutCodeCount(facts: VariableDocument & { codeCount?: number }): VariableDocument {
  const copy = { ...facts };
  delete copy.codeCount;
  return copy;
}

type Times = Pick<VariableDocument, 'coverage' | 'statusDays'>;

/** Dates by grid, first and last day: many variables share theirs. */
const knownTimes = new Map<string, Times | undefined>();

function timesOf(grid: DemoGrid, from: string, until: string): Times | undefined {
  const key = `${grid} ${from} ${until}`;
  if (!knownTimes.has(key)) knownTimes.set(key, findTimes(grid, from, until));
  return knownTimes.get(key);
}

function findTimes(grid: DemoGrid, from: string, until: string): Times | undefined {
  if (until < from) return undefined;
  const periods = periodsOf(spanOf({ grid, from, until }));
  const first = periods[0];
  const last = periods.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return {
    coverage: [isoDate(first.startDay), isoDate(last.stopDay)],
    ...(isStatusGrid(grid) ? { statusDays: periods.map(({ startDay }) => isoDate(startDay)) } : {}),
  };
}

/** The grid of a variable's dates with its first and last day as numbers. */
export function spanOf({ grid, from, until }: Required<Pick<DemoVariable, 'grid' | 'from' | 'until'>>): GridSpan {
  return { grid, from: parseIsoDate(from) ?? 0, until: parseIsoDate(until) ?? 0 };
}

/** Variables from a committed file; their form is checked when the catalogue that they become is read. */
export function readDemoVariables(asset: string): readonly DemoVariable[] {
  return readAsset(asset) as readonly DemoVariable[];
}

/** Code lists from committed files, by name. */
export function readDemoCodeLists(assets: readonly string[]): CatalogueDocument['codeLists'] {
  return Object.fromEntries(
    assets.flatMap((asset) =>
      Object.entries(readAsset(asset) as Readonly<Record<string, CodeListAsset>>).map(([name, { codes }]) => [
        name,
        codes,
      ]),
    ),
  );
}

/** English titles from a committed file, by variable. */
export function readEnglishTitles(asset: string): Readonly<Record<string, string>> {
  return readAsset(asset) as Readonly<Record<string, string>>;
}

function readAsset(name: string): unknown {
  return JSON.parse(fs.readFileSync(assetPath(name), 'utf8'));
}
