import { type AnalysisContext, nameText } from '../../lang/analyse/context.ts';
import { freeName, otherCommand, otherNames } from '../../lang/analyse/fixes.ts';
import { checkNameForm } from '../../lang/analyse/variables.ts';
import type { Name } from '../../lang/syntax/ast.ts';

/** The name of a dataset that a statement makes, and whether it is free; `undefined` when it could not be computed. */
export function newDatasetName(
  context: AnalysisContext,
  name: Name,
): { readonly text: string; readonly isFree: boolean } | undefined {
  const text = nameText(name);
  if (text === undefined) return undefined;
  const isFree = !context.state.datasets.has(text);
  if (!isFree) {
    const { command } = context.statement;
    const other = freeName(text, (taken) => context.state.datasets.has(taken));
    context.report('dataset-exists', name.span, { name: text }, [
      ...(command === 'create-dataset' ? [otherCommand(context, 'use')] : []),
      ...otherNames(context, name.span, text, [other]),
    ]);
  } else {
    checkNameForm(context, text, name.span);
    context.trace?.makesDataset(text, name.span);
  }
  return { text, isFree };
}
