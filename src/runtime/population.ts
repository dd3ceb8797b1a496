import { secret } from '../disclosure/gate.ts';
import type { DisclosureSession, MembersQuestion } from '../disclosure/protection.ts';
import type { ExpressionIr } from '../lang/ir/expression.ts';
import type { DatasetHandle, Population } from './dataset.ts';
import type { Engine } from './engine.ts';

/** The rows of the active dataset that a statement's `if` selects; every `if` comes through here before its executor is called. */
export async function populationAsked(
  engine: Engine,
  active: DatasetHandle | undefined,
  condition: ExpressionIr | undefined,
): Promise<Population | undefined> {
  if (active === undefined) return undefined;
  if (condition === undefined) return { dataset: active };
  return { dataset: active, selection: await engine.select(active, condition) };
}

/**
 * The population that takes the place of one that is asked about (rule DC-30): itself, none, all of its dataset, or one that an
 * earlier answer was about. Whoever computes on it never learns which.
 */
export async function settledPopulation(
  engine: Engine,
  protection: DisclosureSession,
  statement: number,
  population: Population,
): Promise<Population> {
  if (!protection.policy.history.snapPopulations) return population;
  const { dataset } = population;
  const answer = await protection.resolveMembers(await questionAbout(engine, statement, population));
  switch (answer.type) {
    case 'as-asked':
      return population;
    case 'none':
      return { dataset, selection: engine.selectEvery(dataset, false) };
    case 'all':
      return { dataset, selection: engine.selectEvery(dataset, true) };
    case 'instead':
      return { dataset, selection: await engine.selectMembers(dataset, answer.units, answer.pages) };
  }
}

/**
 * The same for the units of a dataset to which others have been added: who is to be in it instead (a bit for each unit of the
 * universe). `undefined` where it stays as it is.
 */
export async function settledUnits(
  engine: Engine,
  protection: DisclosureSession,
  statement: number,
  dataset: DatasetHandle,
): Promise<Uint32Array | undefined> {
  const everybody = protection.policy.history.snapPopulations ? engine.everybody(dataset) : undefined;
  if (everybody === undefined) return undefined;
  const own = await questionAbout(engine, statement, { dataset });
  const answer = await protection.resolveMembers({
    ...own,
    population: { ...own.population, counts: secret(everybody.counts) },
    selected: own.population,
    members: { population: () => Promise.resolve(secret(everybody)), selected: () => own.members.population() },
  });
  if (answer.type === 'instead') return answer.units;
  return answer.type === 'all' ? everybody.units : undefined;
}

/** Whether a model's sample lies near an earlier sample or population (rule DC-24). */
export async function isNearEarlier(
  engine: Engine,
  protection: DisclosureSession,
  statement: number,
  sample: Population,
): Promise<boolean> {
  if (!protection.policy.history.snapPopulations) return false;
  return protection.isNearEarlier(await questionAbout(engine, statement, sample));
}

async function questionAbout(engine: Engine, statement: number, population: Population): Promise<MembersQuestion> {
  const { dataset, selection } = population;
  const unitType = engine.unitTypeOf(dataset);
  const boxed = async (asked: Population) => {
    const members = await engine.membersOf(asked);
    return members === undefined ? undefined : secret(members);
  };
  const set = async (asked: Population) => ({ unitType, counts: secret(await engine.countSet(asked)) });
  return {
    statement,
    population: await set({ dataset }),
    ...(selection === undefined ? {} : { selected: await set(population) }),
    members: {
      population: () => boxed({ dataset }),
      selected: () => boxed(population),
    },
  };
}
