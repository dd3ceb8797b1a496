import type { Theatre } from '../attack/play.ts';
import { sdcDatabank } from '../attack/population/databank.ts';
import { sdcScene } from '../attack/sdc-scene.ts';
import { openLibrary } from '../metadata/library.ts';
import { placesOf } from '../metadata/places.ts';
import { attackProgram } from './attack-program.ts';
import type { Surroundings } from './surroundings.ts';

/** Which databank attacks are played on, and what names their coins: plain data, so that every thread can build its own. */
export interface StageChoice {
  readonly seed: string;
}

/** Everything that runs of attacks need, on this thread. */
export async function theatreOf({ seed }: StageChoice, surroundings: Surroundings): Promise<Theatre> {
  const { cacheFolder, secretsFolder } = placesOf(surroundings.environment);
  const folder = await sdcDatabank(cacheFolder);
  const library = openLibrary({ folders: [folder], embedded: [], secretsFolder });
  return { program: attackProgram(surroundings), library, scene: sdcScene(), seed };
}
