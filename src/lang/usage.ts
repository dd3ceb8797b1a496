import type { LocalText } from '../base/language.ts';
import type { ArgumentSpec, CommandSpec, OptionSpec } from './command-spec.ts';
import type { StatementForm } from './syntax/ast.ts';

/** What follows the command word, for the forms whose parts are the same for every command; the others list their arguments. */
const partsOfForm: Readonly<Partial<Record<StatementForm, string>>> = {
  assignment: 'name = expression',
  selection: '(variable … | if condition)',
  require: 'databank:version as alias',
  dataset: 'dataset',
  pair: 'old new',
  clone: 'variable [-> name] …',
  aggregation: '(statistic) variable [-> name] …',
  merge: 'variable … into dataset [on variable]',
  recode: "variable … (value … = code ['label'] [missing]) …",
  'define-labels': 'list code label …',
  'assign-labels': 'variable list',
  'list-labels': '(list | variable | alias/NAME [date])',
  sample: 'size seed',
  nested: 'model-command …',
  'register-list': '[alias/NAME …]',
};

/** Commands that share a form but not what stands in it. */
const partsOfCommand: Readonly<Record<string, string | undefined>> = {
  import: 'alias/NAME [date] [as name]',
  'import-event': 'alias/NAME date to date [as name]',
  'import-panel': 'alias/NAME … date …',
  aggregate: '(statistic) variable -> name …',
};

/** How a command is written: `tabulate dimension … [if condition] [, options]`. Brackets enclose what may be left out. */
export function usageOf(spec: CommandSpec): string {
  const parts = [spec.name, partsOfCommand[spec.name] ?? partsOfForm[spec.form] ?? listedParts(spec)];
  if (spec.condition !== 'no' && spec.form !== 'selection') parts.push('[if condition]');
  const usage = parts.filter((part) => part !== '').join(' ');
  return Object.keys(spec.options).length === 0 ? usage : `${usage} [, options]`;
}

function listedParts(spec: CommandSpec): string {
  const parts = spec.arguments.map(writtenArgument);
  if (spec.form === 'statistic-chart') parts.unshift('(statistic)');
  if (spec.instruments === true) parts.push('(endogenous … = instrument …)');
  if (spec.byVariables !== undefined) {
    const { atLeast, atMost } = spec.byVariables;
    parts.push('by', ...Array.from({ length: atMost }, (_, i) => (i < atLeast ? 'group' : '[group]')));
  }
  return parts.join(' ');
}

function writtenArgument({ role, atLeast, atMost }: ArgumentSpec): string {
  const name = role.replaceAll(' ', '-');
  const required = Array.from({ length: atLeast }, () => name).join(' ');
  if (atMost === atLeast) return required;
  if (atLeast === 0) return atMost === 1 ? `[${name}]` : `[${name} …]`;
  return `${required} …`;
}

/** How an option is written with its argument: `bin(n)`, `rowsort(code?)`; a question mark after what the parentheses may leave out. */
export function optionUsage(name: string, option: OptionSpec): string {
  return `${name}${argumentOf(option)}`;
}

function argumentOf(option: OptionSpec): string {
  switch (option.type) {
    case 'flag':
      return '';
    case 'number':
      return option.optionalArgument === true ? '(n?)' : '(n)';
    case 'text':
      return "('…')";
    case 'word':
      return `(${option.values.join('|')})`;
    case 'variables':
    case 'names':
      return '(a b …)';
    case 'name':
      return '(x)';
    case 'terms':
      return '(i.a b##c …)';
    case 'codes':
      return option.optionalArgument ? '(code?)' : '(code)';
  }
}

/** What an option does, and what holds when it is left out. */
export function optionHelp(option: OptionSpec): LocalText {
  const { nb, en } = option.help ?? { nb: '', en: '' };
  const usual = usualValue(option);
  if (usual === undefined) return { nb, en };
  return { nb: `${nb} Standard: ${usual}.`.trim(), en: `${en} Default: ${usual}.`.trim() };
}

function usualValue(option: OptionSpec): string | undefined {
  switch (option.type) {
    case 'number':
      return option.default === undefined ? undefined : String(option.default);
    case 'word':
      return option.default;
    case 'name':
      return option.defaultName;
    case 'flag':
    case 'text':
    case 'variables':
    case 'names':
    case 'terms':
    case 'codes':
      return undefined;
  }
}
