import type { ValidatedDataset } from '../ingest/validated-dataset.ts';
import type { Progress } from '../progress.ts';
import { assembleContent, ColumnFolder } from '../store/column-folder.ts';
import type { StoredContent, StoredVariable } from '../store/content.ts';
import type { DraftUpdate, ManifestDraft } from '../store/manifest.ts';
import { bringsData, withUpdates } from './draft-rules.ts';
import { type IdentifierRules, type IncomingUnits, takeInUnits } from './incoming-units.ts';
import { trimmed } from './patch-rules.ts';
import { numbersOf } from './universes.ts';
import type { DescribedVariable } from './version-state.ts';
import { sourcedVariables } from './version-state.ts';
import { type WriterState, writeDocuments } from './writer-state.ts';

const phase = { nb: 'Lagrer datasett', en: 'Storing datasets' } as const;

/**
 * Writes datasets and the draft that has them. Their units are numbered together with those that are there.
 *
 * @param updates  one for each dataset
 */
export async function addDatasets(
  state: WriterState,
  datasets: readonly ValidatedDataset[],
  updates: readonly DraftUpdate[],
  rules: IdentifierRules,
  time: number,
  progress: Progress,
): Promise<ManifestDraft> {
  const { draft, manifest } = state;
  const columns = new ColumnFolder(state.folder);
  const units = takeInUnits(columns, datasets, await state.universes.all(draft.stored), rules);
  const written: Record<string, StoredVariable> = {};
  for (const [i, dataset] of datasets.entries()) {
    progress(phase, i / datasets.length);
    written[dataset.name] = await writeDataset(columns, dataset, units);
  }
  progress(phase, 1);
  const from: StoredContent = {
    universes: Object.fromEntries([...units.universes].map(([idKind, { stored }]) => [idKind, stored])),
    variables: written,
  };
  const described = new Map(draft.described);
  const variables = sourcedVariables(draft.stored);
  for (const dataset of datasets) {
    described.set(dataset.name, describe(dataset));
    variables.set(dataset.name, { stored: written[dataset.name]!, from });
  }
  const { catalogue, content } = await writeDocuments(columns, state, units.universes, {
    described,
    columns: variables,
  });
  const before = manifest.draft?.updates ?? [];
  // What a dataset in the draft is replaced by may lack units that it had.
  const isReplaced = before.some((old) => bringsData(old) && updates.some(({ name }) => name === old.name));
  const loose = manifest.draft?.loose === true || isReplaced;
  return { catalogue, content, stamp: time, updates: withUpdates(before, updates), ...(loose ? { loose } : {}) };
}

async function writeDataset(
  columns: ColumnFolder,
  dataset: ValidatedDataset,
  { universes, identifiersOf }: IncomingUnits,
): Promise<StoredVariable> {
  const own = new ColumnFolder(columns.folder);
  own.countUnitsOf(dataset.name);
  await dataset.write(own, (idKind) => {
    const universe = universes.get(idKind)!;
    return { numbers: numbersOf(identifiersOf(dataset, idKind), universe), universeSize: universe.stored.size };
  });
  const stored = assembleContent(await own.written()).variables[dataset.name];
  if (stored === undefined) throw new RangeError('a dataset has written no columns under its name');
  return { ...stored, statistics: { rows: dataset.rowCount, units: own.countedUnits() } };
}

function describe({ name, description, codes }: ValidatedDataset): DescribedVariable {
  if (codes === undefined) return { document: description };
  return { document: { ...description, codeList: name }, codes: codes.map(trimmed) };
}
