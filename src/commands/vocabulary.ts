import { foreignFunctions, functions } from '../functions/vocabulary.ts';
import type { CommandDefinition, Vocabulary } from '../lang/analyse/context.ts';
import type { CommandForms, CommandSpec, ConstructSpec } from '../lang/command-spec.ts';
import type { ConstructOperation } from '../lang/ir/script.ts';
import { type AggregateOperation, aggregateCommand } from './aggregate/aggregate/analyse.ts';
import { type CollapseOperation, collapseCommand } from './aggregate/collapse/analyse.ts';
import { type BarchartOperation, barchartCommand } from './chart/barchart/analyse.ts';
import { type BoxplotOperation, boxplotCommand } from './chart/boxplot/analyse.ts';
import { type CoefplotOperation, coefplotCommand } from './chart/coefplot/analyse.ts';
import { type HexbinOperation, hexbinCommand } from './chart/hexbin/analyse.ts';
import { type HistogramOperation, histogramCommand } from './chart/histogram/analyse.ts';
import { piechartSpec } from './chart/piechart/spec.ts';
import { sankeySpec } from './chart/sankey/spec.ts';
import { type CloneDatasetOperation, cloneDatasetCommand } from './dataset/clone-dataset/analyse.ts';
import { type CloneUnitsOperation, cloneUnitsCommand } from './dataset/clone-units/analyse.ts';
import { type CreateDatasetOperation, createDatasetCommand } from './dataset/create-dataset/analyse.ts';
import { type DeleteDatasetOperation, deleteDatasetCommand } from './dataset/delete-dataset/analyse.ts';
import { type RenameDatasetOperation, renameDatasetCommand } from './dataset/rename-dataset/analyse.ts';
import { type ReshapeFromPanelOperation, reshapeFromPanelCommand } from './dataset/reshape-from-panel/analyse.ts';
import { type ReshapeToPanelOperation, reshapeToPanelCommand } from './dataset/reshape-to-panel/analyse.ts';
import { type UseOperation, useCommand } from './dataset/use/analyse.ts';
import { type AnovaOperation, anovaCommand } from './describe/anova/analyse.ts';
import { type CiOperation, ciCommand } from './describe/ci/analyse.ts';
import { type CorrelateOperation, correlateCommand } from './describe/correlate/analyse.ts';
import { normaltestSpec } from './describe/normaltest/spec.ts';
import { type SummarizeOperation, summarizeCommand } from './describe/summarize/analyse.ts';
import { type TabulateOperation, tabulateCommand } from './describe/tabulate/analyse.ts';
import { type ImportOperation, importCommand } from './import/import/analyse.ts';
import { type ImportEventOperation, importEventCommand } from './import/import-event/analyse.ts';
import { type ImportPanelOperation, importPanelCommand } from './import/import-panel/analyse.ts';
import { type AssignLabelsOperation, assignLabelsCommand } from './labels/assign-labels/analyse.ts';
import { type DefineLabelsOperation, defineLabelsCommand } from './labels/define-labels/analyse.ts';
import { type DropLabelsOperation, dropLabelsCommand } from './labels/drop-labels/analyse.ts';
import { type ListLabelsOperation, listLabelsCommand } from './labels/list-labels/analyse.ts';
import { type MergeOperation, mergeCommand } from './link/merge/analyse.ts';
import { hausmanSpec } from './panel/hausman/spec.ts';
import { regressPanelSpec } from './panel/regress-panel/spec.ts';
import { regressPanelDiffSpec } from './panel/regress-panel-diff/spec.ts';
import { regressPanelPredictSpec } from './panel/regress-panel-predict/spec.ts';
import { type SummarizePanelOperation, summarizePanelCommand } from './panel/summarize-panel/analyse.ts';
import { type TabulatePanelOperation, tabulatePanelCommand } from './panel/tabulate-panel/analyse.ts';
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
import { type RegressOperation, regressCommand } from './regression/regress/analyse.ts';
import { regressMmlSpec } from './regression/regress-mml/spec.ts';
import { regressMmlPredictSpec } from './regression/regress-mml-predict/spec.ts';
import { regressPredictSpec } from './regression/regress-predict/spec.ts';
import { type DropOperation, dropCommand } from './select/drop/analyse.ts';
import { type KeepOperation, keepCommand } from './select/keep/analyse.ts';
import { type SampleOperation, sampleCommand } from './select/sample/analyse.ts';
import { type ConfigureOperation, configureCommand } from './session/configure/analyse.ts';
import { forSpec } from './session/for/spec.ts';
import { letSpec } from './session/let/spec.ts';
import { type RequireOperation, requireCommand } from './session/require/analyse.ts';
import { textblockSpec } from './session/textblock/spec.ts';
import { type ModelOperation, modelCommand, type VariablesOperation, variablesCommand } from './shared/generic.ts';
import { sessionCommand, type WordsOperation } from './shared/session.ts';
import { type TopicOperation, type Topics, topicCommand } from './shared/topics.ts';
import { type ClearOperation, clearCommand } from './support/clear/analyse.ts';
import { editSpec } from './support/edit/spec.ts';
import { helpSpec } from './support/help/spec.ts';
import { helpFunctionSpec } from './support/help-function/spec.ts';
import { helpProcedureSpec } from './support/help-procedure/spec.ts';
import { type HistoryOperation, historyCommand } from './support/history/analyse.ts';
import { loadSpec } from './support/load/spec.ts';
import { saveSpec } from './support/save/spec.ts';
import { type VariablesListOperation, variablesListCommand } from './support/variables/analyse.ts';
import { coxSpec } from './survival/cox/spec.ts';
import { kaplanMeierSpec } from './survival/kaplan-meier/spec.ts';
import { weibullSpec } from './survival/weibull/spec.ts';
import { type CloneVariablesOperation, cloneVariablesCommand } from './transform/clone-variables/analyse.ts';
import { type DestringOperation, destringCommand } from './transform/destring/analyse.ts';
import { type GenerateOperation, generateCommand } from './transform/generate/analyse.ts';
import { type RecodeOperation, recodeCommand } from './transform/recode/analyse.ts';
import { type RenameOperation, renameCommand } from './transform/rename/analyse.ts';
import { type ReplaceOperation, replaceCommand } from './transform/replace/analyse.ts';

/** The operation of any command, told apart by `type`, the command's name. */
export type CommandOperation =
  | RequireOperation
  | CreateDatasetOperation
  | UseOperation
  | DeleteDatasetOperation
  | RenameDatasetOperation
  | CloneDatasetOperation
  | CloneUnitsOperation
  | ReshapeToPanelOperation
  | ReshapeFromPanelOperation
  | ImportOperation
  | ImportEventOperation
  | ImportPanelOperation
  | GenerateOperation
  | ReplaceOperation
  | RenameOperation
  | CloneVariablesOperation
  | RecodeOperation
  | DestringOperation
  | KeepOperation
  | DropOperation
  | SampleOperation
  | CollapseOperation
  | AggregateOperation
  | MergeOperation
  | DefineLabelsOperation
  | AssignLabelsOperation
  | DropLabelsOperation
  | ListLabelsOperation
  | SummarizeOperation
  | TabulateOperation
  | CorrelateOperation
  | CiOperation
  | AnovaOperation
  | SummarizePanelOperation
  | TabulatePanelOperation
  | BarchartOperation
  | HistogramOperation
  | BoxplotOperation
  | HexbinOperation
  | CoefplotOperation
  | RegressOperation
  | VariablesListOperation
  | ClearOperation
  | VariablesOperation<'normaltest' | 'piechart' | 'sankey' | 'transitions-panel' | 'kaplan-meier' | 'weibull'>
  | ModelOperation<
      | 'regress-predict'
      | 'logit'
      | 'logit-predict'
      | 'probit'
      | 'probit-predict'
      | 'mlogit'
      | 'mlogit-predict'
      | 'poisson'
      | 'poisson-predict'
      | 'negative-binomial'
      | 'negative-binomial-predict'
      | 'ivregress'
      | 'ivregress-predict'
      | 'regress-mml'
      | 'regress-mml-predict'
      | 'oaxaca'
      | 'rdd'
      | 'regress-panel'
      | 'regress-panel-predict'
      | 'regress-panel-diff'
      | 'hausman'
      | 'cox'
    >
  | ConfigureOperation
  | TopicOperation<'help'>
  | TopicOperation<'help-function'>
  | TopicOperation<'help-procedure'>
  | HistoryOperation
  | WordsOperation<'save'>
  | WordsOperation<'load'>
  | WordsOperation<'edit'>;

/** What a statement of the analysed line does: a command's operation, or a binding to show. */
export type Operation = CommandOperation | ConstructOperation;

/** The operation of one command. */
export type OperationOf<T extends Operation['type']> = Extract<Operation, { readonly type: T }>;

/** The constructs that have a syntax of their own. */
export const constructSpecs = [letSpec, forSpec, textblockSpec] as const satisfies readonly ConstructSpec[];

function namesOf(specs: Iterable<{ readonly name: string }>): readonly string[] {
  return Array.from(specs, ({ name }) => name);
}

/** The word that ends a construct, with the construct that it belongs to. */
function endOf(spec: ConstructSpec): readonly (readonly [string, string])[] {
  return spec.end === undefined ? [] : [[spec.end, spec.name]];
}

/** What help has texts about, by the command that shows it; a word that ends a construct belongs to the construct. */
export function topicsOf(command: 'help' | 'help-function' | 'help-procedure'): Topics {
  const own = (names: readonly string[]): ReadonlyMap<string, string> => new Map(names.map((name) => [name, name]));
  const about = (names: Iterable<string>, helper: string): ReadonlyMap<string, string> =>
    new Map(Array.from(names, (name) => [name, helper]));
  const commands = namesOf([...commandSpecs, ...constructSpecs]);
  const procedures = namesOf([...functions.values()].filter(({ kind }) => kind === 'binding'));
  switch (command) {
    case 'help':
      return {
        names: new Map([...own(commands), ...constructSpecs.flatMap(endOf)]),
        elsewhere: about(functions.keys(), 'help-function'),
      };
    case 'help-function':
      return { names: own([...functions.keys()]), elsewhere: about(commands, 'help') };
    case 'help-procedure':
      return {
        names: own(procedures),
        elsewhere: new Map([...about(commands, 'help'), ...about(functions.keys(), 'help-function')]),
      };
  }
}

/** Every command, in the order in which help shows them. */
const definitions: readonly CommandDefinition<CommandOperation>[] = [
  requireCommand,
  configureCommand,
  createDatasetCommand,
  useCommand,
  deleteDatasetCommand,
  renameDatasetCommand,
  cloneDatasetCommand,
  cloneUnitsCommand,
  reshapeToPanelCommand,
  reshapeFromPanelCommand,
  importCommand,
  importEventCommand,
  importPanelCommand,
  generateCommand,
  replaceCommand,
  renameCommand,
  cloneVariablesCommand,
  recodeCommand,
  destringCommand,
  keepCommand,
  dropCommand,
  sampleCommand,
  collapseCommand,
  aggregateCommand,
  mergeCommand,
  defineLabelsCommand,
  assignLabelsCommand,
  dropLabelsCommand,
  listLabelsCommand,
  summarizeCommand,
  tabulateCommand,
  correlateCommand,
  ciCommand,
  variablesCommand(normaltestSpec),
  anovaCommand,
  barchartCommand,
  histogramCommand,
  boxplotCommand,
  variablesCommand(piechartSpec),
  hexbinCommand,
  variablesCommand(sankeySpec),
  coefplotCommand,
  regressCommand,
  modelCommand(regressPredictSpec),
  modelCommand(logitSpec),
  modelCommand(logitPredictSpec),
  modelCommand(probitSpec),
  modelCommand(probitPredictSpec),
  modelCommand(mlogitSpec),
  modelCommand(mlogitPredictSpec),
  modelCommand(poissonSpec),
  modelCommand(poissonPredictSpec),
  modelCommand(negativeBinomialSpec),
  modelCommand(negativeBinomialPredictSpec),
  modelCommand(ivregressSpec),
  modelCommand(ivregressPredictSpec),
  modelCommand(regressMmlSpec),
  modelCommand(regressMmlPredictSpec),
  modelCommand(oaxacaSpec),
  modelCommand(rddSpec),
  summarizePanelCommand,
  tabulatePanelCommand,
  variablesCommand(transitionsPanelSpec),
  modelCommand(regressPanelSpec),
  modelCommand(regressPanelPredictSpec),
  modelCommand(regressPanelDiffSpec),
  modelCommand(hausmanSpec),
  modelCommand(coxSpec),
  variablesCommand(kaplanMeierSpec),
  variablesCommand(weibullSpec),
  variablesListCommand,
  topicCommand(helpSpec, () => topicsOf('help')),
  topicCommand(helpFunctionSpec, () => topicsOf('help-function')),
  topicCommand(helpProcedureSpec, () => topicsOf('help-procedure')),
  historyCommand,
  clearCommand,
  sessionCommand(saveSpec),
  sessionCommand(loadSpec),
  sessionCommand(editSpec),
];

/** The declarations of all commands, in the order in which help shows them. */
export const commandSpecs: readonly CommandSpec[] = definitions.map((definition) => definition.spec);

/** The declarations by name: all that the parser needs to know of commands. */
export const commandForms: CommandForms = new Map(commandSpecs.map((spec) => [spec.name, spec]));

/** All that the language side gets to know of commands and functions. */
export const vocabulary: Vocabulary<CommandOperation> = {
  commands: new Map(definitions.map((definition) => [definition.spec.name, definition])),
  functions,
  foreignFunctions,
};
