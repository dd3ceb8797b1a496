import type { Accepts } from '../../../src/lang/command-spec.ts';
import type { Catalogue } from '../../../src/metadata/catalogue.ts';
import type { Names } from './expressions.ts';
import type { Random } from './random.ts';

/** What the values of a variable are. */
export type Kind = 'number' | 'text' | 'key';

/** A variable as the generator knows it. */
export interface Variable {
  readonly name: string;
  readonly kind: Kind;
  readonly labels?: readonly string[];
}

/** What the generator believes of a dataset; where it is wrong, the script has a mistake, which is welcome too. */
export interface Dataset {
  readonly name: string;
  kind: 'empty' | 'wide' | 'event' | 'panel';
  unitType: string | undefined;
  variables: Variable[];
}

/** A script while it is made. */
export class Scene {
  readonly random: Random;
  readonly lines: string[] = [];
  readonly datasets = new Map<string, Dataset>();
  readonly lists: { readonly name: string; readonly kind: Kind }[] = [];
  readonly bindings: Record<'number' | 'string' | 'symbol' | 'date', string[]> = {
    number: [],
    string: [],
    symbol: [],
    date: [],
  };
  active: Dataset | undefined;
  readonly catalogue: Catalogue;
  readonly alias: string;
  #count = 0;

  constructor(random: Random, catalogue: Catalogue, alias: string) {
    this.random = random;
    this.catalogue = catalogue;
    this.alias = alias;
  }

  /** A name that was not used yet. */
  fresh(stem: string): string {
    this.#count++;
    return `${stem}${this.#count}`;
  }

  names(): Names {
    const variables = this.active?.variables ?? [];
    const of = (kind: Kind): readonly string[] => variables.filter((v) => v.kind === kind).map((v) => v.name);
    const labelled = variables.flatMap((v) => (v.labels === undefined ? [] : [[v.name, v.labels] as const]));
    return { numbers: of('number'), texts: of('text'), labelled, bindings: this.bindings };
  }

  /** An existing variable that an argument accepts; now and then any name at all. */
  variable(accepts: Accepts): string {
    const { random } = this;
    const fits = (v: Variable): boolean =>
      accepts === 'key-or-any' ||
      (v.kind !== 'key' &&
        (accepts !== 'numeric' || v.kind === 'number') &&
        (accepts !== 'alphanumeric' || v.kind === 'text'));
    const all = this.active?.variables ?? [];
    const fitting = all.filter(fits);
    const pool = random.chance(0.7) ? all : fitting;
    if (pool.length === 0 && accepts === 'numeric') return '0';
    if (pool.length === 0 || random.chance(0.2)) return random.of(['nothere', '$s', 'a ++ 1', 'START@x', 'if', "'q'"]);
    return random.of(pool).name;
  }

  add(...variables: readonly Variable[]): void {
    this.active?.variables.push(...variables);
  }
}

const newNames = ['v', 'wage_', 'år', 'lønn', 'e\u0301t', '_t', 'Ω', 'min', 'x@y'];

/** A new name, as it is written. */
export function freshVariable(scene: Scene): string {
  const { random } = scene;
  const stem = random.of(newNames.slice(0, random.chance(3) ? newNames.length : 4));
  const name = scene.fresh(stem);
  return random.chance(5) ? `${stem} ++ ${name.slice(stem.length)}` : name;
}

/** The name that `a ++ 1` makes. */
export const plain = (written: string): string => written.replace(/ \+\+ /u, '');
