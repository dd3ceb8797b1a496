import type { LocalText } from '../base/language.ts';
import { hasMembers } from '../base/members.ts';
import { expectedTexts, policyProblemTexts } from '../base/messages/policy-problems.ts';
import { findPerturbationTable } from './perturbation-table.ts';
import type { Policy } from './policy.ts';

/** The parameters of a policy as they stand in its file: everything but what the loader works out. */
export type PolicyData = Omit<Policy, 'hash' | 'strictness'>;

type GroupName = Exclude<keyof PolicyData, 'id' | 'version' | 'title' | 'trust'>;
/** Says whether a value is admissible, and in words what is. */
interface Check {
  readonly expects: LocalText;
  readonly admits: (value: unknown) => boolean;
}

/** Marks and names in a policy are short. */
const longestText = 20;

const integer = (from: number, to: number): Check => ({
  expects: expectedTexts.wholeNumber(from, to),
  admits: (value) => Number.isInteger(value) && Number(value) >= from && Number(value) <= to,
});
const real = (from: number, to: number): Check => ({
  expects: expectedTexts.number(from, to),
  admits: (value) => typeof value === 'number' && value >= from && value <= to,
});
const word = (...words: readonly string[]): Check => ({
  expects: expectedTexts.words(words),
  admits: (value) => typeof value === 'string' && words.includes(value),
});
const flag: Check = { expects: expectedTexts.flag(), admits: (value) => typeof value === 'boolean' };
const text: Check = {
  expects: expectedTexts.shortText(longestText),
  admits: (value) => typeof value === 'string' && value.length > 0 && value.length <= longestText,
};
const orNull = (check: Check): Check => ({
  expects: expectedTexts.orNull(check.expects),
  admits: (value) => value === null || check.admits(value),
});
const listOf = (check: Check): Check => ({
  expects: expectedTexts.listOf(check.expects),
  admits: (value) => Array.isArray(value) && value.every((item) => check.admits(item)),
});

const topShares: Check = {
  expects: expectedTexts.topShares(),
  admits: (value) =>
    isRecord(value) &&
    Object.keys(value).sort().join() === 'k,n' &&
    integer(1, 2).admits(value['n']) &&
    real(0, 100).admits(value['k']),
};
const knownTable: Check = {
  expects: expectedTexts.knownTable(),
  admits: (value) => typeof value === 'string' && findPerturbationTable(value) !== undefined,
};

/** Total over the policy's type: a parameter without a check does not compile. */
const schema: { readonly [G in GroupName]: { readonly [F in keyof PolicyData[G]]: Check } } = {
  population: { min: integer(0, 1_000_000), jitter: integer(0, 1000) },
  edit: {
    min: integer(0, 1000),
    jitter: integer(0, 1000),
    onSmall: word('uniform', 'refuse'),
    nearConstantNodes: flag,
    nearEqualColumns: word('dataset', 'ledger', 'off'),
    inducedMissing: word('keep', 'fill'),
  },
  descriptive: { minUnits: integer(0, 1000), cellMinUnits: integer(0, 1000), jitter: integer(0, 1000) },
  counts: {
    mode: word('perturb', 'suppress', 'round', 'exact'),
    ptable: knownTable,
    smallRule: word('perturb', 'zero', 'suppress', 'round', 'exact'),
    smallMax: integer(0, 1000),
    mark: text,
    hideEmptyMargins: flag,
    roundBase: orNull(integer(1, 1000)),
  },
  sparseTable: { lowBelow: integer(0, 1000), maxShare: real(0, 1), dither: flag },
  labels: { valueLabelMinUnits: integer(1, 1000) },
  winsor: { lower: real(0, 0.5), upper: real(0.5, 1), scope: word('command', 'both') },
  percentiles: { groupSize: integer(1, 1000), smooth: flag, sigDigits: orNull(integer(1, 15)), lambda: real(0, 2) },
  magnitude: { lambda: real(0, 100), clip: real(0, 100), floorCommandSd: flag, sumFromReleasedCount: flag },
  dominance: {
    unitTypes: listOf(text),
    pPercent: real(0, 100),
    nk: topShares,
    allSame: flag,
    zerosDisclosive: flag,
  },
  graphics: {
    histMaxBins: integer(1, 1000),
    hexMaxGrid: integer(1, 1000),
    hexClasses: listOf(integer(1, 1_000_000_000)),
    hexMinCell: integer(0, 1000),
  },
  survival: {
    minUnits: integer(0, 100_000),
    minEvents: integer(0, 100_000),
    eventsPerStep: integer(1, 100_000),
    minAtRisk: integer(1, 100_000),
    gridBins: integer(0, 1000),
  },
  models: {
    unitsPerParam: integer(0, 1000),
    minResidualDf: integer(1, 100_000),
    minPerOutcome: integer(1, 100_000),
    topUnits: integer(1, 1000),
    topShare: real(0, 1.01),
    levelMinUnits: integer(1, 1000),
    hideIntercept: flag,
    displayCounts: word('released', 'exact'),
    noise: word('never', 'near', 'always'),
    lambda: real(0, 100),
    seSigDigits: orNull(integer(1, 15)),
    clipRanges: orNull(real(0, 1000)),
    outlierShare: real(0, 1.01),
  },
  derived: { protectNonKeyTargets: flag, winsoriseNonKeyTargets: flag },
  sample: { minRemoved: integer(0, 1000), keyed: flag },
  history: {
    snapPopulations: flag,
    radius: integer(0, 1000),
    cellReuse: flag,
    scope: word('run', 'user', 'databank'),
    flagScore: orNull(real(0, 1_000_000)),
    blockScore: orNull(real(0, 1_000_000)),
    maxAnchors: integer(0, 1_000_000),
    maxCells: integer(0, 100_000_000),
  },
  budget: {
    tablesPerDay: orNull(integer(0, 1_000_000_000)),
    cellsPerDay: orNull(integer(0, 1_000_000_000)),
    modelsPerDay: orNull(integer(0, 1_000_000_000)),
  },
  outcome: { readingRefusal: word('continue', 'stop'), changingRefusal: word('continue', 'stop') },
};

const head: { readonly [F in Exclude<keyof PolicyData, GroupName>]: Check } = {
  id: {
    expects: expectedTexts.kebabName(),
    admits: (value) => typeof value === 'string' && /^[a-z][a-z0-9-]*$/u.test(value),
  },
  version: integer(1, 1_000_000),
  title: { expects: expectedTexts.text(), admits: (value) => typeof value === 'string' && value.length > 0 },
  trust: word('server', 'client'),
};

/**
 * Everything that is wrong with a policy given as data: parameters that are unknown, missing or out of range, and
 * combinations that no rule could follow. Empty when it may be used.
 */
export function policyProblems(data: unknown): readonly LocalText[] {
  if (!isRecord(data)) return [policyProblemTexts.noObject()];
  const problems: LocalText[] = [...recordProblems('', data, head, Object.keys(schema))];
  for (const [group, checks] of Object.entries(schema)) {
    const value = data[group];
    if (isRecord(value)) problems.push(...recordProblems(`${group}.`, value, checks, []));
    else
      problems.push(value === undefined ? policyProblemTexts.missing(group) : policyProblemTexts.groupNoObject(group));
  }
  if (problems.length === 0) problems.push(...contradictions(data));
  return problems;
}

/** Whether data is a policy's parameters. */
export function isPolicyData(data: unknown): data is PolicyData {
  return policyProblems(data).length === 0;
}

function recordProblems(
  path: string,
  value: Readonly<Record<string, unknown>>,
  checks: Readonly<Record<string, Check>>,
  alsoKnown: readonly string[],
): LocalText[] {
  const problems: LocalText[] = [];
  for (const key of Object.keys(value)) {
    if (!Object.hasOwn(checks, key) && !alsoKnown.includes(key))
      problems.push(policyProblemTexts.unknown(`${path}${key}`));
  }
  for (const [key, check] of Object.entries(checks)) {
    if (!Object.hasOwn(value, key)) problems.push(policyProblemTexts.missing(`${path}${key}`));
    else if (!check.admits(value[key])) problems.push(policyProblemTexts.expected(`${path}${key}`, check.expects));
  }
  return problems;
}

function contradictions(data: unknown): LocalText[] {
  const policy = data as PolicyData;
  const problems: LocalText[] = [];
  const { mode, smallRule, roundBase } = policy.counts;
  if (mode === 'round' && roundBase === null) problems.push(policyProblemTexts.baseMissing());
  const rulesOf = { perturb: ['perturb', 'zero'], suppress: ['suppress'], round: ['round'], exact: ['exact'] } as const;
  const allowed: readonly string[] = rulesOf[mode];
  if (!allowed.includes(smallRule)) problems.push(policyProblemTexts.smallRule(allowed, mode));
  return problems;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return hasMembers(value) && !Array.isArray(value);
}
