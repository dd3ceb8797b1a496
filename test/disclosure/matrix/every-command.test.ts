import { describe, expect } from 'vitest';
import { policyById } from '../../../src/disclosure/policies.ts';
import type { StatementResult } from '../../../src/runtime/session.ts';
import type { TestRun } from '../../helpers/run-script.ts';
import { everyCommand, everyCommandDatabank, everyCommandWorld } from '../../tools/every-command.ts';
import { underEach } from './commands.ts';
import { type Counts, countsIn } from './counts.ts';
import { bodiesOf, once, otherSecret, run, statementsOf, withoutNumbers } from './runs.ts';

/** Runs of the script with every command; each is made once and looked at by all rules. */
const protectedRun = once(() => run(everyCommand, everyCommandDatabank));
const fourThreads = once(() => run(everyCommand, everyCommandDatabank, { threads: 4 }));
const underOtherSecret = once(() => run(everyCommand, everyCommandDatabank, { secret: otherSecret }));
/** Everybody has the values of somebody else. */
const otherPeople = once(() =>
  run(
    everyCommand,
    everyCommandWorld((unit) => (unit * 7 + 3) % 4000),
  ),
);
/** One person has another sex, region, score, wage, wealth and history. */
const oneIsOther = once(() =>
  run(
    everyCommand,
    everyCommandWorld((unit) => (unit === 1500 ? 2737 : unit)),
  ),
);

/** Where no text is without a number, so that `open`, which tolerates none, converts them as `strict` does. */
const allNumbers = everyCommandWorld((unit) => (unit % 700 === 7 ? unit + 2 : unit));
const numbersProtected = once(() => run(everyCommand, allNumbers));
const numbersExact = once(() => run(everyCommand, allNumbers, { policy: 'open' }));

/** The same units by another road: a dataset of another name, which is a copy, and with one more variable and table in between. */
const otherRoute = once(() => {
  const detour = 'clone-dataset unused people\nuse people\ngenerate unused = 17\ntabulate unused\ndrop unused\n';
  const script = everyCommand
    .replace('create-dataset people', 'create-dataset unused')
    .replace('generate rich', `${detour}generate rich`);
  return run(script.replaceAll('people', 'folk'), everyCommandDatabank);
});

describe('counts', () => {
  /** What an edit of few, and percentiles that are smoothed, change beside the noise; rows of a panel are two per unit. */
  const slack = 10;

  underEach(
    'DC-03',
    'every count is 0 or at least 5, and no further from the exact one than the noise goes',
    async (command) => {
      const released = statementsOf(await numbersProtected(), command).map(countsOf);
      const exact = statementsOf(await numbersExact(), command).map(countsOf);
      const all = released.flatMap((counts) => [...counts.values()]);
      expect(all.filter((count) => count !== 0 && (count < 5 || !Number.isInteger(count)))).toEqual([]);
      const far = [];
      for (const [i, counts] of released.entries()) {
        for (const [name, count] of counts) {
          const truth = exact[i]?.get(name);
          if (truth === undefined ? count > slack : Math.abs(count - truth) > 5 + slack)
            far.push([i, name, count, truth]);
        }
      }
      expect(far).toEqual([]);
      if (all.length === 0) expect(countless).toContain(command);
    },
  );

  /** The counts of all bodies of a statement. */
  const countsOf = ({ results }: StatementResult): Counts =>
    new Map(results.flatMap(({ body }) => [...countsIn(body)]));

  /** Commands whose results show no count at all; classes of hexagons and coefficients are none. */
  const countless = ['normaltest', 'hexbin'];

  underEach(
    'DC-15',
    'the same units have the same numbers by another road, and others under another secret',
    async (command) => {
      const straight = said(await protectedRun(), command);
      // What the other road has more lies at its beginning.
      expect(said(await otherRoute(), command).slice(-straight.length)).toEqual(straight);
      const drawn = said(await underOtherSecret(), command);
      expect(drawn).not.toEqual(straight);
    },
  );

  /** What a command put out, whatever the dataset is called; without the steps that only the other road has. */
  const said = (finished: TestRun, command: string): readonly string[] =>
    statementsOf(finished, command).flatMap(({ echo, results }) =>
      echo.includes('unused')
        ? []
        : results.map(({ body }) => JSON.stringify(body).replaceAll(/folk|unused/gu, 'people')),
    );
});

describe('texts', () => {
  underEach(
    'DC-28',
    'what metadata, helps and sentences without counts say is the same of other people',
    async (command) => {
      const here = bodiesOf(await protectedRun(), command);
      const there = bodiesOf(await otherPeople(), command);
      const ofWords = here.filter(({ type }) => type !== 'message' && type !== 'metadata' && type !== 'document');
      expect(ofWords).toEqual([]);
      expect(there).toEqual(here);
      expect(bodiesOf(await otherPeople(), 'tabulate')).not.toEqual(bodiesOf(await protectedRun(), 'tabulate'));
    },
  );

  underEach('DC-29', 'numbers apart, one person changes no word of what is said', async (command) => {
    const here = statementsOf(await protectedRun(), command);
    const there = statementsOf(await oneIsOther(), command);
    const words = ({ outcome, results }: (typeof here)[number]): unknown => [
      outcome,
      withoutNumbers(results.map(({ body }) => body)),
    ];
    expect(there.map(words)).toEqual(here.map(words));
  });
});

describe('nothing but data, script, policy and secret', () => {
  underEach('DC-34', 'four threads put out the bytes of one, and no name speaks of time or memory', async (command) => {
    const one = bodiesOf(await protectedRun(), command);
    const four = bodiesOf(await fourThreads(), command);
    expect(JSON.stringify(four)).toBe(JSON.stringify(one));
    const clocks =
      /"(?:[a-z]*(?:duration|elapsed|seconds|millis|memory|bytes|clock|started|finished|progress)[a-z]*)":/iu;
    expect(JSON.stringify(one)).not.toMatch(clocks);
  });

  underEach(
    'DC-35',
    'each result bears its policy, the hash of it, its data and whom the machine belongs to',
    async (command) => {
      for (const [finished, id] of [
        [await protectedRun(), 'strict'],
        [await numbersExact(), 'open'],
      ] as const) {
        const policy = policyById(id)!;
        for (const { results } of statementsOf(finished, command)) {
          expect(results.length).toBeGreaterThan(0);
          for (const { stamp } of results) {
            expect(stamp).toEqual({
              policy: id,
              policyVersion: policy.version,
              policyHash: policy.hash,
              databanks: [{ databank: 'test.bank', version: '1', nature: 'synthetic' }],
              trust: 'client',
            });
          }
        }
      }
    },
  );
});
