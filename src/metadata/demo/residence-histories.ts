import type { EpochDay } from '../../base/epoch-day.ts';
import { type Dictionary, dictionaryOf, SpellCollector } from './columns.ts';
import { eachCode } from './geography-codes.ts';
import { abroad } from './lives.ts';
import { type Population, personWriter } from './population.ts';
import { historyEnd, historyStart } from './profile.ts';
import type { RegisterCall } from './register.ts';

/** Spells of residence, cut where a municipality got another code; the second name is an older one of the same register. */
export function writeResidence({ columns, population }: RegisterCall): void {
  const writer = personWriter(columns, population);
  const { geography, people, places } = population;
  const municipalities = dictionaryOf(geography.codesOf.flatMap((codes) => codes.map(({ code }) => code)));
  const residence = new SpellCollector(people.count);
  for (let person = 0; person < people.count; person++) {
    eachSpell(places, person, (place, start, stop) => {
      if (place === abroad) return;
      eachCode(geography, place, start, stop, (code, from, until) => {
        residence.add(person, from, until, municipalities.codeOf(code));
      });
    });
    residence.close(person);
  }
  const spells = residence.finish();
  for (const name of ['BOSATTEFDT_BOSTED', 'BOSATT_KOMMUNE']) {
    writer.spells(name, spells, { kind: 'codes', dictionary: municipalities, values: spells.values });
  }
}

/** Spells of civil status. */
export function writeCivilStatus({ columns, population }: RegisterCall): void {
  const { people, civil } = population;
  const statuses = new SpellCollector(people.count);
  for (let person = 0; person < people.count; person++) {
    eachSpell(civil, person, (status, start, stop) => {
      if (status !== 0) statuses.add(person, start, stop, status + 1);
    });
    statuses.close(person);
  }
  const spells = statuses.finish();
  const dictionary: Dictionary = dictionaryOf(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
  personWriter(columns, population).spells('SIVSTANDFDT_SIVSTAND', spells, {
    kind: 'codes',
    dictionary,
    values: spells.values,
  });
}

/** The spells of a history that touch the time in which histories are kept, cut at its first day; open ones have no stop. */
function eachSpell(
  { offsets, days, values }: Population['places'],
  person: number,
  visit: (value: number, startDay: EpochDay, stopDay: EpochDay | undefined) => void,
): void {
  const end = offsets[person + 1]!;
  for (let i = offsets[person]!; i < end; i++) {
    const stop = i + 1 < end ? days[i + 1]! - 1 : undefined;
    if (days[i]! > historyEnd || (stop !== undefined && stop < historyStart)) continue;
    visit(values[i]!, Math.max(days[i]!, historyStart), stop);
  }
}
