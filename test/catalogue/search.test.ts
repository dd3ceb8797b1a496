import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fold, stemOf, wordsOf } from '../../src/catalogue/fold.ts';
import { marksOf, openSearch } from '../../src/catalogue/search.ts';
import { searchDataOf } from '../../src/catalogue/search-data.ts';
import { assetPath } from '../../src/metadata/assets.ts';
import { catalogueOf, sample, variable } from './sample.ts';

/** The titles that the demo databank's catalogue is made of: 735 variables, so that ranking has something to decide. */
const english = JSON.parse(fs.readFileSync(assetPath('demo/english-titles.json'), 'utf8')) as Record<string, string>;
const listed = JSON.parse(fs.readFileSync(assetPath('demo/variables.json'), 'utf8')) as readonly {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly unitType: string;
}[];
const search = openSearch(
  searchDataOf(
    catalogueOf(
      listed.map(({ name, title, description, unitType }) => {
        const englishTitle = english[name];
        return variable(name, {
          title,
          description,
          unitType,
          ...(englishTitle === undefined ? {} : { englishTitle }),
        });
      }),
    ),
  ),
);

const top = (query: string, count = 5): readonly string[] =>
  search
    .find(query)
    .slice(0, count)
    .map(({ entry }) => entry.name);

describe('finding variables', () => {
  it.each([
    ['kjønn', 'BEFOLKNING_KJOENN'],
    ['kjonn', 'BEFOLKNING_KJOENN'],
    ['kjoenn', 'BEFOLKNING_KJOENN'],
    ['sex', 'BEFOLKNING_KJOENN'],
    ['gender', 'BEFOLKNING_KJOENN'],
    ['inntekt etter skatt', 'INNTEKT_WIES'],
    ['disposable income', 'INNTEKT_WIES'],
    ['wage', 'INNTEKT_WLONN'],
    ['lønn', 'INNTEKT_WLONN'],
    ['nettoformue', 'SKATT_NETTOFORMUE'],
    ['sivilstand', 'SIVSTANDFDT_SIVSTAND'],
    ['marital status', 'SIVSTANDFDT_SIVSTAND'],
    ['country of birth', 'BEFOLKNING_FODELAND'],
    ['fødeland', 'BEFOLKNING_FODELAND'],
    ['fødselsår', 'BEFOLKNING_FOEDSELS_AAR_MND'],
    ['mother', 'BEFOLKNING_MOR_FNR'],
    ['mor', 'BEFOLKNING_MOR_FNR'],
    ['bosted', 'BOSATTEFDT_BOSTED'],
    ['education level', 'NUDB_BU'],
    ['drivstoff', 'KJORETOY_DRIVSTOFF_OMK'],
    ['fuel', 'KJORETOY_DRIVSTOFF_OMK'],
    ['barnetrygd', 'INNTEKT_BARNETRYGD'],
    ['child benefit', 'INNTEKT_BARNETRYGD'],
    ['innvandrer', 'BEFOLKNING_INVKAT'],
    ['yrke', 'ARBLONN_ARB_YRKE_STYRK08'],
    ['occupation', 'ARBLONN_ARB_YRKE_STYRK08'],
  ])('%s finds %s among the first five', (query, name) => {
    expect(top(query)).toContain(name);
  });

  it.each([
    ['sivlstand', 'SIVSTANDFDT_SIVSTAND'],
    ['innteckt etter skatt', 'INNTEKT_WIES'],
    ['utdaning', 'NUDB_BU'],
    ['drivstof', 'KJORETOY_DRIVSTOFF_OMK'],
    ['municipalty', 'BOSATTEFDT_BOSTED'],
  ])('the misspelt %s still finds %s', (query, name) => {
    expect(top(query, 40)).toContain(name);
  });

  it('a name comes first, whatever its letters and however much of it is written', () => {
    expect(top('befolkning_kjoenn', 1)).toEqual(['BEFOLKNING_KJOENN']);
    expect(top('INNTEKT_WLONN', 1)).toEqual(['INNTEKT_WLONN']);
    expect(top('KJORETOY_DRIV', 1)).toEqual(['KJORETOY_DRIVSTOFF_OMK']);
  });

  it('every word counts: hits that lack one are left out when others have all', () => {
    const hits = search.find('skatt formue');
    expect(hits.length).toBeGreaterThan(0);
    for (const { concepts } of hits) expect(concepts).toBe(2);
  });

  it('without words everything is found, in order of name', () => {
    const names = search.find('').map(({ entry }) => entry.name);
    expect(names).toHaveLength(listed.length);
    expect(names).toEqual([...names].sort());
  });

  it('nonsense finds nothing', () => {
    expect(search.find('xqzzyv')).toEqual([]);
  });
});

describe('a small catalogue', () => {
  const small = openSearch(searchDataOf(sample));
  const names = (query: string, filter = {}): readonly string[] =>
    small.find(query, filter).map(({ entry }) => entry.name);

  it('finds variables by the titles of their codes', () => {
    expect(names('Trondheim')).toEqual(['BEFOLKNING_BOSTED', 'BEFOLKNING_KOMMNR']);
  });

  it('filters by unit type, temporality and subject', () => {
    expect(names('', { unitType: 'JOBB' })).toEqual(['JOBB_ODD_X']);
    expect(names('', { temporality: 'EVENT' })).toEqual(['BEFOLKNING_BOSTED']);
    expect(names('wages', { subject: 'Inntekt og formue' })).toEqual(['INNTEKT_LONN']);
    expect(names('wages', { subject: 'Befolkning' })).toEqual([]);
  });

  it('keeps each code list once', () => {
    const data = searchDataOf(sample);
    expect(data.codeTitles).toEqual([
      ['Oslo', 'Trondheim'],
      ['Mann', 'Kvinne', 'Ukjent'],
    ]);
  });
});

describe('words', () => {
  it('Norwegian letters have one spelling', () => {
    expect(['lønn', 'loenn', 'LONN'].map(fold)).toEqual(['lonn', 'lonn', 'lonn']);
    expect(['år', 'aar', 'AAR'].map(fold)).toEqual(['ar', 'ar', 'ar']);
    expect(['næring', 'naering', 'NARING'].map(fold)).toEqual(['naring', 'naring', 'naring']);
    expect(fold('a\u030ar')).toBe('ar');
  });

  it('names fall into letters and digits', () => {
    expect(wordsOf('UFOERP2011FDT_GRAD')).toEqual(['uforp', '2011', 'fdt', 'grad']);
  });

  it('inflections have one stem', () => {
    const stems = ['inntekt', 'inntekter', 'inntekten', 'inntektene'].map(stemOf);
    expect(new Set(stems).size).toBe(1);
    expect(stemOf('disabilities')).toBe(stemOf('disability'));
    expect(stemOf('mor')).toBe('mor');
  });

  it('marks the words that a query asks for', () => {
    expect(marksOf('Inntekt etter skatt', 'skatt')).toEqual([[14, 19]]);
    expect(marksOf('Lønnsinntekter', 'loenn')).toEqual([[0, 14]]);
  });
});
