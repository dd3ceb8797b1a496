import { type TestDatabank, type TestVariable, testDatabank } from '../databank.ts';
import type { Choices } from './choices.ts';
import { type Register, type RegisterRow, type Registers, registerList } from './importing.ts';

/** Numbers that data and scripts are made of: sums and products of a few are exact. */
export const numberPool = [0, 1, 2, 3, 0.5, 1.25, 7, 10, 100, 2.75, 4, 5] as const;
/** Texts that data and scripts are made of. */
export const textPool = [
  '',
  'a',
  'b',
  'A b',
  '01',
  '1',
  '2,5',
  ' 7 ',
  '-3.5',
  'ø',
  'kr 5',
  '.5',
  '1e3',
  '+2',
  '12',
] as const;
/** Days in register histories; each lies in a period of its own of 100 days. */
export const days = [50, 150, 250, 350] as const;

const codes = [
  [1, 'full time'],
  [2, 'part time'],
  [3, 'student'],
  [9, 'unknown'],
] as const;
const sectors = [
  ['1', 'public'],
  ['01', 'private'],
  ['a', 'private'],
  ['kr 5', 'other'],
] as const;
const regions = [
  ['a', 'north'],
  ['b', 'south'],
] as const;

/** Register variables as the oracle sees them, and the databanks that the engine reads them from, by alias. */
export interface World {
  readonly registers: Registers;
  readonly databanks: ReadonlyMap<string, TestDatabank>;
}

/** A random world of some units; `size` is drawn where it is not given. */
export function randomWorld(choices: Choices, size: number = randomSize(choices)): World {
  const registers = new Map<string, Register>();
  const variables: Record<string, TestVariable> = {};
  const units = Array.from({ length: size }, (_, unit) => unit);
  const fixed = (
    name: string,
    value: Register['value'],
    draw: () => number | string,
    variable: Omit<Extract<TestVariable, { values: unknown }>, 'values'>,
    unitType: Register['unitType'] = 'PERSON',
  ): void => {
    // Some columns are missing altogether, some have all values.
    const rarity = choices.of([4, 4, 4, 4, 2, 0, 1]);
    const values = units.map(() => (rarity === 1 || (rarity > 1 && choices.oneIn(rarity)) ? null : draw()));
    variables[name] = { ...variable, values, unitType };
    const rows = values.flatMap((each, unit): readonly RegisterRow[] =>
      each === null ? [] : [{ unit, start: 0, stop: null, value: each }],
    );
    registers.set(`t/${name}`, { unitType, temporality: 'FIXED', value, rows });
  };
  const integer = { type: 'number', subtype: 'integer' } as const;
  const decimal = { type: 'number', subtype: 'decimal' } as const;
  const text = { type: 'text' } as const;
  const key = (unit: string) => ({ type: 'key', unit }) as const;
  const someUnit = (): number => choices.below(size);
  fixed('WHOLE', integer, () => choices.below(12) - 3, { dataType: 'LONG' });
  fixed('DECIMAL', decimal, () => choices.of([...numberPool, -0.5, -2.25]), { dataType: 'DOUBLE' });
  fixed('TEXT', text, () => choices.of(textPool), { dataType: 'STRING' });
  fixed('DAY', integer, () => choices.below(840000) - 800000, { dataType: 'LONG' });
  fixed('MOTHER', key('PERSON'), someUnit, { refersTo: 'PERSON' });
  fixed('FAMILY', key('FAMILIE'), someUnit, { refersTo: 'FAMILIE' });
  fixed('CODE', { ...integer, list: registerList(codes) }, () => choices.of([1, 2, 3, 9, 4]), {
    dataType: 'LONG',
    codes: codes.map(([code, title]) => ({ code: String(code), title })),
  });
  fixed('SECTOR', { ...text, list: registerList(sectors) }, () => choices.of(['1', '01', 'a', '2.5', '7']), {
    dataType: 'STRING',
    codes: sectors.map(([code, title]) => ({ code, title })),
  });
  fixed('PAY', decimal, () => choices.of(numberPool), { dataType: 'DOUBLE' }, 'JOBB');
  fixed('HOLDER', key('PERSON'), someUnit, { refersTo: 'PERSON' }, 'JOBB');
  for (const [name, made] of histories(choices, size)) {
    registers.set(`t/${name}`, made.register);
    variables[name] = made.variable;
  }
  const everyone: Register = {
    unitType: 'PERSON',
    temporality: 'FIXED',
    value: integer,
    rows: units.map((unit) => ({ unit, start: 0, stop: null, value: 1 })),
  };
  registers.set('t/EVERYONE', everyone);
  variables['EVERYONE'] = { values: units.map(() => 1), dataType: 'LONG' };
  return { registers, databanks: new Map([['t', testDatabank(variables)]]) };
}

/** Mostly a few units; often none, one or two. */
function randomSize(choices: Choices): number {
  const kind = choices.below(6);
  return kind < 3 ? kind : 3 + choices.below(kind === 3 ? 22 : 10);
}

type History = Extract<TestVariable, { records: unknown }>;

/** Variables that change; unit 0 has all there is, so that dates are valid whatever the others have. */
function histories(
  choices: Choices,
  size: number,
): readonly (readonly [string, { readonly register: Register; readonly variable: History }])[] {
  const status: RegisterRow[] = [];
  const accumulated: RegisterRow[] = [];
  const event: RegisterRow[] = [];
  for (let unit = 0; unit < size; unit++) {
    const has = (): boolean => unit === 0 || choices.oneIn(2);
    for (const day of days) {
      if (has()) status.push({ unit, start: day, stop: day, value: choices.of(['a', 'b', '01', 'ø']) });
      if (has()) accumulated.push({ unit, start: day - 50, stop: day + 49, value: choices.below(9) / 2 });
    }
    let start = unit === 0 ? 0 : choices.below(200);
    for (let spells = choices.below(4) + (unit === 0 ? 1 : 0); spells > 0; spells--) {
      const stop = start + choices.below(150);
      const isOpen = spells === 1 && unit > 0 && choices.oneIn(2);
      event.push({ unit, start, stop: isOpen ? null : stop, value: choices.of(['a', 'b', 'c']) });
      start = stop + 1 + choices.below(40);
    }
  }
  const text = { type: 'text' } as const;
  const of = (
    temporality: History['temporality'],
    value: Register['value'],
    rows: readonly RegisterRow[],
    variable: Omit<History, 'records' | 'temporality'>,
  ): { readonly register: Register; readonly variable: History } => ({
    register: { unitType: 'PERSON', temporality, value, rows },
    variable: { ...variable, temporality, records: rows },
  });
  return [
    ['STATUS', of('STATUS', text, status, { dataType: 'STRING', ...(size % 2 ? { sparse: true } : {}) })],
    ['ACCUMULATED', of('ACCUMULATED', { type: 'number', subtype: 'decimal' }, accumulated, { dataType: 'DOUBLE' })],
    [
      'EVENT',
      of('EVENT', { ...text, list: registerList(regions) }, event, {
        dataType: 'STRING',
        codes: regions.map(([code, title]) => ({ code, title })),
      }),
    ],
  ];
}

/** Two databanks of changing variables that share some units, which a run numbers together by ascending pseudonym. */
export function sharingWorld(choices: Choices): World {
  const pick = (): readonly number[] => {
    const chosen = Array.from({ length: 24 }, (_, i) => i + 3).filter(() => choices.oneIn(2));
    return chosen.length === 0 ? [7] : chosen;
  };
  const own = [pick(), choices.oneIn(4) ? [5] : pick()];
  const all = [...new Set(own.flat())].sort((a, b) => a - b);
  const registers = new Map<string, Register>();
  const databanks = new Map<string, TestDatabank>();
  for (const [i, pseudonyms] of own.entries()) {
    const alias = ['x', 'y'][i] ?? '';
    const values = pseudonyms.map((_, unit) => (unit === 0 || choices.oneIn(2) ? choices.below(5) : null));
    const variables: Record<string, TestVariable> = { [`FIXED_${alias}`]: { values, dataType: 'LONG' } };
    const place = (row: RegisterRow): RegisterRow => ({ ...row, unit: all.indexOf(pseudonyms[row.unit] ?? 0) });
    const rows = values.flatMap((value, unit) =>
      value === null ? [] : [place({ unit, start: 0, stop: null, value })],
    );
    const value = { type: 'number', subtype: 'integer' } as const;
    registers.set(`${alias}/FIXED_${alias}`, { unitType: 'PERSON', temporality: 'FIXED', value, rows });
    for (const [stem, { register, variable }] of histories(choices, pseudonyms.length)) {
      const name = `${stem}_${alias}`;
      variables[name] = variable;
      registers.set(`${alias}/${name}`, { ...register, rows: register.rows.map(place) });
    }
    databanks.set(alias, testDatabank(variables, { name: `test.${alias}`, pseudonyms }));
  }
  return { registers, databanks };
}
