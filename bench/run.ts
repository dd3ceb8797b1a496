import { runFullCountry } from './full-country.ts';
import { type IngestFormat, type IngestOrder, runIngest } from './ingest.ts';
import { runLsp } from './lsp.ts';
import { runAnalysesOverhead, runOverhead } from './overhead.ts';
import { runStartUp } from './start-up.ts';
import { isSuiteName, runStatements } from './statements.ts';
import { runUtility } from './utility/utility.ts';

/** `ingest [units] [order] [format]`: see ingest.ts. */
function ingest([units = '11000000', order = 'years', format]: readonly string[]): void {
  const formats: readonly IngestFormat[] = format === 'csv' || format === 'parquet' ? [format] : ['csv', 'parquet'];
  runIngest(Number(units), order as IngestOrder, formats);
}

async function fullCountry([personsText = '11000000', roundsText = '3']: readonly string[]): Promise<void> {
  const persons = Number(personsText);
  const rounds = Number(roundsText);
  if (!Number.isInteger(persons) || !Number.isInteger(rounds) || rounds < 1) {
    console.error(
      'usage: npm run bench -- [persons] [rounds] | ingest [units] [units|years|mixed] [csv|parquet] | statements | analyses [persons] [rounds] [group …] | utility [secrets] | overhead [persons] [rounds] | overhead analyses [persons] [rounds] [group …] | lsp [keystrokes] [edits]',
    );
    process.exit(2);
  }
  runStartUp();
  await runFullCountry(persons, rounds);
}

const [first, ...rest] = process.argv.slice(2);
if (first === 'ingest') ingest(rest);
else if (first === 'utility') await runUtility(Number(rest[0] ?? '50'));
else if (first === 'overhead' && rest[0] === 'analyses') {
  const [, persons = '11000000', rounds = '7', ...groups] = rest;
  await runAnalysesOverhead(Number(persons), Number(rounds), groups.map(Number));
} else if (first === 'overhead') await runOverhead(Number(rest[0] ?? '400000'), Number(rest[1] ?? '15'));
else if (first === 'lsp') await runLsp(Number(rest[0] ?? '1000'), Number(rest[1] ?? '10000'));
else if (isSuiteName(first)) {
  const [persons = '11000000', rounds = '3', ...groups] = rest;
  await runStatements(first, Number(persons), Number(rounds), groups.map(Number));
} else await fullCountry(first === undefined ? [] : [first, ...rest]);
