import { civilDate } from '../../base/epoch-day.ts';
import { dictionaryOf } from './columns.ts';
import { stepOfLevel } from './education-level.ts';
import { isFromAfricaOrAsia } from './employment.ts';
import { codeAt } from './geography.ts';
import { abroad, placeAt, yearsBetween } from './lives.ts';
import { origins, type People } from './people.ts';
import { personWriter } from './population.ts';
import { draw, drawNormal, normalQuantile, process } from './random.ts';
import type { Register, RegisterCall } from './register.ts';

/** Who was entitled to vote at an election, and who did. */
export const electionRegisters: readonly Register[] = [
  {
    name: 'elections',
    variables: ['VALG_STEMT_SSB', 'VALG_FORHAAND_SSB', 'VALG_MANNTALL_KOMMNR'],
    grid: 'elections',
    write: writeElection,
  },
];

function writeElection({ columns, population, when }: RegisterCall): void {
  const day = when!.startDay;
  const { year } = civilDate(day);
  const { people, geography } = population;
  const answers = dictionaryOf(['0', '1']);
  const codes = geography.codesOf.map((_, place) => codeAt(geography, place, day));
  const municipalities = dictionaryOf(codes);
  const codeOfPlace = Uint16Array.from(codes, (code) => municipalities.codeOf(code));
  const voted = new Uint8Array(people.count);
  const inAdvance = new Uint8Array(people.count);
  const municipality = new Uint16Array(people.count);
  for (let person = 0; person < people.count; person++) {
    const place = placeAt(population, person, day);
    if (place === abroad || !isEntitled(people, person, year, day)) continue;
    municipality[person] = codeOfPlace[place]!;
    const votes = drawVote(people, person, year, day);
    voted[person] = answers.codeOf(votes ? '1' : '0');
    // More vote in advance from one election to the next.
    const early = 0.3 + 0.025 * (year - 2013);
    if (votes) inAdvance[person] = answers.codeOf(draw(process.voting, person, 10_000 + year) < early ? '1' : '0');
  }
  const writer = personWriter(columns, population);
  writer.codes('VALG_STEMT_SSB', when, answers, voted);
  writer.codes('VALG_FORHAAND_SSB', when, answers, inAdvance);
  writer.codes('VALG_MANNTALL_KOMMNR', when, municipalities, municipality);
}

/** Local elections are held two years after each general election: also who has lived here for three years may vote. */
function isLocal(year: number): boolean {
  return year % 4 === 3;
}

function isEntitled(people: People, person: number, year: number, day: number): boolean {
  // Who turns 18 in the year may vote.
  if (year - civilDate(people.birthDay[person]!).year < 18) return false;
  if (people.origin[person] !== origins.immigrant) return true;
  const years = yearsBetween(people.arrivalDay[person]!, day);
  if (isLocal(year)) return years >= 3;
  // Two in three immigrants become citizens, some after eight years.
  return years >= 8 && draw(process.voting, person, 1) < 0.65;
}

function drawVote(people: People, person: number, year: number, day: number): boolean {
  const age = yearsBetween(people.birthDay[person]!, day);
  let share = isLocal(year) ? 0.56 : 0.74;
  share += age < 30 ? -0.1 : age < 45 ? -0.02 : age < 80 ? 0.08 : -0.08;
  share += 0.055 * (stepOfLevel(people.level[person]!) - 1);
  if (people.origin[person] === origins.immigrant) share -= 0.2;
  if (isFromAfricaOrAsia(people, person)) share -= 0.03;
  // Whoever votes once mostly votes again.
  const score = 0.8 * drawNormal(process.voting, person, 0) + 0.6 * drawNormal(process.voting, person, year);
  return score < normalQuantile(Math.min(0.97, Math.max(0.05, share)));
}
