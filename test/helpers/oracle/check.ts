import { Choices } from './choices.ts';
import { Comparison, type Difference } from './comparison.ts';
import { analyse, run } from './engine.ts';
import { population } from './import-generator.ts';
import { type Outcome, runStatement } from './interpreter.ts';
import { type Block, nextBlock } from './loop-generator.ts';
import type { OracleState } from './model.ts';
import { type Statement, writeStatement } from './statement.ts';
import { randomWorld, type World } from './world.ts';

/** What makes the databanks of a case. */
export type WorldMaker = (choices: Choices) => World;

/** One statement that the oracle ran: where it stands, and what came of it. */
interface Step {
  readonly line: number;
  readonly command: string;
  readonly outcome: Outcome;
}

/** A random script with what the oracle says of each of its statements; only the last one may be wrong. */
export interface Case {
  readonly world: World;
  /** The script's lines. */
  readonly lines: readonly string[];
  readonly steps: readonly Step[];
  /** How much of the script stands before its last block. */
  readonly before: { readonly lines: number; readonly steps: number };
}

const start: OracleState = { datasets: new Map(), active: undefined, lists: new Map() };

/** Makes a random script on random databanks. */
export function randomCase(data: Choices, script: Choices, makeWorld: WorldMaker = randomWorld): Case {
  const world = makeWorld(data);
  const lines = [...world.databanks].map(([alias, { catalogue }]) => `require ${catalogue.databank}:1 as ${alias}`);
  const steps: Step[] = [];
  let before = { lines: lines.length, steps: 0 };
  let names = 0;
  const fresh = (stem: string): string => `${stem}${++names}`;
  let state = start;
  const take = (block: Block): boolean => {
    before = { lines: lines.length, steps: steps.length };
    lines.push(...block.lines);
    return block.statements.every(({ statement, line }) => {
      const outcome = runStatement(state, statement, world.registers);
      steps.push({ line: before.lines + line, command: commandOf(statement), outcome });
      if (typeof outcome !== 'string') state = outcome.state;
      return typeof outcome !== 'string';
    });
  };
  const run = (of: OracleState, statement: Statement): OracleState | undefined => {
    const outcome = runStatement(of, statement, world.registers);
    return typeof outcome === 'string' ? undefined : outcome.state;
  };
  const filling: readonly Statement[] = [
    { c: 'create-dataset', name: 'd' },
    ...population({ choices: script, world, fresh }),
  ];
  const alone = (statement: Statement): Block => ({
    lines: [writeStatement(statement)],
    statements: [{ statement, line: 0 }],
  });
  if (!filling.every((statement) => take(alone(statement)))) return { world, lines, steps, before };
  for (let i = 1 + script.below(6); i > 0; i--) {
    const block = nextBlock({ choices: script, world, state, fresh, run });
    if (take(block) && !isOver(state)) continue;
    // What a loop does after data have failed it is not looked at, right or wrong: then there is no such loop.
    const isCut = steps.at(-1)?.outcome === 'refused' && block.statements.length > 1;
    if (!isCut) break;
    return { world, lines: lines.slice(0, before.lines), steps: steps.slice(0, before.steps), before };
  }
  return { world, lines, steps, before };
}

function commandOf({ c }: Statement): string {
  return c === 'keep-rows' ? 'keep' : c === 'drop-rows' ? 'drop' : c;
}

/** After a sample only the engine knows the rows. */
function isOver({ datasets }: OracleState): boolean {
  return [...datasets.values()].some(({ sampled }) => sampled !== undefined);
}

/** Runs a case on the engine and compares everything after every statement. */
export async function differenceIn({ world, lines, steps, before }: Case): Promise<Difference> {
  const databanks = [...world.databanks.values()];
  const last = steps.at(-1);
  const isInvalid = last?.outcome === 'invalid';
  const { script, mistakes } = analyse(lines.join('\n'), databanks);
  if (isInvalid) {
    // Which times a condition certainly excludes, the analyser may leave to the data.
    if (mistakes.length === 0 && /^\s*(?:keep|drop) if .*date@panel/u.test(lines.at(-1) ?? '')) return undefined;
    if (mistakes.length === 0) return `the last line is taken for right`;
    const odd = mistakes.find(({ line }) => line < before.lines);
    if (odd !== undefined) return `${odd.code} in line ${odd.line + 1}`;
    return differenceIn({ world, lines: lines.slice(0, before.lines), steps: steps.slice(0, before.steps), before });
  }
  const [first] = mistakes;
  if (first !== undefined) return `${first.code} in line ${first.line + 1}, which is right`;
  const { statements, codeLists } = await run(script, databanks);
  const ran = statements.filter(({ command }) => command !== 'require' && command !== 'let' && command !== 'for');
  const comparison = new Comparison(codeLists);
  for (const [i, { command, outcome, line }] of steps.entries()) {
    const found = ran[i];
    const place = `after line ${line + 1}: `;
    if (found?.command !== command) return `${place}${found?.command ?? 'nothing'} ran instead of ${command}`;
    const expected = outcome === 'refused' ? 'refused' : 'done';
    if (found.outcome !== expected) return `${place}${found.outcome} instead of ${expected}`;
    if (typeof outcome === 'string') continue;
    const difference = comparison.differenceOf(found.tables, outcome.state);
    if (difference !== undefined) return place + difference;
  }
  return undefined;
}

/** A case with the decisions that made it. */
export interface DrawnCase {
  readonly made: Case;
  readonly data: readonly number[];
  readonly script: readonly number[];
}

/** The case of a seed. */
export function caseOf(seed: number, makeWorld?: WorldMaker): DrawnCase {
  const [data, script] = [Choices.random(2 * seed), Choices.random(2 * seed + 1)];
  const made = randomCase(data, script, makeWorld);
  return { made, data: data.tape, script: script.tape };
}
