import { type Json, plainJson } from '../base/canonical-json.ts';
import { hashJson } from '../base/hash.ts';
import type { WaysOfAsking } from '../disclosure/protection.ts';
import type { AnalysedScript, AnalysedStatement, OperationBase } from '../lang/ir/script.ts';

/**
 * How a statement comes to the rows that it asks about, and to the groups that it sorts them into or the values that it makes: what
 * it says and the earlier statements that make the variables in it, with all their constants. A threshold that has moved is another
 * way, be it in a condition or in a variable that the condition is about; another table about the same groups is not. Worked out
 * when somebody wants to know.
 */
export function waysOfAsking<O extends OperationBase>(
  statement: AnalysedStatement<O>,
  script: AnalysedScript<O>,
): WaysOfAsking {
  const { operation, changes } = statement;
  const condition = operation.condition ?? null;
  return {
    rows: once(() => wayTo(namesIn(condition), [condition], statement, script)),
    cells: once(() => wayTo(namesIn(operation), [changes.length === 0 ? condition : operation], statement, script)),
    divisions: once(() => divisionOf(statement, script)),
    columns: once(() => columnsOf(statement, script)),
  };
}

function wayTo<O extends OperationBase>(
  mentioned: ReadonlySet<string>,
  said: readonly unknown[],
  statement: AnalysedStatement<O>,
  script: AnalysedScript<O>,
): string {
  const meaning = plainJson([...said, ...stepsTo(mentioned, statement, script)]);
  return `${hashJson(withoutNumbers(withoutNames(meaning, givenNames(script.statements))))} ${hashJson(meaning)}`;
}

/** The condition and the definitions of all variables, but for what comes from the register as it is. */
function divisionOf<O extends OperationBase>(statement: AnalysedStatement<O>, script: AnalysedScript<O>): string {
  const { operation } = statement;
  const made = stepsTo(namesIn(operation), statement, script).filter(({ reads }) => reads === undefined);
  const condition = operation.condition ?? null;
  return condition === null && made.length === 0 ? '' : hashJson(plainJson([condition, ...made]));
}

/** The definitions of what a statement is about, for whomever it asks. */
function columnsOf<O extends OperationBase>(statement: AnalysedStatement<O>, script: AnalysedScript<O>): string {
  const said = { ...statement.operation, condition: undefined };
  const made = stepsTo(namesIn(said), statement, script).filter(({ reads }) => reads === undefined);
  return made.length === 0 ? '' : hashJson(plainJson(made));
}

/** The variables in what a statement says that are not as the register has them, but for its condition. */
export function madeVariables<O extends OperationBase>(
  statement: AnalysedStatement<O>,
  script: AnalysedScript<O>,
): ReadonlySet<string> {
  const said = { ...statement.operation, condition: undefined };
  const steps = stepsTo(namesIn(said), statement, script).filter(({ reads }) => reads === undefined);
  if (steps.length === 0) return new Set();
  const variables = variablesOf(script.statements);
  const datasets = datasetsOf(script.statements);
  return new Set(
    steps.flatMap((step) => {
      const made = targetOf(step, variables, datasets);
      return made === undefined ? [...namesIn(step)] : [made];
    }),
  );
}

/** The earlier operations that make the variables with these names, the last one first. */
function stepsTo<O extends OperationBase>(
  mentioned: ReadonlySet<string>,
  { index }: AnalysedStatement<O>,
  { statements }: AnalysedScript<O>,
): readonly O[] {
  const variables = variablesOf(statements);
  const datasets = datasetsOf(statements);
  const wanted = new Set([...mentioned].filter((name) => variables.has(name)));
  const steps: O[] = [];
  for (const { operation, changes } of statements.slice(0, index).reverse()) {
    if (changes.length === 0) continue;
    const names = [...namesIn(operation)].filter((name) => variables.has(name));
    const made = targetOf(operation, variables, datasets);
    if (made === undefined ? !names.some((name) => wanted.has(name)) : !wanted.has(made)) continue;
    steps.push(operation);
    for (const name of names) wanted.add(name);
  }
  return steps;
}

/** The variable that an operation makes, where it says so: what it only reads to make another is none of its steps. */
function targetOf(
  operation: OperationBase,
  variables: ReadonlySet<string>,
  datasets: ReadonlySet<string>,
): string | undefined {
  const target = 'target' in operation ? operation.target : undefined;
  return typeof target === 'string' && variables.has(target) && !datasets.has(target) ? target : undefined;
}

/** Names of all variables that the script's datasets ever have. */
function variablesOf<O extends OperationBase>(statements: readonly AnalysedStatement<O>[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { changes } of statements) {
    for (const { variables } of changes) for (const { name } of variables) names.add(name);
  }
  return names;
}

/** All texts in a piece of plain data: the names in it are among them. */
function namesIn(value: unknown, names = new Set<string>()): ReadonlySet<string> {
  if (typeof value === 'string') names.add(value);
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) namesIn(part, names);
  return names;
}

/** The names that a script gives to variables and datasets. */
function givenNames<O extends OperationBase>(statements: readonly AnalysedStatement<O>[]): ReadonlySet<string> {
  return new Set([...variablesOf(statements), ...datasetsOf(statements)]);
}

function datasetsOf<O extends OperationBase>(statements: readonly AnalysedStatement<O>[]): ReadonlySet<string> {
  return new Set(statements.flatMap(({ changes }) => changes.map(({ name }) => name)));
}

/** The same with names numbered as they come: to call a variable something else each time is no other form. */
function withoutNames(value: Json, names: ReadonlySet<string>, numbers = new Map<string, number>()): Json {
  if (typeof value === 'string') {
    if (!names.has(value)) return value;
    const number = numbers.get(value) ?? numbers.size;
    numbers.set(value, number);
    return `#${String(number)}`;
  }
  if (Array.isArray(value)) return value.map((item: Json) => withoutNames(item, names, numbers));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, withoutNames(member ?? null, names, numbers)]),
  );
}

/** The same with all numbers alike: what is left of a condition when its thresholds are taken away. */
function withoutNumbers(value: Json): Json {
  if (typeof value === 'number') return 0;
  if (Array.isArray(value)) return value.map(withoutNumbers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutNumbers(member ?? null)]));
}

function once(compute: () => string): () => string {
  let known: string | undefined;
  return () => {
    known ??= compute();
    return known;
  };
}
