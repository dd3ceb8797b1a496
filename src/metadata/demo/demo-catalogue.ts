import fs from 'node:fs';
import { isoDate, parseIsoDate } from '../../base/epoch-day.ts';
import { assetPath } from '../assets.ts';
import type { CatalogueDocument, VariableDocument } from '../catalogue-document.ts';
import type { DemoKind, DemoVariable, DemoVersion } from './demo-kind.ts';
import { type GridSpan, isStatusGrid, periodsOf } from './grid.ts';

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

function documentOf(
  { grid, from, until, ...facts }: DemoVariable,
  { lastDay }: DemoVersion,
): readonly VariableDocument[] {
  if (grid === undefined || from === undefined || until === undefined) return [facts];
  const end = lastDay !== undefined && lastDay < until ? lastDay : until;
  const periods = periodsOf(spanOf({ grid, from, until: end }));
  const first = periods[0];
  const last = periods.at(-1);
  // A series that begins after the version's last day is not in it yet.
  if (first === undefined || last === undefined || end < from) return [];
  const statusDays = isStatusGrid(grid) ? periods.map(({ startDay }) => isoDate(startDay)) : undefined;
  return [
    {
      ...facts,
      coverage: [isoDate(first.startDay), isoDate(last.stopDay)],
      ...(statusDays === undefined ? {} : { statusDays }),
    },
  ];
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
