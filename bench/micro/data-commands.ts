import { hashText } from '../../src/base/hash.ts';
import { sourceText } from '../../src/base/source-text.ts';
import { execute, isExecutable } from '../../src/commands/executors.ts';
import { commandForms, vocabulary } from '../../src/commands/vocabulary.ts';
import { policyById } from '../../src/disclosure/policies.ts';
import { openDisclosureSession } from '../../src/disclosure/session.ts';
import { analyseScript } from '../../src/lang/analyse/analyse.ts';
import { parseDocument } from '../../src/lang/syntax/parse-document.ts';
import type { Catalogue, RegisterVariable } from '../../src/metadata/catalogue.ts';
import { type DatabankReader, missingInt32, type VariableSlice } from '../../src/metadata/stored-column.ts';
import { unitTypes } from '../../src/metadata/unit-types.ts';
import { codeListsOf } from '../../src/runtime/code-lists.ts';
import { type Column, sharedCodes, sharedFloat64, sharedInt32 } from '../../src/runtime/column.ts';
import { createColumnarEngine } from '../../src/runtime/columnar/engine.ts';
import { runScript } from '../../src/runtime/session.ts';
import { createFoldRunner } from '../../src/runtime/threads/runner.ts';

/*
 * What each data command costs on synthetic columns that are in memory already, so that reading files does not count.
 * Time on the clock, time on all processors (which other work on the machine does not change), memory of the process.
 * Arguments: rows (11000000), threads (2), policy (strict).
 */
const [rowText = '11000000', threadText = '2', policyName = 'strict'] = process.argv.slice(2);
const rows = Number(rowText);

let seed = 42;
function random(): number {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
}

const whole = (of: () => number): Column => {
  const values = sharedInt32(rows);
  for (let i = 0; i < rows; i++) values[i] = of();
  return { kind: 'int32', values };
};

const texts = (dictionary: readonly string[]): Column => {
  const codes = sharedCodes(rows, dictionary.length + 1);
  for (let i = 0; i < rows; i++) codes[i] = 1 + Math.floor(random() * dictionary.length);
  return { kind: 'dictionary', codes, dictionary: ['', ...dictionary] };
};

function decimals(): Column {
  const values = sharedFloat64(rows);
  for (let i = 0; i < rows; i++) values[i] = random() < 0.1 ? Number.NaN : Math.exp(12 + random() * 2);
  return { kind: 'float64', values };
}

function families(): Column {
  const units = sharedInt32(rows);
  for (let i = 0; i < rows; i++) units[i] = i - Math.floor(random() * Math.min(i + 1, 3));
  return { kind: 'unit', unitType: 'FAMILIE', units };
}

const municipalities = Array.from({ length: 356 }, (_, i) => String(300 + 11 * i).padStart(4, '0')).sort();
const columns: Readonly<Record<string, Column>> = {
  SEX: texts(['1', '2']),
  BIRTH: whole(() => (1920 + Math.floor(random() * 100)) * 100 + 1 + Math.floor(random() * 12)),
  WAGE: whole(() => (random() < 0.3 ? missingInt32 : Math.floor(random() * 900_000))),
  WEALTH: decimals(),
  PLACE: texts(municipalities),
  EDUCATION: texts(Array.from({ length: 400 }, (_, i) => String(100_000 + i))),
  FAMILY: families(),
};

const variables = new Map(
  Object.entries(columns).map(([name, column]): [string, RegisterVariable] => [
    name,
    {
      name,
      title: name,
      description: name,
      unitType: 'PERSON',
      temporality: 'FIXED',
      dataType: column.kind === 'dictionary' ? 'STRING' : column.kind === 'float64' ? 'DOUBLE' : 'LONG',
      valueDomain: { type: 'described', description: name },
      sensitivityLevel: 'PUBLIC',
      populationDescription: '',
      subjectFields: [],
      ...(column.kind === 'unit' ? { keyUnitType: column.unitType } : {}),
    },
  ]),
);
const catalogue: Catalogue = {
  databank: 'bench',
  version: '1',
  label: { nb: 'bench', en: 'bench' },
  nature: 'synthetic',
  unitTypes,
  variables,
  versionHash: hashText('bench'),
};
const pseudonyms = sharedFloat64(rows);
for (let i = 0; i < rows; i++) pseudonyms[i] = 7 * i + 3;
const reader: DatabankReader = {
  databank: 'bench',
  version: '1',
  universe: (unitType) =>
    Promise.resolve({
      unitType,
      size: rows,
      pseudonyms,
      identifierOf: (unit) => String(pseudonyms[unit]),
      contentHash: hashText(String(rows)),
    }),
  sliceAt: (name) => {
    const values = columns[name];
    if (values === undefined) throw new RangeError(name);
    const slice: VariableSlice = { layout: 'dense', rowCount: rows, recordCount: rows, values };
    return Promise.resolve(slice);
  },
  filesOf: () => [],
  filesFor: () => [],
};

const script = `require bench:1 as b
create-dataset d
import b/SEX as sex
import b/BIRTH as birth
import b/WAGE as wage
import b/WEALTH as wealth
import b/PLACE as place
import b/EDUCATION as education
import b/FAMILY as family
generate age = 2021 - int(birth / 100)
generate logw = ln(wealth)
generate county = substr(place, 1, 2)
generate cell = rowconcat(county, '-', string(age))
replace wage = 0 if sysmiss(wage)
generate decile = quantile(wealth, 10)
recode age (0/17 = 1) (18/66 = 2) (67/max = 3), prefix(g_)
recode education (${Array.from({ length: 390 }, (_, i) => `'${100_000 + i}' = '${i % 9}'`).join(') (')}) (* = '9'), prefix(g_)
destring place, prefix(n_)
clone-dataset d e
keep if age >= 20 & age < 60
sample 0.5 4711
use e
clone-dataset e f
clone-dataset e g
collapse (mean) wage -> meanwage (count) wage -> n, by(place)
merge meanwage n into f on place
use g
collapse (sum) wage -> famwage (max) age -> oldest, by(family)
merge famwage into f on family
`;

const directory = {
  databanks: [{ name: 'bench', versions: ['1'], newest: '1' }],
  findCatalogue: () => catalogue,
};
const source = sourceText('bench', script);
const { document, diagnostics: syntax } = parseDocument(source, commandForms);
const { analysed, diagnostics } = analyseScript(document, source, vocabulary, directory);
for (const problem of [...syntax, ...diagnostics]) if (problem.severity === 'error') console.log(problem);
const policy = policyById(policyName);
if (policy === undefined) throw new RangeError(policyName);
const protection = openDisclosureSession({
  policy,
  secret: new Uint8Array(32),
  stamp: { databanks: [{ databank: 'bench', version: '1', nature: 'synthetic' }], trust: 'client' },
});
const runner = createFoldRunner({ threads: Number(threadText) });
let started = performance.now();
let processor = process.cpuUsage();
const result = await runScript({
  script: analysed,
  engine: createColumnarEngine({ runner, databanks: [{ catalogue, reader }], protection }),
  protection,
  codeLists: codeListsOf(analysed, directory),
  catalogueOf: directory.findCatalogue,
  isExecutable,
  execute,
  onStart: () => {
    started = performance.now();
    processor = process.cpuUsage();
  },
  onEnd: (statement) => {
    const elapsed = Math.round(performance.now() - started);
    const used = process.cpuUsage(processor);
    const busy = Math.round((used.user + used.system) / 1000);
    const memory = Math.round(process.memoryUsage.rss() / 2 ** 20);
    console.log(
      `${String(elapsed).padStart(6)} ms ${String(busy).padStart(6)} ms processor ${String(memory).padStart(6)} MiB  ${statement.echo.slice(0, 90)}`,
    );
  },
});
for (const statement of result.statements) {
  if (statement.outcome !== 'done') console.log(statement.outcome, statement.echo.slice(0, 90), statement.problems);
}
await runner.close();
