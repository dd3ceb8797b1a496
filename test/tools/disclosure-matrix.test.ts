import { describe, expect, it } from 'vitest';
import { commandsWithoutCounts, questionsOfCommands } from '../../src/commands/questions.ts';
import { policyById } from '../../src/disclosure/policies.ts';
import type { DisclosureSession } from '../../src/disclosure/protection.ts';
import { rulesByKind } from '../../src/disclosure/rules-by-kind.ts';
import { type MatrixRow, matrixRows } from '../../tools/reference-pages/disclosure-matrix.ts';
import specified from '../golden/disclosure-matrix.json' with { type: 'json' };
import { runTestScript } from '../helpers/run-script.ts';
import { everyCommand, everyCommandDatabank } from './every-command.ts';

type SpecifiedRow = keyof typeof specified.rows;

/** Which rows of the specified matrix speak of one of ours; of several, what any of them asks for. */
const rowsOf: Readonly<
  Record<
    MatrixRow['command'],
    readonly SpecifiedRow[] | Readonly<Partial<Record<MatrixRow['kind'], readonly SpecifiedRow[]>>>
  >
> = {
  require: ['session'],
  'create-dataset': ['create'],
  use: ['session'],
  'delete-dataset': ['session'],
  'rename-dataset': ['session'],
  'clone-dataset': ['clone'],
  'clone-units': ['clone'],
  'reshape-to-panel': ['reshape'],
  'reshape-from-panel': ['reshape'],
  import: ['create', 'import'],
  'import-event': ['import records'],
  'import-panel': ['import records'],
  generate: ['generate', 'quantile'],
  replace: ['replace', 'quantile'],
  rename: ['rename'],
  'clone-variables': ['rename'],
  recode: ['recode'],
  destring: ['destring'],
  keep: ['selection'],
  drop: ['selection'],
  sample: ['sample'],
  collapse: ['collapse', 'collapse by a key'],
  aggregate: ['aggregate', 'aggregate by a key'],
  merge: ['merge'],
  'define-labels': ['labels'],
  'assign-labels': ['labels'],
  'drop-labels': ['labels'],
  'list-labels': ['list-labels'],
  variables: ['variables'],
  configure: ['session'],
  help: ['session'],
  'help-function': ['session'],
  'help-procedure': ['session'],
  history: ['session'],
  clear: ['session'],
  save: ['session'],
  edit: ['session'],
  summarize: ['summarize'],
  'summarize-panel': ['summarize'],
  ci: ['ci'],
  normaltest: ['normaltest'],
  correlate: ['correlate'],
  tabulate: { countTable: ['tabulate counts'], volumeTable: ['tabulate statistics'] },
  'transitions-panel': ['transitions-panel'],
  'tabulate-panel': { countTable: ['tabulate counts'], volumeTable: ['tabulate-panel'] },
  barchart: { countTable: ['barchart counts'], volumeTable: ['barchart statistics'] },
  histogram: ['histogram'],
  boxplot: ['boxplot'],
  hexbin: ['hexbin'],
  piechart: ['piechart'],
  sankey: ['sankey'],
  anova: ['anova'],
  regress: ['regress'],
  coefplot: ['coefplot'],
};

/** Where ours and the specified matrix differ on purpose: `+` a rule that we have more, `-` one that we have less. */
const intended: readonly { readonly rows: RegExp; readonly difference: string; readonly reason: string }[] = [
  {
    rows: /^create-dataset message$/u,
    difference: '-DC-01 -DC-03 -DC-13 +DC-28',
    reason:
      'it makes an empty dataset and says so in words; the first import, which makes its population, is a row of ours',
  },
  {
    rows: /^(rename|clone-variables|clone-dataset|sample|assign-labels) message$/u,
    difference: '+DC-13',
    reason: 'a key that they carry along, copy or name is still a key',
  },
  {
    rows: /^(?!collapse|aggregate|reshape|import-|tabulate|transitions|summarize)/u,
    difference: '+DC-16',
    reason: 'whatever a command says of a set of units counts units, also where the dataset is a panel or of spells',
  },
  {
    rows: /^(use|assign-labels) message$/u,
    difference: '-DC-28',
    reason: 'their sentences mention released counts',
  },
  {
    rows: /^clone-dataset message$/u,
    difference: '-DC-01',
    reason: 'a copy has the population of its original, which has been judged',
  },
  {
    rows: /^import message$/u,
    difference: '+DC-06 +DC-32',
    reason:
      'fewer than ten units that outer_join would add are not added; a search for the smallest population raises the score, and a paused session makes none',
  },
  {
    rows: /^(import-event|import-panel|collapse|aggregate) message$/u,
    difference: '+DC-06 +DC-32',
    reason: 'a column that differs for few from an earlier one is that one, wherever it comes from',
  },
  {
    rows: /^merge message$/u,
    difference: '+DC-06 -DC-30',
    reason:
      "it changes nobody's being in a dataset; a column that differs for few from one that is there takes its values",
  },
  {
    rows: /^(generate|replace|recode) message$/u,
    difference: '+DC-30',
    reason:
      'conditions that differ for few units change the same rows, or status lines would tell them apart (B1, step 3)',
  },
  {
    rows: /^(generate|replace|recode|destring|merge) message$/u,
    difference: '+DC-32',
    reason:
      'changes of few units, near-constant expressions and near-equal columns raise the score wherever they are made',
  },
  {
    rows: /^recode message$/u,
    difference: '+DC-02 +DC-10',
    reason: 'min and max in a rule stand for the percentiles that winsorisation uses',
  },
  {
    rows: /^assign-labels message$/u,
    difference: '+DC-06',
    reason: 'rows without a label are mentioned only where there are as many as a change must concern',
  },
  {
    rows: /^sample message$/u,
    difference: '+DC-06',
    reason: 'a sample is a selection of rows, asked about with its own smallest removal',
  },
  {
    rows: /^(summarize|summarize-panel) summary$/u,
    difference: '-DC-11',
    reason: 'no minimum or maximum is among their statistics, percentiles are shown instead',
  },
  {
    rows: /^tabulate-panel volumeTable$/u,
    difference: '+DC-11',
    reason: 'volume tables are one kind of result, whether of a panel or not',
  },
  {
    rows: /^variables metadata$/u,
    difference: '-DC-03',
    reason: 'it lists what the catalogue says and counts no unit',
  },
  {
    rows: /^(ci summary|normaltest test)$/u,
    difference: '+DC-10',
    reason: 'the limits of winsorisation are percentiles',
  },
  {
    rows: /^normaltest test$/u,
    difference: '+DC-15',
    reason: 'statistics are worked out with the released count, which is made from the keys of the set',
  },
  {
    rows: /^histogram distribution$/u,
    difference: '+DC-14',
    reason: 'the normal curve is drawn from released moments',
  },
  {
    rows: /^boxplot box$/u,
    difference: '+DC-08 +DC-12 +DC-14 +DC-15',
    reason: 'categories beside boxes are named, and means in them noised or withheld, as in a table of statistics',
  },
  {
    rows: /^histogram countTable$/u,
    difference: '-DC-02 -DC-07 -DC-10',
    reason: 'a discrete histogram is a chart of counts; no limit or edge is computed from its values',
  },
  {
    rows: /^anova variance$/u,
    difference: '+DC-06 +DC-15',
    reason:
      'values that fewer units have than a change must concern make no covariate; means are noised with the keys of groups',
  },
  {
    rows: /^regress model$/u,
    difference: '-DC-03',
    reason: 'the number of observations is a released count made under DC-22',
  },
  {
    rows: /^(regress model|coefplot coefficients)$/u,
    difference: '+DC-15',
    reason: 'noise and the released number of observations come from the keys of the sample',
  },
];

const all: readonly string[] = specified.rules;

function specifiedFor({ command, kind }: MatrixRow): readonly string[] {
  const rows = rowsOf[command];
  const named = 'length' in rows ? rows : (rows[kind] ?? []);
  if (named.length === 0) throw new Error(`nothing is specified for ${command} ${kind}`);
  const counts = kind === 'message' && !commandsWithoutCounts.includes(command);
  const status: readonly SpecifiedRow[] = counts ? ['status count'] : [];
  return [...named, ...status].flatMap((row) => specified.rows[row]);
}

function differences(row: MatrixRow): string[] {
  const ours: readonly string[] = row.rules;
  const theirs = specifiedFor(row);
  return all.flatMap((rule) => {
    if (ours.includes(rule) === theirs.includes(rule)) return [];
    return [`${ours.includes(rule) ? '+' : '-'}${rule}`];
  });
}

const nameOf = ({ command, kind }: MatrixRow): string => `${command} ${kind}`;

describe('the disclosure matrix', () => {
  it.each(matrixRows().map((row) => [nameOf(row), row] as const))('for %s is as specified', (name, row) => {
    const allowed = intended.filter(({ rows }) => rows.test(name)).flatMap(({ difference }) => difference.split(' '));
    expect(differences(row).filter((difference) => !allowed.includes(difference))).toEqual([]);
  });

  it('has no difference in its list that is none', () => {
    const found = matrixRows().map((row) => ({ name: nameOf(row), has: differences(row) }));
    for (const { rows, difference } of intended) {
      for (const one of difference.split(' ')) {
        expect(
          found.some(({ name, has }) => rows.test(name) && has.includes(one)),
          `${one} ${rows.source}`,
        ).toBe(true);
      }
    }
  });
});

/** What each command asks and puts out in a run of all of them; the same for all tests of a policy. */
type Watched = Awaited<ReturnType<typeof watch>>;
const runs = new Map<string, Promise<Watched>>();

function watched(policy: string): Promise<Watched> {
  const run = runs.get(policy) ?? watch(policy);
  runs.set(policy, run);
  return run;
}

/** Runs every command under a policy, and keeps what each of them asks. */
async function watch(policy: string): Promise<{
  readonly asked: ReadonlyMap<string, ReadonlySet<string>>;
  readonly audited: ReadonlyMap<string, ReadonlySet<string>>;
  /** Commands of which some status line mentions a count. */
  readonly counting: ReadonlySet<string>;
}> {
  const asked = new Map<string, Set<string>>();
  const audited = new Map<string, Set<string>>();
  const noted = (to: Map<string, Set<string>>, key: string, value: string): void => {
    const known = to.get(key) ?? new Set();
    to.set(key, known.add(value));
  };
  let session: DisclosureSession | undefined;
  const run = await runTestScript(everyCommand, [everyCommandDatabank], {
    policy,
    watch: (opened, command) => {
      session = opened;
      return new Proxy(opened, {
        get: (target, name) => {
          const value: unknown = Reflect.get(target, name, target);
          if (typeof value !== 'function') return value;
          noted(asked, command(), String(name));
          return (...values: readonly unknown[]): unknown => Reflect.apply(value, target, values);
        },
      });
    },
  });
  expect(run.statements.filter(({ outcome }) => outcome !== 'done').map(({ echo }) => echo)).toEqual([]);
  for (const { node, outcome, rules } of session?.audit() ?? []) {
    if (outcome === 'released') for (const rule of rules) noted(audited, node, rule.id);
  }
  const counting = new Set(
    run.statements.flatMap(({ command, results }) =>
      results.some(({ body }) => body.type === 'message' && Object.keys(body.counts).length > 0) ? [command] : [],
    ),
  );
  return { asked, audited, counting };
}

describe('what the matrix is made of', () => {
  it('is what commands ask while they are executed', async () => {
    const { asked } = await watched('strict');
    // Columns are compared with those of other datasets where the policy asks for it.
    const { asked: askedOfColumns } = await watched('hardened');
    const ofColumns = ['earlierColumns', 'suspect'];
    for (const [command, questions] of Object.entries(questionsOfCommands)) {
      // What the session and the engine ask for every command, whatever it is.
      const ofAll = ['begin', 'release', 'recordKeys'];
      const others = [...(askedOfColumns.get(command) ?? [])].filter((name) => ofColumns.includes(name));
      const seen = [...new Set([...(asked.get(command) ?? []), ...others])].filter((name) => !ofAll.includes(name));
      expect([command, ...seen.sort()]).toEqual([command, ...[...questions].sort()]);
    }
  });

  it('is whether the status lines of commands mention counts', async () => {
    const { counting } = await watched('strict');
    const changing = new Set(matrixRows().flatMap(({ command, kind }) => (kind === 'message' ? [command] : [])));
    expect([...changing].filter((command) => !counting.has(command)).sort()).toEqual([...commandsWithoutCounts].sort());
  });

  it.each(['strict', 'acro', 'hardened'])(
    'is what audit records of the policy %s name for each kind of result',
    async (policy) => {
      const { audited } = await watched(policy);
      // Cells are compared with earlier ones where the policy asks for it.
      const isOn = (rule: string): boolean => rule !== 'DC-31' || policyById(policy)?.history.cellReuse === true;
      const expected = Object.entries(rulesByKind).map(([kind, rules]) => [kind, rules.filter(isOn).sort()]);
      const found = Object.keys(rulesByKind).map((kind) => [kind, [...(audited.get(kind) ?? [])].sort()]);
      expect(found).toEqual(expected);
    },
  );
});
