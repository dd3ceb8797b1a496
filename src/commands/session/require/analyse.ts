import type { ContentHash } from '../../../base/hash.ts';
import { span } from '../../../base/span.ts';
import { suggestionsFor } from '../../../base/suggest.ts';
import { draftVersion, versionRanges } from '../../../base/version-number.ts';
import { type AnalysisContext, defineCommand, nameText } from '../../../lang/analyse/context.ts';
import { freeName, withoutStatement } from '../../../lang/analyse/fixes.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import type { Word } from '../../../lang/syntax/ast.ts';
import type { Catalogue } from '../../../metadata/catalogue.ts';
import { requireSpec } from './spec.ts';

/** Connects a databank version. Nothing is left to do but to say so: the databank is among the script's. */
export interface RequireOperation extends OperationBase {
  readonly type: 'require';
  readonly alias: string;
  readonly databank: string;
  /** Resolved version. */
  readonly version: string;
  readonly versionHash: ContentHash;
  /** The alias already stood for this version. */
  readonly again: boolean;
}

/** `require databank:version as alias`. */
export const requireCommand = defineCommand(requireSpec, (body, context): RequireOperation | undefined => {
  const alias = body.alias === undefined ? undefined : nameText(body.alias);
  if (body.alias === undefined) {
    const { end } = context.statement.span;
    const isFree = (name: string): boolean => !context.state.databanks.has(name);
    const alias = isFree('db') ? 'db' : freeName('db', (name) => !isFree(name));
    context.report('require-alias-missing', body.databank.span, { databank: body.databank.text }, [
      { at: span(end, end), newText: ` as ${alias}` },
    ]);
  }
  const catalogue = findCatalogue(body.databank, body.version, context);
  if (alias === undefined || body.alias === undefined) return undefined;
  if (catalogue === undefined) {
    context.state.silenced.add(alias);
    return undefined;
  }
  const { databank, version, versionHash } = catalogue;
  const bound = context.state.databanks.get(alias)?.binding;
  if (bound !== undefined && (bound.databank !== databank || bound.version !== version)) {
    context.report('alias-in-use', body.alias.span, { alias, databank: bound.databank, version: bound.version });
    return undefined;
  }
  if (bound !== undefined)
    context.report('alias-connected-again', body.alias.span, { alias }, [withoutStatement(context)]);
  const binding = { alias, databank, version, versionHash };
  const connected = { binding, catalogue };
  context.state.databanks.set(alias, connected);
  context.trace?.makesAlias(connected, body.alias.span, bound !== undefined);
  const isKnown = context.state.required.some(
    (r) => r.alias === alias && r.databank === databank && r.version === version,
  );
  if (!isKnown) context.state.required.push(binding);
  return { type: 'require', alias, databank, version, versionHash, again: bound !== undefined };
});

function findCatalogue(databank: Word, version: Word | undefined, context: AnalysisContext): Catalogue | undefined {
  const { databanks } = context.directory;
  const entry = databanks.find((d) => d.name === databank.text);
  if (entry === undefined) {
    const names = databanks.map((d) => d.name);
    const near = suggestionsFor(databank.text, names);
    const known = near.length > 0 ? near : names;
    const fixes = known.slice(0, 3).map((newText) => ({ at: databank.span, newText }));
    context.report('unknown-databank', databank.span, { databank: databank.text, known }, fixes);
    return undefined;
  }
  if (version === undefined) {
    const { end } = databank.span;
    context.report('databank-version-missing', databank.span, { databank: entry.name, newest: entry.newest }, [
      { at: span(end, end), newText: `:${entry.newest}` },
    ]);
    return undefined;
  }
  const toNewest = [{ at: version.span, newText: entry.newest }];
  const catalogue = context.directory.findCatalogue(entry.name, version.text);
  if (catalogue === undefined) {
    const parameters = {
      databank: entry.name,
      version: version.text,
      newest: entry.newest,
      known: versionRanges(entry.versions),
    };
    context.report('unknown-databank-version', version.span, parameters, toNewest);
    return undefined;
  }
  if (catalogue.version === draftVersion) {
    context.report(
      'databank-draft',
      version.span,
      { databank: entry.name },
      entry.newest === draftVersion ? [] : toNewest,
    );
  } else if (isOlder(catalogue.version, entry.newest)) {
    const { newest } = entry;
    context.report(
      'databank-version-old',
      version.span,
      { databank: entry.name, version: version.text, newest },
      toNewest,
    );
  }
  return catalogue;
}

/** Whether a version comes before another; both in short form, of one to three numbers. */
function isOlder(version: string, newest: string): boolean {
  const [a, b] = [version, newest].map((text) => text.split('.').map(Number));
  for (let part = 0; part < 3; part++) {
    const difference = (a?.[part] ?? 0) - (b?.[part] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
