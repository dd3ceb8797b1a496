import fs from 'node:fs';
import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { canonicalJson } from '../base/canonical-json.ts';
import { isoDate } from '../base/epoch-day.ts';
import { spanText } from '../base/source-text.ts';
import { vocabulary } from '../commands/vocabulary.ts';
import { analyseScript } from '../lang/analyse/analyse.ts';
import { newTracer } from '../lang/analyse/tracer.ts';
import { type UnusedImport, unusedImports } from '../lint/unused-imports.ts';
import { excerptJson, type UsedVariable } from '../record/excerpt.ts';
import { blocksOf } from '../render/view/view-of.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { fail, say } from './failure.ts';
import { errorCode, writeReport } from './files.ts';
import { type RequestFacts, type RequestStep, requestText } from './request-text.ts';
import { exitCodeOf, type RanScript, type RunOptions, ranScript } from './run.ts';
import type { Surroundings } from './surroundings.ts';
import { usedIn } from './used-variables.ts';

/** What `request` may be told besides what `run` may. */
export interface RequestOptions extends RunOptions {
  /** The folder to write. */
  readonly folder: string;
}

/**
 * Runs a script and makes of it what one sends to a data owner to apply for a prepared dataset: an application in words, the
 * variables with their catalogue texts and dates, the population with released counts, and what the analysis does not need.
 */
export async function request(file: string, options: RequestOptions, surroundings: Surroundings): Promise<ExitCode> {
  checkFolder(options.folder);
  const ran = await ranScript(file, options, surroundings);
  if ('exitCode' in ran) return ran.exitCode;
  const exitCode = exitCodeOf(ran.finished, ran.language, surroundings);
  // A population that is known only in part is none to apply for.
  if (exitCode !== exitCodes.ok) return exitCode;
  const used = usedIn(ran);
  const facts = factsOf(ran, used);
  const { name } = path.parse(ran.script.source.name);
  const files = new Map<string, string>([
    ['README.md', requestText(facts, ran.language)],
    ['variables.csv', variablesCsv(used, facts.unused)],
    ['variables.json', `${canonicalJson(excerptJson(used))}\n`],
    [`script/${path.basename(ran.script.source.name) || `${name}.txt`}`, ran.script.source.text],
  ]);
  for (const [place, content] of files) {
    const target = path.join(options.folder, place);
    makeFolder(path.dirname(target));
    writeReport(target, content);
  }
  if (!options.quiet) {
    surroundings.writeError(`${say('cli-output-written', { file: options.folder }, ran.language)}\n`);
  }
  return exitCodes.ok;
}

/** The folder must be new or empty: what lies there is somebody's. */
function checkFolder(folder: string): void {
  try {
    if (fs.readdirSync(folder).length > 0) fail('request-folder-taken', { folder });
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    if (code === 'ENOENT') return;
    if (code === 'ENOTDIR') fail('request-folder-taken', { folder });
    fail('cli-output-unwritable', { file: folder, reason: code });
  }
}

function makeFolder(folder: string): void {
  try {
    fs.mkdirSync(folder, { recursive: true });
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    fail('cli-output-unwritable', { file: folder, reason: code });
  }
}

/** The groups of commands that make, narrow or widen populations, or bring data to them. */
const populationGroups: ReadonlySet<string> = new Set(['dataset', 'import', 'select', 'aggregate', 'link']);

function factsOf(ran: RanScript, used: readonly UsedVariable[]): RequestFacts {
  const { script, finished, library, language } = ran;
  const tracer = newTracer(script.source.text);
  analyseScript(script.document, script.source, vocabulary, library, tracer);
  const steps = finished.run.statements.flatMap((statement): readonly RequestStep[] => {
    const group = vocabulary.commands.get(statement.command)?.spec.group;
    if (group === undefined || !populationGroups.has(group) || statement.outcome !== 'done') return [];
    const said = statement.results.flatMap(({ body }) =>
      blocksOf(body, language).flatMap((block) => (block.type === 'line' ? [block.text] : [])),
    );
    const dataset = script.analysed.statements[statement.index]?.changes.at(-1)?.name ?? statement.activeDataset ?? '';
    return [{ dataset, statement: statement.echo, outcome: said.join(' ') }];
  });
  const last = script.analysed.statements.flatMap(({ changes }) => changes);
  const datasets = [...new Map(last.map((schema) => [schema.name, schema])).values()];
  return {
    title: finished.report.title,
    author: finished.report.author,
    prose: finished.report.parts.flatMap((part) => (part.type === 'prose' ? [part.markdown] : [])),
    databanks: finished.run.record.databanks.map(({ databank, version }) => `${databank}:${version}`),
    policy: `${finished.policy.id}@${finished.policy.version}`,
    datasets: datasets
      .filter(({ kind }) => kind !== 'empty')
      .map(({ name, unitType, variables }) => ({ name, unitType: unitType ?? '', variables: variables.length })),
    steps,
    used,
    unused: unusedImports(script.document.script.statements, tracer.trace()),
    comments: script.document.script.comments.map(({ span }) => spanText(script.source, span)),
  };
}

/** A row for each variable and time: what a data owner's form asks for. */
function variablesCsv(used: readonly UsedVariable[], unused: readonly UnusedImport[]): string {
  const isUnused = (name: string): boolean => unused.some(({ variable }) => variable === name);
  const head = [
    'databank',
    'version',
    'variable',
    'title',
    'unit_type',
    'temporality',
    'sensitivity',
    'from',
    'to',
    'used_in_analysis',
  ];
  const rows = used.flatMap(({ databank, version, variable, needs }) => {
    const times = needs.flatMap(({ days = [], period }) => [
      ...days.map((day) => [isoDate(day), isoDate(day)]),
      ...(period === undefined ? [] : [[isoDate(period.startDay), isoDate(period.stopDay)]]),
    ]);
    return (times.length === 0 ? [['', '']] : times).map((time) => [
      ...[databank, version, variable.name, variable.title, variable.unitType],
      ...[variable.temporality, variable.sensitivityLevel, ...time],
      isUnused(variable.name) ? 'no' : 'yes',
    ]);
  });
  return stringify([head, ...rows]);
}
