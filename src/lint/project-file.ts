import type { MessageCode } from '../base/messages/catalogue.ts';
import { type MessageParameters, threshold } from '../base/messages/message.ts';
import { suggestionsFor } from '../base/suggest.ts';
import { type FormatOptions, usualFormat } from '../lang/format/options.ts';
import { type LintSettings, type RuleLevel, usualLint } from './lint.ts';
import { lintRules } from './rules.ts';

/** The name of a project's file, beside its scripts or in a folder above them. */
export const projectFileName = 'microdata.json';

/** What a project says about its scripts. */
export interface Project {
  readonly lint: LintSettings;
  readonly format: FormatOptions;
  /** Databank folders, as written: relative to the file's folder. */
  readonly databanks: readonly string[];
}

/** A project that says nothing. */
export const usualProject: Project = { lint: usualLint, format: usualFormat, databanks: [] };

/** What is wrong with a project's file. */
export interface ProjectProblem {
  readonly code: MessageCode;
  readonly parameters: MessageParameters;
}

/** A project as its file says, or the first thing that is wrong with it. */
export type ReadProject =
  | { readonly type: 'project'; readonly project: Project }
  | { readonly type: 'problem'; readonly problem: ProjectProblem };

/** The bounds of the numbers under `format`; the same as on the command line. */
export const formatBounds = { width: [40, 1000], indent: [0, 16] } as const;

/** How loud a rule can be. */
export const ruleLevels: readonly RuleLevel[] = ['off', 'note', 'warning'];

/**
 * Reads a project's file. Every field is checked: a misspelt one would be passed over in silence otherwise.
 *
 * @param file  its name, for messages
 */
export function readProject(text: string, file: string): ReadProject {
  const problems: ProjectProblem[] = [];
  const reading: Reading = {
    unknown: (field, known) =>
      void problems.push({
        code: 'project-field-unknown',
        parameters: { file, field, known, suggestions: suggestionsFor(field.split('.').at(-1) ?? '', known) },
      }),
    invalid: (field, words) =>
      void problems.push({ code: 'project-field-invalid', parameters: { file, field, words } }),
    outside: (field, [least, most]) =>
      void problems.push({
        code: 'project-number-invalid',
        parameters: { file, field, least: threshold(least), most: threshold(most) },
      }),
    kind: (field, expected) =>
      void problems.push({ code: 'project-kind-invalid', parameters: { file, field, expected } }),
  };
  const value = parsed(text);
  if (value === undefined) return { type: 'problem', problem: { code: 'project-not-json', parameters: { file } } };
  const project = projectOf(value, reading);
  const [problem] = problems;
  return problem === undefined ? { type: 'project', project } : { type: 'problem', problem };
}

interface Reading {
  readonly unknown: (field: string, known: readonly string[]) => void;
  readonly invalid: (field: string, words: readonly string[]) => void;
  readonly outside: (field: string, bounds: readonly [number, number]) => void;
  readonly kind: (field: string, expected: 'object' | 'texts') => void;
}

function parsed(text: string): unknown {
  try {
    // Nothing is the JSON of nothing that could be meant.
    return JSON.parse(text.replace(/^\uFEFF/u, '')) as unknown;
  } catch {
    return undefined;
  }
}

function projectOf(value: unknown, reading: Reading): Project {
  const fields = fieldsOf(value, '', ['lint', 'format', 'databanks', '$schema'], reading);
  return {
    lint: lintOf(fields.get('lint'), reading),
    format: formatOf(fields.get('format'), reading),
    databanks: foldersOf(fields.get('databanks'), reading),
  };
}

/** The fields of an object, all of which must be known. */
function fieldsOf(
  value: unknown,
  field: string,
  known: readonly string[],
  reading: Reading,
): ReadonlyMap<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    reading.kind(field, 'object');
    return new Map();
  }
  const fields = new Map<string, unknown>(Object.entries(value));
  for (const name of fields.keys()) {
    if (!known.includes(name)) reading.unknown(field === '' ? name : `${field}.${name}`, known);
  }
  return fields;
}

function lintOf(value: unknown, reading: Reading): LintSettings {
  if (value === undefined) return usualLint;
  const fields = fieldsOf(
    value,
    'lint',
    lintRules.map(({ name }) => name),
    reading,
  );
  return new Map(
    [...fields].flatMap(([rule, asked]) => {
      const level = ruleLevels.find((each) => each === asked);
      if (level === undefined) reading.invalid(`lint.${rule}`, ruleLevels);
      return level === undefined ? [] : [[rule, level] as const];
    }),
  );
}

function formatOf(value: unknown, reading: Reading): FormatOptions {
  if (value === undefined) return usualFormat;
  const fields = fieldsOf(value, 'format', Object.keys(formatBounds), reading);
  const number = (name: keyof FormatOptions): number => {
    const asked = fields.get(name);
    const [least, most] = formatBounds[name];
    if (asked === undefined) return usualFormat[name];
    if (typeof asked === 'number' && Number.isInteger(asked) && asked >= least && asked <= most) return asked;
    reading.outside(`format.${name}`, formatBounds[name]);
    return usualFormat[name];
  };
  return { width: number('width'), indent: number('indent') };
}

function foldersOf(value: unknown, reading: Reading): readonly string[] {
  if (value === undefined) return [];
  const folders: readonly unknown[] = Array.isArray(value) ? value : [undefined];
  const texts = folders.filter((each) => typeof each === 'string' && each !== '').map(String);
  if (texts.length < folders.length) reading.kind('databanks', 'texts');
  return texts;
}
