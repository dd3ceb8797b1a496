import type { DatabankProblem } from '../../../src/metadata/databank-error.ts';
import type { DatabankWriter } from '../../../src/metadata/release/databank-writer.ts';
import { type MemoryDataset, validated } from './memory-datasets.ts';

/** Changes of a databank in an order that always works, one after the other, for ever. */
export async function takeStep(writer: DatabankWriter, step: number): Promise<readonly DatabankProblem[]> {
  const round = Math.floor(step / stepsPerRound);
  const note = { description: `step ${step}`, time: step + 1 };
  switch (step % stepsPerRound) {
    case 0:
      return writer.add([validated(facts(round, 'A'))], { ...note, operation: 'ADD' });
    case 1:
      return writer.add([validated(links(round)), validated(histories(round))], { ...note, operation: 'ADD' });
    case 2:
      return writer.release(note);
    case 3:
      return writer.add([validated(facts(round, 'A', 3))], { ...note, operation: 'CHANGE' });
    case 4:
      return writer.add([validated(facts(round, 'PASSING', 7))], { ...note, operation: 'ADD' });
    case 5:
      return writer.drop([`PASSING_${round}`], note);
    case 6:
      return writer.remove([`LINKS_${round}`], note);
    default:
      return writer.release(note);
  }
}

/** After so many steps the same kinds of changes come again, to new variables. */
export const stepsPerRound = 8;

const unitCount = 1500;

// Each round's units lie between those of the rounds before, so that all numbers move.
const idOf = (round: number, i: number): number => i * 1000 + round * 17 + 1;

function facts(round: number, name: string, shift = 0): MemoryDataset {
  const rows = Array.from({ length: unitCount }, (_, i) => ({
    unit: idOf(round + (i % 2) * shift, i),
    value: i + shift,
  }));
  return { name: `${name}_${round}`, rows };
}

function links(round: number): MemoryDataset {
  const rows = Array.from({ length: unitCount }, (_, i) => ({
    unit: idOf(round, i),
    value: idOf(round, (i * 7) % unitCount),
  }));
  return { name: `LINKS_${round}`, rows, keyUnitType: 'PERSON' };
}

function histories(round: number): MemoryDataset {
  const rows = Array.from({ length: unitCount }, (_, i) => ({
    unit: idOf(round, i),
    value: `tekst ${i % 5}`,
    start: i % 50,
  }));
  return { name: `HISTORY_${round}`, rows, temporality: 'EVENT' };
}
