import type { EpochDay } from '../../../base/epoch-day.ts';
import { civilDate, daysFromCivil, isoDate } from '../../../base/epoch-day.ts';
import type { Language } from '../../../base/language.ts';
import type { ConnectedDatabank } from '../../../lang/analyse/state.ts';
import type { CommandSpec } from '../../../lang/command-spec.ts';
import type { Catalogue, RegisterVariable } from '../../../metadata/catalogue.ts';
import type { Snapshot } from '../../snapshot.ts';
import { temporalityText, titleOf } from '../../words.ts';
import type { NamedRegister } from '../place/wanted.ts';
import { fitting, folded, type Keys, keysOf } from './matching.ts';
import { kinds, mostOffers, type Offer, type Offers, type Scene } from './offer.ts';

/** A register variable with all that ranks it. */
interface Ranked {
  readonly variable: RegisterVariable;
  readonly alias: string;
  readonly catalogue: Catalogue;
  /** Whether the statement can take it: it is about the units of the dataset, and has values as the command wants them. */
  readonly isFitting: boolean;
  readonly uses: number;
  readonly fit: number;
}

/** What a place for a register variable says about it. */
export interface RegisterPlace {
  readonly alias: string | undefined;
  readonly times: CommandSpec['times'];
  readonly except: readonly NamedRegister[];
}

/**
 * Register variables of the databanks that are connected: those that the statement can take, of these the ones that the script
 * uses, then by how well name and titles fit what is typed.
 */
export function registerOffers(scene: Scene, place: RegisterPlace): Offers {
  const databanks = [...scene.state.databanks].filter(([alias]) => place.alias === undefined || alias === place.alias);
  // Before a slash that is there already stands the alias alone.
  if (place.alias === undefined && scene.after.startsWith('/')) return aliasOffers(databanks);
  const all = databanks.reduce((sum, [, { catalogue }]) => sum + catalogue.variables.size, 0);
  // A short list is given whole: the editor narrows it down while the word grows and shrinks.
  const typed = all > mostOffers ? folded(scene.word.typed) : '';
  const uses = usesIn(scene.snapshot);
  const fitOf = fitting(typed);
  const fitsUnits = unitsOf(scene, place.times);
  const ranked = databanks.flatMap(([alias, { catalogue }]) =>
    indexOf(catalogue).flatMap(({ variable, keys }): readonly Ranked[] => {
      if (place.except.some((other) => other.alias === alias && other.name === variable.name)) return [];
      const isAlias = place.alias === undefined && folded(alias).startsWith(typed);
      const fit = isAlias ? 0 : fitOf(keys);
      if (fit === undefined) return [];
      const isFitting = fitsTimes(variable, place.times) && fitsUnits(variable);
      return [{ variable, alias, catalogue, isFitting, uses: uses.get(variable.name) ?? 0, fit }];
    }),
  );
  ranked.sort((a, b) => Number(b.isFitting) - Number(a.isFitting) || b.uses - a.uses || a.fit - b.fit);
  const offers = ranked.slice(0, mostOffers).map((each) => registerOffer(scene, each, place.alias === undefined));
  return { offers, isCut: all > mostOffers };
}

function aliasOffers(databanks: readonly (readonly [string, ConnectedDatabank])[]): Offers {
  const offers = databanks.map(([alias, { binding }]) => ({
    label: alias,
    text: alias,
    kind: kinds.module,
    detail: `${binding.databank}:${binding.version}`,
  }));
  return { offers, isCut: false };
}

function registerOffer(
  scene: Scene,
  { variable, alias, catalogue, isFitting, fit }: Ranked,
  needsAlias: boolean,
): Offer {
  const { name, temporality } = variable;
  const text = needsAlias ? `${alias}/${name}` : name;
  const title = titleOf(variable, scene.language);
  const units = catalogue.unitTypes.get(variable.unitType)?.label[scene.language] ?? variable.unitType;
  const facts = [isFitting ? temporalityText[temporality][scene.language] : units, title];
  const { typed } = scene.word;
  // What was found by a title, or in the middle of a name, must pass the editor's own comparison.
  const filter = fit > 0 && typed !== '' ? typed : `${name} ${variable.title} ${variable.englishTitle ?? ''}`.trimEnd();
  const { databank, version } = catalogue;
  return {
    label: text,
    text,
    kind: kinds.field,
    detail: facts.join(' · '),
    description: title,
    filter: needsAlias && typed !== '' && fit === 0 ? asTyped(text, name, typed) : filter,
    subject: { type: 'register', databank, version, name },
  };
}

/** The alias with the name, or the name, as it begins with what is typed. */
function asTyped(text: string, name: string, typed: string): string {
  return folded(name).startsWith(folded(typed)) ? name : text;
}

interface Indexed {
  readonly variable: RegisterVariable;
  readonly keys: Keys;
}

const indexes = new WeakMap<Catalogue, readonly Indexed[]>();

function indexOf(catalogue: Catalogue): readonly Indexed[] {
  const known = indexes.get(catalogue);
  if (known !== undefined) return known;
  const index = [...catalogue.variables.values()].map((variable) => ({
    variable,
    keys: keysOf(variable.name, variable.title, variable.englishTitle ?? ''),
  }));
  indexes.set(catalogue, index);
  return index;
}

const useCounts = new WeakMap<Snapshot, ReadonlyMap<string, number>>();

/** How often the script names each register variable. */
function usesIn(snapshot: Snapshot): ReadonlyMap<string, number> {
  const known = useCounts.get(snapshot);
  if (known !== undefined) return known;
  const counts = new Map<string, number>();
  for (const { kind, name } of snapshot.trace.occurrences) {
    if (kind === 'register-variable') counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  useCounts.set(snapshot, counts);
  return counts;
}

function fitsTimes({ temporality }: RegisterVariable, times: CommandSpec['times']): boolean {
  return times !== 'period' || temporality === 'EVENT';
}

/** Whether the units of the active dataset are those that a variable is about; statements without times ask about no units. */
function unitsOf({ state }: Scene, times: CommandSpec['times']): (variable: RegisterVariable) => boolean {
  const active = state.active === undefined ? undefined : state.datasets.get(state.active);
  if (times === undefined || active === undefined || active.uncertain || active.schema.kind === 'empty')
    return () => true;
  const { unitType } = active.schema;
  return (variable) => variable.unitType === unitType;
}

/** The register variables that a statement names, as far as the databanks have them. */
export function registersNamed(scene: Scene, named: readonly NamedRegister[]): readonly RegisterVariable[] {
  return named.flatMap(({ alias, name }) => scene.state.databanks.get(alias)?.catalogue.variables.get(name) ?? []);
}

/**
 * Days at which all of some register variables can be had, newest first: the measurement days where there are some, otherwise
 * the last day, the turns of the years (the last day of a year for sums, the first for spells) and the first day.
 */
export function daysOfRegisters(variables: readonly RegisterVariable[]): readonly EpochDay[] {
  const dated = variables.filter(({ temporality }) => temporality !== 'FIXED');
  const [first, ...others] = [...dated].sort((a, b) => Number(isMeasured(b)) - Number(isMeasured(a)));
  if (first === undefined) return [];
  return daysOfRegister(first).filter((day) => others.every((other) => answersAt(other, day)));
}

function isMeasured({ temporality, statusDays }: RegisterVariable): boolean {
  return temporality === 'STATUS' && statusDays !== undefined && statusDays.length > 0;
}

function answersAt(variable: RegisterVariable, day: EpochDay): boolean {
  const { statusDays = [], coverage } = variable;
  if (isMeasured(variable)) return statusDays.includes(day);
  return coverage === undefined || (coverage.startDay <= day && day <= coverage.stopDay);
}

function daysOfRegister(variable: RegisterVariable): readonly EpochDay[] {
  const { statusDays = [], coverage, temporality } = variable;
  if (isMeasured(variable)) return [...statusDays].reverse();
  if (coverage === undefined) return [];
  const { startDay, stopDay } = coverage;
  const days = new Set([stopDay]);
  const [firstYear, lastYear] = [civilDate(startDay).year, civilDate(stopDay).year];
  for (let year = lastYear; year >= firstYear; year--) {
    const day = temporality === 'ACCUMULATED' ? daysFromCivil(year, 12, 31) : daysFromCivil(year, 1, 1);
    if (day >= startDay && day <= stopDay) days.add(day);
  }
  days.add(startDay);
  return [...days].sort((a, b) => b - a);
}

/** The catalogue's text on a register variable, as Markdown. */
export function registerText(variable: RegisterVariable, language: Language): string {
  const { name, description, temporality, coverage } = variable;
  const period = coverage === undefined ? '' : `, ${isoDate(coverage.startDay)} – ${isoDate(coverage.stopDay)}`;
  const lines = [
    `**${name}** ${titleOf(variable, language)}`,
    `${temporalityText[temporality][language]}${period}`,
    ...(description === '' ? [] : [description]),
  ];
  return lines.join('\n\n');
}
