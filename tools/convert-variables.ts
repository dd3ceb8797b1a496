/**
 * Makes `assets/demo/variables.json`: the catalogue facts of every variable of the synthetic register databank.
 *
 *     node tools/convert-variables.ts FOLDER
 *
 * The folder holds `variables.csv` (names, types, titles, validity) and `code-lists/`. Texts that were written by hand for
 * some variables stand in `tools/variables/hand-written.json`; those of the others follow from source, unit and temporality.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { VariableDocument } from '../src/metadata/catalogue-document.ts';
import { type RecipeFacts, recipeOf } from '../src/metadata/demo/generic/recipe.ts';
import { aliases, readVariableFacts, type VariableFacts } from './variables/facts.ts';
import { sourceOf } from './variables/sources.ts';
import { descriptionOf, domainOf, populationOf } from './variables/texts.ts';
import { timesOf } from './variables/times.ts';

type Written = Partial<VariableDocument> & { readonly name: string };

const folder = process.argv[2];
if (folder === undefined) throw new Error('name the folder with variables.csv');

const here = import.meta.dirname;
const handWritten = new Map(
  (JSON.parse(fs.readFileSync(path.join(here, 'variables/hand-written.json'), 'utf8')) as Written[]).map((entry) => [
    entry.name,
    entry,
  ]),
);
const lists = { ...readLists('code-lists.json'), ...readLists('own-code-lists.json') };

const lines = readVariableFacts(folder).map((facts) => JSON.stringify(documentOf(facts)));
fs.writeFileSync(path.join(here, '../assets/demo/variables.json'), `[\n${lines.join(',\n')}\n]\n`);
console.log(`${lines.length} variables written`);

function documentOf(facts: VariableFacts): Readonly<Record<string, unknown>> {
  const written = handWritten.get(facts.name) ?? handWritten.get(aliases[facts.name] ?? '');
  const source = sourceOf(facts.name);
  const times = timesOf(facts);
  const base = baseOf(facts, written);
  const recipe = recipeOf(base);
  return {
    ...base,
    title: titleOf(facts),
    description: written?.description ?? descriptionOf(facts, times, source.register),
    ...(base.codeList === undefined ? { domain: written?.domain ?? domainOf(recipe, facts) } : {}),
    sensitivityLevel: /[Uu]før/u.test(facts.title) ? 'PERSON_SPECIAL' : (source.level ?? 'PERSON_GENERAL'),
    populationDescription: written?.populationDescription ?? populationOf(facts, source.population),
    subjectFields: written?.subjectFields ?? source.subjects,
    ...(/FOEDSELS_AAR_MND$/u.test(facts.name) ? { publicValues: true } : {}),
    ...(times ?? {}),
    ...(aliases[facts.name] === undefined
      ? {}
      : { temporalEnd: { description: 'Eldre navn på samme opplysning.', successors: [aliases[facts.name]] } }),
  };
}

function baseOf(facts: VariableFacts, written: Written | undefined): RecipeFacts {
  const { name, unitType, temporality, dataType, format, keyUnitType, codeListSize } = facts;
  const codeList = written?.codeList ?? (lists[facts.codeList] === undefined ? undefined : facts.codeList);
  return {
    name,
    unitType,
    temporality: temporality as RecipeFacts['temporality'],
    dataType: dataType as RecipeFacts['dataType'],
    ...(/^Y/u.test(format) ? { format } : {}),
    ...(keyUnitType === '' ? {} : { keyUnitType }),
    ...(codeList === undefined ? {} : { codeList }),
    ...(codeList === undefined && dataType === 'STRING' && codeListSize !== ''
      ? { codeCount: Number(codeListSize) }
      : {}),
  };
}

function titleOf({ name, title }: VariableFacts): string {
  return aliases[name] === undefined ? title : `${title} (eldre navn)`;
}

function readLists(name: string): Readonly<Record<string, unknown>> {
  return JSON.parse(fs.readFileSync(path.join(import.meta.dirname, '../assets/demo', name), 'utf8')) as Readonly<
    Record<string, unknown>
  >;
}
