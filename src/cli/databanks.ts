import path from 'node:path';
import { DatabankError } from '../metadata/databank-error.ts';
import { demoDatabank, hospitalDatabank, randDatabank } from '../metadata/embedded.ts';
import { datastoreKind } from '../metadata/exchange/datastore-kind.ts';
import { type DatabankLibrary, openLibrary } from '../metadata/library.ts';
import { placesOf } from '../metadata/places.ts';
import { exitCodes } from './exit-codes.ts';
import { CliFailure } from './failure.ts';
import type { Surroundings } from './surroundings.ts';

/** Which databanks a command may use. */
export interface DatabankChoice {
  /** Folders named with `--databank`. */
  readonly databank: readonly string[];
  /** Size of the synthetic databanks, if not the usual one. */
  readonly persons?: number;
}

/** Opens the databanks: the named folders first, then those that come with the product. A folder that cannot be read is a failure. */
export function libraryOf(choice: DatabankChoice, surroundings: Surroundings): DatabankLibrary {
  return asFailure(() => {
    const library = openDatabanks(choice, surroundings);
    const problem = library.problems[0];
    if (problem !== undefined) throw new DatabankError(problem);
    return library;
  });
}

/** Opens the databanks as `libraryOf` does; folders that cannot be read are among the library's problems. */
export function openDatabanks(choice: DatabankChoice, surroundings: Surroundings): DatabankLibrary {
  const places = placesOf(surroundings.environment);
  return openLibrary({
    folders: choice.databank,
    embedded: [
      demoDatabank(places.cacheFolder, choice.persons),
      hospitalDatabank(places.cacheFolder, choice.persons),
      randDatabank(places.cacheFolder),
    ],
    secretsFolder: places.secretsFolder,
    kinds: [datastoreKind(places)],
  });
}

/** Where derived record keys are kept between runs: beside the secrets that they are as confidential as. */
export function keyFolderOf(surroundings: Surroundings): string {
  return path.join(placesOf(surroundings.environment).secretsFolder, 'keys');
}

/** Where ledgers are kept: beside the secrets, too. */
export function ledgersOf(surroundings: Surroundings): string {
  return path.join(placesOf(surroundings.environment).secretsFolder, 'ledger');
}

/** Turns a databank's complaint into a message of the command line. */
export function asFailure<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw databankFailure(error);
  }
}

/** The failure that a databank's error means; any other error stays what it is. */
export function databankFailure(error: unknown): unknown {
  if (!(error instanceof DatabankError)) return error;
  return new CliFailure(error.problem.code, error.problem.parameters, exitCodes.databank);
}
