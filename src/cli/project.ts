import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Project, projectFileName, readProject, usualProject } from '../lint/project-file.ts';
import type { DatabankLibrary } from '../metadata/library.ts';
import { type DatabankChoice, libraryOf } from './databanks.ts';
import { exitCodes } from './exit-codes.ts';
import { CliFailure, fail } from './failure.ts';
import { errorCode } from './files.ts';
import type { Surroundings } from './surroundings.ts';

/** The project of a script: what the nearest project file beside it or above it says, with databanks by their full paths. */
export function projectOf(script: string): Project {
  const start = script === '-' ? process.cwd() : path.dirname(path.resolve(script));
  return projectIn(start);
}

/** The project of what lies in a folder. */
export function projectIn(start: string): Project {
  for (let folder = start; ; folder = path.dirname(folder)) {
    const file = path.join(folder, projectFileName);
    const text = readIfThere(file);
    if (text !== undefined) return inFolder(readOrFail(text, file), folder);
    if (path.dirname(folder) === folder) return usualProject;
  }
}

/** The databanks of each script: those of the command line come first, then those of its project. Each choice is opened once. */
export function librariesOf(choice: DatabankChoice, surroundings: Surroundings): (script: string) => DatabankLibrary {
  const opened = new Map<string, DatabankLibrary>();
  return (script) => {
    const databank = [...choice.databank, ...projectOf(script).databanks];
    const key = databank.join('\n');
    const known = opened.get(key) ?? libraryOf({ ...choice, databank }, surroundings);
    opened.set(key, known);
    return known;
  };
}

function inFolder(project: Project, folder: string): Project {
  return { ...project, databanks: project.databanks.map((named) => path.resolve(folder, named)) };
}

function readOrFail(text: string, file: string): Project {
  const read = readProject(text, file);
  if (read.type === 'problem') throw new CliFailure(read.problem.code, read.problem.parameters, exitCodes.usage);
  return read.project;
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    // A folder that may not be entered says nothing about a project.
    if (code === 'EACCES' && path.dirname(file) !== process.cwd()) return undefined;
    if (code === undefined) throw error;
    return fail('cli-file-unreadable', { file, reason: code });
  }
}
