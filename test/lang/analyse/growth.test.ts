import { describe, expect, it } from 'vitest';
import { ownVariables, schemaWith, variableNamed } from '../../../src/lang/analyse/state.ts';
import type { DatasetSchema, VariableSchema } from '../../../src/lang/types/schema.ts';
import { analyseText, people } from './analyse-text.ts';

const integer = (name: string): VariableSchema => ({ name, type: { type: 'numeric', subtype: 'integer' } });

/** Variables that the schemas of a script's statements hold in memory. */
function heldVariables(script: string): number {
  const { analysed, problems } = analyseText(people + script);
  expect(problems).toEqual([]);
  return analysed.statements.flatMap(({ changes }) => changes).reduce((sum, schema) => sum + ownVariables(schema), 0);
}

describe('what analysis keeps of a script grows with its length, not with its square', () => {
  it.each([
    ['a variable in every pass', (n: number) => `for i in 1 : ${n}\ngenerate v ++ $i = $i\nend`],
    ['new values in every pass', (n: number) => `for i in 1 : ${n}\nreplace wage = wage + $i\nend`],
    ['statements', (n: number) => Array.from({ length: n }, (_, i) => `generate v${i} = ${i}`).join('\n')],
    ['a variable that comes and goes', (n: number) => 'generate v = 1\ndrop v\n'.repeat(n)],
  ])('%s', (_, script) => {
    const [small, large] = [heldVariables(script(200)), heldVariables(script(400))];
    expect(large).toBeLessThan(2.2 * small);
  });

  it('code lists that a loop derives from one another are found in a few steps', () => {
    const { analysed } = analyseText(`${people}for i in 1 : 2000\nrecode wage ($i = 1 'one')\nend`);
    const lists = new Map(Object.entries(analysed.codeLists));
    expect(lists.size).toBeGreaterThan(1999);
    const steps = (id: string | undefined): number => {
      const source = id === undefined ? undefined : lists.get(id);
      return source?.type === 'derived' ? 1 + steps(source.from) : 0;
    };
    expect(Math.max(...[...lists.keys()].slice(-5).map(steps))).toBe(1);
  });
});

describe('schemas that share their variables', () => {
  const start: DatasetSchema = {
    name: 'd',
    kind: 'cross-section',
    unitType: 'PERSON',
    identifier: { name: 'PERSONID_1', type: { type: 'key', unitType: 'PERSON', idKind: 'FNR' } },
    variables: [integer('a')],
  };
  const names = (schema: DatasetSchema): readonly string[] => schema.variables.map(({ name }) => name);

  it('see what they had, whatever is added later', () => {
    const b = schemaWith(start, integer('b'));
    const c = schemaWith(b, integer('c'));
    const other = schemaWith(b, integer('x'));
    expect([start, b, c, other].map(names)).toEqual([['a'], ['a', 'b'], ['a', 'b', 'c'], ['a', 'b', 'x']]);
    expect(variableNamed(b, 'c')).toBeUndefined();
    expect(variableNamed(c, 'x')).toBeUndefined();
    expect(variableNamed(other, 'x')).toEqual(integer('x'));
    expect(variableNamed(other, 'b')).toEqual(integer('b'));
  });

  it('are plain data when they are copied', () => {
    const b = schemaWith(start, integer('b'));
    expect(JSON.parse(JSON.stringify(b))).toEqual({ ...start, variables: [integer('a'), integer('b')] });
    expect(structuredClone(b)).toEqual({ ...b });
  });

  it('stay the same when a variable is replaced by its equal', () => {
    expect(schemaWith(start, integer('a'))).toBe(start);
    const decimal: VariableSchema = { name: 'a', type: { type: 'numeric', subtype: 'decimal' } };
    expect(schemaWith(start, decimal).variables).toEqual([decimal]);
  });
});
