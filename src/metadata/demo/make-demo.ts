import { daysFromCivil } from '../../base/epoch-day.ts';
import type { CatalogueDocument } from '../catalogue-document.ts';
import type { Progress } from '../progress.ts';
import { DatabankBuilder } from '../store/builder.ts';
import { plainJson, storeFormat } from '../store/content.ts';
import { writeDwellings } from './dwellings.ts';
import { writeEducationFacts, writeEducationHistory } from './education.ts';
import { familiesAt, writeFamilies } from './families.ts';
import { writeIncomes } from './incomes.ts';
import { type Population, simulatePopulation } from './population.ts';
import { type DemoProfile, demoName, demoVersions, years } from './profile.ts';
import { writeFixedFacts, writeRegisterStatus, writeResidenceAndCivilStatus } from './register-facts.ts';
import { writeVehicles } from './vehicles.ts';
import { writeWork } from './work-registers.ts';

const phases = {
  lives: { nb: 'Lager syntetiske livsløp', en: 'Making synthetic lives' },
  registers: { nb: 'Skriver syntetiske registre', en: 'Writing synthetic registers' },
} as const;

/** Share of the whole time that the simulation takes. */
const livesShare = 0.4;

/** Makes the demo databank of a profile in a folder, unless another process has made it meanwhile. */
export async function makeDemoDatabank(
  folder: string,
  profile: DemoProfile,
  catalogue: CatalogueDocument,
  publishedSecret: string,
  progress: Progress,
): Promise<void> {
  const builder = new DatabankBuilder(folder);
  try {
    const population = simulatePopulation(profile, (fraction) => progress(phases.lives, fraction * livesShare));
    const steps = writingSteps(builder, population);
    for (const [done, step] of steps.entries()) {
      progress(phases.registers, livesShare + ((1 - livesShare) * done) / steps.length);
      step();
      // Waits for the disk, and lets timers and the display of progress have their turn.
      await builder.settle();
    }
    const catalogueHash = builder.addDocument(plainJson(catalogue));
    await builder.finish((content) => ({
      format: storeFormat,
      databank: demoName,
      nature: 'synthetic',
      publishedSecret,
      versions: demoVersions.map((version) => ({ version, catalogue: catalogueHash, content })),
    }));
    progress(phases.registers, 1);
  } catch (error) {
    builder.discard();
    throw error;
  }
}

function writingSteps(builder: DatabankBuilder, population: Population): readonly (() => void)[] {
  const { profile, numbering } = population;
  return [
    () => builder.addPseudonyms('FNR', numbering.pseudonyms),
    () => writeFixedFacts(builder, population),
    () => writeResidenceAndCivilStatus(builder, population),
    () => writeEducationHistory(builder, population),
    () => writeEducationFacts(builder, population),
    () => writeWork(builder, population),
    () => writeVehicles(builder, population),
    ...years(profile.january).map((year) => () => writeJanuary(builder, population, year)),
    ...years(profile.income).map((year) => () => writeIncomes(builder, population, year)),
  ];
}

/** The registers of 1 January. */
function writeJanuary(builder: DatabankBuilder, population: Population, year: number): void {
  const day = daysFromCivil(year, 1, 1);
  const families = familiesAt(population, day);
  writeRegisterStatus(builder, population, day);
  writeFamilies(builder, population, families);
  const [firstDwelling, lastDwelling] = population.profile.dwelling;
  if (firstDwelling <= year && year <= lastDwelling) writeDwellings(builder, population, families);
}
