import type { MessageCode } from '../../src/base/messages/catalogue.ts';
import type { DatabankDirectory } from '../../src/metadata/catalogue.ts';
import { testDirectory } from '../lang/analyse/test-directory.ts';

/** The test databank with a draft. */
export const draftDirectory: DatabankDirectory = {
  databanks: testDirectory.databanks.map((databank) => ({ ...databank, versions: [...databank.versions, 'DRAFT'] })),
  findCatalogue(name, version) {
    const found = testDirectory.findCatalogue(name, version === 'DRAFT' ? '3' : version);
    return found && version === 'DRAFT' ? { ...found, version } : found;
  },
};

/** One mistake and what each fix makes of it. */
export interface FixRow {
  readonly before: string;
  readonly after: readonly string[];
  /** Stands alone, not behind the dataset that most rows need. */
  readonly alone?: true;
  /** Another document than a plain script. */
  readonly name?: string;
}

/** Mistakes by their codes, with the ways out, likeliest first. */
export const fixTable: Readonly<Partial<Record<MessageCode, readonly FixRow[]>>> = {
  'unterminated-string': [
    { before: "let a = 'x\n", after: ["let a = 'x'\n"], alone: true },
    { before: "keep if inlist(sex, '1)\n", after: ["keep if inlist(sex, '1')\n"] },
  ],
  'illegal-character': [
    { before: "let a = «it's»\n", after: ['let a = "it\'s"\n'], alone: true },
    { before: 'let a = `x´\n', after: ["let a = 'x'\n"], alone: true },
  ],
  'invalid-date': [{ before: 'let a = 2021-02-30\n', after: ['let a = 2021-02-28\n'], alone: true }],
  'typographic-quote': [{ before: 'keep if sex == ’1’\n', after: ["keep if sex == '1'\n"] }],
  'double-star-power': [{ before: 'generate x = wage ** 2\n', after: ['generate x = wage ^ 2\n'] }],
  'name-parts-unjoined': [
    { before: 'let y = 2020\ngenerate wage_$y = wage\n', after: ['let y = 2020\ngenerate wage_++$y = wage\n'] },
  ],
  'braced-binding': [
    { before: 'let y = 1\nlet a = b_${y}_c\n', after: ['let y = 1\nlet a = b_++$y++_c\n'], alone: true },
  ],
  'unknown-command': [
    { before: 'improt x\n', after: ['import x\n'], alone: true },
    { before: 'LET a = 1\n', after: ['let a = 1\n'], alone: true },
  ],
  'foreign-command': [
    { before: 'local a = 1\n', after: ['let a = 1\n'], alone: true },
    { before: 'count sex\n', after: ['tabulate sex\n', 'summarize sex\n'] },
  ],
  'abbreviated-command': [
    { before: 'gen x = 1\n', after: ['generate x = 1\n'] },
    { before: 'su wage\n', after: ['summarize wage\n'] },
  ],
  'loop-range-comma': [
    {
      before: 'for y in 2001:2003 2010\nlet a = $y\nend\n',
      after: ['for y in 2001:2003, 2010\nlet a = $y\nend\n'],
      alone: true,
    },
  ],
  'unexpected-end': [
    { before: 'let a = (1 + 2\n', after: ['let a = (1 + 2)\n'], alone: true },
    { before: "keep if inlist(sex, '1'\n", after: ["keep if inlist(sex, '1')\n"] },
  ],
  'decimal-comma': [{ before: 'keep if wage > 12,5\n', after: ['keep if wage > 12.5\n'] }],
  'register-name-spacing': [
    {
      before: 'require no.test.fdb:3 as db\ncreate-dataset d\nimport db / SEX\n',
      after: ['require no.test.fdb:3 as db\ncreate-dataset d\nimport db/SEX\n'],
      alone: true,
    },
  ],
  'register-after-time': [
    {
      before: 'require no.test.fdb:3 as db\ncreate-dataset d\nimport-panel db/WAGE 2019-01-01 2020-01-01 db/RATE\n',
      after: ['require no.test.fdb:3 as db\ncreate-dataset d\nimport-panel db/WAGE db/RATE 2019-01-01 2020-01-01\n'],
      alone: true,
    },
  ],
  'sign-spacing': [{ before: 'recode wage (- 1 = 0)\n', after: ['recode wage (-1 = 0)\n'] }],
  'factor-outside-model': [{ before: 'summarize i.wage\n', after: ['summarize wage\n'] }],
  'factor-spacing': [{ before: 'regress wage i. sex\n', after: ['regress wage i.sex\n'] }],
  'plain-variable-expected': [{ before: 'regress i.wage rate\n', after: ['regress wage rate\n'] }],
  'comma-before-options': [{ before: 'tabulate sex summarize(wage)\n', after: ['tabulate sex, summarize(wage)\n'] }],
  'option-comma': [{ before: 'tabulate sex, freq, missing\n', after: ['tabulate sex, freq missing\n'] }],
  'condition-after-options': [
    { before: 'tabulate sex, freq if wage > 1\n', after: ['tabulate sex if wage > 1, freq\n'] },
  ],
  'second-condition': [{ before: 'keep if wage > 1 if rate > 2\n', after: ['keep if wage > 1 & rate > 2\n'] }],
  'chained-comparison': [{ before: 'keep if 1 <= wage <= 5\n', after: ['keep if inrange(wage, 1, 5)\n'] }],
  'assignment-in-condition': [{ before: 'keep if wage = 1\n', after: ['keep if wage == 1\n'] }],
  'foreign-operator': [
    { before: 'keep if wage > 1 && rate > 2\n', after: ['keep if wage > 1 & rate > 2\n'] },
    { before: 'keep if wage > 1 and rate > 2\n', after: ['keep if wage > 1 & rate > 2\n'] },
    { before: 'keep if wage ~= 1\n', after: ['keep if wage != 1\n'] },
  ],
  'missing-in-expression': [{ before: 'keep if wage == .\n', after: ['keep if sysmiss(wage)\n'] }],
  'date-in-expression': [{ before: 'keep if birth > 2020-01-31\n', after: ['keep if birth > date(2020, 1, 31)\n'] }],
  'unclosed-loop': [
    { before: 'for y in 1 : 2\n  let a = $y\n', after: ['for y in 1 : 2\n  let a = $y\nend\n'], alone: true },
  ],
  'end-without-loop': [{ before: 'let a = 1\nend\nlet b = $a\n', after: ['let a = 1\nlet b = $a\n'], alone: true }],
  'unclosed-textblock': [
    { before: 'textblock\n# A\n', after: ['textblock\n# A\nendblock\n'], alone: true },
    { before: '  textblock\n  # A\n\nlast\n\n', after: ['  textblock\n  # A\n\nlast\n  endblock\n\n'], alone: true },
  ],
  'endblock-without-textblock': [{ before: 'endblock\n', after: [''], alone: true }],
  'block-word-alone': [
    { before: 'for y in 1 : 2\nlet a = $y\nend for\n', after: ['for y in 1 : 2\nlet a = $y\nend\n'], alone: true },
    { before: 'textblock # A\nendblock\n', after: ['textblock\n # A\nendblock\n'], alone: true },
  ],
  'loop-parentheses': [
    { before: 'for y in (1, 2)\nlet a = $y\nend\n', after: ['for y in 1 2\nlet a = $y\nend\n'], alone: true },
    { before: 'for y in 1 ... 3\nlet a = $y\nend\n', after: ['for y in 1 : 3\nlet a = $y\nend\n'], alone: true },
  ],
  'unknown-fence-attribute': [
    {
      before: '```microdata colour=red\nlet a = 1\n```\n',
      after: ['```microdata\nlet a = 1\n```\n'],
      alone: true,
      name: 'file:///test.md',
    },
  ],
  'bad-fence-attribute': [
    {
      before: '```microdata echo=maybe\nlet a = 1\n```\n',
      after: [
        '```microdata echo=true\nlet a = 1\n```\n',
        '```microdata echo=false\nlet a = 1\n```\n',
        '```microdata echo=lines\nlet a = 1\n```\n',
      ],
      alone: true,
      name: 'file:///test.md',
    },
  ],
  'unknown-variable': [{ before: 'summarize wagw\n', after: ['summarize wage\n'] }],
  'replace-unknown-variable': [{ before: 'replace wagw = 1\n', after: ['replace wage = 1\n', 'generate wagw = 1\n'] }],
  'merge-unknown-variable': [
    {
      before: 'clone-dataset people other\nuse people\nmerge wagw into other\n',
      after: ['clone-dataset people other\nuse people\nmerge wage into other\n'],
    },
  ],
  'variable-exists': [
    { before: 'rename wage rate\n', after: ['rename wage rate_2\n'] },
    { before: 'import db/SEX as sex\n', after: ['import db/SEX as sex_2\n'] },
    { before: 'import db/SEX\nimport db/SEX\n', after: ['import db/SEX\nimport db/SEX as SEX_2\n'] },
  ],
  'generate-existing-variable': [
    { before: 'generate wage = 1\n', after: ['replace wage = 1\n', 'generate wage_2 = 1\n'] },
  ],
  'repeated-variable': [
    { before: 'summarize wage rate wage\n', after: ['summarize wage rate\n'] },
    { before: 'tabulate sex, summarize(wage wage)\n', after: ['tabulate sex, summarize(wage)\n'] },
  ],
  'illegal-name': [
    { before: 'generate net-wage = 1\n', after: ['generate net_wage = 1\n'] },
    { before: 'create-dataset net@wage\n', after: ['create-dataset net_wage\n'], alone: true },
  ],
  'unknown-dataset': [{ before: 'use peple\n', after: ['use people\n'] }],
  'dataset-exists': [{ before: 'create-dataset people\n', after: ['use people\n', 'create-dataset people_2\n'] }],
  'no-active-dataset': [
    { before: 'summarize x\n', after: ['create-dataset data\nsummarize x\n'], alone: true },
    {
      before: 'create-dataset other\ndelete-dataset other\nsummarize wage\n',
      after: ['create-dataset other\ndelete-dataset other\nuse people\nsummarize wage\n'],
    },
  ],
  'unknown-alias': [
    { before: 'import dbb/SEX as s\n', after: ['import db/SEX as s\n'] },
    {
      before: 'create-dataset d\nimport db/SEX\n',
      after: ['create-dataset d\nrequire no.test.fdb:3 as db\nimport db/SEX\n'],
      alone: true,
    },
  ],
  'no-databank-connected': [
    { before: 'variables\n', after: ['require no.test.fdb:3 as db\nvariables\n'], alone: true },
  ],
  'missing-alias': [{ before: 'import SEX as s\n', after: ['import db/SEX as s\n'] }],
  'alias-connected-again': [
    {
      before: 'require no.test.fdb:3 as db\nrequire no.test.fdb:3 as db\n\n',
      after: ['require no.test.fdb:3 as db\n\n'],
      alone: true,
    },
  ],
  'require-alias-missing': [
    { before: 'require no.test.fdb:3\n', after: ['require no.test.fdb:3 as db\n'], alone: true },
  ],
  'unknown-databank': [
    { before: 'require no.test.fdbb:3 as db\n', after: ['require no.test.fdb:3 as db\n'], alone: true },
  ],
  'unknown-databank-version': [
    { before: 'require no.test.fdb:99 as db\n', after: ['require no.test.fdb:3 as db\n'], alone: true },
  ],
  'databank-version-missing': [
    { before: 'require no.test.fdb as db\n', after: ['require no.test.fdb:3 as db\n'], alone: true },
  ],
  'databank-draft': [
    { before: 'require no.test.fdb:DRAFT as db\n', after: ['require no.test.fdb:3 as db\n'], alone: true },
  ],
  'databank-version-old': [
    { before: 'require no.test.fdb:1 as db\n', after: ['require no.test.fdb:3 as db\n'], alone: true },
  ],
  'unknown-register-variable': [{ before: 'import db/SEXX as s\n', after: ['import db/SEX as s\n'] }],
  'unknown-binding': [
    { before: 'let year = 1\nlet a = $yaer\n', after: ['let year = 1\nlet a = $year\n'], alone: true },
  ],
  'unused-binding': [{ before: 'let year = 1\nlet a = 2\n', after: ['let a = 2\n'], alone: true }],
  'unknown-function': [
    { before: 'generate x = logg(wage)\n', after: ['generate x = log10(wage)\n', 'generate x = logit(wage)\n'] },
    { before: 'let a = logg(2)\n', after: ['let a = log10(2)\n', 'let a = logit(2)\n'], alone: true },
  ],
  'unknown-code-list': [
    {
      before: "define-labels both 1 'a'\nassign-labels sex bot\n",
      after: ["define-labels both 1 'a'\nassign-labels sex both\n"],
    },
  ],
  'code-list-exists': [
    {
      before: "define-labels both 1 'a'\ndefine-labels both 1 'b'\n",
      after: ["define-labels both 1 'a'\ndrop-labels both\ndefine-labels both 1 'b'\n"],
    },
  ],
  'unknown-option': [{ before: 'tabulate sex, mising\n', after: ['tabulate sex, missing\n'] }],
  'repeated-option': [{ before: 'tabulate sex, freq freq\n', after: ['tabulate sex, freq\n'] }],
  'option-takes-no-argument': [{ before: 'tabulate sex, freq(2)\n', after: ['tabulate sex, freq\n'] }],
  'option-needs-option': [{ before: 'tabulate sex, mean\n', after: ['tabulate sex\n'] }],
  'option-conflict': [
    { before: 'tabulate sex, top(2) bottom(3)\n', after: ['tabulate sex, top(2)\n', 'tabulate sex, bottom(3)\n'] },
  ],
  'not-available-in-batch': [{ before: 'load x\n', after: [''] }],
  'session-command-in-batch': [{ before: 'history\nsave x\n', after: ['history\n'] }],
  'unknown-topic': [{ before: 'help tabulat\n', after: ['help tabulate\n'], alone: true }],
  'topic-of-other-help': [{ before: 'help sqrt\n', after: ['help-function sqrt\n'], alone: true }],
  'unknown-setting': [{ before: 'configure nocach\n', after: ['configure nocache\n'], alone: true }],
  'unexpected-word': [{ before: 'history x\n', after: ['history\n'], alone: true }],
  'loop-range-empty': [
    { before: 'for y in 3 : 1\nlet a = $y\nend\n', after: ['for y in 1 : 3\nlet a = $y\nend\n'], alone: true },
  ],
  'text-compared-with-number': [
    { before: 'keep if sex == 1\n', after: ["keep if sex == '1'\n", 'destring sex\nkeep if sex == 1\n'] },
    { before: "keep if wage == '1'\n", after: ['keep if wage == 1\n'] },
    { before: 'keep if sex == wage\n', after: ['destring sex\nkeep if sex == wage\n'] },
  ],
  'mixed-list-types': [{ before: 'keep if inlist(sex, 1, 2)\n', after: ["keep if inlist(sex, '1', '2')\n"] }],
  'text-has-no-order': [{ before: "keep if sex > '1'\n", after: ["destring sex\nkeep if sex > '1'\n"] }],
  'text-arithmetic': [
    { before: 'generate x = sex + muni\n', after: ['generate x = rowconcat(sex, muni)\n'] },
    { before: 'generate x = sex * 2\n', after: ['destring sex\ngenerate x = sex * 2\n'] },
    { before: 'generate x = -sex\n', after: ['destring sex\ngenerate x = -sex\n'] },
  ],
  'numeric-variable-needed': [
    { before: 'summarize sex\n', after: ['tabulate sex\n', 'destring sex\nsummarize sex\n'] },
  ],
  'count-only-for-text': [
    {
      before: 'collapse (mean) sex -> s, by(muni)\n',
      after: ['destring sex\ncollapse (mean) sex -> s, by(muni)\n', 'collapse (count) sex -> s, by(muni)\n'],
    },
  ],
  'already-numeric': [
    { before: 'destring sex wage\n', after: ['destring sex\n'] },
    { before: 'destring wage\nsummarize wage\n', after: ['summarize wage\n'] },
  ],
  'replacement-type': [{ before: 'replace sex = 1 if wage > 1\n', after: ["replace sex = '1' if wage > 1\n"] }],
  'argument-type': [
    { before: 'generate x = sqrt(sex)\n', after: ['destring sex\ngenerate x = sqrt(sex)\n'] },
    { before: 'generate x = length(wage)\n', after: ['generate x = length(string(wage))\n'] },
  ],
  'range-never-true': [{ before: 'keep if inrange(wage, 5, 1)\n', after: ['keep if inrange(wage, 1, 5)\n'] }],
  'binding-not-a-name': [
    { before: "let a = 'd'\ncreate-dataset $a\n", after: ["let a = 'd'\ncreate-dataset to_symbol($a)\n"], alone: true },
  ],
  'binding-arithmetic': [
    {
      before: 'let y = 1\nrename wage w1\ngenerate x = w++$y + w++$y\n',
      after: ['let y = 1\nrename wage w1\ngenerate x = (w++$y) + (w++$y)\n'],
    },
  ],
  'concatenation-of-data': [
    { before: 'generate x = sex ++ muni\n', after: ['generate x = rowconcat(sex, muni)\n'] },
    { before: "generate x = string(wage) ++ 'a'\n", after: ["generate x = rowconcat(string(wage), 'a')\n"] },
  ],
  'panel-time-in-columns': [
    {
      before:
        'require no.test.fdb:3 as db\ncreate-dataset d\nimport-panel db/WAGE 2012-01-01 2013-01-01\ntabulate-panel WAGE date@panel\n',
      after: [
        'require no.test.fdb:3 as db\ncreate-dataset d\nimport-panel db/WAGE 2012-01-01 2013-01-01\ntabulate-panel WAGE\n',
      ],
      alone: true,
    },
  ],
  'date-required': [
    {
      before: 'import db/WAGE as w\n',
      after: ['import db/WAGE 2022-12-31 as w\n', 'import db/WAGE 1993-01-01 as w\n'],
    },
    {
      before: 'import db/MUNICIPALITY as m\n',
      after: ['import db/MUNICIPALITY 2023-01-01 as m\n', 'import db/MUNICIPALITY 2010-01-01 as m\n'],
    },
  ],
  'date-not-allowed': [{ before: 'import db/SEX 2020-01-01 as s\n', after: ['import db/SEX as s\n'] }],
  'date-not-measured': [
    {
      before: 'import db/MUNICIPALITY 2020-03-01 as m\n',
      after: ['import db/MUNICIPALITY 2020-01-01 as m\n', 'import db/MUNICIPALITY 2021-01-01 as m\n'],
    },
  ],
  'date-outside': [{ before: 'import db/WAGE 2030-01-01 as w\n', after: ['import db/WAGE 2022-12-31 as w\n'] }],
  'date-missing': [
    {
      before: 'require no.test.fdb:3 as db\ncreate-dataset d\nimport-event db/STATUS\n',
      after: ['require no.test.fdb:3 as db\ncreate-dataset d\nimport-event db/STATUS 1991-01-01 to 2023-06-01\n'],
      alone: true,
    },
  ],
  'period-in-import': [
    {
      before: 'import db/STATUS 2010-01-01 to 2012-01-01 as s\n',
      after: ['import-event db/STATUS 2010-01-01 to 2012-01-01 as s\n'],
    },
    { before: 'import db/WAGE 2010-01-01 2012-01-01 as w\n', after: ['import db/WAGE 2010-01-01 as w\n'] },
  ],
  'period-reversed': [
    {
      before: 'require no.test.fdb:3 as db\ncreate-dataset d\nimport-event db/STATUS 2012-01-01 to 2010-01-01\n',
      after: ['require no.test.fdb:3 as db\ncreate-dataset d\nimport-event db/STATUS 2010-01-01 to 2012-01-01\n'],
      alone: true,
    },
  ],
  'not-an-event-variable': [
    {
      before: 'require no.test.fdb:3 as db\ncreate-dataset d\nimport-event db/WAGE 2012-01-01\n',
      after: ['require no.test.fdb:3 as db\ncreate-dataset d\nimport db/WAGE 2012-01-01\n'],
      alone: true,
    },
  ],
  'repeated-date': [
    {
      before: 'require no.test.fdb:3 as db\ncreate-dataset d\nimport-panel db/WAGE 2012-01-01 2012-01-01\n',
      after: ['require no.test.fdb:3 as db\ncreate-dataset d\nimport-panel db/WAGE 2012-01-01\n'],
      alone: true,
    },
  ],
  'panel-name': [
    {
      before: 'require no.test.fdb:3 as db\ncreate-dataset d\nimport-panel db/WAGE 2012-01-01 as w\n',
      after: ['require no.test.fdb:3 as db\ncreate-dataset d\nimport-panel db/WAGE 2012-01-01\n'],
      alone: true,
    },
  ],
  'one-variable-per-import': [
    {
      before: 'import db/WAGE db/RATE 2012-01-01\n',
      after: ['import db/WAGE 2012-01-01\nimport db/RATE 2012-01-01\n'],
    },
  ],
  'outer-join-first': [
    {
      before: 'require no.test.fdb:3 as db\ncreate-dataset d\nimport db/SEX, outer_join\n',
      after: ['require no.test.fdb:3 as db\ncreate-dataset d\nimport db/SEX\n'],
      alone: true,
    },
  ],
  'unknown-statistic': [
    { before: 'collapse (avg) wage -> w, by(muni)\n', after: ['collapse (mean) wage -> w, by(muni)\n'] },
  ],
  'statistic-missing': [
    {
      before: 'barchart sex\n',
      after: ['barchart (count) sex\n', 'barchart (percent) sex\n', 'barchart (mean) sex\n'],
    },
  ],
  'result-name-missing': [
    {
      before: 'collapse (mean) wage, by(muni)\naggregate (mean) wage, by(muni)\n',
      after: ['collapse (mean) wage, by(muni)\naggregate (mean) wage -> wage_mean, by(muni)\n'],
    },
  ],
  'copy-name-missing': [{ before: 'clone-variables wage\n', after: ['clone-variables wage -> wage_2\n'] }],
  'recode-type': [{ before: "recode sex (1 = '2')\n", after: ["recode sex ('1' = '2')\n"] }],
  'recode-interval-text': [{ before: "recode sex (1/2 = '1')\n", after: ["destring sex\nrecode sex (1/2 = '1')\n"] }],
  'recode-interval-empty': [{ before: 'recode wage (5/1 = 1)\n', after: ['recode wage (1/5 = 1)\n'] }],
  'label-not-in-list': [
    { before: "keep if sex == label_to_code(sex, 'Man')\n", after: ["keep if sex == label_to_code(sex, 'Mann')\n"] },
  ],
  'factor-from-text': [{ before: 'regress wage sex\n', after: ['regress wage i.sex\n'] }],
};

/** Mistakes that no machine can mend, with the reason. */
export const noWayOut: Readonly<Partial<Record<MessageCode, string>>> = {
  'malformed-number': 'whether a number or a name was meant, and which, is not to be seen',
  'missing-command': 'which command was meant is not to be seen',
  'nested-command-missing': 'which regression was meant is not to be seen',
  'label-missing': 'whether a label or the quotation marks around one are missing is not to be seen',
  'unexpected-text': 'what could not be understood has no certain meaning',
  'write-out-variables': 'reading knows no variables',
  'merge-form': 'which dataset is the source and which the target is not to be seen',
  'one-key-only': 'which key was meant, or a key made of both, is for the user to say',
  'not-in-binding': 'a binding has nothing of the kind',
  'mixed-interaction': 'which terms were meant is not to be seen',
  'if-is-reserved': 'another name would have to be given everywhere',
  'nesting-too-deep': 'how to split an expression is for the user to say',
  'expression-too-long': 'how to split an expression is for the user to say',
  'condition-not-allowed': 'selecting rows before would change the dataset for what follows',
  'variables-or-condition': 'which of the two was meant is for the user to say',
  'selection-empty': 'what to keep or drop is for the user to say',
  'nested-loop': 'the body of the inner loop would have to move; the sentence shows the header',
  'loop-list-count': 'which iterator or list is missing is not to be seen',
  'loop-iterator-repeated': 'what the second one was meant to be is not to be seen',
  'result-name-repeated': 'which of the results gets another name is for the user to say',
  'system-name': 'another name is for the user to find',
  'word-as-name': 'a warning: the name works',
  'dataset-empty': 'which variable to import is for the user to say',
  'merge-into-itself': 'which other dataset was meant is not to be seen',
  'alias-in-use': 'which databank later lines mean is for the user to say',
  'session-command-in-loop': 'the line would have to move out of the loop, where what it uses may not exist',
  'function-not-in-binding': 'the computation would have to move out of the binding',
  'wrong-argument-count': 'which argument is missing or superfluous is not to be seen',
  'repeated-code': 'which of the labels was meant is for the user to say',
  'option-argument-missing': 'what the argument should be is for the user to say',
  'option-argument-wrong': 'what the argument should be is for the user to say',
  'option-word-unknown': 'no command has an option that takes one of a few words; the sentence lists them',
  'option-number-range': 'which number within the range was meant is for the user to say',
  'option-required': 'what to put into the option is for the user to say',
  'too-few-variables': 'which variables are missing is for the user to say',
  'too-many-variables': 'which variables are too many is for the user to say',
  'option-variable-count': 'which variables were meant is for the user to say',
  'normal-not-drawn': 'a warning about data that cannot be drawn so',
  'session-cleared': 'a warning: clearing may be meant',
  'command-not-executable': 'nothing else does the same',
  'loop-list-lengths': 'which values are missing or too many is not to be seen',
  'loop-range-not-integer': 'which whole number was meant is for the user to say',
  'loop-too-long': 'which part of the loop was meant is for the user to say',
  'script-too-large': 'what to leave out is for the user to say',
  'loop-text-too-long': 'what to leave out is for the user to say',
  extension: 'a warning for those who run the script elsewhere, too',
  'text-as-condition': 'which value to compare with is for the user to say',
  'number-too-large': 'no smaller number means the same',
  'series-types-differ': 'which of the variables to change is for the user to say',
  'argument-not-constant': 'which constant was meant is for the user to say',
  'quantile-groups': 'how many groups were meant is for the user to say',
  'round-unit': 'a warning: rounding to such units may be meant',
  'constant-is-missing': 'what was to be computed is not to be seen',
  'binding-has-no-value': 'what was to be computed is not to be seen',
  'binding-too-long': 'which parts to shorten is for the user to say',
  'binding-argument-type': 'which value was meant is for the user to say',
  'binding-not-a-value': 'the name stands in another line',
  'no-such-date': 'which date was meant is for the user to say',
  'key-variable-used': 'keys are not to be used so',
  'group-key-used': 'keys are not to be used so',
  'unit-type-mismatch': 'a dataset of its own, and how to link it, is for the user to design',
  'groups-are-no-units': 'a dataset of units, and how to link it, is for the user to design',
  'system-column': 'the system has made the column and needs it',
  'cluster-in-model': 'which variable to cluster by is for the user to say',
  'dataset-kind': 'which dataset was meant is for the user to say',
  'dataset-not-empty': 'what the new dataset should be called and hold is for the user to say',
  'dataset-has-no-units': 'which variable to import is for the user to say',
  'not-a-panel': 'how to make one is for the user to say',
  'nothing-to-reshape': 'which variables were meant is not to be seen; the sentence lists those that are near',
  'times-coincide': 'which of them to rename is for the user to say',
  'date-after-last-change': 'a warning: spells that have not ended still answer',
  'day-numbers-as-suffix': 'a warning about names that only later lines can change',
  'no-panel-times-left': 'which times were meant is for the user to say; the sentence lists them',
  'reshaped-names-coincide': 'which of them to rename is for the user to say',
  'no-merge-key': 'how to link the datasets is for the user to design',
  'merge-key-not-unique': 'how to link the datasets is for the user to design',
  'sample-size': 'how many were meant is for the user to say',
  'sample-seed': 'any number would do, so that choosing one is for the user',
  'recode-names': 'which names are missing or too many is not to be seen',
  'recode-alone': 'which of the items were meant is for the user to say',
  'recode-unreachable': 'which of the rules should come first is for the user to say',
  'recode-repeated-value': 'which of the rules was meant is for the user to say',
  'variable-has-no-code-list': 'which labels the variable should have is for the user to say',
  'label-ambiguous': 'which of the codes was meant is for the user to say; the sentence lists them',
  'label-part-not-found': 'what was to be found is not to be seen',
  'mixed-codes': 'a warning: all codes become text',
  'code-list-type': 'a warning: whether to change the list or the variable is for the user to say',
  'codes-coincide': 'a warning about codes of the register',
  'unknown-table-code': 'which code was meant is seen only when the table is made',
  'too-many-operands': 'which variables to leave out is for the user to say',
  'too-few-instruments': 'which instruments are missing is for the user to say',
  'margins-not-in-model': 'which variable was meant is for the user to say',
  'not-a-regression': 'which regression was meant is for the user to say',
  'register-has-no-code-list': 'there is none to be listed',
};
