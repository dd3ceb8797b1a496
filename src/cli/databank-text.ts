import { isoDate } from '../base/epoch-day.ts';
import type { Language } from '../base/language.ts';
import type { VersionDifference } from '../metadata/release/diff.ts';
import type { Manifest, ManifestVersion } from '../metadata/store/manifest.ts';
import { aligned } from './aligned.ts';
import { say } from './failure.ts';

/** What a draft holds, a line for each change. */
export function draftText(folder: string, { draft }: Manifest, language: Language): string {
  const updates = draft?.updates ?? [];
  if (updates.length === 0) return say('databank-draft-empty', { folder }, language);
  const lines = aligned(
    updates.map(({ operation, name, status, description }) => [operation, name, status, description]),
  );
  return [say('databank-draft-holds', { folder }, language), ...lines.map((line) => `  ${line}`)].join('\n');
}

/** Versions, newest first: number, date, type, description, and what changed. */
export function versionsText({ databank, versions }: Manifest, language: Language): string {
  if (versions.length === 0) return say('databank-without-versions', { databank }, language);
  const heads = aligned(versions.map(headOf));
  return versions
    .map(({ updates }, i) => {
      const lines = aligned(updates.map(({ operation, name, description }) => [operation, name, description]));
      return [heads[i], ...lines.map((line) => `    ${line}`)].join('\n');
    })
    .reverse()
    .join('\n');
}

function headOf({ version, releaseTime, updateType, description }: ManifestVersion): readonly string[] {
  return [version, isoDate(Math.floor(releaseTime / 86_400)), updateType, description];
}

const words = {
  fields: { nb: 'metadata', en: 'metadata' },
  rows: { nb: 'rader', en: 'rows' },
} as const;

/** How two versions differ: + added, - removed, ~ changed variables. */
export function differenceText(
  { added, removed, changed }: VersionDifference,
  names: { readonly databank: string; readonly from: string; readonly to: string },
  language: Language,
): string {
  const lines = [
    ...added.map((name) => ['+', name]),
    ...removed.map((name) => ['-', name]),
    ...changed.map(({ name, fields, rows }) => [
      '~',
      name,
      rows === undefined ? '' : `${words.rows[language]} +${rows.added} -${rows.removed} ~${rows.changed}`,
      fields.length === 0 ? '' : `${words.fields[language]}: ${fields.join(', ')}`,
    ]),
  ];
  return lines.length === 0 ? say('databank-versions-equal', names, language) : aligned(lines).join('\n');
}
