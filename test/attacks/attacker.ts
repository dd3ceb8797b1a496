import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { callProgram } from '../helpers/program.ts';
import { attackDatabank, bankName, secretsFolder, type World } from './population.ts';

/** Everything that a run lets out. */
export interface Leaving {
  readonly exitCode: number;
  readonly error: string;
  readonly text: string;
  readonly html: string;
  readonly json: string;
  /** Every other file by name, workbooks unpacked; empty unless they are asked for. */
  readonly exports: Readonly<Record<string, string>>;
}

/** Endings of other files that a run can write: tables, and charts, of which there is a file each. Pixels are drawn of the latter. */
const exportEndings = ['csv', 'xlsx', 'md', 'tex', 'svg'] as const;

/** How to run a script. */
export interface AttackOptions {
  readonly world?: World;
  readonly policy?: string;
  readonly nature?: 'synthetic' | 'confidential';
  readonly threads?: number;
  readonly language?: 'no' | 'en';
  /** Whether tables and charts are to be written in every format. */
  readonly exports?: true;
}

/** Every script begins with this: the attacker's dataset of everybody. */
export const opening = `require ${bankName}:1 as b
create-dataset d
import b/NR as nr
import b/REGION as region
import b/KJONN as kjonn
import b/FAAR as faar
import b/UTD as utd
import b/INNTEKT as inntekt
import b/SYK as syk
`;

/** Runs a script on an attack databank, as a whole program, and collects every byte that leaves. */
export async function attack(script: string, options: AttackOptions = {}): Promise<Leaving> {
  const { world = 0, policy, nature, threads = 1, language = 'en' } = options;
  const endings = options.exports === true ? exportEndings : [];
  const databank = await attackDatabank(world, nature);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'attack-'));
  try {
    const file = path.join(folder, 'script.txt');
    fs.writeFileSync(file, script);
    const outputs = { html: path.join(folder, 'out.html'), json: path.join(folder, 'out.json') };
    const argv = [
      'run',
      file,
      '--databank',
      databank,
      '--threads',
      String(threads),
      '--lang',
      language,
      '--width',
      '140',
    ];
    for (const output of Object.values(outputs)) argv.push('--out', output);
    const exported = path.join(folder, 'exports');
    fs.mkdirSync(exported);
    for (const ending of endings) argv.push('--out', path.join(exported, `out.${ending}`));
    if (policy !== undefined) argv.push('--policy', policy);
    const called = await callProgram([...argv, '--quiet'], { environment: { MICRODATA_SECRETS: secretsFolder } });
    const read = (name: string): string => (fs.existsSync(name) ? fs.readFileSync(name, 'utf8') : '');
    return {
      exitCode: called.exitCode,
      error: neutral(called.error, folder),
      text: neutral(called.output, folder),
      html: neutral(read(outputs.html), folder),
      json: neutral(read(outputs.json), folder),
      exports: Object.fromEntries(
        fs.readdirSync(exported).map((name) => [name, neutral(textOf(path.join(exported, name)), folder)]),
      ),
    };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** What is in a file; all that is in a workbook, part by part. */
function textOf(file: string): string {
  const bytes = fs.readFileSync(file);
  if (!file.endsWith('.xlsx')) return bytes.toString('utf8');
  const parts = Object.entries(unzipSync(bytes)).map(([name, part]) => `${name}\n${strFromU8(part)}`);
  return parts.join('\n');
}

/** Without what differs between runs and databanks for other reasons than the results: names of files, hash of the version. */
function neutral(text: string, folder: string): string {
  return text.replaceAll(folder, 'FOLDER').replaceAll(/\b(?:[0-9a-f]{64}|(?<=sha256:)[0-9a-f]{12})\b/gu, 'HASH');
}

/** The statements of a run's JSON, with their results' bodies. */
export interface JsonStatement {
  readonly command: string;
  readonly outcome: string;
  readonly results: readonly { readonly body: JsonBody }[];
}

/** A body as JSON. */
export type JsonBody = { readonly type: string } & Readonly<Record<string, unknown>>;

/** The bodies of all results, in order. */
export function bodiesOf(leaving: Leaving): readonly JsonBody[] {
  const run = JSON.parse(leaving.json) as { readonly statements: readonly JsonStatement[] };
  return run.statements.flatMap(({ results }) => results.map(({ body }) => body));
}

/** The bodies of the results of the last statement. */
export function lastBodies(leaving: Leaving): readonly JsonBody[] {
  const run = JSON.parse(leaving.json) as { readonly statements: readonly JsonStatement[] };
  return run.statements.at(-1)!.results.map(({ body }) => body);
}

/** Every number in a value, with the names that lead to it. */
export function numbersIn(value: unknown, trail: readonly string[] = []): readonly (readonly [string, number])[] {
  if (typeof value === 'number') return [[trail.join('.'), value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => numbersIn(member, [...trail, name]));
}
