/** A version of a databank: MAJOR, MINOR, PATCH (datastore specification, e.1). The draft has no number. */
export interface VersionNumber {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/** What scripts call the content that is not released yet. */
export const draftVersion = 'DRAFT';

/** Reads `38`, `38.1`, `38.1.2` or `38.1.2.0`, with the parts that were left out absent. */
function partsOf(text: string): readonly number[] | undefined {
  const match = /^(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(?:\.0)?$/u.exec(text);
  if (match === null) return undefined;
  // `38.0` is MAJOR and MINOR; only after three parts does a last 0 say "released, not a draft".
  return text
    .split('.')
    .slice(0, 3)
    .map((part) => Number(part));
}

/** The number that a text writes, parts that are left out counting as 0; `undefined` for anything else. */
export function parseVersion(text: string): VersionNumber | undefined {
  const parts = partsOf(text);
  return parts === undefined ? undefined : { major: parts[0] ?? 0, minor: parts[1] ?? 0, patch: parts[2] ?? 0 };
}

/** The short form of a version, which names it: `38`, `38.1`, `38.1.2`. */
export function shortVersion({ major, minor, patch }: VersionNumber): string {
  if (patch !== 0) return `${major}.${minor}.${patch}`;
  return minor === 0 ? String(major) : `${major}.${minor}`;
}

/** The form of the exchange format, four parts: `38.1.0.0`. */
export function longVersion({ major, minor, patch }: VersionNumber): string {
  return `${major}.${minor}.${patch}.0`;
}

/** A version's name that means this one only, never a newer one of the same series; a draft's stays as it is. */
export function exactVersion(version: string): string {
  const number = parseVersion(version);
  return number === undefined ? version : longVersion(number);
}

/** Negative where `a` is older than `b`. */
export function compareVersions(a: VersionNumber, b: VersionNumber): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
}

/**
 * The version that a script means, by its short form: `N` is the newest of MAJOR N, `N.m` the newest patch of N.m, three
 * or four parts exactly that one (datastore specification, e.2).
 *
 * @param versions  short forms, and `DRAFT` where there is one
 */
export function resolveVersion(versions: readonly string[], asked: string): string | undefined {
  if (asked === draftVersion) return versions.includes(draftVersion) ? draftVersion : undefined;
  const parts = partsOf(asked);
  if (parts === undefined) return undefined;
  const [major, minor, patch] = parts;
  return versions
    .flatMap((version) => {
      const number = parseVersion(version);
      return number === undefined ? [] : [{ version, number }];
    })
    .filter(
      ({ number }) =>
        number.major === major &&
        (minor === undefined || number.minor === minor) &&
        (patch === undefined || number.patch === patch),
    )
    .sort((a, b) => compareVersions(a.number, b.number))
    .at(-1)?.version;
}

/** What a list of the versions there are consists of: their MAJOR numbers, runs of them written as `1–60`, and the draft last. */
export function versionRanges(versions: readonly string[]): readonly string[] {
  const majors = new Set(versions.flatMap((version) => parseVersion(version)?.major ?? []));
  const ranges: { from: number; to: number }[] = [];
  for (const number of [...majors].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last?.to === number - 1) last.to = number;
    else ranges.push({ from: number, to: number });
  }
  const written = ranges.map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`));
  return versions.includes(draftVersion) ? [...written, draftVersion] : written;
}
