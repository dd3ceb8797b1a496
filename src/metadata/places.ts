import os from 'node:os';
import path from 'node:path';

/** Where things that are not part of a script live on this machine. */
export interface Places {
  /** Databanks that are made on first use. May be deleted at any time. */
  readonly cacheFolder: string;
  /** Secrets of databanks, apart from the databanks. */
  readonly secretsFolder: string;
}

/** The places that the environment names, else those of the XDG base directory specification. */
export function placesOf(environment: Readonly<Record<string, string | undefined>>): Places {
  const home = environment['HOME'] ?? os.homedir();
  const cache = environment['XDG_CACHE_HOME'] ?? path.join(home, '.cache');
  const config = environment['XDG_CONFIG_HOME'] ?? path.join(home, '.config');
  return {
    cacheFolder: environment['MICRODATA_CACHE'] ?? path.join(cache, 'openmicrodata'),
    secretsFolder: environment['MICRODATA_SECRETS'] ?? path.join(config, 'openmicrodata', 'secrets'),
  };
}
