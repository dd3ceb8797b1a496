import { playRun, type RunOutcome, type Theatre } from '../../src/attack/play.ts';
import { serviceOf } from '../../src/attack/services.ts';
import { findAttack } from '../../src/attack/suite/attacks.ts';
import { theatreOf } from '../../src/cli/attack-theatre.ts';
import type { Surroundings } from '../../src/cli/surroundings.ts';
import { testPlaces } from '../helpers/program.ts';

/** Surroundings of tests: no terminal, places of their own. */
export const surroundings: Surroundings = {
  environment: testPlaces,
  columns: undefined,
  outputIsTerminal: false,
  errorIsTerminal: false,
  processors: 1,
  user: 'tester',
  writeOutput: () => Promise.resolve(),
  writeError: () => undefined,
  readInput: () => Promise.resolve(new Uint8Array()),
  now: () => 1_760_000_000,
};

let opened: Promise<Theatre> | undefined;

/** The theatre of SDCPOP-1, opened once in a test file. */
export function testTheatre(): Promise<Theatre> {
  opened ??= theatreOf({ seed: 'test' }, surroundings).then(({ theatre }) => theatre);
  return opened;
}

/** Some runs of an attack under a policy, as a service applies it. */
export async function runsOf(id: string, policy: string, runs: number): Promise<readonly RunOutcome[]> {
  const theatre = await testTheatre();
  const outcomes: RunOutcome[] = [];
  for (let run = 1; run <= runs; run++) {
    outcomes.push(await playRun(findAttack(id)!, serviceOf(policy)!, run, theatre));
  }
  return outcomes;
}
