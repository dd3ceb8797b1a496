import { dictionaryOf, type SerialSpells, VariableWriter } from '../columns.ts';
import { personWriter } from '../population.ts';
import { draw, process } from '../random.ts';
import type { Register, RegisterCall } from '../register.ts';
import { diagnosisCodes } from './diagnoses.ts';
import { type EpisodeTable, episodeTableOf } from './episode-table.ts';

/** Episodes of care in 2023, as units, with a link to the person and to the first episode of the same stay. */
export const episodeRegisters: readonly Register[] = [
  {
    name: 'episodes',
    variables: [
      'NPR_EPISODE_FNR',
      'AGGRSHOPPID',
      'HOVEDTILSTAND1',
      'HOVEDTILSTAND2',
      'INNDATO',
      'INNTID',
      'UTDATO',
      'UTTID',
      'NIVA',
      'OMSORGSNIVA',
    ],
    universes: ['NPR_EPISODE_ID'],
    write: writeEpisodes,
  },
  {
    name: 'episode-persons',
    variables: ['NPRID'],
    write({ columns, population }) {
      const persons = new Int32Array(population.people.count).fill(-1);
      for (const person of episodeTableOf(population).person) persons[person] = person;
      personWriter(columns, population).units('NPRID', undefined, 'PERSON', population.numbering, persons);
    },
  },
];

function writeEpisodes({ columns, population }: RegisterCall): void {
  const table = episodeTableOf(population);
  columns.addPseudonyms('NPR_EPISODE_ID', table.numbering.pseudonyms);
  const writer = new VariableWriter(columns, 'NPR_EPISODE', table.numbering);
  writer.units('NPR_EPISODE_FNR', undefined, 'PERSON', population.numbering, table.person);
  writer.integers('INNDATO', undefined, table.firstDay);
  writer.integers('UTDATO', undefined, table.lastDay);
  const clock = dictionaryOf(Array.from({ length: 1440 }, (_, minute) => clockText(minute)));
  // Texts of the clock are in code-point order: entry 1 is midnight.
  writer.codes('INNTID', undefined, clock, table.fromMinute.map(nextOf));
  writer.codes('UTTID', undefined, clock, table.untilMinute.map(nextOf));
  const diagnoses = dictionaryOf(diagnosisCodes);
  const codeOf = (index: number): number => (index < 0 ? 0 : diagnoses.codeOf(diagnosisCodes[index]!));
  writer.codes('HOVEDTILSTAND1', undefined, diagnoses, table.diagnosis.map(codeOf));
  writer.codes('HOVEDTILSTAND2', undefined, diagnoses, table.secondDiagnosis.map(codeOf));
  writer.codes('OMSORGSNIVA', undefined, dictionaryOf(['1', '2', '3']), table.level);
  const paid = table.person.map((person, i) => (draw(process.hospitalFacts, person, 9_000_000 + i) < 0.9 ? 2 : 1));
  writer.codes('NIVA', undefined, dictionaryOf(['0', '1']), paid);
  writeStayLinks(writer, table);
}

function nextOf(value: number): number {
  return value + 1;
}

function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** The first episode of the stay, while the episode lasts. */
function writeStayLinks(writer: VariableWriter, { count, firstDay, lastDay, stay, numbering }: EpisodeTable): void {
  const spells: SerialSpells = {
    offsets: Int32Array.from({ length: count + 1 }, (_, i) => i),
    starts: Int16Array.from(firstDay),
    stops: Int16Array.from(lastDay),
  };
  writer.spells('AGGRSHOPPID', spells, { kind: 'units', unitType: 'NPR_EPISODE', others: numbering, values: stay });
}
