import { aggregationStatistics } from '../../../src/commands/shared/aggregation.ts';
import type { CommandSpec } from '../../../src/lang/command-spec.ts';
import { expressionText, textLiteral } from './expressions.ts';
import { conditionText, optionsText, termText } from './line-parts.ts';
import { freshVariable, type Kind, plain, type Scene, type Variable } from './scene.ts';

/** `generate` and `replace`. */
export function assignmentLine(scene: Scene, spec: CommandSpec): string {
  const { random } = scene;
  const kind = random.of(['number', 'text', 'condition'] as const);
  const value = random.chance(3) ? '.' : expressionText(random, scene.names(), kind, random.between(0, 4));
  const variables = scene.active?.variables ?? [];
  const result: Kind = kind === 'text' ? 'text' : 'number';
  if (spec.name === 'generate' || variables.length === 0) {
    const name = freshVariable(scene);
    scene.add({ name: plain(name), kind: result });
    return `generate ${name} = ${value}${conditionText(scene, spec, 25)}`;
  }
  const fitting = variables.filter((v) => v.kind === result);
  return `replace ${random.of(fitting.length > 0 ? fitting : variables).name} = ${value}${conditionText(scene, spec, 50)}`;
}

/** `recode` with rules that suit the variable's type. */
export function recodeLine(scene: Scene, spec: CommandSpec): string {
  const { random } = scene;
  const variables = scene.active?.variables.filter((v) => v.kind !== 'key') ?? [];
  const chosen = variables.length === 0 ? undefined : random.of(variables);
  const isText = chosen?.kind === 'text';
  const code = (): string =>
    isText !== random.chance(0.5) ? textLiteral(random) : `${random.of(['', '-', ''])}${random.below(200)}`;
  const item = (): string =>
    isText
      ? code()
      : random.of([code(), `${random.below(9)}/${random.between(9, 99)}`, 'min/3', '7/max', 'min', 'missing', '.']);
  const rule = (): string => {
    const left = random.chance(10) ? random.of(['*', 'nonmissing', 'missing']) : random.list(1, 3, item).join(' ');
    const label = random.of(['', '', ` ${textLiteral(random)}`, ' lab', " 'x' missing"]);
    return `(${left}${random.of([' = ', '='])}${random.chance(5) ? '.' : code()}${label})`;
  };
  const rules = random.list(1, random.chance(5) ? 20 : 4, rule).join(random.of([' ', '']));
  return `recode ${chosen?.name ?? 'x'} ${rules}${conditionText(scene, spec, 10)}${optionsText(scene, spec)}`;
}

/** `aggregate` and `collapse`. */
export function aggregationLine(scene: Scene, spec: CommandSpec): string {
  const { random, active } = scene;
  const items = random.list(1, 3, () => {
    const isText = random.chance(15);
    const source = scene.variable(isText ? 'any' : 'numeric');
    return { statistic: isText ? 'count' : random.of(aggregationStatistics), source, target: scene.fresh('m') };
  });
  const by = scene.variable('key-or-any');
  const written = items.map((i) => `(${i.statistic}) ${i.source} -> ${i.target}`).join(' ');
  const made: Variable[] = items.map((i) => ({ name: i.target, kind: 'number' }));
  if (spec.name === 'collapse' && active !== undefined) {
    active.variables = [];
    active.kind = 'wide';
  }
  scene.add(...made);
  return `${spec.name} ${written}, by(${random.chance(10) ? (active?.unitType === 'PERSON' ? 'PERSONID_1' : by) : by})`;
}

/** A model of terms, with what else its command asks for. */
export function modelLine(scene: Scene, spec: CommandSpec): string {
  const { random } = scene;
  const leading = random.list(spec.leadingVariables ?? 0, spec.leadingVariables ?? 0, () => scene.variable('numeric'));
  const terms = random.list(spec.arguments.length > 0 ? 1 : 0, 4, () => termText(scene));
  const group =
    spec.instruments && random.chance(60) ? ` (${scene.variable('numeric')} = ${scene.variable('numeric')})` : '';
  const by =
    spec.byVariables === undefined
      ? ''
      : ` by ${random.list(spec.byVariables.atLeast, spec.byVariables.atMost, () => scene.variable('any')).join(' ')}`;
  return `${spec.name} ${[...leading, ...terms].join(' ')}${group}${by}${conditionText(scene, spec, 15)}${optionsText(scene, spec)}`;
}

/** A command about a list of variables. */
export function variablesLine(scene: Scene, spec: CommandSpec): string {
  const { random } = scene;
  const names = spec.arguments.flatMap((a) =>
    random.list(a.atLeast, Math.min(a.atMost ?? 3, Math.max(3, a.atLeast)), () => scene.variable(a.accepts)),
  );
  const statistic = spec.form === 'statistic-chart' ? `(${random.of(['count', 'mean', 'percent', 'median'])}) ` : '';
  return `${spec.name} ${statistic}${[...new Set(names)].join(' ')}${conditionText(scene, spec, 20)}${optionsText(scene, spec)}`;
}

/** `keep` and `drop`, of rows or variables. */
export function selectionLine(scene: Scene, spec: CommandSpec): string {
  const { random, active } = scene;
  if (random.chance(60) || active === undefined || active.variables.length < 4) {
    return `${spec.name} if ${expressionText(random, scene.names(), 'condition', random.between(0, 3))}`;
  }
  const gone = random.of(active.variables);
  if (spec.name === 'drop') active.variables = active.variables.filter((v) => v !== gone);
  else active.variables = active.variables.filter((v) => v === gone);
  return `${spec.name} ${gone.name}`;
}

/** `rename`. */
export function renameLine(scene: Scene): string {
  const { active, random } = scene;
  if (active === undefined || active.variables.length === 0) return 'rename a b';
  const place = random.below(active.variables.length);
  const before = active.variables[place];
  const name = scene.fresh('n');
  if (before === undefined || before.name.includes('@')) return `rename ${scene.variable('any')} ${name}`;
  active.variables[place] = { ...before, name };
  return `rename ${before.name} ${name}`;
}
