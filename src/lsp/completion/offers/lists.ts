import { stateAt } from '../../../lang/analyse/trace.ts';
import { lookUpVariable } from '../../../lang/analyse/variables.ts';
import type { CodeListEntry } from '../../../lang/ir/script.ts';
import type { CommandStatement, Name, Statement } from '../../../lang/syntax/ast.ts';
import { type Offers, type Scene, whole } from './offer.ts';
import { entriesOfList, literalOffers, textOffer, unseen } from './values.ts';

/** Codes for a list that is being defined: those of the variables that the script gives it to. */
export function listCodeOffers(scene: Scene, list: string, except: readonly string[]): Offers {
  const entries = unseen(entriesForList(scene, list), ({ code }) => String(code), except);
  return literalOffers(scene, entries);
}

/** The labels that a code has had so far. */
export function listLabelOffers(scene: Scene, list: string, code: string): Offers {
  const labels = entriesForList(scene, list).flatMap((entry) => (String(entry.code) === code ? [entry.label] : []));
  return whole([...new Set(labels)].map((label) => textOffer(scene, label, code)));
}

function entriesForList(scene: Scene, list: string): readonly CodeListEntry[] {
  return assignments(scene.snapshot.document.script.statements, list).flatMap(({ body, span }) => {
    const name = body.form === 'assign-labels' ? plain(body.variable) : undefined;
    const { datasets, active } = stateAt(scene.snapshot.trace, span.start);
    const dataset = active === undefined ? undefined : datasets.get(active);
    const variable = dataset === undefined || name === undefined ? undefined : lookUpVariable(dataset, name);
    return variable?.codeList === undefined ? [] : entriesOfList(scene, variable.codeList);
  });
}

function assignments(statements: readonly Statement[], list: string): readonly CommandStatement[] {
  return statements.flatMap((statement): readonly CommandStatement[] => {
    if (statement.type === 'for') return assignments(statement.body, list);
    if (statement.type !== 'command' || statement.body.form !== 'assign-labels') return [];
    return plain(statement.body.list) === list ? [statement] : [];
  });
}

function plain(name: Name): string | undefined {
  return name.type === 'plain-name' ? name.name : undefined;
}
