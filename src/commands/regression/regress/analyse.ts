import { type AnalysisContext, defineCommand } from '../../../lang/analyse/context.ts';
import { optionSpan } from '../../../lang/analyse/options.ts';
import type { ModelTermIr } from '../../../lang/ir/model.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import { analyseModel, type Covariance, covarianceOf, defaultLevel } from '../../shared/model.ts';
import { regressSpec } from './spec.ts';

/** A test of the fitted regression. */
export type RegressionDiagnostic = 'ov' | 'vif' | 'het_bp' | 'het_iid' | 'het_fstat';

/** Fits a linear regression by ordinary least squares on the complete cases of every variable named. */
export interface RegressOperation extends OperationBase {
  readonly type: 'regress';
  readonly dataset: string;
  readonly response: string;
  /** Visible terms in written order, then those of `control()`. */
  readonly terms: readonly ModelTermIr[];
  readonly hasConstant: boolean;
  /** Confidence level in percent. */
  readonly level: number;
  readonly covariance: Covariance;
  /** In the order asked for. */
  readonly diagnostics: readonly RegressionDiagnostic[];
  readonly standardize: boolean;
  /** Predicted values at the means; for both values of a 0/1 variable if one is named. */
  readonly margins?: { readonly variable?: string };
}

const diagnostics = ['ov', 'vif', 'het_bp', 'het_iid', 'het_fstat'] as const;

/** `regress response terms [if condition] [, options]`. */
export const regressCommand = defineCommand(regressSpec, (body, context): RegressOperation | undefined => {
  const model = analyseModel(regressSpec, body, context);
  if (model === undefined) return undefined;
  const { values, order } = model.options;
  const margin = values.margins?.[0];
  const marginFits = margin === undefined || checkMargin(margin, model.terms, context);
  const [response] = model.leading;
  if (!model.isValid || !marginFits || response === undefined) return undefined;
  return {
    type: 'regress',
    dataset: model.dataset.schema.name,
    response: response.name,
    terms: model.terms,
    hasConstant: !values.noconstant,
    level: values.level ?? defaultLevel,
    covariance: covarianceOf(values),
    diagnostics: order.flatMap((option) => diagnostics.filter((diagnostic) => diagnostic === option)),
    standardize: values.standardize,
    ...(values.margins === undefined ? {} : { margins: margin === undefined ? {} : { variable: margin } }),
    ...(model.condition === undefined ? {} : { condition: model.condition }),
  };
});

/** The variable of `margins()` must be one that explains. */
function checkMargin(variable: string, terms: readonly ModelTermIr[], context: AnalysisContext): boolean {
  if (terms.some((term) => term.factors.some((factor) => factor.variable === variable))) return true;
  context.report('margins-not-in-model', optionSpan(context, 'margins'), { name: variable });
  return false;
}
