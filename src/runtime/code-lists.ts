import { entriesOf } from '../lang/analyse/code-lists.ts';
import type { AnalysedScript, CodeListEntry } from '../lang/ir/script.ts';
import type { CodeListId } from '../lang/types/schema.ts';
import type { DatabankDirectory } from '../metadata/catalogue.ts';

/** A code list at run time. */
export interface ResolvedCodeList {
  readonly entries: readonly CodeListEntry[];
  readonly byCode: ReadonlyMap<number | string, CodeListEntry>;
}

/** Finds code lists of the analysed script by id. */
export type CodeListLookup = (id: CodeListId) => ResolvedCodeList;

/** The code lists of a script, each worked out on first use. */
export function codeListsOf(script: AnalysedScript, directory: DatabankDirectory): CodeListLookup {
  const codeLists = new Map(Object.entries(script.codeLists));
  const resolved = new Map<CodeListId, ResolvedCodeList>();
  return (id) => {
    let list = resolved.get(id);
    if (list === undefined) {
      const entries = entriesOf({ state: { codeLists }, directory }, id);
      list = { entries, byCode: new Map(entries.map((entry) => [entry.code, entry])) };
      resolved.set(id, list);
    }
    return list;
  };
}
