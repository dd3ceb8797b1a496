import fs from 'node:fs';
import type { Json } from '../../base/canonical-json.ts';
import { isoDate } from '../../base/epoch-day.ts';
import { assetPath } from '../assets.ts';
import type { CatalogueDocument, VariableDocument } from '../catalogue-document.ts';
import { coverageOf, type DemoGrid, type DemoProfile, statusDaysOf } from './profile.ts';

type Listed = Omit<VariableDocument, 'coverage' | 'statusDays'> & { readonly grid?: DemoGrid };

interface CodeListAsset {
  readonly codes: CatalogueDocument['codeLists'][string];
}

/** The catalogue of a demo databank, made from the committed facts without any data. */
export function demoCatalogueDocument(profile: DemoProfile): CatalogueDocument {
  const listed = readAsset('demo/variables.json') as readonly Listed[];
  const lists = readAsset('demo/code-lists.json') as Readonly<Record<string, CodeListAsset>>;
  const used = new Set(listed.map((variable) => variable.codeList));
  return {
    label: { nb: 'Syntetisk demodatabank', en: 'Synthetic demo databank' },
    codeLists: Object.fromEntries(
      Object.entries(lists).flatMap(([name, { codes }]) => (used.has(name) ? [[name, codes]] : [])),
    ),
    variables: listed.map(({ grid, ...facts }) => ({ ...facts, ...timesOf(grid, profile) })),
  };
}

function timesOf(grid: DemoGrid | undefined, profile: DemoProfile): Pick<VariableDocument, 'coverage' | 'statusDays'> {
  if (grid === undefined) return {};
  const [start, stop] = coverageOf(grid, profile);
  const statusDays = statusDaysOf(grid, profile);
  return {
    coverage: [isoDate(start), isoDate(stop)],
    ...(statusDays.length === 0 ? {} : { statusDays: statusDays.map(isoDate) }),
  };
}

/** A committed file of our own; its form is checked when the catalogue that it becomes is read. */
function readAsset(name: string): unknown {
  return JSON.parse(fs.readFileSync(assetPath(name), 'utf8')) as Json;
}
