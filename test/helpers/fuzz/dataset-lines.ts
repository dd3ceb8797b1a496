import type { CommandSpec } from '../../../src/lang/command-spec.ts';
import { textLiteral } from './expressions.ts';
import type { Dataset, Scene } from './scene.ts';

/** A command about whole datasets. */
export function datasetLine(scene: Scene, spec: CommandSpec): string {
  const { random, datasets } = scene;
  const existing = datasets.size === 0 || random.chance(2) ? 'nothere' : random.of([...datasets.keys()]);
  const made = scene.fresh('d');
  const before = datasets.get(existing);
  switch (spec.name) {
    case 'create-dataset':
      return createDataset(scene, made);
    case 'use':
      scene.active = before ?? scene.active;
      return `use ${existing}`;
    case 'delete-dataset':
      if (datasets.size < 2) return `use ${existing}`;
      datasets.delete(existing);
      if (scene.active === before) {
        const [other = ''] = datasets.keys();
        scene.active = datasets.get(other);
        return `delete-dataset ${existing}\nuse ${other}`;
      }
      return `delete-dataset ${existing}`;
    case 'rename-dataset':
      if (before !== undefined) {
        const renamed = { ...before, name: made };
        datasets.delete(existing);
        datasets.set(made, renamed);
        if (scene.active === before) scene.active = renamed;
      }
      return `rename-dataset ${existing} ${made}`;
    default:
      if (before !== undefined) {
        const units = spec.name === 'clone-units';
        datasets.set(made, {
          ...before,
          name: made,
          kind: units ? 'wide' : before.kind,
          variables: units ? [] : [...before.variables],
        });
      }
      return `${spec.name} ${existing} ${made}`;
  }
}

/** A new dataset, which is active from then on. */
export function createDataset(scene: Scene, name: string): string {
  const made: Dataset = { name, kind: 'empty', unitType: undefined, variables: [] };
  scene.datasets.set(name, made);
  scene.active = made;
  return `create-dataset ${name}`;
}

/** `merge` into another dataset; none where there is none. */
export function mergeLine(scene: Scene): string | undefined {
  const { random, datasets, active } = scene;
  const targets = [...datasets.values()].filter((d) => d !== active && d.kind !== 'empty');
  if (active === undefined || targets.length === 0 || active.variables.length === 0) return undefined;
  const target = random.of(targets);
  const variable = random.of(active.variables);
  target.variables.push(variable);
  const key = random.chance(15) && target.variables.length > 0 ? ` on ${random.of(target.variables).name}` : '';
  return `merge ${variable.name} into ${target.name}${key}`;
}

/** A command about lists of labels. */
export function labelsLine(scene: Scene, spec: CommandSpec): string {
  const { random, lists } = scene;
  if (spec.name === 'define-labels' || lists.length === 0) {
    const name = scene.fresh('list');
    const isText = random.chance(40);
    lists.push({ name, kind: isText ? 'text' : 'number' });
    const pairs = random
      .list(1, 6, () => scene.fresh(''))
      .map((n) => `${isText ? `'${n}'` : n} ${random.of([textLiteral(random), `l${n}`])}`);
    return `define-labels ${name} ${pairs.join(' ')}`;
  }
  const list = random.of(lists).name;
  if (spec.name === 'assign-labels') return `assign-labels ${scene.variable('any')} ${list}`;
  if (spec.name === 'drop-labels') return random.chance(20) ? `drop-labels ${list}` : `list-labels ${list}`;
  return `list-labels ${random.of([list, scene.variable('any')])}`;
}
