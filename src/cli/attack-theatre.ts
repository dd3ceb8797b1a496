import { type OwnChoice, type OwnProblem, ownScene } from '../attack/own-scene.ts';
import type { Theatre } from '../attack/play.ts';
import { sdcBank, sdcDatabank } from '../attack/population/databank.ts';
import { sdcScene } from '../attack/sdc-scene.ts';
import type { Catalogue } from '../metadata/catalogue.ts';
import type { DatabankLibrary } from '../metadata/library.ts';
import { placesOf } from '../metadata/places.ts';
import { attackProgram } from './attack-program.ts';
import { databankFailure, libraryOf } from './databanks.ts';
import { fail } from './failure.ts';
import type { Surroundings } from './surroundings.ts';

/** Which databank attacks are played on, and what names their coins: plain data, so that every thread can build its own. */
export interface StageChoice {
  readonly seed: string;
  /** The owner's databank; SDCPOP-1 where there is none. */
  readonly own?: OwnStage;
}

/** An owner's databank and what is said of it. */
export interface OwnStage extends OwnChoice {
  readonly folder: string;
  readonly version?: string;
}

/** A theatre, and the databank that it is about. */
export interface OpenTheatre {
  readonly theatre: Theatre;
  readonly catalogue: Catalogue;
}

/** Everything that runs of attacks need, on this thread. */
export async function theatreOf({ seed, own }: StageChoice, surroundings: Surroundings): Promise<OpenTheatre> {
  const program = attackProgram(surroundings);
  if (own === undefined) {
    const folder = await sdcDatabank(placesOf(surroundings.environment).cacheFolder);
    const library = libraryOf({ databank: [folder] }, surroundings);
    const catalogue = library.findCatalogue(sdcBank, '1');
    if (catalogue === undefined) throw new RangeError('the attack population is a databank');
    return { theatre: { program, library, scene: sdcScene(), seed, folder }, catalogue };
  }
  try {
    return await ownTheatre(own, seed, program, surroundings);
  } catch (error) {
    throw databankFailure(error);
  }
}

async function ownTheatre(
  own: OwnStage,
  seed: string,
  program: Theatre['program'],
  surroundings: Surroundings,
): Promise<OpenTheatre> {
  const library = libraryOf({ databank: [own.folder] }, surroundings);
  const { name, version } = versionOf(library, own);
  const catalogue = library.findCatalogue(name, version);
  if (catalogue === undefined) return fail('attack-version-unknown', { databank: name, version });
  const made = await ownScene(catalogue, await library.open(name, version), own);
  if ('problem' in made) return failOnScene(made.problem, name);
  return { theatre: { program, library, scene: made.scene, seed, folder: own.folder }, catalogue };
}

/** The databank of the folder: the first one, since named folders come before those that are built in. */
function versionOf(
  library: DatabankLibrary,
  { version }: OwnStage,
): { readonly name: string; readonly version: string } {
  const first = library.databanks[0];
  if (first === undefined) throw new RangeError('a library has databanks');
  return { name: first.name, version: version ?? first.newest };
}

function failOnScene(problem: OwnProblem, databank: string): never {
  if (problem.reason === 'unknown-variable') {
    return fail('attack-variable-unknown', { databank, variable: problem.variable });
  }
  return fail('attack-databank-unfit', { databank, lacking: problem.reason });
}
