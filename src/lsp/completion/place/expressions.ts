import type { IToken } from 'chevrotain';
import { functions } from '../../../functions/vocabulary.ts';
import type { ParameterSpec, ParameterType } from '../../../lang/function-spec.ts';
import {
  Additive,
  Ampersand,
  Bang,
  Comma,
  Comparison,
  EqualEqual,
  Identifier,
  identifierText,
  LeftParenthesis,
  Multiplicative,
  NotEqual,
  Pipe,
  PlusPlus,
  ProcedureName,
  RightParenthesis,
  StringToken,
  stringText,
} from '../../../lang/syntax/tokens.ts';
import { type Bindings, endsOperand, isComparison, nameOf } from './names.ts';
import type { OpenCall, Wanted } from './wanted.ts';

/** Parentheses that are open, with what stands in them, cut at commas. */
interface Frame {
  readonly call: string | undefined;
  readonly parts: IToken[][];
}

/** A place in an expression. */
export interface ExpressionPlace {
  /** Whether an operand is due, or what joins two. */
  readonly expects: 'operand' | 'operator';
  readonly isNested: boolean;
  readonly wanted: readonly Wanted[];
  readonly call: OpenCall | undefined;
}

/** What may follow the tokens of an expression: `data` as `if` and `generate` have them, `constant` as `let` has them. */
export function expressionPlace(
  tokens: readonly IToken[],
  place: 'data' | 'constant',
  bindings: Bindings,
): ExpressionPlace {
  const frames = openFrames(tokens);
  const frame = frames.at(-1);
  const current = frame?.parts.at(-1) ?? [];
  const call = frames.length < 2 || frame === undefined ? undefined : openCall(frame);
  const isNested = frames.length > 1;
  const last = current.at(-1);
  if (endsOperand(last)) return { expects: 'operator', isNested, wanted: [], call };
  if (last?.tokenType === PlusPlus) return { expects: 'operand', isNested, wanted: constants('any'), call };
  if (place === 'constant' || call?.definition.kind === 'binding') {
    return { expects: 'operand', isNested, wanted: constants('any'), call };
  }
  const compared = comparedName(current, bindings);
  const codes = compared === undefined ? codesInCall(frame, current, call, bindings) : [codesOf(compared)];
  const wanted = [...codes, ...operandFor(call, last, compared)];
  return { expects: 'operand', isNested, wanted, call };
}

/** What stands for a constant value. */
export function constants(type: ParameterType): readonly Wanted[] {
  return [
    { what: 'binding', types: undefined },
    { what: 'function', place: 'constant', type },
  ];
}

function openFrames(tokens: readonly IToken[]): readonly Frame[] {
  const frames: Frame[] = [{ call: undefined, parts: [[]] }];
  for (const [index, token] of tokens.entries()) {
    const frame = frames.at(-1);
    if (token.tokenType === LeftParenthesis) {
      frame?.parts.at(-1)?.push(token);
      frames.push({ call: calledBefore(tokens[index - 1]), parts: [[]] });
    } else if (token.tokenType === RightParenthesis && frames.length > 1) {
      frames.pop();
      frames.at(-1)?.parts.at(-1)?.push(token);
    } else if (token.tokenType === Comma && frames.length > 1) {
      frame?.parts.push([]);
    } else {
      frame?.parts.at(-1)?.push(token);
    }
  }
  return frames;
}

function calledBefore(token: IToken | undefined): string | undefined {
  const isName = token?.tokenType === Identifier || token?.tokenType === ProcedureName;
  return isName ? identifierText(token) : undefined;
}

function openCall(frame: Frame): OpenCall | undefined {
  const definition = frame.call === undefined ? undefined : functions.get(frame.call);
  return definition === undefined ? undefined : { definition, argument: frame.parts.length - 1 };
}

/** The parameter that an argument is for; `undefined` when there are too many arguments. */
export function parameterAt({ definition, argument }: OpenCall): ParameterSpec | undefined {
  const { parameters } = definition;
  const last = parameters.at(-1);
  return parameters[argument] ?? (last?.repeated ? last : undefined);
}

/** The variable that the operand is compared with: its name stands alone before the comparison. */
function comparedName(current: readonly IToken[], bindings: Bindings): string | undefined {
  const last = current.at(-1);
  if (last === undefined || !isComparison(last)) return undefined;
  const start = current.findLastIndex((token, i) => i < current.length - 1 && separates(token)) + 1;
  return nameOf(current.slice(start, -1), bindings);
}

function codesOf(variable: string): Wanted {
  return { what: 'code', of: [variable], except: [] };
}

/** Codes or labels of the first argument, in a function that looks for them among the others. */
function codesInCall(
  frame: Frame | undefined,
  current: readonly IToken[],
  call: OpenCall | undefined,
  bindings: Bindings,
): readonly Wanted[] {
  if (current.length > 0) return [];
  if (call === undefined || frame === undefined || call.argument === 0 || parameterAt(call) === undefined) return [];
  const [first = [], ...others] = frame.parts;
  const name = nameOf(first, bindings);
  if (name === undefined) return [];
  const given = others.flatMap(literalOf);
  const { definition } = call;
  if (definition.kind === 'labels') return [{ what: 'label', of: name, except: given }];
  return definition.group === 'logic' ? [{ what: 'code', of: [name], except: given }] : [];
}

/** The value of an argument that is a literal, as text. */
function literalOf(tokens: readonly IToken[]): readonly string[] {
  const [token, another] = tokens;
  if (token === undefined || another !== undefined) return [];
  return [token.tokenType === StringToken ? stringText(token) : token.image];
}

function separates(token: IToken): boolean {
  return [Ampersand, Pipe, Bang, LeftParenthesis].includes(token.tokenType) || isComparison(token);
}

function operandFor(call: OpenCall | undefined, last: IToken | undefined, like: string | undefined): readonly Wanted[] {
  const parameter = call === undefined ? undefined : parameterAt(call);
  if (call !== undefined && parameter === undefined) return [];
  const type = last === undefined ? (parameter?.type ?? 'any') : computesWith(last) ? 'numeric' : 'any';
  if (type === 'variable') return [{ what: 'variable', accepts: 'labelled' }];
  const values = [
    { what: 'binding', types: undefined },
    { what: 'function', place: 'data', type },
  ] as const;
  if (parameter?.constant) return constants(type);
  const accepts = type === 'numeric' ? 'numeric' : type === 'text' ? 'alphanumeric' : 'values';
  return [{ what: 'variable', accepts, ...(like === undefined ? {} : { like }) }, ...values];
}

/** Whether an operator takes numbers only: arithmetic, and comparisons of more and less. */
function computesWith({ tokenType, image }: IToken): boolean {
  const categories = tokenType.CATEGORIES ?? [];
  const isOrder = categories.includes(Comparison) && tokenType !== EqualEqual && tokenType !== NotEqual;
  return isOrder || categories.includes(Additive) || categories.includes(Multiplicative) || image === '^';
}
