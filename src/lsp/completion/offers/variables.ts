import type { Language } from '../../../base/language.ts';
import type { DatasetState } from '../../../lang/analyse/state.ts';
import { lookUpVariable } from '../../../lang/analyse/variables.ts';
import { bindingText } from '../../../lang/expand/binding-text.ts';
import type { VariableSchema, VariableType } from '../../../lang/types/schema.ts';
import type { DatabankDirectory } from '../../../metadata/catalogue.ts';
import { titleOf, typeText } from '../../words.ts';
import type { Wanted } from '../place/wanted.ts';
import { bestOf, folded, keysOf } from './matching.ts';
import { kinds, mostOffers, type Offer, type Offers, type Scene, said, whole } from './offer.ts';

type WantedVariable = Extract<Wanted, { what: 'variable' }>;

/** Variables of a dataset that the place accepts, in the order in which they were made; type and title beside them. */
export function variableOffers(scene: Scene, wanted: WantedVariable): Offers {
  const dataset = datasetOf(scene, wanted.dataset);
  if (dataset === undefined) return whole([]);
  const { identifier, variables } = dataset.schema;
  const keys = identifier !== undefined && wanted.accepts === 'key-or-any' ? [{ ...identifier }] : [];
  const except = new Set(wanted.except);
  const like = wanted.like === undefined ? undefined : lookUpVariable(dataset, wanted.like)?.type.type;
  const fitting = [...variables.filter((variable) => isAccepted(variable, wanted.accepts)), ...keys].filter(
    ({ name, type }) => !except.has(name) && areAlike(type.type, like),
  );
  const keyOf = (variable: VariableSchema): ReturnType<typeof keysOf> =>
    keysOf(variable.name, titleOfVariable(scene, variable));
  const { chosen, isCut } = bestOf(fitting, keyOf, folded(scene.word.typed), mostOffers);
  return { offers: chosen.map((variable) => variableOffer(scene, variable)), isCut };
}

/** Whether values of two types can be compared; what is not known can. */
function areAlike(type: VariableType['type'], other: VariableType['type'] | undefined): boolean {
  return other === undefined || other === 'unknown' || type === 'unknown' || type === other;
}

function datasetOf({ state }: Scene, name: string | undefined): DatasetState | undefined {
  const wanted = name ?? state.active;
  return wanted === undefined ? undefined : state.datasets.get(wanted);
}

function isAccepted({ type, codeList }: VariableSchema, accepts: WantedVariable['accepts']): boolean {
  if (accepts === 'key-or-any' || accepts === 'columns') return true;
  if (type.type === 'key') return false;
  switch (accepts) {
    case 'numeric':
      return type.type !== 'alphanumeric';
    case 'alphanumeric':
      return type.type !== 'numeric';
    case 'labelled':
      return codeList !== undefined || type.type === 'unknown';
    case 'any':
    case 'categorical':
    case 'values':
    case 'terms':
      return true;
  }
}

function variableOffer(scene: Scene, variable: VariableSchema): Offer {
  const { name, type } = variable;
  const title = titleOfVariable(scene, variable);
  const detail = [typeText(type, scene.language), title].filter((text) => text !== '').join(' · ');
  return {
    label: name,
    text: name,
    kind: kinds.variable,
    detail,
    ...(title === '' ? {} : { description: title, filter: `${name} ${title}` }),
  };
}

/** The title of the register variable that a variable came from; empty when it came from none. */
function titleOfVariable(scene: Scene, { source }: VariableSchema): string {
  return source === undefined ? '' : titleOfSource(scene.directory, source, scene.language);
}

function titleOfSource(
  directory: DatabankDirectory,
  source: NonNullable<VariableSchema['source']>,
  language: Language,
): string {
  const found = directory.findCatalogue(source.databank, source.version)?.variables.get(source.variable);
  return found === undefined ? '' : titleOf(found, language);
}

/** Beginnings that at least two numbered variables of the dataset share. */
export function prefixOffers(scene: Scene, except: readonly string[]): Offers {
  const counts = new Map<string, number>();
  for (const { name } of datasetOf(scene, undefined)?.schema.variables ?? []) {
    const prefix = /^(.*?)\d[\d_-]*$/u.exec(name)?.[1] ?? '';
    if (prefix !== '' && !except.includes(prefix)) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  const shared = [...counts].filter(([, count]) => count > 1);
  return whole(
    shared.map(([prefix, count]) => ({
      label: prefix,
      text: prefix,
      kind: kinds.variable,
      detail: said(scene, { nb: `${count} variabler`, en: `${count} variables` }),
    })),
  );
}

/** Datasets with their units. */
export function datasetOffers(scene: Scene, isOther: boolean): Offers {
  const { datasets, active, databanks } = scene.state;
  const chosen = [...datasets.values()].filter(({ schema }) => !isOther || schema.name !== active);
  const unitsOf = (unitType: string | undefined): string => {
    for (const { catalogue } of databanks.values()) {
      const label = unitType === undefined ? undefined : catalogue.unitTypes.get(unitType)?.label;
      if (label !== undefined) return label[scene.language];
    }
    return unitType ?? '';
  };
  return whole(
    chosen.map(({ schema }) => ({
      label: schema.name,
      text: schema.name,
      kind: kinds.struct,
      detail: unitsOf(schema.unitType),
    })),
  );
}

/** Code lists that the script has named. */
export function codeListOffers(scene: Scene, except: readonly string[]): Offers {
  const names = [...scene.state.listNames.keys()].filter((name) => !except.includes(name));
  return whole(names.map((name) => ({ label: name, text: name, kind: kinds.enum })));
}

/** Bindings with their values. */
export function bindingOffers(scene: Scene, types: readonly string[] | undefined): Offers {
  const isMarked = scene.word.kind === 'binding';
  const chosen = [...scene.state.bindings].filter(
    ([, value]) => types === undefined || isMarked || value === undefined || types.includes(value.type),
  );
  return whole(
    chosen.map(([name, value]) => ({
      label: `$${name}`,
      text: `$${name}`,
      kind: kinds.constant,
      filter: isMarked ? `$${name}` : name,
      ...(value === undefined ? {} : { detail: bindingText(value) }),
    })),
  );
}

/** Databanks, each with its newest version. */
export function databankOffers(scene: Scene): Offers {
  const hasVersion = scene.after.startsWith(':');
  return whole(
    scene.directory.databanks.map(({ name, newest }) => {
      const label = scene.directory.findCatalogue(name, newest)?.label[scene.language];
      const text = hasVersion ? name : `${name}:${newest}`;
      return { label: text, text, kind: kinds.module, ...(label === undefined ? {} : { detail: label }) };
    }),
  );
}

/** Versions of a databank, newest first. */
export function versionOffers(scene: Scene, databank: string): Offers {
  const versions = scene.directory.databanks.find(({ name }) => name === databank)?.versions ?? [];
  return whole([...versions].reverse().map((version) => ({ label: version, text: version, kind: kinds.value })));
}
