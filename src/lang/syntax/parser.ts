import type { IParserConfig, IToken } from 'chevrotain';
import { span } from '../../base/span.ts';
import type {
  BindingReference,
  BodyOf,
  Expression,
  LabelPair,
  LoopItem,
  LoopLevel,
  Name,
  NumberLiteralSigned,
  Option,
  OptionArgument,
  PlainName,
  RecodeItem,
  RecodeRule,
  RecodeValue,
  StringLiteral,
  Word,
} from './ast.ts';
import {
  binary,
  bindingReference,
  expressionOf,
  nameReference,
  plainName,
  signedNumber,
  stringLiteral,
  wordOf,
} from './build.ts';
import { expectationProvider } from './expectations.ts';
import type { Rule } from './expression-grammar.ts';
import { StatementGrammar } from './statement-grammar.ts';
import {
  BindingToken,
  Colon,
  Comma,
  DateToken,
  Dot,
  Equal,
  Identifier,
  In,
  LeftParenthesis,
  Maximum,
  Minimum,
  Missing,
  Nonmissing,
  NumberToken,
  PlusPlus,
  RightParenthesis,
  Semicolon,
  Sign,
  Slash,
  Star,
  StringToken,
  tokenEnd,
  tokenSpan,
} from './tokens.ts';

/** The whole grammar: expressions, statement forms, and here recode rules, code labels, loop headers and options. */
export class MicrodataParser extends StatementGrammar {
  constructor(config: IParserConfig) {
    super(config);
    this.performSelfAnalysis();
  }

  readonly recode: Rule<BodyOf<'recode'>> = this.rule('recode', () => {
    const variables: Name[] = [];
    const rules: RecodeRule[] = [];
    this.AT_LEAST_ONE(() => {
      variables.push(this.SUBRULE(this.name));
    });
    this.AT_LEAST_ONE2(() => {
      rules.push(this.SUBRULE(this.recodeRule));
    });
    return { form: 'recode', variables, rules };
  });

  /** One rule in its parentheses. */
  readonly recodeRule: Rule<RecodeRule> = this.rule('recodeRule', () => {
    const items: RecodeItem[] = [];
    const open = this.CONSUME(LeftParenthesis);
    this.AT_LEAST_ONE(() => {
      items.push(this.SUBRULE(this.recodeItem));
    });
    this.CONSUME(Equal);
    const target = this.SUBRULE(this.recodeTarget);
    const label = this.OPTION(() => this.SUBRULE(this.label));
    const flag = this.OPTION2(() => this.CONSUME(Missing));
    const close = this.CONSUME(RightParenthesis);
    const whole = span(open.startOffset, tokenEnd(close));
    return { items, target, label, flagsMissing: flag !== undefined, span: whole };
  });

  private readonly recodeItem: Rule<RecodeItem> = this.rule('recodeItem', () =>
    this.choice<RecodeItem>([
      { ALT: () => ({ type: 'all', span: tokenSpan(this.CONSUME(Star)) }) },
      { ALT: () => ({ type: 'nonmissing', span: tokenSpan(this.CONSUME(Nonmissing)) }) },
      { ALT: () => ({ type: 'missing', span: tokenSpan(this.CONSUME(Missing)) }) },
      { ALT: () => ({ type: 'missing', span: tokenSpan(this.CONSUME(Dot)) }) },
      {
        ALT: () => {
          const from = this.SUBRULE(this.recodeValue);
          const to = this.OPTION(() => {
            this.CONSUME(Slash);
            return this.SUBRULE2(this.recodeValue);
          });
          return this.ACTION<RecodeItem>(() =>
            to === undefined
              ? { type: 'value', value: from, span: from.span }
              : { type: 'interval', from, to, span: span(from.span.start, to.span.end) },
          );
        },
      },
    ]),
  );

  private readonly recodeValue: Rule<RecodeValue> = this.rule('recodeValue', () =>
    this.choice<RecodeValue>([
      { ALT: () => this.SUBRULE(this.number) },
      { ALT: () => stringLiteral(this.CONSUME(StringToken)) },
      { ALT: () => bindingReference(this.CONSUME(BindingToken)) },
      { ALT: () => ({ type: 'min', span: tokenSpan(this.CONSUME(Minimum)) }) },
      { ALT: () => ({ type: 'max', span: tokenSpan(this.CONSUME(Maximum)) }) },
    ]),
  );

  private readonly recodeTarget: Rule<RecodeRule['target']> = this.rule('recodeTarget', () =>
    this.choice<RecodeRule['target']>([
      { ALT: () => this.SUBRULE(this.number) },
      { ALT: () => stringLiteral(this.CONSUME(StringToken)) },
      { ALT: () => bindingReference(this.CONSUME(BindingToken)) },
      { ALT: () => ({ type: 'missing', span: tokenSpan(this.CONSUME(Dot)) }) },
    ]),
  );

  private readonly number: Rule<NumberLiteralSigned> = this.rule('number', () => {
    const sign = this.OPTION(() => this.CONSUME(Sign));
    const number = this.CONSUME(NumberToken);
    return this.ACTION(() => signedNumber(this.adjacentSign(sign, number)[0], number));
  });

  private readonly label: Rule<Word> = this.rule('label', () =>
    this.choice<Word>([
      { ALT: () => wordOf(this.CONSUME(StringToken)) },
      { ALT: () => wordOf(this.CONSUME(Identifier)) },
    ]),
  );

  readonly defineLabels: Rule<BodyOf<'define-labels'>> = this.rule('defineLabels', () => {
    const list = this.SUBRULE(this.name);
    const pairs: LabelPair[] = [];
    this.AT_LEAST_ONE(() => {
      pairs.push(this.SUBRULE(this.labelPair));
    });
    return { form: 'define-labels', list, pairs };
  });

  private readonly labelPair: Rule<LabelPair> = this.rule('labelPair', () => {
    const code = this.choice<LabelPair['code']>([
      { ALT: () => this.SUBRULE(this.number) },
      { ALT: () => stringLiteral(this.CONSUME(StringToken)) },
      { ALT: () => nameReference(this.CONSUME(Identifier)) },
      { ALT: () => bindingReference(this.CONSUME(BindingToken)) },
    ]);
    const label = this.choice<Word | BindingReference>(
      [
        { ALT: () => this.SUBRULE(this.label) },
        { ALT: () => wordOf(this.CONSUME(NumberToken)) },
        { ALT: () => bindingReference(this.CONSUME2(BindingToken)) },
      ],
      1,
    );
    return this.ACTION(() => ({ code, label, span: span(code.span.start, label.span.end) }));
  });

  readonly assignLabels: Rule<BodyOf<'assign-labels'>> = this.rule('assignLabels', () => {
    const variable = this.SUBRULE(this.name);
    const list = this.SUBRULE2(this.name);
    return { form: 'assign-labels', variable, list };
  });

  /** What follows `for`. */
  readonly loopHeader: Rule<LoopLevel[]> = this.rule('loopHeader', () => {
    const levels: LoopLevel[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: Semicolon,
      DEF: () => {
        levels.push(this.SUBRULE(this.loopLevel));
      },
    });
    return levels;
  });

  private readonly loopLevel: Rule<LoopLevel> = this.rule('loopLevel', () => {
    const iterators: PlainName[] = [];
    const lists: LoopItem[][] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: Comma,
      DEF: () => {
        iterators.push(plainName(this.CONSUME(Identifier)));
      },
    });
    this.CONSUME(In);
    this.AT_LEAST_ONE_SEP2({
      SEP: Comma,
      DEF: () => {
        lists.push(this.SUBRULE(this.loopList));
      },
    });
    // One iterator: commas separate items as blanks do.
    const gathered = iterators.length === 1 ? [lists.flat()] : lists;
    return this.ACTION(() => ({
      iterators,
      lists: gathered,
      span: span(iterators[0]?.span.start ?? 0, tokenEnd(this.LA(0))),
    }));
  });

  private readonly loopList: Rule<LoopItem[]> = this.rule('loopList', () =>
    this.choice<LoopItem[]>([
      { GATE: () => this.isRangeAhead(), ALT: () => [this.SUBRULE(this.range)] },
      {
        ALT: () => {
          const items: LoopItem[] = [];
          this.AT_LEAST_ONE(() => {
            const value = this.SUBRULE(this.loopValue);
            this.ACTION(() => items.push({ type: 'item', value, span: value.span }));
          });
          return items;
        },
      },
    ]),
  );

  private readonly range: Rule<LoopItem> = this.rule('range', () => {
    const from = this.SUBRULE(this.sum);
    this.CONSUME(Colon);
    const to = this.SUBRULE2(this.sum);
    return this.ACTION(() => ({ type: 'range' as const, from, to, span: span(from.span.start, to.span.end) }));
  });

  /** Whether a colon stands before the list ends: what a range is told apart by, since a range may begin like an item. */
  private isRangeAhead(): boolean {
    let depth = 0;
    for (let ahead = 1; ; ahead++) {
      const token = this.LA(ahead);
      if (token.image === '') return false;
      if (token.tokenType === Colon) return true;
      if (token.tokenType === Semicolon || (token.tokenType === Comma && depth === 0)) return false;
      if (token.tokenType === LeftParenthesis) depth++;
      else if (token.tokenType === RightParenthesis) depth--;
    }
  }

  private readonly loopValue: Rule<Expression> = this.rule('loopValue', () =>
    this.choice<Expression>([
      { ALT: () => this.SUBRULE(this.signedLiteral) },
      { ALT: () => stringLiteral(this.CONSUME(StringToken)) },
      { ALT: () => ({ type: 'date', ...spanAndText(this.CONSUME(DateToken)) }) },
      { ALT: () => this.SUBRULE(this.nameExpression) },
    ]),
  );

  private readonly nameExpression: Rule<Expression> = this.rule('nameExpression', () => {
    const name = this.SUBRULE(this.name);
    return this.ACTION(() => expressionOf(name));
  });

  /** Everything after the comma. */
  readonly options: Rule<Option[]> = this.rule('options', () => {
    const options: Option[] = [];
    this.MANY(() => {
      options.push(this.SUBRULE(this.singleOption));
      this.OPTION(() => this.CONSUME(Comma));
    });
    return options;
  });

  /** One option with its arguments. */
  readonly singleOption: Rule<Option> = this.rule('singleOption', () => {
    const name = this.CONSUME(Identifier);
    const values = this.OPTION(() => this.SUBRULE(this.optionArguments));
    return this.ACTION(() => ({
      name: name.image.normalize('NFC'),
      nameSpan: tokenSpan(name),
      arguments: values,
      span: span(name.startOffset, tokenEnd(this.LA(0))),
    }));
  });

  private readonly optionArguments: Rule<OptionArgument[]> = this.rule('optionArguments', () => {
    const values: OptionArgument[] = [];
    this.CONSUME(LeftParenthesis);
    this.MANY(() => {
      values.push(this.SUBRULE(this.optionArgument));
      this.OPTION(() => this.CONSUME(Comma));
    });
    this.CONSUME(RightParenthesis);
    return values;
  });

  private readonly optionArgument: Rule<OptionArgument> = this.rule('optionArgument', () =>
    this.choice<OptionArgument>([
      {
        ALT: () => {
          const term = this.SUBRULE(this.term);
          return this.ACTION(() => {
            const only = term.operands[0];
            const isPlain = term.operator === undefined && only !== undefined && only.prefix === undefined;
            return isPlain ? expressionOf(only.variable) : term;
          });
        },
      },
      { ALT: () => this.SUBRULE(this.optionText) },
    ]),
  );

  /** A number or a text, perhaps continued with `++`. */
  private readonly optionText: Rule<Expression> = this.rule('optionText', () => {
    let left = this.choice<StringLiteral | Expression>([
      { ALT: () => this.SUBRULE(this.signedLiteral) },
      { ALT: () => stringLiteral(this.CONSUME(StringToken)) },
    ]);
    this.MANY(() => {
      const operator = this.CONSUME(PlusPlus);
      const right = this.SUBRULE(this.sum);
      left = this.ACTION(() => binary(operator, left, right));
    });
    return left;
  });
}

function spanAndText(token: IToken): { readonly text: string; readonly span: { start: number; end: number } } {
  return { text: token.image, span: tokenSpan(token) };
}

let shared: MicrodataParser | undefined;

/** The one parser of the process, made on first use. Grammar checks run in the tests, not at every start. */
export function sharedParser(): MicrodataParser {
  shared ??= new MicrodataParser({
    recoveryEnabled: false,
    maxLookahead: 1,
    skipValidations: true,
    errorMessageProvider: expectationProvider,
  });
  return shared;
}
