import { EmbeddedActionsParser, type IParserConfig, type IToken, type ParserMethod } from 'chevrotain';
import type { Span } from '../../base/span.ts';
import type { Expression, Name } from './ast.ts';
import {
  binary,
  bindingReference,
  call,
  nameOf,
  nameReference,
  numberLiteral,
  type PowerStep,
  power,
  prefixed,
  stringLiteral,
} from './build.ts';
import {
  Additive,
  Ampersand,
  BindingToken,
  Caret,
  Comma,
  Comparison,
  DateToken,
  Dot,
  Identifier,
  LeftParenthesis,
  Multiplicative,
  NumberToken,
  Pipe,
  PlusPlus,
  Prefix,
  ProcedureName,
  RightParenthesis,
  StringToken,
  tokenEnd,
  tokenSpan,
  vocabulary,
} from './tokens.ts';

/** A rule without arguments. */
export type Rule<T> = ParserMethod<[], T>;

/** A mistake that does not stop reading. */
export interface Remark {
  readonly code: 'sign-spacing' | 'register-name-spacing' | 'mixed-interaction';
  readonly at: Span;
  readonly corrected: string;
}

/**
 * Expressions and names.
 *
 * Actions that look inside a value run in `ACTION`: while Chevrotain records the grammar there are no values. Signs and
 * powers are read in loops rather than by recursion, so only parentheses nest the parser's stack.
 */
export class ExpressionGrammar extends EmbeddedActionsParser {
  constructor(config: IParserConfig) {
    super(vocabulary, config);
  }

  /** What the rules found amiss in text that they could read; whoever sets the input empties it. */
  readonly remarks: Remark[] = [];

  /** Set while a computed name is read. */
  private isInName = false;

  /** Makes ready for new input. */
  start(tokens: readonly IToken[]): void {
    this.remarks.length = 0;
    this.isInName = false;
    this.input = [...tokens];
  }

  /** In a computed name only `(` right after the word makes a call: in `recode x++y (1 = 2)` a rule follows. */
  private mayCall(name: IToken): boolean {
    return !this.isInName || this.LA(1).startOffset === tokenEnd(name);
  }

  /** `RULE` with the result's type given by the context. */
  protected rule<T>(name: string, implementation: () => T): Rule<T> {
    return this.RULE(name, implementation);
  }

  /** `OR` with alternatives of one type; `index` tells several choices of one rule apart. */
  protected choice<T>(alternatives: { readonly GATE?: () => boolean; readonly ALT: () => T }[], index = 0): T {
    return this.or(index, alternatives);
  }

  /** A whole expression: `|` binds loosest. */
  readonly expression: Rule<Expression> = this.rule('expression', () => {
    let left = this.SUBRULE(this.conjunction);
    this.MANY(() => {
      const operator = this.CONSUME(Pipe);
      const right = this.SUBRULE2(this.conjunction);
      left = this.ACTION(() => binary(operator, left, right));
    });
    return left;
  });

  private readonly conjunction: Rule<Expression> = this.rule('conjunction', () => {
    let left = this.SUBRULE(this.comparison);
    this.MANY(() => {
      const operator = this.CONSUME(Ampersand);
      const right = this.SUBRULE2(this.comparison);
      left = this.ACTION(() => binary(operator, left, right));
    });
    return left;
  });

  /** Comparisons do not chain. */
  private readonly comparison: Rule<Expression> = this.rule('comparison', () => {
    let left = this.SUBRULE(this.concatenation);
    this.OPTION(() => {
      const operator = this.CONSUME(Comparison);
      const right = this.SUBRULE2(this.concatenation);
      left = this.ACTION(() => binary(operator, left, right));
    });
    return left;
  });

  /** `++` binds looser than `+`, tighter than comparisons. A binding expression is one of these. */
  readonly concatenation: Rule<Expression> = this.rule('concatenation', () => {
    let left = this.SUBRULE(this.sum);
    this.MANY(() => {
      const operator = this.CONSUME(PlusPlus);
      const right = this.SUBRULE2(this.sum);
      left = this.ACTION(() => binary(operator, left, right));
    });
    return left;
  });

  readonly sum: Rule<Expression> = this.rule('sum', () => {
    let left = this.SUBRULE(this.product);
    this.MANY(() => {
      const operator = this.CONSUME(Additive);
      const right = this.SUBRULE2(this.product);
      left = this.ACTION(() => binary(operator, left, right));
    });
    return left;
  });

  private readonly product: Rule<Expression> = this.rule('product', () => {
    let left = this.SUBRULE(this.signed);
    this.MANY(() => {
      const operator = this.CONSUME(Multiplicative);
      const right = this.SUBRULE2(this.signed);
      left = this.ACTION(() => binary(operator, left, right));
    });
    return left;
  });

  private readonly signed: Rule<Expression> = this.rule('signed', () => {
    const prefixes: IToken[] = [];
    this.MANY(() => {
      prefixes.push(this.CONSUME(Prefix));
    });
    const operand = this.SUBRULE(this.power);
    return this.ACTION(() => prefixed(prefixes, operand));
  });

  private readonly power: Rule<Expression> = this.rule('power', () => {
    const base = this.SUBRULE(this.primary);
    const steps: PowerStep[] = [];
    this.MANY(() => {
      const caret = this.CONSUME(Caret);
      const prefixes: IToken[] = [];
      this.MANY2(() => {
        prefixes.push(this.CONSUME(Prefix));
      });
      steps.push({ caret, prefixes, operand: this.SUBRULE2(this.primary) });
    });
    return this.ACTION(() => power(base, steps));
  });

  private readonly primary: Rule<Expression> = this.rule('primary', () =>
    this.choice<Expression>([
      { ALT: () => this.SUBRULE(this.nameOrCall) },
      { ALT: () => numberLiteral(this.CONSUME(NumberToken)) },
      { ALT: () => stringLiteral(this.CONSUME(StringToken)) },
      { ALT: () => bindingReference(this.CONSUME(BindingToken)) },
      { ALT: () => this.SUBRULE(this.procedureCall) },
      { ALT: () => this.SUBRULE(this.group) },
      { ALT: () => dateLiteral(this.CONSUME(DateToken)) },
      { ALT: () => ({ type: 'missing', span: tokenSpan(this.CONSUME(Dot)) }) },
    ]),
  );

  private readonly nameOrCall: Rule<Expression> = this.rule('nameOrCall', () => {
    const name = this.CONSUME(Identifier);
    const values = this.OPTION({ GATE: () => this.mayCall(name), DEF: () => this.SUBRULE(this.callArguments) });
    return values === undefined ? nameReference(name) : this.ACTION(() => call(name, values, tokenEnd(this.LA(0))));
  });

  private readonly procedureCall: Rule<Expression> = this.rule('procedureCall', () => {
    const name = this.CONSUME(ProcedureName);
    const values = this.SUBRULE(this.callArguments);
    return this.ACTION(() => call(name, values, tokenEnd(this.LA(0))));
  });

  private readonly callArguments: Rule<Expression[]> = this.rule('callArguments', () => {
    const values: Expression[] = [];
    this.CONSUME(LeftParenthesis);
    this.MANY_SEP({
      SEP: Comma,
      DEF: () => {
        values.push(this.SUBRULE(this.expression));
      },
    });
    this.CONSUME(RightParenthesis);
    return values;
  });

  private readonly group: Rule<Expression> = this.rule('group', () => {
    const open = this.CONSUME(LeftParenthesis);
    const inner = this.SUBRULE(this.expression);
    const close = this.CONSUME(RightParenthesis);
    return { type: 'group', inner, span: { start: open.startOffset, end: tokenEnd(close) } };
  });

  /** A name, plain or computed; `++` is greedy, so `drop a++$y b` names two variables. */
  readonly name: Rule<Name> = this.rule('name', () => {
    let left = this.SUBRULE(this.nameAtom);
    this.MANY(() => {
      const operator = this.CONSUME(PlusPlus);
      this.isInName = true;
      const right = this.SUBRULE(this.sum);
      this.isInName = false;
      left = this.ACTION(() => binary(operator, left, right));
    });
    return this.ACTION(() => nameOf(left));
  });

  private readonly nameAtom: Rule<Expression> = this.rule('nameAtom', () =>
    this.choice<Expression>([
      { ALT: () => nameReference(this.CONSUME(Identifier)) },
      { ALT: () => bindingReference(this.CONSUME(BindingToken)) },
      { ALT: () => this.SUBRULE(this.procedureCall) },
    ]),
  );
}

function dateLiteral(token: IToken): Expression {
  return { type: 'date', text: token.image, span: tokenSpan(token) };
}
