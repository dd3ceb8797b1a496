import { defineCommand, nameText } from '../../../lang/analyse/context.ts';
import type { ModelTermIr } from '../../../lang/ir/model.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import type { ModelTerm } from '../../../lang/syntax/ast.ts';
import { findVariable } from '../../../lang/types/schema.ts';
import { analyseModel } from '../../shared/model.ts';
import { anovaSpec } from './spec.ts';

/** Analyses the variance of a response by the terms of a linear model. */
export interface AnovaOperation extends OperationBase {
  readonly type: 'anova';
  readonly dataset: string;
  readonly response: string;
  /** In written order. */
  readonly terms: readonly ModelTermIr[];
  /** Numeric variables that are nowhere marked as factors: one with too many values is a covariate. */
  readonly unmarked: readonly string[];
  readonly hasConstant: boolean;
  /** Whether the groups are compared two by two. */
  readonly posthoc: boolean;
}

/** `anova response terms [if condition] [, noconstant posthoc]`: bare variables are factors. */
export const anovaCommand = defineCommand(anovaSpec, (body, context): AnovaOperation | undefined => {
  const model = analyseModel(anovaSpec, body, context, true);
  const [response] = model?.leading ?? [];
  if (model === undefined || !model.isValid || response === undefined) return undefined;
  const { schema } = model.dataset;
  const isNumeric = (name: string): boolean => findVariable(schema, name)?.type.type === 'numeric';
  const { noconstant, posthoc } = model.options.values;
  return {
    type: 'anova',
    dataset: schema.name,
    response: response.name,
    terms: model.terms,
    unmarked: unmarkedFactors(body.terms).filter(isNumeric),
    hasConstant: !noconstant,
    posthoc,
    ...(model.condition === undefined ? {} : { condition: model.condition }),
  };
});

/** Variables that stand bare in some term, and with `i.` in none. */
function unmarkedFactors(terms: readonly ModelTerm[]): readonly string[] {
  const operands = terms.flatMap((term) => term.operands);
  const marked = new Set(
    operands.filter(({ prefix }) => prefix === 'i').flatMap(({ variable }) => nameText(variable) ?? []),
  );
  const bare = operands
    .filter(({ prefix }) => prefix === undefined)
    .flatMap(({ variable }) => nameText(variable) ?? []);
  return [...new Set(bare)].filter((name) => !marked.has(name));
}
