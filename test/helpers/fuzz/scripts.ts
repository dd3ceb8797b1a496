import { commandSpecs } from '../../../src/commands/vocabulary.ts';
import type { CommandSpec } from '../../../src/lang/command-spec.ts';
import { createDataset, datasetLine, labelsLine, mergeLine } from './dataset-lines.ts';
import { fuzzDirectory } from './directory.ts';
import { bindingText, expressionText, numberLiteral } from './expressions.ts';
import { importEventLine, importLine, importPanelLine } from './import-lines.ts';
import { optionsText } from './line-parts.ts';
import type { Random } from './random.ts';
import { Scene } from './scene.ts';
import {
  aggregationLine,
  assignmentLine,
  modelLine,
  recodeLine,
  renameLine,
  selectionLine,
  variablesLine,
} from './variable-lines.ts';

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
