import type { CommandSpec, OptionSpec } from '../../../src/lang/command-spec.ts';
import { expressionText } from './expressions.ts';
import type { Scene } from './scene.ts';

/** A condition with some probability; seldom where a command takes none. */
export function conditionText(scene: Scene, spec: CommandSpec, percent: number): string {
  const { random } = scene;
  if (!random.chance(spec.condition === 'no' ? 0.3 : percent)) return '';
  return ` if ${expressionText(random, scene.names(), 'condition', random.between(0, 3))}`;
}

/** A term of a model: a variable or an interaction. */
export function termText(scene: Scene): string {
  const { random } = scene;
  const factor = (): string => {
    const categorical = random.chance(50);
    return `${categorical ? 'i.' : random.of(['', 'c.'])}${scene.variable(categorical ? 'any' : 'numeric')}`;
  };
  const operator = random.of(['#', '##', ' # ']);
  return random.list(1, random.chance(20) ? 3 : 1, factor).join(operator);
}

/** Options of a command, seldom wrong ones. */
export function optionsText(scene: Scene, spec: CommandSpec): string {
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
