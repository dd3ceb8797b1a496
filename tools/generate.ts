/**
 * Writes everything that is derived: `grammar/`, `docs/reference/` and the page of changes from the declarations, `assets/` from what pages run.
 *
 *     npm run generate
 */
import fs from 'node:fs';
import path from 'node:path';
import { grammarFiles } from './generate-grammar.ts';
import { cataloguePageScript, reportPageScript } from './generate-page-scripts.ts';
import { textMateGrammar } from './grammar-editor.ts';
import { kateSyntax } from './kate-syntax.ts';
import { propertyList } from './property-list.ts';
import { changesPage } from './reference-pages/changes.ts';
import { commandPages } from './reference-pages/commands.ts';
import { disclosureMatrixPage } from './reference-pages/disclosure-matrix.ts';
import { functionPage } from './reference-pages/functions.ts';
import { messagePage } from './reference-pages/messages.ts';
import { policyPage } from './reference-pages/policies.ts';
import { projectSchema } from './reference-pages/project-schema.ts';
import { runRecordSchema } from './reference-pages/run-record-schema.ts';
import { vimFiles } from './vim-files.ts';

/** The folders that hold nothing but derived files. */
export const generatedFolders: readonly string[] = [
  'grammar',
  'docs/reference',
  'assets/catalogue',
  'assets/report',
  'editors/vim',
  'editors/kate',
  'editors/sublime',
];

/** Every derived file by its path from the project's root. */
export function generatedFiles(): ReadonlyMap<string, string> {
  const pages: readonly (readonly [string, string])[] = [
    ...commandPages(),
    ['functions.md', functionPage()],
    ['messages.md', messagePage()],
    ['disclosure-matrix.md', disclosureMatrixPage()],
    ['disclosure-policies.md', policyPage()],
  ];
  return new Map([
    ...[...grammarFiles()].map(([name, text]): [string, string] => [`grammar/${name}`, text]),
    ...[...vimFiles()].map(([name, text]): [string, string] => [`editors/vim/${name}`, text]),
    ['editors/kate/microdata.xml', kateSyntax()],
    ['editors/sublime/microdata.tmLanguage', propertyList(textMateGrammar())],
    ['assets/catalogue/page.js', cataloguePageScript()],
    ['assets/report/page.js', reportPageScript()],
    ['docs/changes-that-affect-results.md', changesPage()],
    ['docs/reference/microdata.schema.json', projectSchema()],
    ['docs/reference/run-record.schema.json', runRecordSchema()],
    ...pages.map(([name, text]): [string, string] => [`docs/reference/${name}`, text]),
  ]);
}

if (import.meta.main) {
  const root = path.join(import.meta.dirname, '..');
  const files = generatedFiles();
  for (const folder of generatedFolders) fs.rmSync(path.join(root, folder), { recursive: true, force: true });
  for (const [name, text] of files) {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), text);
  }
}
