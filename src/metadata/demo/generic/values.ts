import { civilDate, daysFromCivil, type EpochDay } from '../../../base/epoch-day.ts';
import type { CatalogueDocument } from '../../catalogue-document.ts';
import { missingInt32 } from '../../stored-column.ts';
import { type Dictionary, dictionaryOf } from '../columns.ts';
import { growthOf } from '../employment.ts';
import { codeAt, type Geography } from '../geography.ts';
import { abroad, placeAt, yearsBetween } from '../lives.ts';
import { countries, nobody } from '../people.ts';
import type { Population } from '../population.ts';
import type { Numbering } from '../pseudonyms.ts';
import { choose, draw, drawNormal, exponential, process, type WeightedTable, weightedTable } from '../random.ts';
import type { Quantity, Recipe } from './recipe.ts';

/** Whose value is made, and when. */
export interface Moment {
  /** Number of the unit that draws go by: a person's serial number, or a unit's place in its universe. */
  readonly unit: number;
  /** The person whom the unit belongs to, or `nobody`. */
  readonly person: number;
  readonly day: EpochDay;
  readonly year: number;
}

/** Makes the values of one variable; each is a function of the moment alone. */
export type ValueMaker =
  | { readonly kind: 'codes'; readonly dictionary: Dictionary; readonly value: (moment: Moment) => number }
  | { readonly kind: 'integers' | 'decimals'; readonly value: (moment: Moment) => number }
  | { readonly kind: 'units'; readonly others: Numbering; readonly value: (moment: Moment) => number };

/** What a maker of values knows. */
export interface ValueSetting {
  readonly population: Population;
  readonly recipe: Recipe;
  /** Tells the variable's draws from others'. */
  readonly key: number;
  readonly isDecimal: boolean;
  readonly isFixed: boolean;
  /** Codes of the variable's list, where it has one. */
  readonly codes: readonly CodeEntry[];
  /** Day on which codes must be valid. */
  readonly day: EpochDay;
  /** The units that a key may name; absent for persons. */
  readonly others: Numbering | undefined;
}

/** A code of a list: code, title, first and last day, and whether it stands for an unknown value. */
export type CodeEntry = CatalogueDocument['codeLists'][string][number];

/** Years for which a code, a degree or another unit stays the same. */
const steadyYears = 4;

/** The maker of a recipe's values. */
export function valueMaker(setting: ValueSetting): ValueMaker {
  const { recipe, population, key } = setting;
  const { people } = population;
  switch (recipe.kind) {
    case 'municipality':
      return municipalityMaker(setting, 4);
    case 'county':
      return municipalityMaker(setting, 2);
    case 'country':
      return textMaker(countries, ({ person }) => (person === nobody ? 0 : people.country[person]!));
    case 'sex':
      return textMaker(['1', '2'], ({ person, unit }) =>
        person === nobody ? Math.floor(2 * draw(process.generic, unit, key)) : people.sex[person]! - 1,
      );
    case 'birth-year':
      return birthYearMaker(population);
    case 'age':
      return ageMaker(setting);
    case 'code':
      return codeMaker(setting);
    case 'neutral': {
      const table = decreasing(Array.from({ length: recipe.count }, (_, i) => i));
      const texts = Array.from({ length: recipe.count }, (_, i) => String(i + 1));
      return textMaker(texts, (moment) => choose(table, steadyDraw(moment, key)));
    }
    case 'degree':
      return { kind: 'integers', value: (moment) => degrees[Math.floor(steadyDraw(moment, key) * degrees.length)]! };
    case 'day':
      return { kind: 'integers', value: dayMaker(setting, recipe) };
    case 'key':
      return keyMaker(setting);
    case 'quantity':
      return quantityMaker(setting, recipe);
  }
}

const degrees = [20, 30, 40, 50, 50, 60, 70, 80, 100, 100, 100, 100, 100, 100, 100, 100];

/** A uniform number that stays the same for some years, which begin in another year for each unit. */
function steadyDraw({ unit, year }: Moment, key: number): number {
  return draw(process.generic, unit, key + 1000 + Math.floor((year + (unit % steadyYears)) / steadyYears));
}

/** Codes by their place in a list of texts, -1 for none. */
function textMaker(texts: readonly string[], place: (moment: Moment) => number): ValueMaker {
  const dictionary = dictionaryOf(texts);
  const codes = texts.map((text) => dictionary.codeOf(text));
  return { kind: 'codes', dictionary, value: (moment) => codes[place(moment)] ?? 0 };
}

function decreasing(values: readonly number[]): WeightedTable<number> {
  return weightedTable(values.map((value, i) => [value, 1 / (i + 1)] as const));
}

function municipalityMaker({ population, day, key }: ValueSetting, digits: 2 | 4): ValueMaker {
  const { geography } = population;
  const texts = geography.codesOf.map((_, place) => codeAt(geography, place, day).slice(0, digits));
  return textMaker(texts, ({ person, unit, day: at }) => {
    const place = person === nobody ? abroad : placeAt(population, person, at);
    return place === abroad ? anyPlace(geography, unit, key) : place;
  });
}

function anyPlace(geography: Geography, unit: number, key: number): number {
  return choose(geography.everywhere, draw(process.generic, unit, key));
}

function birthYearMaker({ people }: Population): ValueMaker {
  const texts = Array.from({ length: 150 }, (_, i) => String(1880 + i));
  return textMaker(texts, ({ person }) => (person === nobody ? -1 : civilDate(people.birthDay[person]!).year - 1880));
}

/** Age on the day; where the variable is fixed, at some event of early adult life. */
function ageMaker({ population, isFixed, isDecimal, key }: ValueSetting): ValueMaker {
  const { birthDay } = population.people;
  return {
    kind: isDecimal ? 'decimals' : 'integers',
    value: ({ person, unit, day }) =>
      isFixed || person === nobody
        ? 17 + Math.floor(14 * draw(process.generic, unit, key) ** 2)
        : Math.max(0, yearsBetween(birthDay[person]!, day)),
  };
}

/** Shares of the codes of a list in the order of the list; of other lists earlier codes are likelier. */
const listShares: Readonly<Record<string, readonly number[]>> = {
  '1,2,3,4,5,6': [2, 9, 25, 34, 24, 6],
};

/** Codes of the list that are valid on the day, sentinels apart. */
function codeMaker({ codes, day, key }: ValueSetting): ValueMaker {
  const valid = codes.flatMap(([code, , from = '', until = '', isSentinel = false]) =>
    isSentinel === true || !isValid(String(from), String(until), day) ? [] : [String(code)],
  );
  const texts = valid.length > 0 ? valid : codes.map(([code]) => String(code));
  const shares = listShares[texts.join(',')];
  const table =
    shares === undefined
      ? decreasing(texts.map((_, i) => i))
      : weightedTable(texts.map((_, i) => [i, shares[i] ?? 1] as const));
  return textMaker(texts, (moment) => choose(table, steadyDraw(moment, key)));
}

function isValid(from: string, until: string, day: EpochDay): boolean {
  const { year, month, day: ofMonth } = civilDate(day);
  const text = `${year}-${String(month).padStart(2, '0')}-${String(ofMonth).padStart(2, '0')}`;
  return (from === '' || from <= text) && (until === '' || text <= until);
}

/** A day around the measurement, or of some event of early adult life, in the form of a number. */
function dayMaker(
  { population, isFixed, key }: ValueSetting,
  { form, least, most }: Extract<Recipe, { kind: 'day' }>,
): (moment: Moment) => number {
  const { birthDay } = population.people;
  return ({ unit, person, day, year }) => {
    const uniform = draw(process.generic, unit, key + year);
    let event = day - least - Math.floor(uniform * (most - least + 1));
    if (isFixed) {
      event =
        person === nobody
          ? daysFromCivil(2005, 1, 1) + Math.floor(uniform * 365 * 19)
          : birthDay[person]! + Math.floor((19 + 9 * uniform * uniform) * 365.25);
      if (event > day) return missingInt32;
    }
    if (form === 'epoch day') return event;
    const date = civilDate(event);
    if (form === 'YYYY') return date.year;
    return form === 'YYYYMM' ? date.year * 100 + date.month : date.year * 10000 + date.month * 100 + date.day;
  };
}

/** Another unit: the person whom the unit belongs to, or one of the other type that stays for some years. */
function keyMaker({ population, others, key }: ValueSetting): ValueMaker {
  if (others === undefined) {
    return { kind: 'units', others: population.numbering, value: ({ person }) => person };
  }
  const count = others.unitOf.length;
  // Large employers are found more often than small ones.
  return { kind: 'units', others, value: (moment) => Math.floor(steadyDraw(moment, key) ** 3 * count) };
}

function quantityMaker({ key, isDecimal }: ValueSetting, quantity: Quantity): ValueMaker {
  const { median, spread, least, most, decimals, isMoney } = quantity;
  const scale = 10 ** decimals;
  return {
    kind: isDecimal ? 'decimals' : 'integers',
    value: ({ unit, year, day }) => {
      // Mostly the unit's own standing, and some of the date's; together of variance one.
      const standing =
        0.9 * drawNormal(process.generic, unit, key) + 0.436 * drawNormal(process.generic, unit, key + day);
      const value = median * (isMoney ? growthOf(year) : 1) * exponential(spread * standing);
      return Math.round(Math.min(most, Math.max(least, value)) * scale) / scale;
    },
  };
}
