import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CarefulRows } from '../../../src/metadata/ingest/careful-rows.ts';
import { type IdentifierTable, textOfDigitKey } from '../../../src/metadata/ingest/identifier-table.ts';
import { PlainRows, slack } from '../../../src/metadata/ingest/plain-rows.ts';
import { RowCollector } from '../../../src/metadata/ingest/row-collector.ts';
import type { RowRules } from '../../../src/metadata/ingest/row-rules.ts';

const identifiers = [
  '1',
  '007',
  '0301',
  '123456789012345',
  '281474976710655',
  '281474976710656',
  '12345678901234',
  'A-1',
  'æ',
  ' 5 ',
  '"7"',
  '"a;b"',
  '',
  ' ',
  '-3',
  '+4',
  '1.0',
  '9'.repeat(20),
  'x\0',
];
const numbers = [
  '0',
  '-0',
  '12',
  '-7',
  '00012',
  '1.5',
  '-1.25',
  '.5',
  '5.',
  '1e3',
  '1,5',
  '9007199254740991',
  '9007199254740992',
  '123456789.123456',
  '0.1',
  '-0.0',
  '99999999999999.9',
  '1.2.3',
  '-',
  '',
];
const dates = [
  '',
  '2020-01-01',
  '2020-12-31',
  '2020-02-29',
  '2021-02-29',
  '2020-1-01',
  '1880-04-14',
  '1880-04-15',
  '2059-09-18',
  '2059-09-19',
  '2060-01-01',
  '0001-01-01',
  '2020-13-01',
  '2020-00-10',
  '2020-01-32',
  '2020-0a-01',
  '2020/01/01',
  ' 2020-01-01',
  '202:-01-01',
];
const sources = ['', '', '', 'x', ' '];

const line = fc.oneof(
  fc
    .tuple(
      ...[identifiers, [...numbers, ...identifiers, ...dates], dates, dates, sources].map((pool) =>
        fc.constantFrom(...pool),
      ),
    )
    .map((fields) => fields.join(';')),
  fc.string({ unit: fc.constantFrom(';', 'a', '1', '"', ' ', '-', '2020-01-01', '\ufeff'), maxLength: 14 }),
);

const rules: fc.Arbitrary<RowRules> = fc.record({
  temporality: fc.constantFrom('FIXED', 'STATUS', 'ACCUMULATED', 'EVENT'),
  unitForm: fc.constantFrom('pseudonym', 'text', 'integer'),
  unitType: fc.constant('PERSON'),
  valueForm: fc.constantFrom('identifier', 'text', 'long', 'double', 'date'),
  keyForm: fc.constantFrom('pseudonym', 'text'),
  keysAreUnits: fc.boolean(),
  dataType: fc.constant('LONG'),
  keepsUnknownCodes: fc.boolean(),
});

/** What a reader makes of lines: rows by their texts, and problems. */
function read(given: RowRules, lines: readonly string[], plainly: boolean): unknown {
  const rows: unknown[] = [];
  const textOf = (table: IdentifierTable, form: string, index: number): string => {
    if (index < 0) return table.texts.textOf(~index);
    const key = table.numbers.keys[index]!;
    return form === 'pseudonym' ? `number ${key}` : textOfDigitKey(key);
  };
  const collector: RowCollector = new RowCollector(given, {
    add: (unit, value, start, stop, at) => {
      const { units, keys, texts } = collector;
      const shown =
        given.valueForm === 'identifier'
          ? textOf(keys, given.keyForm, value)
          : given.valueForm === 'text'
            ? texts.textOf(value)
            : value;
      rows.push([textOf(units, given.unitForm, unit), shown, start, stop, at]);
    },
  });
  if (plainly) {
    const bytes = new TextEncoder().encode(lines.map((each) => `${each}\n`).join(''));
    const padded = new Uint8Array(bytes.length + slack);
    padded.set(bytes);
    new PlainRows(collector).scan(padded, 0, bytes.length);
  } else {
    const careful = new CarefulRows(collector);
    lines.forEach((each, i) => careful.read(each.replace(/\r$/u, ''), i + 1));
  }
  return { rows, problems: collector.problems.listed };
}

describe('the fast way through plain lines', () => {
  it('reads them as the careful way does', () => {
    fc.assert(
      fc.property(rules, fc.array(line, { minLength: 1, maxLength: 12 }), fc.boolean(), (given, lines, hasReturns) => {
        // Identifiers of one table have one form.
        const fit = given.keysAreUnits ? { ...given, keyForm: given.unitForm } : given;
        const all = hasReturns ? lines.map((each) => `${each}\r`) : lines;
        expect(read(fit, all, true)).toEqual(read(fit, all, false));
      }),
      { numRuns: 1500 },
    );
  });
});
