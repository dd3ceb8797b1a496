import { describe, expect, test } from 'vitest';
import { attack, bodiesOf, type JsonBody, opening } from './attacker.ts';

/** Selects the units of 100 … 108 that are ill: none, one or all nine of them, depending on the world. */
const target = '(nr >= 100 & nr < 109 & syk == 1)';

/**
 * Two classifications, A and B. The conditions that they are made with differ for hundreds of people, most of them in other groups:
 * group 12 of B has the people of group 12 of A, and the units with the property as well.
 */
const groups = `generate g = 1
replace g = 2 if nr >= 5000
generate a = 1
replace a = 2 if nr >= 200 & nr < 600
generate b = 1
replace b = 2 if (nr >= 200 & nr < 600) | T | (nr >= 5000 & nr < 5400)
generate A = 10 * g + a
generate B = 10 * g + b
generate twice = inntekt * 2
`;

/** What asks for the same of both, and what is shown of group 12. */
const pairs: Readonly<Record<string, readonly [script: string, shown: (body: JsonBody) => unknown]>> = {
  'A06 DC-31/tabulate: counts': ['tabulate X', (body) => cellsOf(body, 12)],
  'A06 DC-31/tabulate: counts of columns': ['tabulate kjonn X', (body) => columnOf(body, 12)],
  'A06 A39 DC-31/tabulate: statistics': [
    'tabulate X, summarize(inntekt twice) mean std sum p25 p50 p75 iqr gini',
    (body) => cellsOf(body, 12),
  ],
  'A06 DC-31/tabulate: shares of those with a property': [
    'tabulate X, summarize(syk) mean',
    (body) => cellsOf(body, 12),
  ],
  'A06 DC-31/barchart: bars': ['barchart(count) X', (body) => cellsOf(body, 12)],
  'A06 DC-31/barchart: bars of sums': ['barchart(sum) inntekt, over(X)', (body) => cellsOf(body, 12)],
  'A06 DC-31/piechart: slices': ['piechart X', (body) => cellsOf(body, 12)?.slice(0, 1)],
  'A06 DC-31/histogram: bars of values': ['histogram X, discrete freq', (body) => cellsOf(body, 12)],
  'A06 DC-31/boxplot: boxes': ['boxplot inntekt, over(X)', (body) => boxOf(body, 12)],
  'A06 DC-31/sankey: flows': ['sankey kjonn X', (body) => flowsTo(body, 12)],
};

interface Category {
  readonly code: number | string | null;
}

interface Table {
  readonly dimensions: readonly { readonly categories: readonly Category[] }[];
  readonly stub: readonly number[];
  readonly column: number | null;
  readonly columns: readonly (number | 'total')[];
  readonly rows: readonly {
    readonly key: readonly (number | 'total')[];
    readonly cells: readonly (readonly unknown[])[];
  }[];
}

function cellsOf(body: unknown, code: number): readonly unknown[] | undefined {
  const table = body as Table;
  const at = table.dimensions[table.stub[0]!]!.categories.findIndex((category) => category.code === code);
  return table.rows.find(({ key }) => key[0] === at)?.cells.flat();
}

function columnOf(body: unknown, code: number): readonly unknown[] {
  const table = body as Table;
  const category = table.dimensions[1]!.categories.findIndex((own) => own.code === code);
  const column = table.columns.indexOf(category);
  return table.rows.map(({ cells }) => cells[column]);
}

function boxOf(body: unknown, code: number): unknown {
  const { dimensions, boxes } = body as Table & {
    readonly boxes: readonly { readonly at: readonly number[] }[];
  };
  const at = dimensions[0]!.categories.findIndex((category) => category.code === code);
  const { at: place, ...shown } = boxes.find((box) => box.at[0] === at) ?? { at: [] };
  return place.length === 1 ? shown : undefined;
}

function flowsTo(body: unknown, code: number): unknown {
  const { stages, links, nodes } = body as {
    readonly stages: readonly { readonly categories: readonly Category[] }[];
    readonly nodes: readonly (readonly unknown[])[];
    readonly links: readonly (readonly (readonly unknown[])[])[];
  };
  const at = stages[1]!.categories.findIndex((category) => category.code === code);
  return at < 0 ? undefined : [nodes[1]![at], ...links[0]!.map((to) => to[at])];
}

async function shownOfBoth(
  [command, shown]: (typeof pairs)[string],
  policy: string,
  world: 1 | 9,
): Promise<readonly unknown[]> {
  const script = `${groups}${command.replaceAll('X', 'A')}\n${command.replaceAll('X', 'B')}\n`;
  const leaving = await attack(`${opening}${script.replaceAll(/\bT\b/gu, target)}`, { world, policy });
  expect(leaving.exitCode, leaving.error + leaving.text).toBe(0);
  return bodiesOf(leaving).slice(-2).map(shown);
}

describe('cells of different results that differ for fewer than ten people, under hardened', () => {
  for (const [title, pair] of Object.entries(pairs)) {
    test(title, async () => {
      for (const world of [1, 9] as const) {
        const [first, second] = await shownOfBoth(pair, 'hardened', world);
        expect(first).toBeDefined();
        expect(second).toEqual(first);
      }
    });
  }

  test('are told apart under strict, which does not compare them', async () => {
    const [first, second] = await shownOfBoth(pairs['A06 A39 DC-31/tabulate: statistics']!, 'strict', 9);
    expect(first).toBeDefined();
    expect(second).not.toEqual(first);
  });
});
