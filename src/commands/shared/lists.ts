import type { Span } from '../../base/span.ts';
import { suggestionsFor } from '../../base/suggest.ts';
import type { AnalysisContext } from '../../lang/analyse/context.ts';
import { otherNames } from '../../lang/analyse/fixes.ts';
import type { CodeListId } from '../../lang/types/schema.ts';

/** The id of a code list that the script has named; reports an unknown name. */
export function findNamedList(context: AnalysisContext, name: string, at: Span): CodeListId | undefined {
  const { listNames, silenced } = context.state;
  const id = listNames.get(name);
  if (id !== undefined) context.trace?.usesCodeList(name, id, at);
  else if (!silenced.has(name)) {
    const suggestions = suggestionsFor(name, listNames.keys());
    context.report('unknown-code-list', at, { name, suggestions }, otherNames(context, at, name, suggestions));
  }
  return id;
}
