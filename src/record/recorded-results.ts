import type { Json } from '../base/canonical-json.ts';
import { hashJson } from '../base/hash.ts';
import type { RunRecord } from './run-record.ts';

/**
 * The released bodies in a run's JSON, by statement and result. Only those that are what the record says count: a file in which
 * a number was changed gives none for that result.
 *
 * @param results  what `run --format json` writes
 */
export function bodiesIn(results: Json, record: RunRecord): (statement: number, result: number) => Json | undefined {
  const statements = member(results, 'statements');
  return (statement, result) => {
    const known = record.statements[statement]?.results[result];
    const body = member(item(member(item(statements, statement), 'results'), result), 'body');
    return known !== undefined && body !== undefined && hashJson(body) === known.hash ? body : undefined;
  };
}

function member(json: Json | undefined, name: string): Json | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  return (json as { readonly [key: string]: Json | undefined })[name];
}

function item(json: Json | undefined, at: number): Json | undefined {
  return Array.isArray(json) ? (json as readonly Json[])[at] : undefined;
}
