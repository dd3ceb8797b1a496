import { draftVersion, resolveVersion, versionRanges } from '../base/version-number.ts';
import { DatabankError, failDatabank } from '../metadata/databank-error.ts';
import { type DatabankFolder, readDatabankFolder } from '../metadata/databank-folder.ts';
import { diffVersions } from '../metadata/release/diff.ts';
import { type DatabankReporting, withProgress } from './databank-reporting.ts';
import { differenceText, draftText, versionsText } from './databank-text.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Surroundings } from './surroundings.ts';

/** Shows what is pending. */
export function draft(folder: string, reporting: DatabankReporting, surroundings: Surroundings): Promise<ExitCode> {
  const { language } = reporting;
  return withProgress(reporting, surroundings, () =>
    Promise.resolve(draftText(folder, opened(folder).manifest, language)),
  );
}

/** Lists the versions, newest first. */
export function versions(folder: string, reporting: DatabankReporting, surroundings: Surroundings): Promise<ExitCode> {
  const { language } = reporting;
  return withProgress(reporting, surroundings, () => Promise.resolve(versionsText(opened(folder).manifest, language)));
}

/** Shows how two versions differ. */
export function diff(
  folder: string,
  from: string,
  to: string,
  reporting: DatabankReporting,
  surroundings: Surroundings,
): Promise<ExitCode> {
  return withProgress(reporting, surroundings, async (progress) => {
    const databank = opened(folder);
    const [first, second] = [resolved(databank, from), resolved(databank, to)];
    const difference = await diffVersions(databank, first, second, progress.phase);
    // Both versions were found just now.
    if (difference === undefined) throw new RangeError('a version has no documents');
    const names = { databank: databank.manifest.databank, from: first, to: second };
    return differenceText(difference, names, reporting.language);
  });
}

function opened(folder: string): DatabankFolder {
  const databank = readDatabankFolder(folder);
  if ('code' in databank) throw new DatabankError(databank);
  return databank;
}

function resolved({ manifest }: DatabankFolder, asked: string): string {
  const known = [...manifest.versions.map(({ version }) => version), draftVersion];
  return (
    resolveVersion(known, asked) ??
    failDatabank('databank-version-not-found', {
      name: manifest.databank,
      version: asked,
      newest: manifest.versions.at(-1)?.version ?? draftVersion,
      known: versionRanges(known),
    })
  );
}
