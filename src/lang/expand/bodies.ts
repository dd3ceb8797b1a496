import type {
  BindingReference,
  CommandBody,
  CommandStatement,
  LabelPair,
  ModelTerm,
  Name,
  NumberLiteralSigned,
  Option,
  RecodeItem,
  RecodeRule,
  RecodeValue,
  StringLiteral,
  Word,
} from '../syntax/ast.ts';
import { bindingText } from './binding-text.ts';
import type { Environment } from './environment.ts';
import { lookUp, valueAsWritten } from './evaluate.ts';
import { substitute, substituteName, substituteRegister, substituteTime } from './substitute.ts';

/** A statement with every binding computed. Names and expressions that could not be computed are marked and have been reported. */
export function substituteStatement(statement: CommandStatement, environment: Environment): CommandStatement {
  const body = substituteBody(statement.body, environment);
  const condition = statement.condition;
  return {
    ...statement,
    body,
    condition:
      condition === undefined ? undefined : { ...condition, condition: substitute(condition.condition, environment) },
    options: statement.options.map((option) => substituteOption(option, environment)),
  };
}

function substituteOption(option: Option, environment: Environment): Option {
  return {
    ...option,
    arguments: option.arguments?.map((argument) =>
      argument.type === 'term' ? substituteTerm(argument, environment) : substitute(argument, environment),
    ),
  };
}

function substituteTerm(term: ModelTerm, environment: Environment): ModelTerm {
  return {
    ...term,
    operands: term.operands.map((o) => ({ ...o, variable: substituteName(o.variable, environment) })),
  };
}

function substituteBody(body: CommandBody, environment: Environment): CommandBody {
  const name = (n: Name): Name => substituteName(n, environment);
  const optional = (n: Name | undefined): Name | undefined => (n === undefined ? undefined : name(n));
  const term = (t: ModelTerm): ModelTerm => substituteTerm(t, environment);
  switch (body.form) {
    case 'variables':
    case 'selection':
    case 'statistic-chart':
      return { ...body, variables: body.variables.map(name) };
    case 'assignment':
      return { ...body, target: name(body.target), value: substitute(body.value, environment) };
    case 'import':
      return {
        ...body,
        variables: body.variables.map((v) => substituteRegister(v, environment)),
        times: body.times.map((t) => substituteTime(t, environment)),
        alias: optional(body.alias),
      };
    case 'require':
      return { ...body, alias: optional(body.alias) };
    case 'dataset':
      return { ...body, dataset: name(body.dataset) };
    case 'pair':
      return { ...body, source: name(body.source), target: name(body.target) };
    case 'clone':
    case 'aggregation':
      return substituteItems(body, name);
    case 'merge':
      return { ...body, variables: body.variables.map(name), into: name(body.into), on: optional(body.on) };
    case 'recode':
      return {
        ...body,
        variables: body.variables.map(name),
        rules: body.rules.map((rule) => substituteRule(rule, environment)),
      };
    case 'define-labels':
      return { ...body, list: name(body.list), pairs: body.pairs.map((pair) => substitutePair(pair, environment)) };
    case 'assign-labels':
      return { ...body, variable: name(body.variable), list: name(body.list) };
    case 'list-labels':
      return {
        ...body,
        target:
          body.target.type === 'register-reference' ? substituteRegister(body.target, environment) : name(body.target),
        time: body.time === undefined ? undefined : substituteTime(body.time, environment),
      };
    case 'sample':
      return { ...body, size: substitute(body.size, environment), seed: substitute(body.seed, environment) };
    case 'model':
      return {
        ...body,
        variables: body.variables.map(name),
        terms: body.terms.map(term),
        instruments:
          body.instruments === undefined
            ? undefined
            : {
                ...body.instruments,
                endogenous: body.instruments.endogenous.map(term),
                instruments: body.instruments.instruments.map(term),
              },
        by: body.by.map(name),
      };
    case 'nested':
      return { ...body, inner: body.inner === undefined ? undefined : substituteStatement(body.inner, environment) };
    case 'register-list':
      return { ...body, variables: body.variables.map((v) => substituteRegister(v, environment)) };
    case 'words':
      return body;
  }
}

function substituteItems(
  body: Extract<CommandBody, { form: 'clone' | 'aggregation' }>,
  name: (n: Name) => Name,
): CommandBody {
  const target = (n: Name | undefined): Name | undefined => (n === undefined ? undefined : name(n));
  if (body.form === 'clone') {
    return { ...body, items: body.items.map((i) => ({ ...i, source: name(i.source), target: target(i.target) })) };
  }
  return { ...body, items: body.items.map((i) => ({ ...i, source: name(i.source), target: target(i.target) })) };
}

function substituteRule(rule: RecodeRule, environment: Environment): RecodeRule {
  return {
    ...rule,
    items: rule.items.map((item): RecodeItem => {
      if (item.type === 'value') return { ...item, value: recodeValue(item.value, environment) };
      if (item.type !== 'interval') return item;
      return { ...item, from: recodeValue(item.from, environment), to: recodeValue(item.to, environment) };
    }),
    target: rule.target.type === 'binding' ? code(rule.target, environment) : rule.target,
  };
}

function recodeValue(value: RecodeValue, environment: Environment): RecodeValue {
  return value.type === 'binding' ? code(value, environment) : value;
}

/** A code from a binding; it stays a binding after a mistake. */
function code(
  reference: BindingReference,
  environment: Environment,
): NumberLiteralSigned | StringLiteral | BindingReference {
  const value = lookUp(reference, environment);
  if (value === undefined) return reference;
  environment.replacements.push({ at: reference.span, text: valueAsWritten(value) });
  switch (value.type) {
    case 'number':
      return {
        type: 'signed-number',
        value: value.value,
        isInteger: Number.isInteger(value.value),
        span: reference.span,
      };
    case 'string':
    case 'date':
      return { type: 'string', value: bindingText(value), span: reference.span };
    case 'symbol':
      environment.report('binding-not-a-value', reference.span, { name: value.value });
      return reference;
  }
}

function substitutePair(pair: LabelPair, environment: Environment): LabelPair {
  return {
    ...pair,
    code: pair.code.type === 'binding' ? code(pair.code, environment) : pair.code,
    label: 'text' in pair.label ? pair.label : labelOf(pair.label, environment),
  };
}

function labelOf(reference: BindingReference, environment: Environment): Word | BindingReference {
  const value = lookUp(reference, environment);
  if (value === undefined) return reference;
  environment.replacements.push({ at: reference.span, text: valueAsWritten(value) });
  return { text: bindingText(value), span: reference.span };
}
