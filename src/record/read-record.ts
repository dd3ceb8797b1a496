import type { Json } from '../base/canonical-json.ts';
import type { LoopIteration } from '../base/diagnostic.ts';
import { type ContentHash, hashText } from '../base/hash.ts';
import { InvalidForm, integerIn, type JsonObject, listIn, objectIn, oneOfIn, textIn } from '../metadata/json-form.ts';
import {
  type RecordedDatabank,
  type RecordedResult,
  type RecordedStatement,
  type RunRecord,
  recordVersion,
} from './run-record.ts';
import type { Semantics } from './semantics.ts';

/** What a file that should be a record turned out to be. */
export type ReadRecord =
  | { readonly type: 'record'; readonly record: RunRecord }
  /** Made by a newer program whose records mean something else. */
  | { readonly type: 'newer'; readonly version: number }
  /** Not a record, or one that has been altered: what is wrong, in the words of the format. */
  | { readonly type: 'invalid'; readonly problem: string };

/**
 * Reads a record. Nothing is taken on trust: every member is looked at, and the script must be the one that its hash names.
 *
 * @param text  the content of a file of any origin
 */
export function readRecord(text: string): ReadRecord {
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch {
    return { type: 'invalid', problem: 'it is not JSON' };
  }
  try {
    return recordIn(json);
  } catch (error) {
    if (error instanceof InvalidForm) return { type: 'invalid', problem: error.message };
    // Objects nested a hundred thousand deep.
    if (error instanceof RangeError) return { type: 'invalid', problem: 'it is nested too deeply' };
    throw error;
  }
}

function recordIn(json: Json): ReadRecord {
  const members = objectIn(json, 'the record');
  if (members['format'] !== 'microdata-run-record') throw new InvalidForm('the format', 'is not microdata-run-record');
  const version = integerIn(members['version'], 'the version');
  if (version > recordVersion) return { type: 'newer', version };
  if (version !== recordVersion) throw new InvalidForm('the version', 'does not exist');
  const { history, time } = members;
  const record: RunRecord = {
    format: 'microdata-run-record',
    version: recordVersion,
    engine: engineIn(objectIn(members['engine'], 'engine')),
    script: scriptIn(objectIn(members['script'], 'script')),
    ir: irIn(objectIn(members['ir'], 'ir')),
    semantics: semanticsIn(objectIn(members['semantics'], 'semantics')),
    databanks: listIn(members['databanks'], 'databanks').map(databankIn),
    policy: policyIn(objectIn(members['policy'], 'policy')),
    noiseKey: hashIn(members['noiseKey'], 'noiseKey'),
    ...(history === undefined ? {} : { history: textIn(history, 'history') }),
    options: optionsIn(objectIn(members['options'], 'options')),
    statements: listIn(members['statements'], 'statements').map(statementIn),
    ...(time === undefined ? {} : { time: timeIn(time) }),
  };
  return { type: 'record', record };
}

function engineIn({ name, version, build }: JsonObject): RunRecord['engine'] {
  return {
    name: oneOfIn(name, ['openmicrodata'], 'engine.name'),
    version: textIn(version, 'engine.version'),
    build: hashIn(build, 'engine.build'),
  };
}

function scriptIn({ name, container, hash, text }: JsonObject): RunRecord['script'] {
  const script = {
    name: textIn(name, 'script.name'),
    container: oneOfIn(container, ['plain', 'literate'], 'script.container'),
    hash: hashIn(hash, 'script.hash'),
    text: textIn(text, 'script.text'),
  };
  if (hashText(script.text) !== script.hash) throw new InvalidForm('script.hash', 'is not that of script.text');
  return script;
}

function irIn({ version, hash }: JsonObject): RunRecord['ir'] {
  return { version: integerIn(version, 'ir.version'), hash: hashIn(hash, 'ir.hash') };
}

function semanticsIn(members: JsonObject): Semantics {
  const versions = (member: string): Readonly<Record<string, number>> =>
    Object.fromEntries(
      Object.entries(objectIn(members[member], `semantics.${member}`)).map(([name, version]) => [
        name,
        integerIn(version, `semantics.${member}.${name}`),
      ]),
    );
  return { commands: versions('commands'), functions: versions('functions'), parts: versions('parts') };
}

function databankIn(json: Json, i: number): RecordedDatabank {
  const field = `databanks[${i}]`;
  const { databank, version, nature, hash, variables } = objectIn(json, field);
  return {
    databank: textIn(databank, `${field}.databank`),
    version: textIn(version, `${field}.version`),
    nature: oneOfIn(nature, ['synthetic', 'public', 'confidential'], `${field}.nature`),
    hash: hashIn(hash, `${field}.hash`),
    variables: listIn(variables, `${field}.variables`).map((item, v) => {
      const own = objectIn(item, `${field}.variables[${v}]`);
      return {
        name: textIn(own['name'], `${field}.variables[${v}].name`),
        files: listIn(own['files'], `${field}.variables[${v}].files`).map((file) =>
          hashIn(file, `${field}.variables[${v}].files`),
        ),
      };
    }),
  };
}

function policyIn({ id, version, hash }: JsonObject): RunRecord['policy'] {
  return {
    id: textIn(id, 'policy.id'),
    version: integerIn(version, 'policy.version'),
    hash: hashIn(hash, 'policy.hash'),
  };
}

function optionsIn({ language, persons }: JsonObject): RunRecord['options'] {
  return {
    language: oneOfIn(language, ['nb', 'en'], 'options.language'),
    ...(persons === undefined ? {} : { persons: integerIn(persons, 'options.persons') }),
  };
}

function statementIn(json: Json, i: number): RecordedStatement {
  const field = `statements[${i}]`;
  const { index, command, at, iteration, outcome, results } = objectIn(json, field);
  const place = objectIn(at, `${field}.at`);
  const number = integerIn(index, `${field}.index`);
  if (number !== i) throw new InvalidForm(`${field}.index`, 'is out of order');
  return {
    index: number,
    command: textIn(command, `${field}.command`),
    at: {
      start: integerIn(place['start'], `${field}.at.start`),
      end: integerIn(place['end'], `${field}.at.end`),
      line: integerIn(place['line'], `${field}.at.line`),
    },
    ...(iteration === undefined ? {} : { iteration: iterationIn(iteration, `${field}.iteration`) }),
    outcome: oneOfIn(outcome, ['done', 'refused', 'failed', 'not-run'], `${field}.outcome`),
    results: listIn(results, `${field}.results`).map((result) => resultIn(result, `${field}.results`)),
  };
}

function iterationIn(json: Json, field: string): LoopIteration {
  return listIn(json, field).map((item) => {
    const { name, value } = objectIn(item, field);
    return { name: textIn(name, field), value: textIn(value, field) };
  });
}

/** The types of released bodies, which a record may name. */
const resultTypes: { readonly [T in RecordedResult['type']]: true } = {
  message: true,
  table: true,
  summary: true,
  distribution: true,
  matrix: true,
  test: true,
  model: true,
  variance: true,
  coefficients: true,
  box: true,
  hex: true,
  flow: true,
  metadata: true,
  document: true,
  refusal: true,
};

function resultIn(json: Json, field: string): RecordedResult {
  const { type, hash } = objectIn(json, field);
  const types = Object.keys(resultTypes) as readonly RecordedResult['type'][];
  return { type: oneOfIn(type, types, `${field}.type`), hash: hashIn(hash, `${field}.hash`) };
}

function timeIn(json: Json): string {
  const text = textIn(json, 'time');
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u.test(text)) throw new InvalidForm('time', 'is not a time in UTC');
  return text;
}

function hashIn(json: Json | undefined, field: string): ContentHash {
  if (typeof json !== 'string' || !/^sha256:[0-9a-f]{64}$/u.test(json)) throw new InvalidForm(field, 'is not a hash');
  return `sha256:${json.slice('sha256:'.length)}`;
}
