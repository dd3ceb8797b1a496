import { isoDate } from '../../../src/base/epoch-day.ts';
import { aggregationStatistics } from '../../../src/commands/shared/aggregation.ts';
import { commandSpecs } from '../../../src/commands/vocabulary.ts';
import type { Accepts, CommandSpec, OptionSpec } from '../../../src/lang/command-spec.ts';
import type { Catalogue, RegisterVariable } from '../../../src/metadata/catalogue.ts';
import { fuzzDirectory } from './directory.ts';
import { bindingText, expressionText, type Names, numberLiteral, textLiteral } from './expressions.ts';
import type { Random } from './random.ts';

type Kind = 'number' | 'text' | 'key';

interface Variable {
  readonly name: string;
  readonly kind: Kind;
  readonly labels?: readonly string[];
}

/** What the generator believes of a dataset; where it is wrong, the script has a mistake, which is welcome too. */
interface Dataset {
  readonly name: string;
  kind: 'empty' | 'wide' | 'event' | 'panel';
  unitType: string | undefined;
  variables: Variable[];
}

/** A script while it is made. */
class Scene {
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

function freshVariable(scene: Scene): string {
  const { random } = scene;
  const stem = random.of(newNames.slice(0, random.chance(3) ? newNames.length : 4));
  const name = scene.fresh(stem);
  return random.chance(5) ? `${stem} ++ ${name.slice(stem.length)}` : name;
}

/** The name that `a ++ 1` makes. */
const plain = (written: string): string => written.replace(/ \+\+ /u, '');

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

function importLine(scene: Scene): string | undefined {
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

function importEventLine(scene: Scene): string | undefined {
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

function importPanelLine(scene: Scene): string | undefined {
  const variable = registerVariable(scene, (v) => v.unitType === 'PERSON' && v.coverage !== undefined);
  if (variable === undefined || scene.active?.kind !== 'empty') return undefined;
  scene.active.kind = 'panel';
  scene.active.unitType = variable.unitType;
  scene.add({ name: 'date@panel', kind: 'number' }, described(variable, variable.name));
  const days = scene.random.list(1, 3, () => dayOf(scene.random, variable));
  return `import-panel ${scene.alias}/${variable.name} ${[...new Set(days)].join(' ')}`;
}

function assignmentLine(scene: Scene, spec: CommandSpec): string {
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

function conditionText(scene: Scene, spec: CommandSpec, percent: number): string {
  const { random } = scene;
  if (!random.chance(spec.condition === 'no' ? 0.3 : percent)) return '';
  return ` if ${expressionText(random, scene.names(), 'condition', random.between(0, 3))}`;
}

function recodeLine(scene: Scene, spec: CommandSpec): string {
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

function aggregationLine(scene: Scene, spec: CommandSpec): string {
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

function modelLine(scene: Scene, spec: CommandSpec): string {
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

function termText(scene: Scene): string {
  const { random } = scene;
  const factor = (): string => {
    const categorical = random.chance(50);
    return `${categorical ? 'i.' : random.of(['', 'c.'])}${scene.variable(categorical ? 'any' : 'numeric')}`;
  };
  const operator = random.of(['#', '##', ' # ']);
  return random.list(1, random.chance(20) ? 3 : 1, factor).join(operator);
}

function optionsText(scene: Scene, spec: CommandSpec): string {
  const { random } = scene;
  const all = Object.entries(spec.options);
  if (all.length === 0 ? !random.chance(0.3) : !random.chance(40)) return '';
  if (all.length === 0 || random.chance(0.5)) return random.of([', nonsense', ',', ', rowpct(', ', by()', ', rowpcT']);
  const chosen = new Map(random.list(1, 3, () => random.of(all)));
  return `, ${[...chosen].map(([name, option]) => name + optionArgument(scene, option)).join(random.of([' ', ' ', '  ', ', ']))}`;
}

function optionArgument(scene: Scene, option: OptionSpec): string {
  const { random } = scene;
  if (random.chance(0.7)) return random.of(['', '()', '(1 2 3)', "('x')", '(i.a#b)', '(.)', '(2020-01-01)']);
  switch (option.type) {
    case 'flag':
      return '';
    case 'number':
      return `(${random.between(option.minimum ?? 1, Math.min(option.maximum ?? 50, 1000))})`;
    case 'text':
      return `(${random.of(["'p_'", 'p_', "'kr '", '"a" ++ 1'])})`;
    case 'word':
      return `(${random.of(option.values)})`;
    case 'variables':
      return `(${random.list(option.atLeast, Math.min(option.atMost ?? 3, 3), () => scene.variable(option.accepts)).join(random.of([' ', ', ']))})`;
    case 'name':
      return `(${scene.fresh('p')})`;
    case 'names':
      return `(${random.list(1, 2, () => scene.fresh('p')).join(' ')})`;
    case 'terms':
      return `(${random.list(1, 2, () => termText(scene)).join(' ')})`;
    case 'codes':
      return `(${random.list(option.optionalArgument ? 0 : 1, option.atMost ?? 2, () => random.of(['1', "'1'", '-1'])).join(' ')})`;
  }
}

function variablesLine(scene: Scene, spec: CommandSpec): string {
  const { random } = scene;
  const names = spec.arguments.flatMap((a) =>
    random.list(a.atLeast, Math.min(a.atMost ?? 3, Math.max(3, a.atLeast)), () => scene.variable(a.accepts)),
  );
  const statistic = spec.form === 'statistic-chart' ? `(${random.of(['count', 'mean', 'percent', 'median'])}) ` : '';
  return `${spec.name} ${statistic}${[...new Set(names)].join(' ')}${conditionText(scene, spec, 20)}${optionsText(scene, spec)}`;
}

function selectionLine(scene: Scene, spec: CommandSpec): string {
  const { random, active } = scene;
  if (random.chance(60) || active === undefined || active.variables.length < 4) {
    return `${spec.name} if ${expressionText(random, scene.names(), 'condition', random.between(0, 3))}`;
  }
  const gone = random.of(active.variables);
  if (spec.name === 'drop') active.variables = active.variables.filter((v) => v !== gone);
  else active.variables = active.variables.filter((v) => v === gone);
  return `${spec.name} ${gone.name}`;
}

function datasetLine(scene: Scene, spec: CommandSpec): string {
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

function createDataset(scene: Scene, name: string): string {
  const made: Dataset = { name, kind: 'empty', unitType: undefined, variables: [] };
  scene.datasets.set(name, made);
  scene.active = made;
  return `create-dataset ${name}`;
}

function mergeLine(scene: Scene): string | undefined {
  const { random, datasets, active } = scene;
  const targets = [...datasets.values()].filter((d) => d !== active && d.kind !== 'empty');
  if (active === undefined || targets.length === 0 || active.variables.length === 0) return undefined;
  const target = random.of(targets);
  const variable = random.of(active.variables);
  target.variables.push(variable);
  const key = random.chance(15) && target.variables.length > 0 ? ` on ${random.of(target.variables).name}` : '';
  return `merge ${variable.name} into ${target.name}${key}`;
}

function labelsLine(scene: Scene, spec: CommandSpec): string {
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

function letLine(scene: Scene): string {
  const { text, type } = bindingText(scene.random, scene.names(), 2);
  const name = scene.fresh('b');
  scene.bindings[type].push(name);
  return `let ${name} = ${text}`;
}

function loopLines(scene: Scene): string {
  const { random, bindings } = scene;
  const iterator = scene.fresh('i');
  const list = random.of([
    '1 2 3',
    '2001 : 2004',
    'a b',
    '1:2, 5',
    "'x' 'y'",
    '2020-01-01 2020-06-15',
    '1:0',
    '(1, 2)',
    '1 : 40',
  ]);
  const type = /^[a-z]/u.test(list)
    ? 'symbol'
    : list.startsWith("'")
      ? 'string'
      : list.startsWith('2020-')
        ? 'date'
        : 'number';
  const second = random.chance(15) ? `; ${scene.fresh('j')} in 1 2` : '';
  bindings[type].push(iterator);
  const body = random.list(0, 3, () => {
    if (type === 'number' || type === 'symbol') {
      if (random.chance(50))
        return `generate ${scene.fresh('g')} ++ $${iterator} = ${expressionText(random, scene.names(), 'number', 2)}`;
    }
    return oneLine(scene, true);
  });
  bindings[type].pop();
  return [`for ${iterator} in ${list}${second}`, ...body.map((line) => `  ${line}`), 'end'].join('\n');
}

function oneLine(scene: Scene, inLoop = false): string {
  const { random } = scene;
  if (random.chance(8)) return letLine(scene);
  if (!inLoop && random.chance(5)) return loopLines(scene);
  if (random.chance(3))
    return random.of(['', '// a comment', '# heading', 'textblock\n$x \\ // **text**\nendblock', 'end', 'gen x = 1']);
  if (scene.active?.kind === 'empty') {
    const line = random.chance(70)
      ? importLine(scene)
      : random.chance(50)
        ? importEventLine(scene)
        : importPanelLine(scene);
    if (line !== undefined) return line;
  }
  return commandLine(scene, chosenCommand(scene));
}

const dataGroups: ReadonlySet<string> = new Set(['transform', 'select', 'aggregate', 'link', 'labels', 'dataset']);
const dataCommands = commandSpecs.filter((spec) => dataGroups.has(spec.group) && !spec.name.startsWith('reshape'));
const crossSectionCommands = commandSpecs.filter(
  (spec) => !/panel|hausman|^load|^clear|^save|^edit|^require/u.test(spec.name),
);

/** Mostly a command that suits the dataset; sometimes any. */
function chosenCommand(scene: Scene): CommandSpec {
  const { random, active } = scene;
  if (random.chance(3)) return random.of(commandSpecs);
  if (random.chance(55)) return random.of(dataCommands);
  return random.of(active?.kind === 'panel' ? commandSpecs : crossSectionCommands);
}

function commandLine(scene: Scene, spec: CommandSpec): string {
  const fallback = (line: string | undefined): string => line ?? assignmentLine(scene, spec);
  switch (spec.form) {
    case 'assignment':
      return assignmentLine(scene, spec);
    case 'import':
      return fallback(importLine(scene));
    case 'recode':
      return recodeLine(scene, spec);
    case 'aggregation':
      return aggregationLine(scene, spec);
    case 'model':
      return modelLine(scene, spec);
    case 'nested':
      return `${spec.name} ${modelLine(scene, scene.random.of(commandSpecs.filter((s) => s.form === 'model')))}`;
    case 'variables':
    case 'statistic-chart':
      return variablesLine(scene, spec);
    case 'selection':
      return selectionLine(scene, spec);
    case 'merge':
      return fallback(mergeLine(scene));
    case 'dataset':
      return datasetLine(scene, spec);
    case 'pair':
      if (spec.name !== 'rename') return datasetLine(scene, spec);
      return renameLine(scene);
    case 'clone': {
      const target = scene.fresh('c');
      return `${spec.name} ${scene.variable('any')}${scene.random.chance(80) ? ` -> ${target}` : optionsText(scene, spec)}`;
    }
    case 'define-labels':
    case 'assign-labels':
    case 'list-labels':
      return labelsLine(scene, spec);
    case 'sample':
      return `sample ${scene.random.of(['0.5', '2000', '1', '0', numberLiteral(scene.random)])} ${scene.random.between(1, 99)}`;
    case 'require':
      return `require no.test.fdb:${scene.random.between(2, 4)} as ${scene.fresh('r')}`;
    case 'register-list':
      return `${spec.name} ${scene.alias}/${scene.random.of([...scene.catalogue.variables.keys()])}`;
    case 'words':
      return wordsLine(scene, spec);
  }
}

function renameLine(scene: Scene): string {
  const { active, random } = scene;
  if (active === undefined || active.variables.length === 0) return 'rename a b';
  const place = random.below(active.variables.length);
  const before = active.variables[place];
  const name = scene.fresh('n');
  if (before === undefined || before.name.includes('@')) return `rename ${scene.variable('any')} ${name}`;
  active.variables[place] = { ...before, name };
  return `rename ${before.name} ${name}`;
}

function wordsLine(scene: Scene, spec: CommandSpec): string {
  const { random } = scene;
  if (spec.name === 'clear' && random.chance(90)) return 'history';
  const topics = ['configure', 'save', 'load', 'help', 'help-function', 'help-procedure'].includes(spec.name);
  if (spec.name === 'reshape-from-panel' && scene.active?.kind !== 'panel' && random.chance(90)) return 'history';
  return topics
    ? `${spec.name} ${random.of(['', 'alpha', 'nocache', 'generate', 'round', "'my script'", 'date_fmt'])}`
    : spec.name;
}

/**
 * A script made from the registry of commands by someone who keeps track of datasets and variables, so that most lines are
 * right and reach far into the analysis.
 */
export function grammarScript(random: Random): string {
  const directory = fuzzDirectory();
  const databank = random.chance(70) ? 'no.test.fdb' : 'no.ssb.fdb';
  const newest = directory.databanks.find((d) => d.name === databank)?.newest ?? '';
  const catalogue = directory.findCatalogue(databank, newest);
  if (catalogue === undefined) throw new Error(`no catalogue of ${databank}`);
  const scene = new Scene(random, catalogue, random.of(['db', 'reg', 'år']));
  if (!random.chance(2)) scene.lines.push(`require ${databank}:${newest} as ${scene.alias}`);
  if (!random.chance(2)) scene.lines.push(createDataset(scene, scene.fresh('d')));
  for (let i = random.between(1, 5); i > 0; i--) {
    const line = scene.active === undefined ? undefined : importLine(scene);
    if (line !== undefined) scene.lines.push(line);
  }
  if (scene.active?.kind === 'wide') {
    for (const name of random.list(1, 3, () => scene.fresh('n'))) {
      scene.lines.push(`generate ${name} = ${expressionText(random, scene.names(), 'number', random.between(0, 2))}`);
      scene.add({ name, kind: 'number' });
    }
  }
  for (let i = random.between(1, 12); i > 0; i--) scene.lines.push(oneLine(scene));
  return `${scene.lines.join('\n')}\n`;
}

/** Lines of any commands with any parts: what nobody who keeps track would write. */
export function looseScript(random: Random): string {
  const directory = fuzzDirectory();
  const catalogue = directory.findCatalogue('no.test.fdb', '3');
  if (catalogue === undefined) throw new Error('no test catalogue');
  const scene = new Scene(random, catalogue, 'db');
  const lines = random.list(1, 8, () => {
    if (random.chance(30))
      scene.active = {
        name: 'd',
        kind: 'wide',
        unitType: undefined,
        variables: [
          { name: 'x', kind: 'number' },
          { name: 't', kind: 'text' },
        ],
      };
    return random.chance(80) ? commandLine(scene, random.of(commandSpecs)) : oneLine(scene);
  });
  return lines.join('\n');
}
