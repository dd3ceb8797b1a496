import { describe, expect, test } from 'vitest';
import { analyseText, operationsAfterPeople, people, problemsAfterPeople } from './analyse-text.ts';

const schemaOf = (text: string, dataset = 'people') => analyseText(people + text).state.datasets.get(dataset)?.schema;

describe('importing', () => {
  test.each([
    ['import db/WAGE', '1 date-required «db/WAGE»'],
    ['import db/SEX 2020-01-01 as s', '1 date-not-allowed «2020-01-01»'],
    ['import db/WAGE 1980-01-01 as w', '1 date-outside «1980-01-01»'],
    ['import db/STATUS 2024-01-01 as s', '1 date-after-last-change «2024-01-01»'],
    ['import db/STATUS 1980-01-01 as s', '1 date-outside «1980-01-01»'],
    ['import db/HOURS 2020-01-01 as h', '1 unit-type-mismatch «db/HOURS»'],
    ['import db/WAGES 2020-01-01 as w', '1 unknown-register-variable «WAGES»'],
    ['import d/WAGE 2020-01-01 as w', '1 unknown-alias «d»'],
    ['import db/SEX as sex', '1 variable-exists «sex»'],
    ['import db/SEX as my@x', '1 illegal-name «my@x»'],
    ['import db/SEX as PERSONID_1', '1 system-name «PERSONID_1»'],
    ['import db/SEX as JOBBID_1', '1 system-name «JOBBID_1»'],
    ['import-event db/STATUS 2010-01-01 to 2011-01-01', '1 dataset-kind «import-event»'],
    ['import-panel db/WAGE 2018-01-01', '1 dataset-not-empty «import-panel»'],
  ])('%s', (line, problem) => {
    expect(problemsAfterPeople(line)).toEqual([problem]);
  });

  test('an unknown register variable silences what follows from it', () => {
    expect(problemsAfterPeople('import db/WAGES 2020-01-01 as w\ngenerate x = w + 1\nsummarize w x')).toEqual([
      '1 unknown-register-variable «WAGES»',
    ]);
  });

  test('a variable that a newer version has is said to be there', () => {
    const { problems } = analyseText('require no.test.fdb:1 as db\ncreate-dataset d\nimport db/RATE 2020-01-01');
    expect(problems).toEqual(['1 databank-version-old «1»', '3 unknown-register-variable «RATE»']);
  });

  test('an event dataset has its value, start and open stop', () => {
    const schema = schemaOf('create-dataset spells\nimport-event db/STATUS 2010-01-01 to 2012-12-31 as s', 'spells');
    expect(schema?.kind).toBe('event');
    expect(schema?.variables.map((v) => [v.name, v.type.type, v.openStop])).toEqual([
      ['START@s', 'numeric', undefined],
      ['STOP@s', 'numeric', true],
      ['s', 'alphanumeric', undefined],
    ]);
  });
});

describe('variables', () => {
  test.each([
    ['generate sex = 1', '1 generate-existing-variable «sex»'],
    ['replace age = 1', '1 replace-unknown-variable «age»'],
    ['replace sex = 0 if wage > 1', '1 replacement-type «0»'],
    ['rename PERSONID_1 id', '1 system-column «PERSONID_1»'],
    ['clone-variables wage', '1 copy-name-missing «wage»'],
    ['destring wage', '1 already-numeric «wage»'],
    ['destring mother', '1 key-variable-used «mother»'],
    ['drop PERSONID_1', '1 system-column «PERSONID_1»'],
    ['recode sex (1 = 2)', '1 recode-type «1»'],
    ['recode wage (5/1 = 2)', '1 recode-interval-empty «5/1»'],
    ['recode wage (* = 1) (5 = 2)', '1 recode-unreachable «(5 = 2)»'],
    ['sample 1.0 5', '1 sample-size «1.0»'],
    ['sample 0.5 0', '1 sample-seed «0»'],
  ])('%s', (line, problem) => {
    const expected = line.startsWith('recode sex') ? [problem, '1 recode-type «2»'] : [problem];
    expect(problemsAfterPeople(line)).toEqual(expected);
  });

  test('replace without condition may change the type, and then the labels go', () => {
    const variable = schemaOf('replace sex = 1')?.variables.find((v) => v.name === 'sex');
    expect(variable).toMatchObject({ type: { type: 'numeric', subtype: 'integer' } });
    expect(variable?.codeList).toBeUndefined();
  });

  test('recode gives its target a private list', () => {
    const { analysed } = analyseText(`${people}recode sex ('1' = '2' 'alle')`);
    const schema = analysed.statements.at(-1)?.changes[0];
    const id = schema?.variables.find((v) => v.name === 'sex')?.codeList ?? '';
    expect(analysed.codeLists[id]).toEqual({
      type: 'derived',
      from: 'no.test.fdb:3/SEX',
      entries: [{ code: '2', label: 'alle' }],
    });
  });

  test('dropping every variable leaves the units', () => {
    expect(schemaOf('drop sex birth muni wage rate mother status')?.kind).toBe('units');
  });
});

describe('collapse', () => {
  test('makes the by-variable the identifier, with the unit type that it identifies', () => {
    expect(schemaOf('collapse (mean) wage, by(mother)')).toMatchObject({
      kind: 'cross-section',
      unitType: 'PERSON',
      identifier: { name: 'mother', type: { type: 'key' } },
    });
    expect(schemaOf('collapse (mean) wage, by(muni)')).toMatchObject({
      unitType: 'KOMMUNE',
      identifier: { name: 'muni' },
    });
    expect(schemaOf('collapse (mean) wage, by(sex)')?.unitType).toBeUndefined();
  });

  test('several by-variables are an extension and stay as variables', () => {
    const text = 'collapse (count) wage -> n, by(muni sex)';
    expect(problemsAfterPeople(text)).toEqual(['1 extension «sex»']);
    expect(schemaOf(text)?.variables.map((v) => v.name)).toEqual(['muni', 'sex', 'n']);
  });

  test.each([
    ['collapse (mean) muni, by(sex)', '1 count-only-for-text «muni»'],
    ['collapse (first) wage, by(sex)', '1 unknown-statistic «first»'],
    ['collapse (count) mother, by(sex)', '1 key-variable-used «mother»'],
    ['collapse (mean) wage (sum) wage, by(sex)', '1 result-name-repeated «wage»'],
    ['collapse (mean) wage', '1 option-required «collapse»'],
    ['aggregate (mean) wage, by(sex)', '1 result-name-missing «wage»'],
  ])('%s', (line, problem) => {
    expect(problemsAfterPeople(line)).toEqual([problem]);
  });

  test('the groups cannot be read afterwards, nor imported for', () => {
    expect(problemsAfterPeople('collapse (mean) wage, by(sex)\ntabulate sex\nimport db/BIRTH as b')).toEqual([
      '2 group-key-used «sex»',
      '3 groups-are-no-units «db/BIRTH»',
    ]);
  });
});

describe('merge', () => {
  const jobs = 'create-dataset jobs\nimport db/HOURS 2020-01-01 as hours\nimport db/WORKER as worker\n';

  test('resolves the source identifier first', () => {
    const text = 'clone-dataset people adults\nuse adults\nrename wage w\nmerge w into people on mother';
    expect(operationsAfterPeople(text).at(-1)).toEqual({
      type: 'merge',
      source: 'adults',
      target: 'people',
      variables: ['w'],
      sourceKey: { column: 'identifier', name: 'PERSONID_1' },
      targetKey: { column: 'variable', name: 'mother' },
      isUnique: true,
    });
  });

  test('asks for a collapse when units do not match', () => {
    expect(problemsAfterPeople(`${jobs}merge hours into people`)).toEqual(['4 no-merge-key «people»']);
    const collapsed = `${jobs}collapse (sum) hours, by(worker)\nmerge hours into people`;
    expect(problemsAfterPeople(collapsed)).toEqual([]);
  });

  test('a dataset by municipality lands on the municipality', () => {
    const text = 'clone-dataset people m\nuse m\ncollapse (mean) wage -> mw, by(muni)\nmerge mw into people on muni';
    expect(problemsAfterPeople(text)).toEqual([]);
  });

  test.each([
    ['merge wage into people', '1 merge-into-itself «people»'],
    ['merge wage into nobody', '1 unknown-dataset «nobody»'],
  ])('%s', (line, problem) => {
    expect(problemsAfterPeople(line)).toEqual([problem]);
  });
});

describe('datasets', () => {
  test.each([
    ['use peeple', '1 unknown-dataset «peeple»'],
    ['delete-dataset people\nsummarize wage\ntabulate sex', '2 no-active-dataset «summarize»'],
    ['create-dataset d\nsummarize wage\ntabulate sex', '2 dataset-empty «summarize»'],
  ])('%s', (line, problem) => {
    expect(problemsAfterPeople(line)).toEqual([problem]);
  });

  test('a variable of another dataset is found there', () => {
    const { diagnostics } = analyseText(
      `${people}clone-units people other\nuse other\nimport db/SEX as s\ngenerate x = rate`,
    );
    expect(diagnostics[0]?.parameters).toMatchObject({ name: 'rate', elsewhere: 'people' });
  });
});

describe('labels', () => {
  test.each([
    ["keep if inlabels(sex, 'Kvine')", "1 label-not-in-list «'Kvine'»"],
    ["keep if label_to_code(status, 'Enke') == status", "1 label-ambiguous «'Enke'»"],
    ["keep if inlabels(wage, 'x')", '1 variable-has-no-code-list «wage»'],
    ["keep if labelcontains(status, 'xyz')", "1 label-part-not-found «'xyz'»"],
    ['assign-labels sex yesno', '1 unknown-code-list «yesno»'],
    ['define-labels a 1 x 1 y', '1 repeated-code «1 y»'],
    ['define-labels a 1 x b y', '1 mixed-codes «define-labels a 1 x b y»'],
    ['define-labels a 1 x\nassign-labels sex a', '2 code-list-type «a»'],
    ['define-labels a 1 x\ndefine-labels a 2 y', '2 code-list-exists «a»'],
  ])('%s', (line, problem) => {
    expect(problemsAfterPeople(line)).toEqual([problem]);
  });

  test('inlabels becomes the codes that carry the labels', () => {
    const [operation] = operationsAfterPeople("keep if inlabels(status, 'Enke')");
    expect(operation).toMatchObject({ condition: { type: 'code-in', codes: ['3', '4'] } });
  });
});
