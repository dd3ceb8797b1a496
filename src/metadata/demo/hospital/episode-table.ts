import { civilDate, daysFromCivil, type EpochDay } from '../../../base/epoch-day.ts';
import { keeping } from '../keeping.ts';
import { abroad, placeAt, yearsBetween } from '../lives.ts';
import { never } from '../people.ts';
import { type Population, spaces } from '../population.ts';
import { type Numbering, numberUnits } from '../pseudonyms.ts';
import { choose, draw, process } from '../random.ts';
import { chapterCodes, chaptersFor, diagnosesIn, diagnosisCodes } from './diagnoses.ts';
import { frailty, type HospitalStay, staysOf } from './stays.ts';

/** The year whose episodes of care the register holds. */
const episodeYear = 2023;

/**
 * Episodes of care in columns: visits, days, and the parts of stays with nights in one ward after the other. Times are
 * minutes since midnight.
 */
export interface EpisodeTable {
  readonly count: number;
  readonly person: Int32Array;
  readonly firstDay: Int32Array;
  readonly lastDay: Int32Array;
  readonly fromMinute: Int32Array;
  readonly untilMinute: Int32Array;
  /** 1 visit, 2 day, 3 nights. */
  readonly level: Int32Array;
  /** Index into `diagnosisCodes`; the second is -1 for most. */
  readonly diagnosis: Int32Array;
  readonly secondDiagnosis: Int32Array;
  /** Serial number of the first episode of the same stay. */
  readonly stay: Int32Array;
  readonly numbering: Numbering;
}

const diagnosisIndex = new Map(diagnosisCodes.map((code, i) => [code, i]));

/** The episodes of a population. */
export const episodeTableOf: (population: Population) => EpisodeTable = keeping((population) => {
  const episodes = new EpisodeColumns();
  for (let person = 0; person < population.people.count; person++) addEpisodes(population, person, episodes);
  return episodes.finish();
});

function addEpisodes(population: Population, person: number, episodes: EpisodeColumns): void {
  const { people } = population;
  const start = daysFromCivil(episodeYear, 1, 1);
  if (people.arrivalDay[person] === never || people.deathDay[person]! < start) return;
  const stays = staysOf(population, person).filter(({ first }) => civilDate(first).year === episodeYear);
  for (const stay of stays) addStay(person, stay, episodes);
  const age = yearsBetween(people.birthDay[person]!, daysFromCivil(episodeYear, 7, 1));
  const mean = (age < 16 ? 0.7 : age < 50 ? 1.1 : age < 70 ? 1.9 : 2.7) * frailty(person);
  const count = Math.min(
    40,
    Math.floor(mean * 2 * draw(process.hospitalFacts, person, 0) + draw(process.hospitalFacts, person, 1)),
  );
  for (let i = 0; i < count; i++) {
    const occasion = 16 + i * 8;
    const day = start + Math.floor(draw(process.hospitalFacts, person, occasion) * 365);
    if (day < people.birthDay[person]! || placeAt(population, person, day) === abroad) continue;
    if (stays.some(({ first, last }) => first <= day && day <= last)) continue;
    const chapter = choose(
      chaptersFor(people.sex[person]!, Math.max(0, age)),
      draw(process.hospitalFacts, person, occasion + 1),
    );
    const from = 480 + 5 * Math.floor(draw(process.hospitalFacts, person, occasion + 2) * 84);
    const until = from + 15 + 5 * Math.floor(draw(process.hospitalFacts, person, occasion + 3) * 12);
    const [first, second] = diagnosesFor(person, occasion + 4, chapter, chapter);
    episodes.push([person, day, day, from, until, 1, first, second, episodes.count]);
  }
}

/** The episodes of a stay: one, or two where somebody who stays long is moved to another ward. */
function addStay(person: number, stay: HospitalStay, episodes: EpisodeColumns): void {
  const occasion = 1_000_000 + stay.first * 16;
  const uniform = (what: number): number => draw(process.hospitalFacts, person, occasion + what);
  const number = episodes.count;
  const level = Number(stay.level);
  const from = stay.isAcute ? Math.floor(uniform(0) * 1380) : 420 + 5 * Math.floor(uniform(0) * 24);
  // Nobody leaves before they came.
  const until =
    stay.last === stay.first
      ? Math.min(1439, from + 20 + Math.floor(uniform(1) * 300))
      : 540 + 5 * Math.floor(uniform(1) * 96);
  const other = stay.chapter === 'XV' || stay.chapter === 'XVI' ? stay.chapter : uniform(2) < 0.5 ? 'IX' : 'XVIII';
  const [first, second] = diagnosesFor(person, occasion + 3, stay.chapter, other);
  const moves = stay.last - stay.first >= 3 && uniform(6) < 0.25;
  const middle: EpochDay = stay.first + 1 + Math.floor(uniform(7) * (stay.last - stay.first - 1));
  if (!moves) episodes.push([person, stay.first, stay.last, from, until, level, first, second, number]);
  else {
    const change = 600 + 5 * Math.floor(uniform(8) * 72);
    episodes.push([person, stay.first, middle, from, change, level, first, second, number]);
    episodes.push([person, middle, stay.last, change, until, level, first, second, number]);
  }
}

/** A diagnosis of a chapter, and for one in four another one of some chapter; -1 for none. */
function diagnosesFor(person: number, occasion: number, chapter: string, other: string): readonly [number, number] {
  const pick = (from: string, what: number): number =>
    diagnosisIndex.get(choose(diagnosesIn(from), draw(process.hospitalFacts, person, occasion + what)))!;
  const first = pick(chapterCodes.includes(chapter) ? chapter : 'XVIII', 0);
  if (draw(process.hospitalFacts, person, occasion + 1) >= 0.25) return [first, -1];
  const second = pick(other, 2);
  return [first, second === first ? -1 : second];
}

type Row = readonly [
  person: number,
  firstDay: number,
  lastDay: number,
  fromMinute: number,
  untilMinute: number,
  level: number,
  diagnosis: number,
  secondDiagnosis: number,
  stay: number,
];
const rowWidth = 9;

/** Collects episodes row by row. */
class EpisodeColumns {
  count = 0;
  #rows = new Int32Array(1024 * rowWidth);

  push(row: Row): void {
    const at = this.count * rowWidth;
    if (at === this.#rows.length) {
      const larger = new Int32Array(this.#rows.length + (this.count >> 1) * rowWidth);
      larger.set(this.#rows);
      this.#rows = larger;
    }
    this.#rows.set(row, at);
    this.count++;
  }

  finish(): EpisodeTable {
    const { count } = this;
    const rows = this.#rows;
    const column = (which: number): Int32Array =>
      Int32Array.from({ length: count }, (_, i) => rows[i * rowWidth + which]!);
    return {
      count,
      person: column(0),
      firstDay: column(1),
      lastDay: column(2),
      fromMinute: column(3),
      untilMinute: column(4),
      level: column(5),
      diagnosis: column(6),
      secondDiagnosis: column(7),
      stay: column(8),
      numbering: numberUnits(spaces.NPR_EPISODE_ID, count),
    };
  }
}
