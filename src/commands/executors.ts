import type { NodeKind } from '../disclosure/nodes.ts';
import type { LetOperation, LoopOperation, OperationBase } from '../lang/ir/script.ts';
import type { Execution, ExecutionContext, Executor, ReadingContext, ReadingExecutor } from '../runtime/executor.ts';
import { executeAggregate } from './aggregate/aggregate/execute.ts';
import type { aggregateSpec } from './aggregate/aggregate/spec.ts';
import { executeCollapse } from './aggregate/collapse/execute.ts';
import type { collapseSpec } from './aggregate/collapse/spec.ts';
import { executeBarchart } from './chart/barchart/execute.ts';
import type { barchartSpec } from './chart/barchart/spec.ts';
import { executeBoxplot } from './chart/boxplot/execute.ts';
import type { boxplotSpec } from './chart/boxplot/spec.ts';
import { coefplotExecutor } from './chart/coefplot/execute.ts';
import type { coefplotSpec } from './chart/coefplot/spec.ts';
import { executeHexbin } from './chart/hexbin/execute.ts';
import type { hexbinSpec } from './chart/hexbin/spec.ts';
import { executeHistogram } from './chart/histogram/execute.ts';
import type { histogramSpec } from './chart/histogram/spec.ts';
import { executePiechart } from './chart/piechart/execute.ts';
import type { piechartSpec } from './chart/piechart/spec.ts';
import { executeSankey } from './chart/sankey/execute.ts';
import type { sankeySpec } from './chart/sankey/spec.ts';
import { executeCloneDataset } from './dataset/clone-dataset/execute.ts';
import type { cloneDatasetSpec } from './dataset/clone-dataset/spec.ts';
import { executeCloneUnits } from './dataset/clone-units/execute.ts';
import type { cloneUnitsSpec } from './dataset/clone-units/spec.ts';
import { executeCreateDataset } from './dataset/create-dataset/execute.ts';
import type { createDatasetSpec } from './dataset/create-dataset/spec.ts';
import { executeDeleteDataset } from './dataset/delete-dataset/execute.ts';
import type { deleteDatasetSpec } from './dataset/delete-dataset/spec.ts';
import { executeRenameDataset } from './dataset/rename-dataset/execute.ts';
import type { renameDatasetSpec } from './dataset/rename-dataset/spec.ts';
import { executeReshapeFromPanel } from './dataset/reshape-from-panel/execute.ts';
import type { reshapeFromPanelSpec } from './dataset/reshape-from-panel/spec.ts';
import { executeReshapeToPanel } from './dataset/reshape-to-panel/execute.ts';
import type { reshapeToPanelSpec } from './dataset/reshape-to-panel/spec.ts';
import { executeUse } from './dataset/use/execute.ts';
import type { useSpec } from './dataset/use/spec.ts';
import { executeAnova } from './describe/anova/execute.ts';
import type { anovaSpec } from './describe/anova/spec.ts';
import { executeCi } from './describe/ci/execute.ts';
import type { ciSpec } from './describe/ci/spec.ts';
import { executeCorrelate } from './describe/correlate/execute.ts';
import type { correlateSpec } from './describe/correlate/spec.ts';
import { executeNormaltest } from './describe/normaltest/execute.ts';
import type { normaltestSpec } from './describe/normaltest/spec.ts';
import { executeSummarize } from './describe/summarize/execute.ts';
import type { summarizeSpec } from './describe/summarize/spec.ts';
import { executeTabulate } from './describe/tabulate/execute.ts';
import type { tabulateSpec } from './describe/tabulate/spec.ts';
import { executeImport } from './import/import/execute.ts';
import type { importSpec } from './import/import/spec.ts';
import { executeImportEvent } from './import/import-event/execute.ts';
import type { importEventSpec } from './import/import-event/spec.ts';
import { executeImportPanel } from './import/import-panel/execute.ts';
import type { importPanelSpec } from './import/import-panel/spec.ts';
import { executeAssignLabels } from './labels/assign-labels/execute.ts';
import type { assignLabelsSpec } from './labels/assign-labels/spec.ts';
import { executeDefineLabels } from './labels/define-labels/execute.ts';
import type { defineLabelsSpec } from './labels/define-labels/spec.ts';
import { executeDropLabels } from './labels/drop-labels/execute.ts';
import type { dropLabelsSpec } from './labels/drop-labels/spec.ts';
import { executeListLabels } from './labels/list-labels/execute.ts';
import type { listLabelsSpec } from './labels/list-labels/spec.ts';
import { executeMerge } from './link/merge/execute.ts';
import type { mergeSpec } from './link/merge/spec.ts';
import type { hausmanSpec } from './panel/hausman/spec.ts';
import type { regressPanelSpec } from './panel/regress-panel/spec.ts';
import type { regressPanelDiffSpec } from './panel/regress-panel-diff/spec.ts';
import type { regressPanelPredictSpec } from './panel/regress-panel-predict/spec.ts';
import { executeSummarizePanel } from './panel/summarize-panel/execute.ts';
import type { summarizePanelSpec } from './panel/summarize-panel/spec.ts';
import { executeTabulatePanel } from './panel/tabulate-panel/execute.ts';
import type { tabulatePanelSpec } from './panel/tabulate-panel/spec.ts';
import { executeTransitionsPanel } from './panel/transitions-panel/execute.ts';
import type { transitionsPanelSpec } from './panel/transitions-panel/spec.ts';
import type { ivregressSpec } from './regression/ivregress/spec.ts';
import type { ivregressPredictSpec } from './regression/ivregress-predict/spec.ts';
import type { logitSpec } from './regression/logit/spec.ts';
import type { logitPredictSpec } from './regression/logit-predict/spec.ts';
import type { mlogitSpec } from './regression/mlogit/spec.ts';
import type { mlogitPredictSpec } from './regression/mlogit-predict/spec.ts';
import type { negativeBinomialSpec } from './regression/negative-binomial/spec.ts';
import type { negativeBinomialPredictSpec } from './regression/negative-binomial-predict/spec.ts';
import type { oaxacaSpec } from './regression/oaxaca/spec.ts';
import type { poissonSpec } from './regression/poisson/spec.ts';
import type { poissonPredictSpec } from './regression/poisson-predict/spec.ts';
import type { probitSpec } from './regression/probit/spec.ts';
import type { probitPredictSpec } from './regression/probit-predict/spec.ts';
import type { rddSpec } from './regression/rdd/spec.ts';
import { executeRegress } from './regression/regress/execute.ts';
import type { regressSpec } from './regression/regress/spec.ts';
import type { regressMmlSpec } from './regression/regress-mml/spec.ts';
import type { regressMmlPredictSpec } from './regression/regress-mml-predict/spec.ts';
import type { regressPredictSpec } from './regression/regress-predict/spec.ts';
import { executeDrop } from './select/drop/execute.ts';
import type { dropSpec } from './select/drop/spec.ts';
import { executeKeep } from './select/keep/execute.ts';
import type { keepSpec } from './select/keep/spec.ts';
import { executeSample } from './select/sample/execute.ts';
import type { sampleSpec } from './select/sample/spec.ts';
import { executeConfigure } from './session/configure/execute.ts';
import type { configureSpec } from './session/configure/spec.ts';
import { executeFor } from './session/for/execute.ts';
import { executeLet } from './session/let/execute.ts';
import { executeRequire } from './session/require/execute.ts';
import type { requireSpec } from './session/require/spec.ts';
import { executeClear } from './support/clear/execute.ts';
import type { clearSpec } from './support/clear/spec.ts';
import { executeEdit } from './support/edit/execute.ts';
import type { editSpec } from './support/edit/spec.ts';
import { executeHelp } from './support/help/execute.ts';
import type { helpSpec } from './support/help/spec.ts';
import { executeHelpFunction } from './support/help-function/execute.ts';
import type { helpFunctionSpec } from './support/help-function/spec.ts';
import { executeHelpProcedure } from './support/help-procedure/execute.ts';
import type { helpProcedureSpec } from './support/help-procedure/spec.ts';
import { executeHistory } from './support/history/execute.ts';
import type { historySpec } from './support/history/spec.ts';
import type { loadSpec } from './support/load/spec.ts';
import { executeSave } from './support/save/execute.ts';
import type { saveSpec } from './support/save/spec.ts';
import { executeVariables } from './support/variables/execute.ts';
import type { variablesSpec } from './support/variables/spec.ts';
import type { coxSpec } from './survival/cox/spec.ts';
import type { kaplanMeierSpec } from './survival/kaplan-meier/spec.ts';
import type { weibullSpec } from './survival/weibull/spec.ts';
import { executeCloneVariables } from './transform/clone-variables/execute.ts';
import type { cloneVariablesSpec } from './transform/clone-variables/spec.ts';
import { executeDestring } from './transform/destring/execute.ts';
import type { destringSpec } from './transform/destring/spec.ts';
import { executeGenerate } from './transform/generate/execute.ts';
import type { generateSpec } from './transform/generate/spec.ts';
import { executeRecode } from './transform/recode/execute.ts';
import type { recodeSpec } from './transform/recode/spec.ts';
import { executeRename } from './transform/rename/execute.ts';
import type { renameSpec } from './transform/rename/spec.ts';
import { executeReplace } from './transform/replace/execute.ts';
import type { replaceSpec } from './transform/replace/spec.ts';
import type { Operation, OperationOf } from './vocabulary.ts';

/** The declarations of all commands, as types: what the table below must be complete over. */
type Specs =
  | typeof aggregateSpec
  | typeof collapseSpec
  | typeof barchartSpec
  | typeof boxplotSpec
  | typeof coefplotSpec
  | typeof hexbinSpec
  | typeof histogramSpec
  | typeof piechartSpec
  | typeof sankeySpec
  | typeof cloneDatasetSpec
  | typeof cloneUnitsSpec
  | typeof createDatasetSpec
  | typeof deleteDatasetSpec
  | typeof renameDatasetSpec
  | typeof reshapeFromPanelSpec
  | typeof reshapeToPanelSpec
  | typeof useSpec
  | typeof anovaSpec
  | typeof ciSpec
  | typeof correlateSpec
  | typeof normaltestSpec
  | typeof summarizeSpec
  | typeof tabulateSpec
  | typeof importEventSpec
  | typeof importPanelSpec
  | typeof importSpec
  | typeof assignLabelsSpec
  | typeof defineLabelsSpec
  | typeof dropLabelsSpec
  | typeof listLabelsSpec
  | typeof mergeSpec
  | typeof hausmanSpec
  | typeof regressPanelDiffSpec
  | typeof regressPanelPredictSpec
  | typeof regressPanelSpec
  | typeof summarizePanelSpec
  | typeof tabulatePanelSpec
  | typeof transitionsPanelSpec
  | typeof ivregressPredictSpec
  | typeof ivregressSpec
  | typeof logitPredictSpec
  | typeof logitSpec
  | typeof mlogitPredictSpec
  | typeof mlogitSpec
  | typeof negativeBinomialPredictSpec
  | typeof negativeBinomialSpec
  | typeof oaxacaSpec
  | typeof poissonPredictSpec
  | typeof poissonSpec
  | typeof probitPredictSpec
  | typeof probitSpec
  | typeof rddSpec
  | typeof regressMmlPredictSpec
  | typeof regressMmlSpec
  | typeof regressPredictSpec
  | typeof regressSpec
  | typeof dropSpec
  | typeof keepSpec
  | typeof sampleSpec
  | typeof configureSpec
  | typeof requireSpec
  | typeof clearSpec
  | typeof editSpec
  | typeof helpFunctionSpec
  | typeof helpProcedureSpec
  | typeof helpSpec
  | typeof historySpec
  | typeof loadSpec
  | typeof saveSpec
  | typeof variablesSpec
  | typeof coxSpec
  | typeof kaplanMeierSpec
  | typeof weibullSpec
  | typeof cloneVariablesSpec
  | typeof destringSpec
  | typeof generateSpec
  | typeof recodeSpec
  | typeof renameSpec
  | typeof replaceSpec;

type ExecutableSpec = Extract<Specs, { readonly executable: true }>;

/**
 * One executor for each command that can run, emitting nothing but the kinds of result that its declaration names, and with no more
 * rights than these need: where it makes status lines of changes, the changing half of the engine; otherwise the reading half.
 */
export type Executors = {
  readonly [S in ExecutableSpec as S['name']]: 'message' extends S['emits'][number]
    ? Executor<OperationOf<S['name']>, S['emits'][number] & NodeKind>
    : ReadingExecutor<OperationOf<S['name']>, S['emits'][number] & NodeKind>;
};

/** Commands that read datasets, or nothing: their executors have the rights of these only. */
export type ReadingCommand = {
  [S in ExecutableSpec as S['name']]: 'message' extends S['emits'][number] ? never : S['name'];
}[ExecutableSpec['name']];

/** The executors by command. A command that is declared executable and has no executor does not compile. */
export const executors: Executors = {
  aggregate: executeAggregate,
  collapse: executeCollapse,
  barchart: executeBarchart,
  histogram: executeHistogram,
  piechart: executePiechart,
  sankey: executeSankey,
  boxplot: executeBoxplot,
  hexbin: executeHexbin,
  coefplot: coefplotExecutor(executeDrawn),
  'clone-dataset': executeCloneDataset,
  'clone-units': executeCloneUnits,
  'create-dataset': executeCreateDataset,
  'delete-dataset': executeDeleteDataset,
  'rename-dataset': executeRenameDataset,
  'reshape-from-panel': executeReshapeFromPanel,
  'reshape-to-panel': executeReshapeToPanel,
  use: executeUse,
  correlate: executeCorrelate,
  summarize: executeSummarize,
  tabulate: executeTabulate,
  ci: executeCi,
  anova: executeAnova,
  normaltest: executeNormaltest,
  'summarize-panel': executeSummarizePanel,
  'tabulate-panel': executeTabulatePanel,
  'transitions-panel': executeTransitionsPanel,
  import: executeImport,
  'import-event': executeImportEvent,
  'import-panel': executeImportPanel,
  'assign-labels': executeAssignLabels,
  'define-labels': executeDefineLabels,
  'drop-labels': executeDropLabels,
  'list-labels': executeListLabels,
  variables: executeVariables,
  merge: executeMerge,
  regress: executeRegress,
  drop: executeDrop,
  keep: executeKeep,
  sample: executeSample,
  require: executeRequire,
  configure: executeConfigure,
  help: executeHelp,
  'help-function': executeHelpFunction,
  'help-procedure': executeHelpProcedure,
  history: executeHistory,
  clear: executeClear,
  save: executeSave,
  edit: executeEdit,
  'clone-variables': executeCloneVariables,
  destring: executeDestring,
  generate: executeGenerate,
  recode: executeRecode,
  rename: executeRename,
  replace: executeReplace,
};

/** Whether the product can run a command; others are parsed and checked only. */
export function isExecutable(command: string): boolean {
  return command === 'let' || command === 'for' || Object.hasOwn(executors, command);
}

/** Executes an operation of a script whose commands are all executable. */
export function execute(operation: Operation, context: ExecutionContext): Promise<Execution<NodeKind>> {
  if (isLet(operation)) return executeLet(operation, context);
  if (isLoop(operation)) return executeFor(operation, context);
  return executeInner(operation, context);
}

/** The commands whose results `coefplot` draws: those that put out a model. One that is declared to and is missing here does not compile. */
const drawn: Pick<Executors, DrawnCommand> = { regress: executeRegress };

type DrawnCommand = {
  [S in ExecutableSpec as S['name']]: 'model' extends S['emits'][number] ? S['name'] : never;
}[ExecutableSpec['name']];

/** Executes the operation of a regression within that of `coefplot`. */
function executeDrawn(operation: OperationBase, context: ReadingContext): Promise<Execution<NodeKind>> {
  if (!isDrawn(operation)) throw new RangeError(`${operation.type} cannot be drawn`);
  return drawn[operation.type](operation, context);
}

function isDrawn(operation: OperationBase): operation is OperationOf<DrawnCommand> {
  return Object.hasOwn(drawn, operation.type);
}

/** Executes the operation of a command. */
function executeInner(operation: OperationBase, context: ExecutionContext): Promise<Execution<NodeKind>> {
  if (!hasExecutor(operation)) throw new RangeError(`${operation.type} cannot be executed`);
  return executeWith(operation.type, operation, context);
}

type ExecutableName = keyof Executors;

type Operations = { readonly [T in ExecutableName]: OperationOf<T> };

/** The same table with the kinds of result widened: what a caller sees who does not know which command it runs. */
const executorsByName: {
  readonly [T in ExecutableName]: (operation: Operations[T], context: ExecutionContext) => Promise<Execution<NodeKind>>;
} = executors;

function isLet(operation: Operation): operation is LetOperation {
  return operation.type === 'let';
}

function isLoop(operation: Operation): operation is LoopOperation {
  return operation.type === 'for';
}

function hasExecutor(operation: OperationBase): operation is OperationOf<ExecutableName> {
  return Object.hasOwn(executors, operation.type);
}

function executeWith<T extends ExecutableName>(
  name: T,
  operation: Operations[T],
  context: ExecutionContext,
): Promise<Execution<NodeKind>> {
  return executorsByName[name](operation, context);
}
