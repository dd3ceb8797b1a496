import { type AnalysisContext, addCodeList, defineCommand, nameText } from '../../../lang/analyse/context.ts';
import { statementBefore } from '../../../lang/analyse/fixes.ts';
import { checkNameForm } from '../../../lang/analyse/variables.ts';
import { numberText } from '../../../lang/expand/binding-text.ts';
import type { CodeListEntry, OperationBase } from '../../../lang/ir/script.ts';
import type { LabelPair } from '../../../lang/syntax/ast.ts';
import type { CodeListId } from '../../../lang/types/schema.ts';
import { defineLabelsSpec } from './spec.ts';

/** Makes a code list. The entries stand in the script's code lists. */
export interface DefineLabelsOperation extends OperationBase {
  readonly type: 'define-labels';
  readonly name: string;
  readonly codeList: CodeListId;
}

/** `define-labels name code label …`. */
export const defineLabelsCommand = defineCommand(
  defineLabelsSpec,
  (body, context): DefineLabelsOperation | undefined => {
    const name = nameText(body.list);
    const entries = entriesOfPairs(body.pairs, name ?? '', context);
    if (name === undefined) return undefined;
    checkNameForm(context, name, body.list.span);
    if (context.state.listNames.has(name)) {
      context.report('code-list-exists', body.list.span, { name }, statementBefore(context, `drop-labels ${name}`));
      return undefined;
    }
    const codeList = addCodeList(context, name, { type: 'defined', name, entries: entries ?? [] });
    context.state.listNames.set(name, codeList);
    context.trace?.makesCodeList(name, codeList, body.list.span);
    return entries === undefined ? undefined : { type: 'define-labels', name, codeList };
  },
);

function entriesOfPairs(
  pairs: readonly LabelPair[],
  list: string,
  context: AnalysisContext,
): readonly CodeListEntry[] | undefined {
  const entries: CodeListEntry[] = [];
  let isValid = true;
  for (const { code, label } of pairs) {
    if (code.type === 'binding' || !('text' in label)) {
      isValid = false;
      continue;
    }
    entries.push({ code: code.type === 'name' ? code.name : code.value, label: label.text });
  }
  const isMixed = new Set(entries.map((entry) => typeof entry.code)).size > 1;
  if (isMixed) context.report('mixed-codes', context.statement.span, { list });
  const unified = isMixed
    ? entries.map((e) => ({ ...e, code: typeof e.code === 'number' ? numberText(e.code) : e.code }))
    : entries;
  const seen = new Set<number | string>();
  for (const [i, { code }] of unified.entries()) {
    if (seen.has(code)) {
      context.report('repeated-code', pairs[i]?.span ?? context.statement.span, { code: String(code) });
      isValid = false;
    }
    seen.add(code);
  }
  return isValid ? unified : undefined;
}
