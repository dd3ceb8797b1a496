import type { ContentHash } from '../../base/hash.ts';
import type { LocalText } from '../../base/language.ts';
import type { CatalogueDocument, VariableDocument } from '../catalogue-document.ts';
import { type DatabankFolder, readContent, readDocumentText, type VersionDocuments } from '../databank-folder.ts';
import type { ColumnFolder } from '../store/column-folder.ts';
import { plainJson, type StoredContent, type StoredVariable } from '../store/content.ts';

/** Codes of a catalogue document's code list. */
export type CodeRows = CatalogueDocument['codeLists'][string];

/** What the catalogue says of a variable, with its code list if it has one. */
export interface DescribedVariable {
  readonly document: VariableDocument;
  readonly codes?: CodeRows;
}

/** A version or the draft: what its two documents say, and their names. */
export interface VersionState extends VersionDocuments {
  readonly label: LocalText;
  readonly described: ReadonlyMap<string, DescribedVariable>;
  readonly stored: StoredContent;
}

/** Reads a version; its documents are what their names say, so that their form is the one they were written in. */
export function readVersionState(databank: DatabankFolder, { catalogue, content }: VersionDocuments): VersionState {
  const { label, variables, codeLists } = JSON.parse(readDocumentText(databank, catalogue)) as CatalogueDocument;
  return {
    catalogue,
    content,
    label,
    described: new Map(
      variables.map((document) => {
        const codes = document.codeList === undefined ? undefined : codeLists[document.codeList];
        return [document.name, { document, ...(codes === undefined ? {} : { codes }) }];
      }),
    ),
    stored: readContent(databank, content),
  };
}

/** Writes a catalogue: variables by name, code lists under the names that variables call them by. */
export function writeCatalogue(
  columns: ColumnFolder,
  label: LocalText,
  described: ReadonlyMap<string, DescribedVariable>,
): ContentHash {
  const sorted = [...described.values()].sort((a, b) => (a.document.name < b.document.name ? -1 : 1));
  const document: CatalogueDocument = {
    label,
    codeLists: Object.fromEntries(
      sorted.flatMap(({ document: { codeList }, codes }) =>
        codeList === undefined || codes === undefined ? [] : [[codeList, codes]],
      ),
    ),
    variables: sorted.map(({ document: variable }) => variable),
  };
  return columns.addDocument(plainJson(document));
}

/** A variable's columns, and the list that says what their numbers of units mean. */
export interface SourcedVariable {
  readonly stored: StoredVariable;
  readonly from: StoredContent;
}

/** The variables of a list of columns. */
export function sourcedVariables(from: StoredContent): Map<string, SourcedVariable> {
  return new Map(Object.entries(from.variables).map(([name, stored]) => [name, { stored, from }]));
}
