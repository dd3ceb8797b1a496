import fs from 'node:fs/promises';
import path from 'node:path';
import type { Language } from '../base/language.ts';
import { readRecord } from '../record/read-record.ts';
import type { DatabankChoice } from './databanks.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { fail } from './failure.ts';
import { errorCode, readBytes, readScript } from './files.ts';
import { askedPolicy } from './policy.ts';
import { progressLine } from './progress.ts';
import { threadsOf } from './run.ts';
import type { Surroundings } from './surroundings.ts';
import { type Evidence, type Verification, verifyEvidence } from './verification.ts';
import { summaryText, verificationsJson, verificationText } from './verify-text.ts';

/** What `verify` may be told. */
export interface VerifyOptions extends DatabankChoice {
  readonly format: 'text' | 'json';
  readonly language: Language;
  /** Id of a shipped policy, or a JSON file, instead of the recorded one. */
  readonly policy?: string;
  /** A script instead of the recorded one. */
  readonly script?: string;
  /** `38`, or `name:38` where several databanks were read; once for each. */
  readonly databankVersion: readonly string[];
  readonly threads?: number;
  readonly quiet: boolean;
  readonly progress: boolean;
}

/** Runs recorded scripts again and says whether they still release the same. */
export async function verify(target: string, options: VerifyOptions, surroundings: Surroundings): Promise<ExitCode> {
  const { language } = options;
  const files = await filesOf(target);
  const progress = progressLine(
    options.progress || (surroundings.errorIsTerminal && !options.quiet),
    language,
    surroundings,
  );
  const policy = await askedPolicy(options.policy);
  const script = options.script === undefined ? undefined : (await readScript(options.script, surroundings)).text;
  const verifications: Verification[] = [];
  for (const file of files) {
    const evidence = await evidenceIn(file);
    try {
      const verification = await verifyEvidence(
        evidence,
        {
          databank: options.databank,
          ...(options.persons === undefined ? {} : { persons: options.persons }),
          language,
          ...(policy === undefined ? {} : { policy }),
          ...(script === undefined ? {} : { script }),
          versions: versionsOf(options.databankVersion),
          threads: threadsOf(options, surroundings),
          progress,
        },
        surroundings,
      );
      verifications.push(verification);
      progress.clear();
      if (options.format === 'text' && (!options.quiet || verification.outcome !== 'same')) {
        await surroundings.writeOutput(`${verificationText(verification, language).join('\n')}\n`);
      }
    } finally {
      progress.clear();
    }
  }
  if (options.format === 'json') await surroundings.writeOutput(verificationsJson(verifications));
  else if (verifications.length > 1) await surroundings.writeOutput(`${summaryText(verifications, language)}\n`);
  return exitCodeOf(verifications);
}

function exitCodeOf(verifications: readonly Verification[]): ExitCode {
  if (verifications.some(({ outcome }) => outcome === 'differs')) return exitCodes.differs;
  return verifications.some(({ outcome }) => outcome === 'not-run') ? exitCodes.databank : exitCodes.ok;
}

/** `38` → the only databank; `name:38` → that one. */
function versionsOf(asked: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    asked.map((text) => {
      const colon = text.lastIndexOf(':');
      return [text.slice(0, Math.max(0, colon)), text.slice(colon + 1)];
    }),
  );
}

/** A file, or the archives and records directly in a folder, in the order of their names. */
async function filesOf(target: string): Promise<readonly string[]> {
  let isFolder: boolean;
  try {
    isFolder = (await fs.stat(target)).isDirectory();
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return [target];
  }
  if (!isFolder) return [target];
  const names = (await fs.readdir(target)).filter((name) => /\.(?:zip|json)$/iu.test(name)).sort();
  if (names.length === 0) fail('record-folder-empty', { folder: target });
  return names.map((name) => path.join(target, name));
}

/** What a file holds of a run. */
async function evidenceIn(file: string): Promise<Evidence> {
  if (/\.zip$/iu.test(file)) return (await import('./archive-reading.ts')).readArchive(file);
  const read = readRecord(new TextDecoder().decode(await readBytes(file, 128)));
  switch (read.type) {
    case 'record':
      return { file, record: read.record };
    case 'newer':
      return fail('record-newer', { file });
    case 'invalid':
      return fail('record-invalid', { file, problem: read.problem });
  }
}
