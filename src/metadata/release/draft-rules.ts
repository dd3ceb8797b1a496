import { type DatabankProblem, databankProblem } from '../databank-error.ts';
import type { DraftUpdate, Manifest, Update, UpdateOperation } from '../store/manifest.ts';

/** What decides whether a change may be made: the variables of the newest version, and what is pending. */
export interface ChangeRules {
  readonly manifest: Manifest;
  readonly released: { has(name: string): boolean };
}

/**
 * Why changes may not go into the draft: only what is released can be changed, removed or corrected, only what is not can be
 * added, and a variable has one pending change. The same change again takes the place of the one before.
 */
export function changeProblems(
  names: readonly string[],
  operation: UpdateOperation,
  { manifest, released }: ChangeRules,
): readonly DatabankProblem[] {
  const pending = new Map(manifest.draft?.updates.map((update) => [update.name, update.operation]));
  const newest = manifest.versions.at(-1)?.version ?? '';
  const seen = new Set<string>();
  return names.flatMap((name) => {
    if (seen.has(name)) return [databankProblem('release-variable-twice', { name })];
    seen.add(name);
    const other = pending.get(name);
    if (other !== undefined && (other !== operation || operation === 'REMOVE')) {
      return [databankProblem('release-variable-pending', { name, pending: other })];
    }
    if (operation === 'ADD') {
      return released.has(name) ? [databankProblem('release-variable-known', { name, version: newest })] : [];
    }
    return released.has(name) ? [] : [databankProblem('release-variable-unknown', { name, operation })];
  });
}

/** Whether a change brings data. */
export function bringsData({ operation }: Pick<Update, 'operation'>): boolean {
  return operation === 'ADD' || operation === 'CHANGE';
}

/** The changes with others in place of those of the same variables. */
export function withUpdates(before: readonly DraftUpdate[], more: readonly DraftUpdate[]): readonly DraftUpdate[] {
  const names = new Set(more.map(({ name }) => name));
  return [...before.filter(({ name }) => !names.has(name)), ...more];
}

/** A change as a line that two lists can be compared by. */
export function lineOf({ name, operation }: Pick<Update, 'name' | 'operation'>): string {
  return `${operation} ${name}`;
}
