import type { IToken } from 'chevrotain';
import { joinSpans, span } from '../../base/span.ts';
import type {
  AggregationItem,
  BodyOf,
  CloneItem,
  Expression,
  ModelTerm,
  Name,
  Operand,
  RegisterReference,
  Word,
} from './ast.ts';
import { bindingReference, nameOf, numberLiteral, plainName, prefixed, wordOf } from './build.ts';
import { ExpressionGrammar, type Rule } from './expression-grammar.ts';
import { printName } from './print-expression.ts';
import {
  Arrow,
  As,
  BindingToken,
  By,
  Comma,
  DatastoreToken,
  Equal,
  FactorPrefix,
  HyphenWord,
  Identifier,
  Interaction,
  Into,
  LeftParenthesis,
  NumberToken,
  On,
  PlusPlus,
  RightParenthesis,
  Sign,
  Slash,
  StringToken,
  To,
  tokenEnd,
  tokenSpan,
} from './tokens.ts';

/** The terms of a model statement before its leading variables are told apart, which takes the command's spec. */
export interface ModelParts {
  readonly terms: readonly ModelTerm[];
  readonly instruments: BodyOf<'model'>['instruments'];
  readonly by: readonly Name[];
}

/** `target = value`, of `let`, `generate` and `replace`. */
export interface Assignment {
  readonly target: Name;
  readonly value: Expression;
}

/** The main part of most statement forms: what stands between the command word and `if` or the options. */
export class StatementGrammar extends ExpressionGrammar {
  readonly variables: Rule<BodyOf<'variables'>> = this.rule('variables', () => ({
    form: 'variables',
    variables: this.SUBRULE(this.names),
  }));

  readonly selection: Rule<BodyOf<'selection'>> = this.rule('selection', () => ({
    form: 'selection',
    variables: this.SUBRULE(this.names),
  }));

  protected readonly names: Rule<Name[]> = this.rule('names', () => {
    const names: Name[] = [];
    this.MANY(() => {
      names.push(this.SUBRULE(this.name));
    });
    return names;
  });

  readonly assignment: Rule<Assignment> = this.rule('assignment', () => {
    const target = this.SUBRULE(this.name);
    this.CONSUME(Equal);
    const value = this.SUBRULE(this.expression);
    return { target, value };
  });

  readonly dataset: Rule<BodyOf<'dataset'>> = this.rule('dataset', () => ({
    form: 'dataset',
    dataset: this.SUBRULE(this.name),
  }));

  readonly pair: Rule<BodyOf<'pair'>> = this.rule('pair', () => {
    const source = this.SUBRULE(this.name);
    const target = this.SUBRULE2(this.name);
    return { form: 'pair', source, target };
  });

  readonly require: Rule<BodyOf<'require'>> = this.rule('require', () => {
    const datastore = this.CONSUME(DatastoreToken);
    const alias = this.OPTION(() => {
      this.CONSUME(As);
      return plainName(this.CONSUME(Identifier));
    });
    const colon = datastore.image.indexOf(':');
    const from = datastore.startOffset;
    const nameEnd = colon === -1 ? datastore.image.length : colon;
    const version = datastore.image.slice(nameEnd + 1);
    return {
      form: 'require',
      databank: { text: datastore.image.slice(0, nameEnd).normalize('NFC'), span: span(from, from + nameEnd) },
      version: version === '' ? undefined : { text: version, span: span(from + nameEnd + 1, tokenEnd(datastore)) },
      alias,
    };
  });

  readonly import: Rule<BodyOf<'import'>> = this.rule('import', () => {
    const variables: RegisterReference[] = [];
    const times: Expression[] = [];
    variables.push(this.SUBRULE(this.registerReference));
    this.MANY({
      GATE: () => this.isRegisterAhead(),
      DEF: () => {
        variables.push(this.SUBRULE2(this.registerReference));
      },
    });
    this.MANY2({
      GATE: () => !this.isRegisterAhead(),
      DEF: () => {
        times.push(this.SUBRULE(this.concatenation));
      },
    });
    const to = this.OPTION(() => {
      const keyword = this.CONSUME(To);
      times.push(this.SUBRULE2(this.concatenation));
      return tokenSpan(keyword);
    });
    const alias = this.OPTION2(() => {
      this.CONSUME(As);
      return this.SUBRULE(this.name);
    });
    return { form: 'import', variables, times, toSpan: to, alias };
  });

  readonly registerList: Rule<BodyOf<'register-list'>> = this.rule('registerList', () => {
    const variables: RegisterReference[] = [];
    this.MANY(() => {
      variables.push(this.SUBRULE(this.registerReference));
    });
    return { form: 'register-list', variables };
  });

  readonly listLabels: Rule<BodyOf<'list-labels'>> = this.rule('listLabels', () =>
    this.choice<BodyOf<'list-labels'>>([
      {
        GATE: () => this.LA(2).tokenType === Slash,
        ALT: () => {
          const target = this.SUBRULE(this.registerReference);
          const time = this.OPTION(() => this.SUBRULE(this.concatenation));
          return { form: 'list-labels', target, time };
        },
      },
      { ALT: () => ({ form: 'list-labels', target: this.SUBRULE(this.name), time: undefined }) },
    ]),
  );

  /** `alias/NAME`; a bare name is that of very old scripts. */
  private readonly registerReference: Rule<RegisterReference> = this.rule('registerReference', () => {
    const first = this.SUBRULE(this.registerPart);
    const second = this.OPTION(() => {
      this.CONSUME(Slash);
      return this.SUBRULE2(this.registerPart);
    });
    this.ACTION(() => {
      if (second === undefined || first.span.end + 1 === second.span.start) return;
      const at = joinSpans(first.span, second.span);
      this.remarks.push({ code: 'register-name-spacing', at, corrected: `${printName(first)}/${printName(second)}` });
    });
    return this.ACTION(() => ({
      type: 'register-reference' as const,
      alias: second === undefined ? undefined : first,
      variable: second ?? first,
      span: second === undefined ? first.span : joinSpans(first.span, second.span),
    }));
  });

  private readonly registerPart: Rule<Name> = this.rule('registerPart', () =>
    this.choice<Name>([
      { ALT: () => plainName(this.CONSUME(Identifier)) },
      { ALT: () => nameOf(bindingReference(this.CONSUME(BindingToken))) },
    ]),
  );

  /** Whether `alias/NAME` stands next; `$x` alone is a time, an old-style bare name is a register variable. */
  private isRegisterAhead(): boolean {
    const next = this.LA(1).tokenType;
    const after = this.LA(2).tokenType;
    if (after === Slash) return true;
    return next === Identifier && after !== LeftParenthesis && after !== PlusPlus && this.LA(0).tokenType !== To;
  }

  readonly clone: Rule<BodyOf<'clone'>> = this.rule('clone', () => {
    const items: CloneItem[] = [];
    this.MANY(() => {
      items.push(this.SUBRULE(this.renamed));
    });
    return { form: 'clone', items };
  });

  /** `source [-> target]`. */
  private readonly renamed: Rule<CloneItem> = this.rule('renamed', () => {
    const source = this.SUBRULE(this.name);
    const target = this.OPTION(() => {
      this.CONSUME(Arrow);
      return this.SUBRULE2(this.name);
    });
    return this.ACTION(() => ({ source, target, span: joinSpans(source.span, (target ?? source).span) }));
  });

  /** A statistic holds for the items after it, up to the next. */
  readonly aggregation: Rule<BodyOf<'aggregation'>> = this.rule('aggregation', () => {
    const items: AggregationItem[] = [];
    this.AT_LEAST_ONE(() => {
      const statistic = this.SUBRULE(this.statistic);
      this.AT_LEAST_ONE2(() => {
        const item = this.SUBRULE(this.renamed);
        items.push({ statistic, ...item });
      });
    });
    return { form: 'aggregation', items };
  });

  private readonly statistic: Rule<Word> = this.rule('statistic', () => {
    this.CONSUME(LeftParenthesis);
    const word = this.CONSUME(Identifier);
    this.CONSUME(RightParenthesis);
    return wordOf(word);
  });

  readonly statisticChart: Rule<BodyOf<'statistic-chart'>> = this.rule('statisticChart', () => {
    const statistic = this.OPTION(() => this.SUBRULE(this.statistic));
    const variables = this.SUBRULE(this.names);
    return { form: 'statistic-chart', statistic, variables };
  });

  readonly merge: Rule<BodyOf<'merge'>> = this.rule('merge', () => {
    const variables: Name[] = [];
    this.AT_LEAST_ONE(() => {
      variables.push(this.SUBRULE(this.name));
    });
    this.CONSUME(Into);
    const into = this.SUBRULE2(this.name);
    const on = this.OPTION(() => {
      this.CONSUME(On);
      return this.SUBRULE3(this.name);
    });
    return { form: 'merge', variables, into, on };
  });

  readonly sample: Rule<BodyOf<'sample'>> = this.rule('sample', () => {
    const size = this.SUBRULE(this.numberArgument);
    const seed = this.SUBRULE2(this.numberArgument);
    return { form: 'sample', size, seed };
  });

  /** A number with an optional sign, or a binding. */
  protected readonly numberArgument: Rule<Expression> = this.rule('numberArgument', () =>
    this.choice<Expression>([
      { ALT: () => this.SUBRULE(this.signedLiteral) },
      { ALT: () => bindingReference(this.CONSUME(BindingToken)) },
    ]),
  );

  /** A number as an expression, with a sign that touches it. */
  protected readonly signedLiteral: Rule<Expression> = this.rule('signedLiteral', () => {
    const sign = this.OPTION(() => this.CONSUME(Sign));
    const number = this.CONSUME(NumberToken);
    return this.ACTION(() => prefixed(this.adjacentSign(sign, number), numberLiteral(number)));
  });

  /** The sign of a number as a list, remarking on a blank between them; call it in an action. */
  protected adjacentSign(sign: IToken | undefined, number: IToken): IToken[] {
    if (sign === undefined) return [];
    if (tokenEnd(sign) !== number.startOffset) {
      const corrected = `${sign.image}${number.image}`;
      this.remarks.push({ code: 'sign-spacing', at: joinSpans(tokenSpan(sign), tokenSpan(number)), corrected });
    }
    return [sign];
  }

  readonly model: Rule<ModelParts> = this.rule('model', () => {
    const terms: ModelTerm[] = [];
    const groups: NonNullable<ModelParts['instruments']>[] = [];
    const by: Name[] = [];
    this.MANY(() => {
      this.OR([
        {
          ALT: () => {
            terms.push(this.SUBRULE(this.term));
          },
        },
        {
          GATE: () => groups.length === 0,
          ALT: () => {
            groups.push(this.SUBRULE(this.instrumentGroup));
          },
        },
      ]);
    });
    this.OPTION(() => {
      this.CONSUME(By);
      this.AT_LEAST_ONE(() => {
        by.push(this.SUBRULE(this.name));
      });
    });
    return { terms, instruments: groups[0], by };
  });

  /** `(endogenous = instruments)`. */
  private readonly instrumentGroup: Rule<NonNullable<ModelParts['instruments']>> = this.rule('instrumentGroup', () => {
    const endogenous: ModelTerm[] = [];
    const instruments: ModelTerm[] = [];
    const open = this.CONSUME(LeftParenthesis);
    this.AT_LEAST_ONE(() => {
      endogenous.push(this.SUBRULE(this.term));
    });
    this.CONSUME(Equal);
    this.AT_LEAST_ONE2(() => {
      instruments.push(this.SUBRULE2(this.term));
    });
    const close = this.CONSUME(RightParenthesis);
    return { endogenous, instruments, span: span(open.startOffset, tokenEnd(close)) };
  });

  /** A model term; the first interaction operator counts, another is remarked upon. */
  protected readonly term: Rule<ModelTerm> = this.rule('term', () => {
    const operands: Operand[] = [this.SUBRULE(this.operand)];
    let operator: ModelTerm['operator'];
    this.MANY(() => {
      const token = this.CONSUME(Interaction);
      const written = token.image === '##' ? '##' : '#';
      this.ACTION(() => {
        if (operator !== undefined && operator !== written) {
          this.remarks.push({ code: 'mixed-interaction', at: tokenSpan(token), corrected: '' });
        }
      });
      operator ??= written;
      operands.push(this.SUBRULE2(this.operand));
    });
    return this.ACTION(() => ({
      type: 'term' as const,
      operator,
      operands,
      span: joinSpans((operands[0] as Operand).span, (operands.at(-1) as Operand).span),
    }));
  });

  private readonly operand: Rule<Operand> = this.rule('operand', () => {
    const prefix = this.OPTION(() => this.CONSUME(FactorPrefix));
    const variable = this.SUBRULE(this.name);
    return this.ACTION(() => ({
      prefix: prefix === undefined ? undefined : prefix.image.startsWith('i') ? ('i' as const) : ('c' as const),
      variable,
      span: span(prefix?.startOffset ?? variable.span.start, variable.span.end),
    }));
  });

  readonly words: Rule<BodyOf<'words'>> = this.rule('words', () => {
    const words: Word[] = [];
    this.MANY(() => {
      this.OPTION(() => this.CONSUME(Comma));
      const word = this.choice<Word>([
        { ALT: () => wordOf(this.CONSUME(HyphenWord)) },
        { ALT: () => wordOf(this.CONSUME(StringToken)) },
        { ALT: () => wordOf(this.CONSUME(NumberToken)) },
        { ALT: () => wordOf(this.CONSUME(BindingToken)) },
      ]);
      words.push(word);
    });
    return { form: 'words', words };
  });
}
