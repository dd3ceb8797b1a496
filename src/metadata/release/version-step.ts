import type { VersionNumber } from '../../base/version-number.ts';
import type { Update, UpdateType } from '../store/manifest.ts';

/** What a release with these changes is: the strongest of them decides. The first release is a MAJOR one, whatever it holds. */
export function updateTypeOf(updates: readonly Update[], isFirst: boolean): UpdateType {
  const has = (operation: Update['operation']): boolean => updates.some((update) => update.operation === operation);
  if (isFirst || has('CHANGE') || has('REMOVE')) return 'MAJOR';
  return has('ADD') ? 'MINOR' : 'PATCH';
}

/** The number after a version's: the part that the type names goes up by one, lower parts become 0. The first is 1. */
export function nextVersion(newest: VersionNumber | undefined, type: UpdateType): VersionNumber {
  if (newest === undefined) return { major: 1, minor: 0, patch: 0 };
  const { major, minor, patch } = newest;
  switch (type) {
    case 'MAJOR':
      return { major: major + 1, minor: 0, patch: 0 };
    case 'MINOR':
      return { major, minor: minor + 1, patch: 0 };
    case 'PATCH':
      return { major, minor, patch: patch + 1 };
  }
}
