import { isoDate } from '../../../src/base/epoch-day.ts';
import type { RegisterVariable } from '../../../src/metadata/catalogue.ts';
import type { Random } from './random.ts';
import { freshVariable, plain, type Scene, type Variable } from './scene.ts';

function dayOf(random: Random, variable: RegisterVariable): string {
  const { coverage, statusDays } = variable;
  if (statusDays !== undefined && statusDays.length > 0) return isoDate(random.of(statusDays));
  if (coverage !== undefined) return isoDate(random.between(coverage.startDay, coverage.stopDay));
  return '2020-01-01';
}

function registerVariable(scene: Scene, test: (v: RegisterVariable) => boolean): RegisterVariable | undefined {
  const all = [...scene.catalogue.variables.values()];
  for (let attempt = 0; attempt < 30; attempt++) {
    const one = scene.random.of(all);
    if (test(one)) return one;
  }
  return undefined;
}

function described(variable: RegisterVariable, name: string): Variable {
  const { valueDomain, dataType, keyUnitType } = variable;
  const isKey = keyUnitType !== undefined && keyUnitType !== 'KOMMUNE';
  const kind = isKey ? 'key' : dataType === 'STRING' ? 'text' : 'number';
  if (isKey || valueDomain.type !== 'enumerated') return { name, kind };
  return { name, kind, labels: valueDomain.codes.slice(0, 5).map((code) => code.title) };
}

/** `import` of a register variable that suits the dataset's units; none where nothing does. */
export function importLine(scene: Scene): string | undefined {
  const { random, active } = scene;
  if (active === undefined) return undefined;
  const variable = registerVariable(
    scene,
    (v) =>
      (active.unitType === undefined || v.unitType === active.unitType) &&
      (v.unitType === 'PERSON' || random.chance(10)),
  );
  if (variable === undefined) return undefined;
  const name = freshVariable(scene);
  const date = variable.temporality === 'FIXED' ? '' : ` ${dayOf(random, variable)}`;
  active.unitType ??= variable.unitType;
  active.kind = 'wide';
  scene.add(described(variable, plain(name)));
  return `import ${scene.alias}/${variable.name}${date} as ${name}${random.chance(5) ? ', outer_join' : ''}`;
}

/** `import-event` into an empty dataset. */
export function importEventLine(scene: Scene): string | undefined {
  const variable = registerVariable(scene, (v) => v.temporality === 'EVENT');
  if (variable === undefined || scene.active?.kind !== 'empty') return undefined;
  const name = scene.fresh('s');
  scene.active.kind = 'event';
  scene.active.unitType = variable.unitType;
  scene.add(
    { name: `START@${name}`, kind: 'number' },
    { name: `STOP@${name}`, kind: 'number' },
    described(variable, name),
  );
  return `import-event ${scene.alias}/${variable.name} 2015-01-01 to 2019-12-31 as ${name}`;
}

/** `import-panel` into an empty dataset. */
export function importPanelLine(scene: Scene): string | undefined {
  const variable = registerVariable(scene, (v) => v.unitType === 'PERSON' && v.coverage !== undefined);
  if (variable === undefined || scene.active?.kind !== 'empty') return undefined;
  scene.active.kind = 'panel';
  scene.active.unitType = variable.unitType;
  scene.add({ name: 'date@panel', kind: 'number' }, described(variable, variable.name));
  const days = scene.random.list(1, 3, () => dayOf(scene.random, variable));
  return `import-panel ${scene.alias}/${variable.name} ${[...new Set(days)].join(' ')}`;
}
