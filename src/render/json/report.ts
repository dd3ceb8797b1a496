import { canonicalJson, type Json, plainJson } from '../../base/canonical-json.ts';
import type { Diagnostic } from '../../base/diagnostic.ts';
import type { SourceText } from '../../base/source-text.ts';
import { assertReleased, type Released } from '../../disclosure/gate.ts';
import type { ReleasedBody } from '../../disclosure/released.ts';
import type { RunRecordSummary, StatementResult } from '../report.ts';
import { refusalText } from '../view/view-of.ts';
import { jsonVersion, placeJson, problemJson } from './problems.ts';

/** A whole run, for programs. */
export interface JsonRun {
  readonly source: SourceText;
  readonly statements: readonly StatementResult[];
  readonly problems: readonly Diagnostic[];
  readonly record: RunRecordSummary;
}

/**
 * A run as canonical JSON (RFC 8785) and a line feed: the same run gives the same bytes. Numbers are as released, never rounded
 * for display; problems and refusals carry both languages.
 */
export function renderJsonRun(run: JsonRun): string {
  return `${canonicalJson({
    format: 'microdata-run',
    version: jsonVersion,
    record: plainJson(run.record),
    problems: run.problems.map((p) => problemJson(p, run.source)),
    statements: run.statements.map((s) => statementJson(s, run.source)),
  })}\n`;
}

function statementJson(statement: StatementResult, source: SourceText): Json {
  return {
    index: statement.index,
    command: statement.command,
    echo: statement.echo,
    activeDataset: statement.activeDataset ?? null,
    at: placeJson(statement.span, source),
    iteration: plainJson(statement.iteration ?? []),
    hidden: statement.hidden === true,
    outcome: statement.outcome,
    results: statement.results.map(resultJson),
    problems: statement.problems.map((p) => problemJson(p, source)),
  };
}

function resultJson(result: Released<ReleasedBody>): Json {
  assertReleased(result);
  const { body, stamp, rules } = result;
  const released = { body: plainJson(body), stamp: plainJson(stamp), rules: [...rules] };
  if (body.type !== 'refusal') return released;
  return { ...released, text: { nb: refusalText(body, 'nb'), en: refusalText(body, 'en') } };
}
