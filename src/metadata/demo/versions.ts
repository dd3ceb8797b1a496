import { compareVersions, parseVersion } from '../../base/version-number.ts';
import type { DemoVersion, Revision } from './demo-kind.ts';

/**
 * How the versions of the demo databank differ (`docs/demo-databank.md` tells it to users). Scripts in circulation pin
 * versions 9 to 56: every variable and date that they use is in all of these.
 */

/** MAJOR versions, one MINOR that only adds variables, and one PATCH that only corrects texts; oldest first. */
const numbers: readonly string[] = [
  ...Array.from({ length: 45 }, (_, i) => String(i + 1)),
  '45.0.1',
  ...Array.from({ length: 11 }, (_, i) => String(i + 46)),
  '56.1',
  ...Array.from({ length: 4 }, (_, i) => String(i + 57)),
];

/** Variables that the databank has from a version on, by the beginning of their names. */
const additions: readonly (readonly [since: string, names: RegExp])[] = [
  ['12', /^SB(12843|12858)_/u],
  ['20', /^BOSTOTTE_/u],
  ['31', /^LAANEKASSEN_/u],
  ['38', /^NUDB_NPKL_/u],
  ['56.1', /^INTRO_/u],
];

/** Variables that a version removed. */
const removals: readonly (readonly [removedIn: string, names: RegExp])[] = [['57', /^KOMMNR_(FAKTISK|FORMELL)$/u]];

/** Last days of versions whose series are shorter, by the last MAJOR number that it holds for. */
const lastDays: readonly (readonly [untilMajor: number, lastDay: string])[] = [
  [4, '2021-12-31'],
  [8, '2023-12-31'],
];

/** Figures that were preliminary until a version. */
export const demoRevisions: readonly Revision[] = [
  {
    variables: ['INNTEKT_BRUTTOFORM', 'SKATT_BRUTTOINNTEKT', 'SKATT_ALMINNELIG_INNTEKT'],
    since: 30,
    from: '2019-01-01',
    until: '2020-12-31',
  },
  { variables: ['ARBLONN_LONN_OVERTID', 'ARBLONN_LONN_BONUS'], since: 41, from: '2021-01-01', until: '2021-12-31' },
];

/** Titles that stood with a slip until a PATCH. */
const corrections: readonly (readonly [since: string, variable: string, before: string])[] = [
  ['45.0.1', 'BOFORHOLD_BRUKSAREAL', 'Bruksareal (m2)'],
  ['45.0.1', 'INNTEKT_WIES', 'Inntekt etter skat'],
];

/** All versions, oldest first. */
export const demoVersionList: readonly DemoVersion[] = numbers.map(demoVersion);

function demoVersion(version: string): DemoVersion {
  const lastDay = lastDays.find(([untilMajor]) => (parseVersion(version)?.major ?? 0) <= untilMajor)?.[1];
  return {
    version,
    ...(lastDay === undefined ? {} : { lastDay }),
    has: (variable) =>
      additions.every(([since, names]) => !names.test(variable) || !isOlder(version, since)) &&
      removals.every(([removedIn, names]) => !names.test(variable) || isOlder(version, removedIn)),
    reworded: (variable) => {
      const slip = corrections.find(([since, name]) => name === variable.name && isOlder(version, since));
      return slip === undefined ? variable : { ...variable, title: slip[2] };
    },
  };
}

function isOlder(version: string, than: string): boolean {
  const [a, b] = [parseVersion(version), parseVersion(than)];
  return a !== undefined && b !== undefined && compareVersions(a, b) < 0;
}
