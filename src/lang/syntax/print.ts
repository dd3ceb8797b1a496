import { assertNever } from '../../base/assert-never.ts';
import type {
  BindingReference,
  CommandBody,
  CommandStatement,
  ForLoop,
  IfClause,
  LabelPair,
  LoopItem,
  LoopLevel,
  Name,
  Option,
  RecodeItem,
  RecodeRule,
  RecodeValue,
  Script,
  Statement,
  Word,
} from './ast.ts';
import {
  printExpression,
  printName,
  printRegisterReference,
  printSigned,
  printTerm,
  quoted,
} from './print-expression.ts';

/**
 * A statement in canonical form: one logical line for a command, several lines for a loop or a text block.
 *
 * Reading what is printed gives the same tree, spans aside, as long as nothing in it is `invalid`; what could not be read
 * prints as nothing.
 */
export function printStatement(statement: Statement): string {
  switch (statement.type) {
    case 'command':
      return printCommand(statement);
    case 'let':
      return `let ${printName(statement.name)} = ${printExpression(statement.value)}`;
    case 'for':
      return printLoop(statement);
    case 'textblock':
      return `textblock\n${statement.text}${statement.text === '' ? '' : '\n'}endblock`;
    case 'invalid-statement':
      return '';
    default:
      return assertNever(statement);
  }
}

/** A script in canonical form, without its comments. */
export function printScript(script: Script): string {
  return script.statements.map((statement) => `${printStatement(statement)}\n`).join('');
}

function printCommand(statement: CommandStatement): string {
  const main = joined(statement.command, printBody(statement.body), printCondition(statement.condition));
  const options = statement.options.map(printOption).join(' ');
  return options === '' ? main : `${main}, ${options}`;
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

function printCondition(condition: IfClause | undefined): string {
  return condition === undefined ? '' : `if ${printExpression(condition.condition)}`;
}

function printOption(option: Option): string {
  if (option.arguments === undefined) return option.name;
  const values = option.arguments.map((value) => (value.type === 'term' ? printTerm(value) : printExpression(value)));
  return `${option.name}(${values.join(separatorOf(values))})`;
}

/** Blanks between arguments, unless one is a chain that could swallow its neighbour. */
function separatorOf(values: readonly string[]): string {
  return values.some((value) => value.includes('++')) ? ', ' : ' ';
}

function printNames(names: readonly Name[]): string {
  return names.map(printName).join(' ');
}

function printBody(body: CommandBody): string {
  switch (body.form) {
    case 'variables':
    case 'selection':
      return printNames(body.variables);
    case 'assignment':
      return `${printName(body.target)} = ${printExpression(body.value)}`;
    case 'import':
      return printImport(body);
    case 'require':
      return printRequire(body);
    case 'dataset':
      return printName(body.dataset);
    case 'pair':
      return `${printName(body.source)} ${printName(body.target)}`;
    case 'clone':
      return body.items.map((item) => printRenamed(item.source, item.target)).join(' ');
    case 'aggregation':
      return printAggregation(body);
    case 'merge':
      return joined(printNames(body.variables), 'into', printName(body.into), keyed('on', body.on));
    case 'recode':
      return joined(printNames(body.variables), body.rules.map(printRule).join(' '));
    case 'define-labels':
      return joined(printName(body.list), body.pairs.map(printPair).join(' '));
    case 'assign-labels':
      return `${printName(body.variable)} ${printName(body.list)}`;
    case 'list-labels':
      return printListLabels(body);
    case 'sample':
      return `${printExpression(body.size)} ${printExpression(body.seed)}`;
    case 'model':
      return printModel(body);
    case 'statistic-chart':
      return joined(body.statistic === undefined ? '' : `(${body.statistic.text})`, printNames(body.variables));
    case 'nested':
      return body.inner === undefined ? '' : printCommand(body.inner);
    case 'register-list':
      return body.variables.map(printRegisterReference).join(' ');
    case 'words':
      return body.words.map(printWord).join(' ');
    default:
      return assertNever(body);
  }
}

function keyed(keyword: string, name: Name | undefined): string {
  return name === undefined ? '' : `${keyword} ${printName(name)}`;
}

function printRenamed(source: Name, target: Name | undefined): string {
  return target === undefined ? printName(source) : `${printName(source)} -> ${printName(target)}`;
}

function printImport(body: Extract<CommandBody, { form: 'import' }>): string {
  const times = body.times.map(printExpression);
  const last = body.toSpan === undefined ? undefined : times.pop();
  return joined(
    body.variables.map(printRegisterReference).join(' '),
    times.join(' '),
    last === undefined ? '' : `to ${last}`,
    keyed('as', body.alias),
  );
}

function printRequire(body: Extract<CommandBody, { form: 'require' }>): string {
  const version = body.version === undefined ? '' : `:${body.version.text}`;
  return joined(`${body.databank.text}${version}`, keyed('as', body.alias));
}

/** A statistic is repeated only where it changes. */
function printAggregation(body: Extract<CommandBody, { form: 'aggregation' }>): string {
  let current: string | undefined;
  const items = body.items.map((item) => {
    const statistic = item.statistic.text === current ? '' : `(${item.statistic.text})`;
    current = item.statistic.text;
    return joined(statistic, printRenamed(item.source, item.target));
  });
  return items.join(' ');
}

function printListLabels(body: Extract<CommandBody, { form: 'list-labels' }>): string {
  const { target } = body;
  const written = target.type === 'register-reference' ? printRegisterReference(target) : printName(target);
  return joined(written, body.time === undefined ? '' : printExpression(body.time));
}

function printModel(body: Extract<CommandBody, { form: 'model' }>): string {
  const { instruments } = body;
  const group =
    instruments === undefined
      ? ''
      : `(${instruments.endogenous.map(printTerm).join(' ')} = ${instruments.instruments.map(printTerm).join(' ')})`;
  const by = body.by.length === 0 ? '' : `by ${printNames(body.by)}`;
  return joined(printNames(body.variables), body.terms.map(printTerm).join(' '), group, by);
}

function printRule(rule: RecodeRule): string {
  const items = rule.items.map(printRecodeItem).join(' ');
  const target = rule.target.type === 'missing' ? '.' : printValue(rule.target);
  const label = rule.label === undefined ? '' : quoted(rule.label.text);
  return `(${joined(items, '=', target, label, rule.flagsMissing ? 'missing' : '')})`;
}

function printRecodeItem(item: RecodeItem): string {
  switch (item.type) {
    case 'value':
      return printValue(item.value);
    case 'interval':
      return `${printValue(item.from)}/${printValue(item.to)}`;
    case 'missing':
    case 'nonmissing':
      return item.type;
    case 'all':
      return '*';
    default:
      return assertNever(item);
  }
}

function printValue(value: RecodeValue): string {
  switch (value.type) {
    case 'signed-number':
      return printSigned(value);
    case 'string':
      return quoted(value.value);
    case 'binding':
      return printExpression(value);
    case 'min':
    case 'max':
      return value.type;
    default:
      return assertNever(value);
  }
}

function printPair(pair: LabelPair): string {
  const code = pair.code.type === 'name' ? pair.code.name : printValue(pair.code);
  return `${code} ${isBinding(pair.label) ? printExpression(pair.label) : quoted(pair.label.text)}`;
}

function isBinding(label: Word | BindingReference): label is BindingReference {
  return 'type' in label;
}

/** A support command's word is quoted where it would not be read back as one. */
function printWord(word: Word): string {
  return /^(?:[\p{L}_][\p{L}\p{M}\p{Nd}_@-]*|\$[\p{L}_][\p{L}\p{M}\p{Nd}_@]*|\d+(?:\.\d+)?)$/u.test(word.text)
    ? word.text
    : quoted(word.text);
}

function printLoop(loop: ForLoop): string {
  const header = `for ${loop.levels.map(printLevel).join('; ')}`;
  const body = loop.body.flatMap((statement) => indented(statement));
  return [header, ...body, 'end'].join('\n');
}

/** The lines of a statement in a loop body; a text block stands as it is, since its blanks are content. */
function indented(statement: Statement): readonly string[] {
  const printed = printStatement(statement);
  return statement.type === 'textblock' ? [printed] : printed.split('\n').map((line) => `  ${line}`);
}

function printLevel(level: LoopLevel): string {
  const names = level.iterators.map(printName).join(', ');
  return `${names} in ${level.lists.map((list) => printList(list, level.iterators.length === 1)).join(', ')}`;
}

/** With one iterator commas may separate items, and must where a range or a chain stands beside others. */
function printList(items: readonly LoopItem[], isOnly: boolean): string {
  const printed = items.map(printItem);
  const needsCommas = items.some((item) => item.type === 'range' || printItem(item).includes('++'));
  return printed.join(isOnly && needsCommas ? ', ' : ' ');
}

function printItem(item: LoopItem): string {
  return item.type === 'range'
    ? `${printExpression(item.from)} : ${printExpression(item.to)}`
    : printExpression(item.value);
}
