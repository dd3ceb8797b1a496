import type { Language } from '../../base/language.ts';
import { threshold } from '../../base/messages/message.ts';
import type { Catalogue } from '../../metadata/catalogue.ts';
import { type DatabankChoice, libraryOf } from '../databanks.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { fail, say } from '../failure.ts';
import { checkReportPlace, writeReport } from '../files.ts';
import type { Surroundings } from '../surroundings.ts';
import { catalogueNamed } from './choice.ts';

/** What `catalogue` may be told. */
export interface CatalogueOptions extends DatabankChoice {
  readonly language: Language;
  readonly quiet: boolean;
  readonly version?: string;
  readonly html?: string;
  readonly dcat?: string;
  readonly ddi?: string;
  readonly baseAddress?: string;
}

/** Writes a catalogue in every form that is asked for. */
export async function writeCatalogue(options: CatalogueOptions, surroundings: Surroundings): Promise<ExitCode> {
  const { html, dcat, ddi, language, quiet } = options;
  if (html === undefined && dcat === undefined && ddi === undefined) fail('catalogue-no-target', {});
  for (const file of [dcat, ddi]) if (file !== undefined) await checkReportPlace(file);
  const catalogue = catalogueNamed(libraryOf(options, surroundings), options.version);
  if (html !== undefined) {
    const { writeHtmlCatalogue } = await import('./html.ts');
    await writeHtmlCatalogue(catalogue, html, language);
  }
  if (dcat !== undefined) {
    const { dcatJson } = await import('../../catalogue/dcat.ts');
    writeReport(dcat, dcatJson(catalogue, options.baseAddress));
  }
  if (ddi !== undefined) {
    const { ddiXml } = await import('../../catalogue/ddi.ts');
    writeReport(ddi, ddiXml(catalogue));
  }
  const targets = [html, dcat, ddi].filter((target) => target !== undefined);
  if (!quiet) for (const target of targets) surroundings.writeError(`${writtenText(catalogue, target, language)}\n`);
  return exitCodes.ok;
}

function writtenText({ databank, version, variables }: Catalogue, target: string, language: Language): string {
  const written = { databank: `${databank}:${version}`, target, variables: threshold(variables.size) };
  return say('catalogue-written', written, language);
}
