import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../../src/metadata/catalogue.ts';
import { fuzzDirectory } from '../../helpers/fuzz/directory.ts';
import { completed, offered, putIn } from './offered.ts';

const directory = fuzzDirectory();
const demo = directory.databanks.find(({ name }) => name === 'no.ssb.fdb');
const opening = `require no.ssb.fdb:${demo?.newest ?? ''} as db\ncreate-dataset people\n`;

function demoCatalogue(): Catalogue {
  const found = directory.findCatalogue('no.ssb.fdb', demo?.newest ?? '');
  if (found === undefined) throw new Error('there is no demo databank');
  return found;
}

const found = (drawn: string): readonly string[] => completed(opening + drawn, { directory }).items.map(putIn);

describe('register variables of a whole databank', () => {
  it('are more than are offered at once: the list is made anew while the word grows', () => {
    const list = completed(`${opening}import db/<|>`, { directory });
    expect(demoCatalogue().variables.size).toBeGreaterThan(500);
    expect(list.items).toHaveLength(200);
    expect(list.isIncomplete).toBe(true);
  });

  it('are found by the beginning of their names, then of a part of them', () => {
    const names = found('import db/inntekt_w<|>');
    const begins = names.map((name) => name.startsWith('INNTEKT_W'));
    expect(begins.lastIndexOf(true)).toBe(begins.filter((each) => each).length - 1);
    expect(found('import db/WLONN<|>')[0]).toBe('INNTEKT_WLONN');
  });

  it.each([
    ['kjønn', 'BEFOLKNING_KJOENN'],
    ['sex', 'BEFOLKNING_KJOENN'],
    ['wages_sal', 'INNTEKT_WLONN'],
  ])('are found by the words of their titles: %s', (typed, name) => {
    const { items } = completed(`${opening}import db/${typed}<|>`, { directory });
    const item = items.find((each) => putIn(each) === name);
    // The editor compares with what is typed, so that it does not throw away what was found by a title.
    expect(item?.filterText?.startsWith(typed)).toBe(true);
  });

  it('of the script come first, those of other units last', () => {
    const names = found(
      'import db/BEFOLKNING_KJOENN as sex\nimport db/INNTEKT_WLONN 2019-12-31 as wage\nimport db/<|>',
    );
    expect(names.slice(0, 2)).toEqual(expect.arrayContaining(['BEFOLKNING_KJOENN', 'INNTEKT_WLONN']));
    const { variables } = demoCatalogue();
    const units = names.map((name) => variables.get(name)?.unitType === 'PERSON');
    expect(units.lastIndexOf(true)).toBeLessThan(units.includes(false) ? units.indexOf(false) : units.length);
  });

  it('that are measured at dates have these dates, newest first, and no others', () => {
    const measured = [...demoCatalogue().variables.values()].find(
      ({ temporality, statusDays = [], unitType }) =>
        temporality === 'STATUS' && statusDays.length > 5 && unitType === 'PERSON',
    );
    const dates = found(`import db/${measured?.name ?? ''} <|>`).filter((text) => /^\d/u.test(text));
    expect(dates).toHaveLength(Math.min(200, measured?.statusDays?.length ?? 0));
    expect([...dates].sort().reverse()).toEqual(dates);
  });

  it('have the codes of their date', () => {
    const variable = [...demoCatalogue().variables.values()].find(
      ({ valueDomain, temporality, unitType }) =>
        unitType === 'PERSON' &&
        temporality === 'EVENT' &&
        valueDomain.type === 'enumerated' &&
        valueDomain.codes.some(
          ({ validFromDay, sentinel }) => validFromDay !== undefined && validFromDay > 11_000 && !sentinel,
        ),
    );
    if (variable?.valueDomain.type !== 'enumerated') throw new Error('no list of the demo databank changes');
    const codesAt = (date: string): readonly string[] =>
      found(`import db/${variable.name} ${date} as x\nkeep if x == '<|>`);
    const first = variable.coverage?.startDay ?? 0;
    const last = variable.coverage?.stopDay ?? 0;
    const iso = (day: number): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'UTC' }).format(day * 86_400_000);
    expect(codesAt(iso(first))).not.toEqual(codesAt(iso(last)));
  });
});

describe('the test databank', () => {
  it('is short: all is given, and the editor narrows it down by names and titles', () => {
    const list = completed('require no.test.fdb:3 as db\nimport db/wa<|>');
    expect(list.isIncomplete).toBe(false);
    expect(offered('import db/wa<|>')).toContain('SEX');
  });
});
