import { readDemoCodeLists, readDemoVariables } from '../demo-catalogue.ts';
import type { DemoKind, DemoVersion } from '../demo-kind.ts';

/** The databank's name; also the name of the register that it imitates. */
export const hospitalName = 'no.fhi.npr';

/** Which variables came with a later version than the first, by the beginning of their names. */
const additions: readonly (readonly [since: number, names: RegExp])[] = [
  [2, /^KRG/u],
  [3, /^(?:DAR_|NPR_ANTALL_)/u],
];

/** Versions, oldest first, with the day after which each knows nothing. The draft is what the newest version shall become. */
const versions: readonly (readonly [version: string, lastDay: string])[] = [
  ['1', '2023-12-31'],
  ['2', '2023-12-31'],
  ['3', '2024-12-31'],
  ['DRAFT', '2024-12-31'],
];

let known: DemoKind | undefined;

/** The synthetic register of patients, of cancer and of causes of death. Its assets are read once in each thread. */
export function hospitalKind(): DemoKind {
  return (known ??= makeKind());
}

function makeKind(): DemoKind {
  let variables: ReturnType<DemoKind['variables']> | undefined;
  let codeLists: ReturnType<DemoKind['codeLists']> | undefined;
  return {
    name: hospitalName,
    label: { nb: 'Syntetisk pasientregister', en: 'Synthetic patient register' },
    versions: versions.map(([version, lastDay]) => hospitalVersion(version, lastDay)),
    revisions: [],
    variables: () => (variables ??= readDemoVariables('demo/hospital.json')),
    codeLists: () => (codeLists ??= readDemoCodeLists(['demo/hospital-code-lists.json'])),
  };
}

function hospitalVersion(version: string, lastDay: string): DemoVersion {
  const major = version === 'DRAFT' ? Number.POSITIVE_INFINITY : Number(version);
  return {
    version,
    lastDay,
    has: (variable) => !additions.some(([since, names]) => major < since && names.test(variable)),
    reworded: (variable) => variable,
  };
}
