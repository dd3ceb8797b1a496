import { expect } from 'vitest';
import type { ReleasedBody } from '../../../src/disclosure/released.ts';
import type { StatementResult } from '../../../src/runtime/session.ts';
import type { TestDatabank } from '../../helpers/databank.ts';
import { runTestScript, type TestRun, type TestRunOptions } from '../../helpers/run-script.ts';

/** Another secret than that of the runs that name none. */
export const otherSecret: Uint8Array = Uint8Array.from({ length: 32 }, (_, i) => 255 - 3 * i);

/** Runs a script to its end under `strict`, unless the options name another policy. */
export async function run(script: string, bank: TestDatabank, options: TestRunOptions = {}): Promise<TestRun> {
  const finished = await runTestScript(script, [bank], { policy: 'strict', ...options });
  const halted = finished.statements.find(({ outcome }) => outcome !== 'done');
  expect(halted?.outcome, halted?.echo).toBeUndefined();
  return finished;
}

/** The statements of a command in a run, at least one. */
export function statementsOf({ statements }: TestRun, command: string): readonly StatementResult[] {
  const own = statements.filter((statement) => statement.command === command);
  expect(own.length, `the script has no ${command}`).toBeGreaterThan(0);
  return own;
}

/** The bodies that a command put out in a run. */
export function bodiesOf(finished: TestRun, command: string): readonly ReleasedBody[] {
  return statementsOf(finished, command).flatMap(({ results }) => results.map(({ body }) => body));
}

/** A run that is made once, when the first test asks for it. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Every number in a value, with the names that lead to it. */
export function numbersIn(value: unknown, trail: readonly string[] = []): readonly (readonly [string, number])[] {
  if (typeof value === 'number') return [[trail.join('.'), value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => numbersIn(member, [...trail, name]));
}

/** A value with `#` for each number, and for each number of a text. */
export function withoutNumbers(value: unknown): unknown {
  if (typeof value === 'number') return '#';
  if (typeof value === 'string') return value.replaceAll(/\d+(?:\.\d+)?/gu, '#');
  if (Array.isArray(value)) return value.map(withoutNumbers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutNumbers(member)]));
}
