import { describe, expect, it } from 'vitest';
import type { HistoryStore } from '../../../src/disclosure/history/store.ts';
import type { ReleasedBody } from '../../../src/disclosure/released.ts';
import type { TestRun } from '../../helpers/run-script.ts';
import { everyCommand, everyCommandDatabank } from '../../tools/every-command.ts';
import { underEach } from './commands.ts';
import { everyReading, opening, panel, panelReadings, people, readings } from './forms.ts';
import { bodiesOf, once, run, statementsOf } from './runs.ts';

const bank = people();

/** Every reading statement under each of some conditions, one after another; those of panels in a panel. */
function under(...conditions: readonly string[]): string {
  const all = (forms: Readonly<Record<string, (where: string) => string>>): string =>
    Object.values(forms)
      .flatMap((form) => conditions.map((where) => `${form(where)}\n`))
      .join('');
  return `${opening}${all(readings)}${panel}${all(panelReadings)}`;
}

/** The bodies of a command in equal parts: what each condition gave. */
function parts(finished: TestRun, command: string, count: number): readonly (readonly ReleasedBody[])[] {
  const bodies = bodiesOf(finished, command);
  const size = bodies.length / count;
  expect(Number.isInteger(size)).toBe(true);
  return Array.from({ length: count }, (_, i) => bodies.slice(i * size, (i + 1) * size));
}

/** A person of the smaller half by wage, whom the second condition adds. */
const paired = once(() => run(under(' if wage > 500000', ' if wage > 500000 | nr == 1200', ' if wage > 480000'), bank));

describe('populations that differ for one person', () => {
  it.each(everyReading)('DC-30/%s: one more person changes nothing, many do', async (command) => {
    const [asked, withOne, wider] = parts(await paired(), command, 3);
    expect(withOne).toEqual(asked);
    expect(wider).not.toEqual(asked);
  });
});

/** A history in which somebody has been searched for. */
const searched: HistoryStore = {
  load: () => [{ type: 'score', event: { kind: 'population', reason: 'near-population', weight: 100 } }],
  append: () => undefined,
};
const blocked = once(() => run(under(''), bank, { history: searched }));

describe('after what looks like a search for somebody', () => {
  it.each(everyReading)('DC-32/%s: every result is refused, with the rule and nothing else', async (command) => {
    const bodies = bodiesOf(await blocked(), command);
    for (const body of bodies) expect(body).toEqual({ type: 'refusal', command, rule: 'DC-32', notes: [] });
  });

  it('sentences still come', async () => {
    expect(bodiesOf(await blocked(), 'generate').every(({ type }) => type === 'message')).toBe(true);
  });
});

/** A user who has got the results of a day already: as many tables and models as the policy allows. */
const spent: HistoryStore = {
  account: { user: 'somebody', now: () => 1_000_000 },
  load: () => [{ type: 'use', use: { user: 'somebody', time: 990_000, tables: 2000, cells: 0, models: 500 } }],
  append: () => undefined,
};
const withoutBudget = once(() => run(everyCommand, everyCommandDatabank, { history: spent }));

describe('beyond the budget of a day', () => {
  underEach(
    'DC-33',
    'results are refused, with the rule and nothing else; sentences and metadata are free',
    async (command) => {
      const free = ['message', 'metadata', 'document'];
      const usual = bodiesOf(await ordinary(), command);
      const beyond = bodiesOf(await withoutBudget(), command);
      expect(beyond).toEqual(
        usual.map((body) => (free.includes(body.type) ? body : { type: 'refusal', command, rule: 'DC-33', notes: [] })),
      );
    },
  );

  const ordinary = once(() => run(everyCommand, everyCommandDatabank));
});

/** Changes of those who earn much, and of one more person: what they say counts the same. */
const edits = once(() =>
  run(
    `${opening}generate first = 1 if wage > 500000
generate second = 2 if wage > 500000 | nr == 1200
replace first = 3 if wage > 500000
replace second = 4 if wage > 500000 | nr == 1200
recode first (3 = 5) if wage > 500000
recode second (4 = 6) if wage > 500000 | nr == 1200
`,
    bank,
  ),
);

describe('changes that differ for one person', () => {
  it.each(['DC-30/generate', 'DC-30/replace', 'DC-30/recode'])('%s: say the same of both', async (rule) => {
    const [first, second] = statementsOf(await edits(), rule.slice(6));
    const counts = (statement: typeof first): unknown =>
      statement!.results.map(({ body }) => (body.type === 'message' ? body.counts : body));
    expect(counts(second)).toEqual(counts(first));
  });
});

/** Three rows of each of four persons are twelve rows: more than ten. The policy has no memory of populations. */
const few = once(() =>
  run(`${opening}${panel}${[...everyReading].map(([, form]) => form(' if nr >= 100 & nr < 104')).join('\n')}\n`, bank, {
    policy: 'acro',
  }),
);

describe('rows of a panel', () => {
  it.each(everyReading)('DC-16/%s: twelve rows of four persons are four persons', async (command) => {
    for (const { results } of statementsOf(await few(), command)) {
      for (const { body } of results) expect(shownIn(body)).toEqual([]);
    }
  });
});

/** Every number that is shown of data in a body: those of cells, boxes, bars and hexagons. */
function shownIn(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  // A test of a table of which nothing is shown has no degree of freedom, and is of nothing.
  if ('df' in value && value.df === 0) return [];
  if ('v' in value) return value.v === null ? [] : [value.v];
  if ('hexagons' in value && Array.isArray(value.hexagons)) return value.hexagons;
  if ('boxes' in value && Array.isArray(value.boxes)) return value.boxes;
  return Object.values(value).flatMap(shownIn);
}
