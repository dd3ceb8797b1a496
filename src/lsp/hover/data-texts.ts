import { isoDate } from '../../base/epoch-day.ts';
import type { Language, LocalText } from '../../base/language.ts';
import { entriesOf, validCodes } from '../../lang/analyse/code-lists.ts';
import type { ConnectedDatabank, DatasetState } from '../../lang/analyse/state.ts';
import { numberText } from '../../lang/expand/binding-text.ts';
import type { CodeListEntry } from '../../lang/ir/script.ts';
import type { CodeListId, DatasetKind, VariableSchema, VariableSource } from '../../lang/types/schema.ts';
import type { DatabankDirectory, DataType, Period, RegisterVariable, UnitTypeName } from '../../metadata/catalogue.ts';
import type { Snapshot } from '../snapshot.ts';
import { temporalityText, titleOf, typeText } from '../words.ts';
import { escaped, fact, firstOf, hoverWords, inCode } from './markdown.ts';

/** How many codes of a list, and how many variables of a dataset, are shown. */
const [mostCodes, mostVariables] = [10, 30];

/** What texts are written for. */
export interface Reader {
  readonly snapshot: Snapshot;
  readonly language: Language;
}

/** A variable: what it holds, whose it is, and where it came from. `made` is the statement that made it. */
export function variableText(
  name: string,
  schema: VariableSchema | undefined,
  dataset: DatasetState | undefined,
  made: string | undefined,
  reader: Reader,
): string {
  const { language, snapshot } = reader;
  const register = schema?.source === undefined ? undefined : registerOf(schema.source, snapshot.directory);
  const head = [`**${escaped(name)}**`, ...(schema === undefined ? [] : [typeText(schema.type, language)])].join(' · ');
  const facts = [
    ...(dataset === undefined ? [] : [datasetFact(dataset, reader)]),
    ...(schema?.source === undefined ? [] : [fact(hoverWords.source, sourceText(schema.source), language)]),
    ...(register === undefined ? [] : [timeFact(register, language)]),
    ...(made === undefined ? [] : [fact(hoverWords.made, inCode(made), language)]),
  ];
  return [
    head,
    ...(register === undefined ? [] : [escaped(titleOf(register, language))]),
    facts.join('\n'),
    ...(schema?.codeList === undefined ? [] : [codesText(entries(schema.codeList, snapshot), language)]),
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}

function datasetFact({ schema }: DatasetState, reader: Reader): string {
  const units = unitsText(schema.unitType, reader);
  return fact(hoverWords.dataset, inCode(schema.name) + (units === undefined ? '' : ` (${units})`), reader.language);
}

function sourceText({ alias, variable, day, databank, version }: VariableSource): string {
  const at = day === undefined ? '' : ` ${isoDate(day)}`;
  return `${inCode(`${alias}/${variable}${at}`)}, ${databank}:${version}`;
}

function registerOf(source: VariableSource, directory: DatabankDirectory): RegisterVariable | undefined {
  return directory.findCatalogue(source.databank, source.version)?.variables.get(source.variable);
}

function timeFact({ temporality, coverage }: RegisterVariable, language: Language): string {
  const period = coverage === undefined ? '' : `, ${periodText(coverage)}`;
  return fact(hoverWords.time, temporalityText[temporality][language] + period, language);
}

function periodText({ startDay, stopDay }: Period): string {
  return `${isoDate(startDay)} – ${isoDate(stopDay)}`;
}

/** What units of a type are called in the databanks that the script has connected. */
function unitsText(unitType: UnitTypeName | undefined, { snapshot, language }: Reader): string | undefined {
  if (unitType === undefined) return undefined;
  for (const { databank, version } of snapshot.analysis.analysed.databanks) {
    const label = snapshot.directory.findCatalogue(databank, version)?.unitTypes.get(unitType)?.label;
    if (label !== undefined) return escaped(label[language]);
  }
  return unitType;
}

const dataTypes: Readonly<Record<DataType, LocalText>> = {
  STRING: { nb: 'tekst', en: 'text' },
  LONG: { nb: 'heltall', en: 'integer' },
  DOUBLE: { nb: 'desimaltall', en: 'decimal' },
  DATE: { nb: 'dato', en: 'date' },
};

/** What the catalogue says about a register variable. */
export function registerHover(
  register: RegisterVariable,
  { binding, catalogue }: ConnectedDatabank,
  { language }: Reader,
): string {
  const { name, description, valueDomain, unitType, populationDescription, temporalEnd, dataType } = register;
  const { nb, en } = catalogue.unitTypes.get(unitType)?.label ?? { nb: unitType, en: unitType };
  const facts = [
    fact(hoverWords.units, escaped(language === 'nb' ? nb : en), language),
    timeFact(register, language),
    fact(hoverWords.source, inCode(`${binding.databank}:${binding.version}`), language),
  ];
  if (populationDescription !== '') facts.push(fact(hoverWords.population, escaped(populationDescription), language));
  if (valueDomain.type === 'described') {
    facts.push(fact(hoverWords.values, escaped(valueDomain.description), language));
    const { unitOfMeasure } = valueDomain;
    if (unitOfMeasure !== undefined) facts.push(fact(hoverWords.unit, escaped(unitOfMeasure), language));
  }
  if (temporalEnd !== undefined) {
    const successors = (temporalEnd.successors ?? []).map(inCode).join(', ');
    facts.push(fact(hoverWords.successors, [escaped(temporalEnd.description), successors].join(' ').trim(), language));
  }
  const blocks = [`**${escaped(name)}** · ${dataTypes[dataType][language]}`, escaped(titleOf(register, language))];
  if (description !== '') blocks.push(escaped(description));
  blocks.push(facts.join('\n'));
  if (valueDomain.type === 'enumerated') {
    const codes = validCodes(valueDomain.codes, undefined).map(({ code, title }) => ({ code, label: title }));
    blocks.push(codesText(codes, language));
  }
  return blocks.join('\n\n');
}

const datasetKinds: Readonly<Record<DatasetKind, LocalText>> = {
  empty: { nb: 'tomt', en: 'empty' },
  units: { nb: 'enheter uten variabler', en: 'units without variables' },
  'cross-section': { nb: 'tverrsnitt', en: 'cross-section' },
  event: { nb: 'forløp', en: 'spells' },
  panel: { nb: 'panel', en: 'panel' },
};

/** A dataset as it is at a statement: its kind, its units and its variables. */
export function datasetText({ schema }: DatasetState, reader: Reader): string {
  const { language } = reader;
  const { name, kind, identifier, variables } = schema;
  const units = unitsText(schema.unitType, reader);
  const facts = [
    ...(units === undefined ? [] : [fact(hoverWords.units, units, language)]),
    ...(identifier === undefined ? [] : [fact(hoverWords.identifier, inCode(identifier.name), language)]),
    ...(variables.length === 0 ? [] : [fact(hoverWords.variables, String(variables.length), language)]),
  ];
  const lines = firstOf(variables, mostVariables, language, (variable) => {
    const register = variable.source && registerOf(variable.source, reader.snapshot.directory);
    const title = register === undefined ? '' : ` – ${escaped(titleOf(register, language))}`;
    return `  - ${inCode(variable.name)} ${typeText(variable.type, language)}${title}`;
  });
  return `**${escaped(name)}** · ${datasetKinds[kind][language]}\n\n${[...facts, ...lines].join('\n')}`.trim();
}

function entries(id: CodeListId, { trace, directory }: Snapshot): readonly CodeListEntry[] {
  return entriesOf({ state: { codeLists: trace.after.codeLists }, directory }, id);
}

function codesText(
  all: readonly { readonly code: number | string; readonly label: string }[],
  language: Language,
): string {
  if (all.length === 0) return '';
  const lines = firstOf(all, mostCodes, language, ({ code, label }) => `- ${codeText(code)} ${escaped(label)}`);
  return `**${hoverWords.codes[language]}**\n\n${lines.join('\n')}`;
}

function codeText(code: number | string): string {
  return inCode(typeof code === 'number' ? numberText(code) : code);
}

/** A code list with its first codes. */
export function codeListText(name: string, id: CodeListId | undefined, { snapshot, language }: Reader): string {
  const codes = id === undefined ? '' : codesText(entries(id, snapshot), language);
  return [`**${escaped(name)}**`, codes].filter((block) => block !== '').join('\n\n');
}

/** A code with its label in the list that the compared variable has there; nothing where the list does not have it. */
export function codeHover(
  code: number | string,
  variable: string,
  id: CodeListId,
  { snapshot, language }: Reader,
): string | undefined {
  const entry = entries(id, snapshot).find((each) => each.code === code);
  if (entry === undefined) return undefined;
  return `${codeText(code)} **${escaped(entry.label)}** · ${hoverWords.codeOf[language]} ${inCode(variable)}`;
}

/** The databank that an alias stands for. */
export function aliasText(
  name: string,
  { binding, catalogue }: ConnectedDatabank,
  { snapshot, language }: Reader,
): string {
  const { databank, version } = binding;
  const newest = snapshot.directory.databanks.find((each) => each.name === databank)?.newest;
  const isOld = newest !== undefined && newest !== version;
  const facts = [
    `- ${inCode(`${databank}:${version}`)}${isOld ? ` (${hoverWords.newest[language]} ${newest})` : ''}`,
    fact(hoverWords.variables, String(catalogue.variables.size), language),
  ];
  return `**${escaped(name)}** · ${escaped(catalogue.label[language])}\n\n${facts.join('\n')}`;
}
