import { sdcDatabank } from '../../src/attack/population/databank.ts';
import { policyById } from '../../src/disclosure/policies.ts';
import type { Policy } from '../../src/disclosure/policy.ts';
import { demoDatabank, hospitalDatabank, randDatabank } from '../../src/metadata/embedded.ts';
import { type DatabankLibrary, openLibrary } from '../../src/metadata/library.ts';
import { placesOf } from '../../src/metadata/places.ts';
import { countryGrid, demoPersons, populationGrid, sizedGrids, tenThousandGrid, type UtilityGrid } from './cases.ts';
import { corpusUnder, costOfCorpus } from './corpus.ts';
import { exampleScripts, honestReport, honestRuns } from './detectors.ts';
import { honestScripts } from './honest-scripts.ts';
import { Measures } from './measure.ts';
import { type Measured, reportOf } from './report.ts';
import { runGrid, secretNumber } from './run.ts';
import { numbersOf, truthOf, withoutNoise } from './truth.ts';

/**
 * What the protection costs an honest user: ordinary analyses under each policy, beside what they are without. Usage:
 * `npm run bench -- utility [secrets]`; the table goes to standard output and is committed as `bench/utility.txt`. The same
 * machine or another gives the same table: secrets are numbered. What protection costs in
 * time is another table (`overhead`); survival curves are in none as long as `kaplan-meier` is not executed.
 */
export async function runUtility(secrets: number): Promise<void> {
  const { cacheFolder, secretsFolder } = placesOf(process.env);
  const library = openLibrary({
    folders: [await sdcDatabank(cacheFolder)],
    embedded: [demoDatabank(cacheFolder, demoPersons)],
    secretsFolder,
  });
  const usual = openLibrary({
    folders: [],
    embedded: [demoDatabank(cacheFolder), hospitalDatabank(cacheFolder), randDatabank(cacheFolder)],
    secretsFolder,
  });
  const corpus = await corpusUnder(usual, namedPolicy('open'));
  const measured: Measured[] = [];
  for (const { title, targets, policy } of columns()) {
    const measures = new Measures();
    // What has no targets is shown for comparison, by one secret.
    const draws = targets === undefined ? 1 : secrets;
    for (const grid of [populationGrid, tenThousandGrid, ...sizedGrids])
      await measure(library, grid, policy, draws, measures);
    if (targets !== 'hardened') await measure(library, countryGrid, policy, draws, measures);
    measured.push({ title, targets, measures, corpus: await costOfCorpus(usual, corpus, policy) });
    console.error(`${title} measured`);
  }
  const head = `${String(secrets)} secrets (one for policies without targets); SDCPOP-1, 12 000 persons, and those with wages among ${String(demoPersons)} of the demo databank; [target]`;
  console.log(reportOf(measured, head));
  const honest = [];
  for (const title of ['strict', 'hardened']) {
    honest.push({ title, ...(await honestRuns(library, honestScripts, namedPolicy(title))) });
    honest.push({ title: `${title}, examples`, ...(await honestRuns(usual, exampleScripts(), namedPolicy(title))) });
  }
  console.log(honestReport(honest));
}

/** Every policy that protects something; `hardened` also as if each cell stood alone, which is what its noise is measured by. */
function columns(): readonly (Pick<Measured, 'title' | 'targets'> & { readonly policy: Policy })[] {
  const [strict, hardened] = [namedPolicy('strict'), namedPolicy('hardened')];
  const others = ['literal', 'acro', 'acro-round'].map((id) => ({
    title: id,
    targets: undefined,
    policy: namedPolicy(id),
  }));
  const alone = { ...hardened, history: { ...hardened.history, cellReuse: false } };
  return [
    { title: 'strict', targets: 'strict', policy: strict },
    { title: 'hardened', targets: 'reusing', policy: hardened },
    { title: 'without reuse', targets: 'hardened', policy: alone },
    ...others,
  ];
}

/** Adds what a policy shows in the analyses of a grid under each of so many secrets. */
async function measure(
  library: DatabankLibrary,
  grid: UtilityGrid,
  policy: Policy,
  secrets: number,
  measures: Measures,
): Promise<void> {
  const truth = truthOf(grid, await runGrid(library, grid, namedPolicy('open'), secretNumber(0)));
  // A refusal stops no run, so that every analysis is compared.
  const goingOn: Policy = { ...policy, outcome: { readingRefusal: 'continue', changingRefusal: 'stop' } };
  for (let number = 0; number < secrets; number++) {
    const secret = secretNumber(number);
    const method = numbersOf(grid, await runGrid(library, grid, withoutNoise(goingOn), secret));
    measures.add(grid, truth, method, await runGrid(library, grid, goingOn, secret));
  }
}

function namedPolicy(id: string): Policy {
  const policy = policyById(id);
  if (policy === undefined) throw new Error(`there is no policy ${id}`);
  return policy;
}
