import { parseIsoDate } from '../../base/epoch-day.ts';
import type { Language } from '../../base/language.ts';
import { threshold } from '../../base/messages/message.ts';
import { editDistance, suggestionsFor } from '../../base/suggest.ts';
import { lineOf, type VariableLine } from '../../catalogue/describe.ts';
import { type Hit, openSearch, type SearchFilter } from '../../catalogue/search.ts';
import { searchDataOf } from '../../catalogue/search-data.ts';
import { temporalityWords } from '../../catalogue/words.ts';
import type { Catalogue, RegisterVariable, Temporality } from '../../metadata/catalogue.ts';
import { drawVariableList } from '../../render/catalogue/text.ts';
import { type DatabankChoice, libraryOf } from '../databanks.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { fail, say } from '../failure.ts';
import { type Surroundings, wantsColours, widthOf } from '../surroundings.ts';
import { terminalStyle } from '../terminal-style.ts';
import { catalogueNamed, newestCatalogues } from './choice.ts';
import { hitsJson } from './json.ts';
import { showVariable } from './sheet.ts';

/** What `variables` may be told. */
export interface VariablesOptions extends DatabankChoice {
  readonly language: Language;
  readonly format: 'text' | 'json';
  readonly sketch: boolean;
  readonly history: boolean;
  readonly quiet: boolean;
  readonly progress: boolean;
  readonly version?: string;
  readonly unit?: string;
  readonly temporality?: string;
  readonly date?: string;
  readonly limit?: number;
  readonly policy?: string;
  readonly width?: number;
}

/** A hit with the databank that it is of. */
export interface FoundVariable extends Hit {
  readonly catalogue: Catalogue;
  readonly variable: RegisterVariable;
}

const usualLimit = 20;

/** Finds variables, or shows all about the one that the words name. */
export async function showVariables(
  words: readonly string[],
  options: VariablesOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const library = libraryOf(options, surroundings);
  const catalogues =
    options.version === undefined ? newestCatalogues(library) : [catalogueNamed(library, options.version)];
  const query = words.join(' ').trim();
  const named = variableNamed(catalogues, query);
  if (named !== undefined) return showVariable(named.catalogue, named.variable, library, options, surroundings);
  if (options.date !== undefined && parseIsoDate(options.date) === undefined)
    fail('finding-date-invalid', { date: options.date });
  const found = find(catalogues, query, options);
  if (looksLikeName(query) && !found.some(({ entry }) => entry.name.startsWith(query))) {
    failOnName(query, catalogues, found);
  }
  if (options.sketch || options.history || options.date !== undefined) fail('finding-search-and-sketch', { query });
  await writeFound(found, query, options, surroundings);
  return exitCodes.ok;
}

/** A register variable's name, as people write names. */
function looksLikeName(query: string): boolean {
  return /^[A-Z][A-Z0-9]*_[A-Z0-9_]*$/u.test(query);
}

/** The variable of that name; letter case does not matter, and an alias before a stroke is passed over. */
function variableNamed(
  catalogues: readonly Catalogue[],
  query: string,
): { readonly catalogue: Catalogue; readonly variable: RegisterVariable } | undefined {
  const name = query.slice(query.indexOf('/') + 1).toUpperCase();
  for (const catalogue of catalogues) {
    const variable = catalogue.variables.get(name);
    if (variable !== undefined) return { catalogue, variable };
  }
  return undefined;
}

function find(catalogues: readonly Catalogue[], query: string, options: VariablesOptions): readonly FoundVariable[] {
  const filter = filterOf(catalogues, options);
  const found = catalogues.flatMap((catalogue) =>
    openSearch(searchDataOf(catalogue))
      .find(query, filter)
      .flatMap((hit): readonly FoundVariable[] => {
        const variable = catalogue.variables.get(hit.entry.name);
        return variable === undefined ? [] : [{ ...hit, catalogue, variable }];
      }),
  );
  const most = Math.max(0, ...found.map(({ concepts }) => concepts));
  // Stable: within a databank the order is the search's own.
  return found.filter(({ concepts }) => concepts === most).sort((a, b) => b.score - a.score);
}

function filterOf(catalogues: readonly Catalogue[], { unit, temporality }: VariablesOptions): SearchFilter {
  return {
    ...(unit === undefined ? {} : { unitType: unitTypeNamed(catalogues, unit) }),
    ...(temporality === undefined ? {} : { temporality: temporalityNamed(temporality) }),
  };
}

/** A unit type by its name or its label in either language. */
function unitTypeNamed(catalogues: readonly Catalogue[], asked: string): string {
  const wanted = asked.toLowerCase();
  const used = new Set(catalogues.flatMap(({ variables }) => [...variables.values()].map((v) => v.unitType)));
  for (const { unitTypes } of catalogues) {
    for (const { name, label } of unitTypes.values()) {
      const names = [name, label.nb, label.en].map((text) => text.toLowerCase());
      if (used.has(name) && names.includes(wanted)) return name;
    }
  }
  return fail('finding-unknown-unit-type', { unitType: asked, known: [...used].sort() });
}

function temporalityNamed(asked: string): Temporality {
  const wanted = asked.toLowerCase();
  const entries = Object.entries(temporalityWords) as [Temporality, (typeof temporalityWords)[Temporality]][];
  const found = entries.find(([name, { nb, en }]) => [name.toLowerCase(), nb, en].includes(wanted));
  const known = entries.map(([, { nb, en }]) => `${nb} (${en})`);
  return found?.[0] ?? fail('finding-unknown-temporality', { temporality: asked, known });
}

/** Suggests names that are spelt alike, then what a search for the name's parts finds. */
function failOnName(name: string, catalogues: readonly Catalogue[], found: readonly FoundVariable[]): never {
  const known = catalogues.flatMap(({ variables }) => [...variables.keys()]);
  const alike = suggestionsFor(name, known);
  const farther = known.filter((each) => editDistance(name, each, 4) <= 4);
  const suggestions = [...new Set([...alike, ...farther, ...found.map(({ entry }) => entry.name)])].slice(0, 3);
  const databanks = catalogues.map(({ databank, version }) => `${databank}:${version}`);
  return fail('finding-unknown-variable', { name, databanks, suggestions });
}

async function writeFound(
  found: readonly FoundVariable[],
  query: string,
  options: VariablesOptions,
  surroundings: Surroundings,
): Promise<void> {
  const { language, quiet } = options;
  const shown = found.slice(0, options.limit ?? usualLimit);
  if (options.format === 'json') {
    await surroundings.writeOutput(hitsJson(query, found.length, shown));
    return;
  }
  const remark = (text: string): void => {
    if (!quiet) surroundings.writeError(`${text}\n`);
  };
  if (found.length === 0) {
    remark(say('finding-none', { query }, language));
    return;
  }
  const style = await terminalStyle(wantsColours(surroundings.outputIsTerminal, surroundings.environment));
  const width = widthOf(options.width, surroundings);
  const lines: readonly VariableLine[] = shown.map(({ catalogue, variable }) => lineOf(catalogue, variable, language));
  await surroundings.writeOutput(`${drawVariableList(lines, { language, width, style }).join('\n')}\n`);
  if (shown.length < found.length) {
    remark(say('finding-more', { shown: threshold(shown.length), found: threshold(found.length) }, language));
  }
}
