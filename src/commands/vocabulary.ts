import type { CommandForms, CommandSpec, ConstructSpec } from '../lang/command-spec.ts';
import { aggregateSpec } from './aggregate/aggregate/spec.ts';
import { collapseSpec } from './aggregate/collapse/spec.ts';
import { barchartSpec } from './chart/barchart/spec.ts';
import { boxplotSpec } from './chart/boxplot/spec.ts';
import { coefplotSpec } from './chart/coefplot/spec.ts';
import { hexbinSpec } from './chart/hexbin/spec.ts';
import { histogramSpec } from './chart/histogram/spec.ts';
import { piechartSpec } from './chart/piechart/spec.ts';
import { sankeySpec } from './chart/sankey/spec.ts';
import { cloneDatasetSpec } from './dataset/clone-dataset/spec.ts';
import { cloneUnitsSpec } from './dataset/clone-units/spec.ts';
import { createDatasetSpec } from './dataset/create-dataset/spec.ts';
import { deleteDatasetSpec } from './dataset/delete-dataset/spec.ts';
import { renameDatasetSpec } from './dataset/rename-dataset/spec.ts';
import { reshapeFromPanelSpec } from './dataset/reshape-from-panel/spec.ts';
import { reshapeToPanelSpec } from './dataset/reshape-to-panel/spec.ts';
import { useSpec } from './dataset/use/spec.ts';
import { anovaSpec } from './describe/anova/spec.ts';
import { ciSpec } from './describe/ci/spec.ts';
import { correlateSpec } from './describe/correlate/spec.ts';
import { normaltestSpec } from './describe/normaltest/spec.ts';
import { summarizeSpec } from './describe/summarize/spec.ts';
import { tabulateSpec } from './describe/tabulate/spec.ts';
import { importSpec } from './import/import/spec.ts';
import { importEventSpec } from './import/import-event/spec.ts';
import { importPanelSpec } from './import/import-panel/spec.ts';
import { assignLabelsSpec } from './labels/assign-labels/spec.ts';
import { defineLabelsSpec } from './labels/define-labels/spec.ts';
import { dropLabelsSpec } from './labels/drop-labels/spec.ts';
import { listLabelsSpec } from './labels/list-labels/spec.ts';
import { mergeSpec } from './link/merge/spec.ts';
import { hausmanSpec } from './panel/hausman/spec.ts';
import { regressPanelSpec } from './panel/regress-panel/spec.ts';
import { regressPanelDiffSpec } from './panel/regress-panel-diff/spec.ts';
import { regressPanelPredictSpec } from './panel/regress-panel-predict/spec.ts';
import { summarizePanelSpec } from './panel/summarize-panel/spec.ts';
import { tabulatePanelSpec } from './panel/tabulate-panel/spec.ts';
import { transitionsPanelSpec } from './panel/transitions-panel/spec.ts';
import { ivregressSpec } from './regression/ivregress/spec.ts';
import { ivregressPredictSpec } from './regression/ivregress-predict/spec.ts';
import { logitSpec } from './regression/logit/spec.ts';
import { logitPredictSpec } from './regression/logit-predict/spec.ts';
import { mlogitSpec } from './regression/mlogit/spec.ts';
import { mlogitPredictSpec } from './regression/mlogit-predict/spec.ts';
import { negativeBinomialSpec } from './regression/negative-binomial/spec.ts';
import { negativeBinomialPredictSpec } from './regression/negative-binomial-predict/spec.ts';
import { oaxacaSpec } from './regression/oaxaca/spec.ts';
import { poissonSpec } from './regression/poisson/spec.ts';
import { poissonPredictSpec } from './regression/poisson-predict/spec.ts';
import { probitSpec } from './regression/probit/spec.ts';
import { probitPredictSpec } from './regression/probit-predict/spec.ts';
import { rddSpec } from './regression/rdd/spec.ts';
import { regressSpec } from './regression/regress/spec.ts';
import { regressMmlSpec } from './regression/regress-mml/spec.ts';
import { regressMmlPredictSpec } from './regression/regress-mml-predict/spec.ts';
import { regressPredictSpec } from './regression/regress-predict/spec.ts';
import { dropSpec } from './select/drop/spec.ts';
import { keepSpec } from './select/keep/spec.ts';
import { sampleSpec } from './select/sample/spec.ts';
import { configureSpec } from './session/configure/spec.ts';
import { forSpec } from './session/for/spec.ts';
import { letSpec } from './session/let/spec.ts';
import { requireSpec } from './session/require/spec.ts';
import { textblockSpec } from './session/textblock/spec.ts';
import { clearSpec } from './support/clear/spec.ts';
import { editSpec } from './support/edit/spec.ts';
import { helpSpec } from './support/help/spec.ts';
import { helpFunctionSpec } from './support/help-function/spec.ts';
import { helpProcedureSpec } from './support/help-procedure/spec.ts';
import { historySpec } from './support/history/spec.ts';
import { loadSpec } from './support/load/spec.ts';
import { saveSpec } from './support/save/spec.ts';
import { variablesSpec } from './support/variables/spec.ts';
import { coxSpec } from './survival/cox/spec.ts';
import { kaplanMeierSpec } from './survival/kaplan-meier/spec.ts';
import { weibullSpec } from './survival/weibull/spec.ts';
import { cloneVariablesSpec } from './transform/clone-variables/spec.ts';
import { destringSpec } from './transform/destring/spec.ts';
import { generateSpec } from './transform/generate/spec.ts';
import { recodeSpec } from './transform/recode/spec.ts';
import { renameSpec } from './transform/rename/spec.ts';
import { replaceSpec } from './transform/replace/spec.ts';

/** The declarations of all commands, in the order in which help shows them. */
export const commandSpecs = [
  requireSpec,
  configureSpec,
  createDatasetSpec,
  useSpec,
  deleteDatasetSpec,
  renameDatasetSpec,
  cloneDatasetSpec,
  cloneUnitsSpec,
  reshapeToPanelSpec,
  reshapeFromPanelSpec,
  importSpec,
  importEventSpec,
  importPanelSpec,
  generateSpec,
  replaceSpec,
  renameSpec,
  cloneVariablesSpec,
  recodeSpec,
  destringSpec,
  keepSpec,
  dropSpec,
  sampleSpec,
  collapseSpec,
  aggregateSpec,
  mergeSpec,
  defineLabelsSpec,
  assignLabelsSpec,
  dropLabelsSpec,
  listLabelsSpec,
  summarizeSpec,
  tabulateSpec,
  correlateSpec,
  ciSpec,
  normaltestSpec,
  anovaSpec,
  barchartSpec,
  histogramSpec,
  boxplotSpec,
  piechartSpec,
  hexbinSpec,
  sankeySpec,
  coefplotSpec,
  regressSpec,
  regressPredictSpec,
  logitSpec,
  logitPredictSpec,
  probitSpec,
  probitPredictSpec,
  mlogitSpec,
  mlogitPredictSpec,
  poissonSpec,
  poissonPredictSpec,
  negativeBinomialSpec,
  negativeBinomialPredictSpec,
  ivregressSpec,
  ivregressPredictSpec,
  regressMmlSpec,
  regressMmlPredictSpec,
  oaxacaSpec,
  rddSpec,
  summarizePanelSpec,
  tabulatePanelSpec,
  transitionsPanelSpec,
  regressPanelSpec,
  regressPanelPredictSpec,
  regressPanelDiffSpec,
  hausmanSpec,
  coxSpec,
  kaplanMeierSpec,
  weibullSpec,
  variablesSpec,
  helpSpec,
  helpFunctionSpec,
  helpProcedureSpec,
  historySpec,
  clearSpec,
  saveSpec,
  loadSpec,
  editSpec,
] as const satisfies readonly CommandSpec[];

/** The constructs that have a syntax of their own. */
export const constructSpecs = [letSpec, forSpec, textblockSpec] as const satisfies readonly ConstructSpec[];

/** The declarations by name: all that the parser needs to know of commands. */
export const commandForms: CommandForms = new Map(commandSpecs.map((spec): [string, CommandSpec] => [spec.name, spec]));
