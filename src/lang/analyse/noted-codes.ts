import type { Span } from '../../base/span.ts';
import { variableNamed } from './state.ts';
import type { ExpressionScope, Typed } from './typed.ts';

/** Tells a tracer which constants stand beside a variable with a code list: they are meant as its codes. */
export function noteCodes(
  compared: Typed,
  values: readonly { readonly value: Typed; readonly at: Span }[],
  { context: { trace }, dataset }: ExpressionScope,
): void {
  if (trace === undefined || compared.ir?.type !== 'variable') return;
  const { name } = compared.ir;
  const codeList = variableNamed(dataset.schema, name)?.codeList;
  if (codeList === undefined) return;
  for (const { value, at } of values) {
    if (value.ir?.type === 'number' || value.ir?.type === 'text') trace.usesCode(value.ir.value, name, codeList, at);
  }
}
