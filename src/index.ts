/** The library: reading and analysing scripts, running them, and rendering what they put out. */

export { sourceText } from './base/source-text.ts';
export { type AnalysedSource, analyseSource } from './cli/analysis.ts';
export { type ExecuteOptions, execute } from './cli/execute.ts';
export { demoDatabank, type EmbeddedDatabank, randDatabank } from './metadata/embedded.ts';
export { type DatabankLibrary, openLibrary } from './metadata/library.ts';
export { placesOf } from './metadata/places.ts';
export { renderHtml, renderHtmlReport } from './render/html/report.ts';
export { renderJsonProblems } from './render/json/problems.ts';
export { renderJsonRun } from './render/json/report.ts';
export { buildReport, type Report } from './render/report.ts';
export { renderText, renderTextReport } from './render/text/report.ts';
