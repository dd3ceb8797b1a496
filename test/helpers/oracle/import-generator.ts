import type { Choices } from './choices.ts';
import type { Register } from './importing.ts';
import type { Scene } from './script-generator.ts';
import type { Statement, StatementOf } from './statement.ts';
import { days, type World } from './world.ts';

/** What draws imports: `fresh` gives names that were never used. */
interface Source {
  readonly choices: Choices;
  readonly world: World;
  readonly fresh: (stem: string) => string;
}

/** The statements that fill the first dataset of a script. */
export function population(source: Source): readonly Statement[] {
  const { choices } = source;
  const kind = choices.below(8);
  if (kind === 6) return [events(source)];
  if (kind === 7) return [panel(source)];
  const ofJobs = references(source, ({ unitType }) => unitType === 'JOBB');
  if (kind === 5 && ofJobs.length > 0) return ofJobs.map((reference) => imported(source, reference, false));
  const ofPersons = references(source, ({ unitType, temporality }) => unitType === 'PERSON' && temporality === 'FIXED');
  const all = ofPersons.length > 3 ? ofPersons : references(source, () => true);
  const chosen = choices.some(all, 4);
  const everyone = all.filter((reference) => reference === 't/EVERYONE' && !chosen.includes(reference));
  const first = choices.oneIn(3) ? [] : everyone;
  return [...first, ...chosen].map((reference) => imported(source, reference, false));
}

function references({ world }: Source, fits: (register: Register) => boolean): readonly string[] {
  return [...world.registers].filter(([, register]) => fits(register)).map(([reference]) => reference);
}

/** An import into the active dataset; any that its kind takes, seldom another one. */
export function importing(scene: Scene): Statement | undefined {
  const { choices, d } = scene;
  if (d.kind === 'empty' || d.kind === 'units') {
    switch (choices.below(4)) {
      case 0:
        return events(scene);
      case 1:
        return panel(scene);
      default:
    }
  } else if (d.kind !== 'cross-section' && choices.below(8) > 0) return undefined;
  const unitType = d.unitType ?? 'PERSON';
  const isChanging = choices.oneIn(4);
  const own = references(
    scene,
    (register) => register.unitType === unitType && (register.temporality !== 'FIXED') === isChanging,
  );
  const all = own.length === 0 || choices.oneIn(25) ? [...references(scene, () => true), 't/NOPE'] : own;
  return imported(scene, choices.of(all), choices.oneIn(3));
}

function imported({ choices, world, fresh }: Source, register: string, outer: boolean): StatementOf<'import'> {
  const temporality = world.registers.get(register)?.temporality ?? 'FIXED';
  const day = temporality === 'FIXED' ? undefined : choices.oneIn(30) ? 77 : choices.of(days);
  return { c: 'import', register, day: choices.oneIn(60) ? 50 : day, name: fresh('i'), outer };
}

function events(source: Source): Statement {
  const { choices, fresh } = source;
  const from = choices.below(300);
  const to = from + choices.below(200) - (choices.oneIn(20) ? 100 : 0);
  const isOdd = choices.oneIn(25);
  const register = choices.of(references(source, ({ temporality }) => (temporality === 'EVENT') !== isOdd));
  return { c: 'import-event', register, from, to, name: fresh('e') };
}

function panel(source: Source): Statement {
  const { choices } = source;
  const isChanging = choices.oneIn(2);
  const all = references(
    source,
    ({ temporality, value, unitType }) =>
      unitType === 'PERSON' && value.type !== 'key' && (!isChanging || temporality !== 'FIXED'),
  );
  const chosen = choices.some(days, 3);
  const twice = choices.oneIn(30) ? chosen : [];
  return { c: 'import-panel', registers: choices.some(all, 3), days: [...chosen, ...twice] };
}
