import type { CodeListEntry } from '../lang/ir/script.ts';
import type { CodeListId } from '../lang/types/schema.ts';

/** A code list at run time. */
export interface ResolvedCodeList {
  readonly entries: readonly CodeListEntry[];
  readonly byCode: ReadonlyMap<number | string, CodeListEntry>;
}

/** Finds code lists of the analysed script by id. */
export type CodeListLookup = (id: CodeListId) => ResolvedCodeList;
