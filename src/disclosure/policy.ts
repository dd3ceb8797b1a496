import type { ContentHash } from '../base/hash.ts';

/** Parameters of disclosure control: data, never code. One entry for each parameter of the specification's table B2. */
export interface Policy {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** Where the policy is meant to be applied: a server that the author cannot reach into, or the author's machine. */
  readonly trust: 'server' | 'client';
  /** SHA-256 of the canonical JSON of the policy as data. */
  readonly hash: ContentHash;
  /** Rank in the order of strictness: a databank's minimum policy is compared by it. */
  readonly strictness: number;
  readonly population: { readonly min: number; readonly jitter: number };
  readonly edit: {
    readonly min: number;
    readonly jitter: number;
    readonly onSmall: 'uniform' | 'refuse';
    readonly nearConstantNodes: boolean;
    readonly nearEqualColumns: 'dataset' | 'ledger' | 'off';
    readonly inducedMissing: 'keep' | 'fill';
  };
  readonly descriptive: { readonly minUnits: number; readonly cellMinUnits: number; readonly jitter: number };
  readonly counts: {
    readonly mode: 'perturb' | 'suppress' | 'round' | 'exact';
    readonly ptable: string;
    readonly smallRule: 'perturb' | 'zero' | 'suppress' | 'round' | 'exact';
    readonly smallMax: number;
    readonly mark: string;
    readonly hideEmptyMargins: boolean;
    readonly roundBase: number | null;
  };
  readonly sparseTable: { readonly lowBelow: number; readonly maxShare: number; readonly dither: boolean };
  readonly labels: { readonly valueLabelMinUnits: number };
  readonly winsor: { readonly lower: number; readonly upper: number; readonly scope: 'command' | 'both' };
  readonly percentiles: {
    readonly groupSize: number;
    readonly smooth: boolean;
    readonly sigDigits: number | null;
    /** Size of the noise, in movements that one unit can cause; 0 = none. */
    readonly lambda: number;
  };
  readonly magnitude: {
    readonly lambda: number;
    readonly clip: number;
    readonly floorCommandSd: boolean;
    readonly sumFromReleasedCount: boolean;
  };
  readonly dominance: {
    readonly unitTypes: readonly string[];
    readonly pPercent: number;
    readonly nk: { readonly n: number; readonly k: number };
    readonly allSame: boolean;
    readonly zerosDisclosive: boolean;
  };
  readonly graphics: {
    readonly histMaxBins: number;
    readonly hexMaxGrid: number;
    readonly hexClasses: readonly number[];
    readonly hexMinCell: number;
  };
  readonly survival: {
    readonly minUnits: number;
    readonly minEvents: number;
    readonly eventsPerStep: number;
    readonly minAtRisk: number;
    readonly gridBins: number;
  };
  readonly models: {
    readonly unitsPerParam: number;
    readonly minResidualDf: number;
    readonly minPerOutcome: number;
    readonly topUnits: number;
    readonly topShare: number;
    readonly levelMinUnits: number;
    readonly hideIntercept: boolean;
    readonly displayCounts: 'released' | 'exact';
    readonly noise: 'never' | 'near' | 'always';
    readonly lambda: number;
    readonly seSigDigits: number | null;
    readonly clipRanges: number | null;
    readonly outlierShare: number;
  };
  readonly derived: { readonly protectNonKeyTargets: boolean; readonly winsoriseNonKeyTargets: boolean };
  readonly sample: { readonly minRemoved: number; readonly keyed: boolean };
  readonly history: {
    readonly snapPopulations: boolean;
    readonly radius: number;
    readonly cellReuse: boolean;
    readonly scope: 'run' | 'user' | 'databank';
    readonly flagScore: number | null;
    readonly blockScore: number | null;
    readonly maxAnchors: number;
    readonly maxCells: number;
  };
  readonly budget: {
    readonly tablesPerDay: number | null;
    readonly cellsPerDay: number | null;
    readonly modelsPerDay: number | null;
  };
  readonly outcome: { readonly readingRefusal: 'continue' | 'stop'; readonly changingRefusal: 'continue' | 'stop' };
}
