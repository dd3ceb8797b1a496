import type { Fix } from '../../base/diagnostic.ts';
import { type AnalysisContext, written } from '../../lang/analyse/context.ts';
import { lineBreakOf } from '../../lang/line-edits.ts';
import type { BodyOf, RegisterReference } from '../../lang/syntax/ast.ts';

/** A statement for each variable that one names, with what follows the last of them; none where that is a name for only one. */
export function aLineForEach(body: BodyOf<'import'>, context: AnalysisContext): readonly Fix[] {
  const { statement, text } = context;
  const last = body.variables.at(-1);
  const whole = written(context, statement.span);
  if (last === undefined || body.alias !== undefined || /[\r\n]/u.test(whole)) return [];
  const rest = text.slice(last.span.end, statement.span.end);
  const lineStart =
    text
      .slice(0, statement.span.start)
      .split(/[\r\n]/u)
      .at(-1) ?? '';
  const between = lineBreakOf(text) + (/^[ \t]*/u.exec(lineStart)?.[0] ?? '');
  const lines = body.variables.map((reference) => `${statement.command} ${written(context, reference.span)}${rest}`);
  return [{ at: statement.span, newText: lines.join(between) }];
}

/** Where a name for what is imported could be given: behind the dates. */
export function asName(
  body: BodyOf<'import'>,
  reference: RegisterReference,
): { readonly at: number; readonly before: string } {
  return { at: Math.max(reference.span.end, ...body.times.map(({ span }) => span.end)), before: ' as ' };
}
