import type { LocalText } from '../base/language.ts';

/** What has a semantics version: a command, a function, or a part of the engine that all of them share. */
export interface Subject {
  readonly kind: 'command' | 'function' | 'part';
  readonly name: string;
}

/** Parts that results depend on whatever the command. */
export const sharedParts = ['language', 'reading', 'disclosure'] as const;

/** A change after which a script may release other numbers. */
export interface ResultChange {
  readonly subject: Subject;
  /** The first version of the program that has it. */
  readonly release: string;
  /** What changed and whose results it touches, in a sentence. */
  readonly text: LocalText;
}

/**
 * Every change that can alter a released number, in the order of releases. The first published version has none: what it
 * releases is semantics version 1 of everything.
 */
export const changesThatAffectResults: readonly ResultChange[] = [];

/** The semantics version of something: one more than the changes that it has gone through. */
export function semanticsVersion(
  { kind, name }: Subject,
  changes: readonly ResultChange[] = changesThatAffectResults,
): number {
  return 1 + changes.filter(({ subject }) => subject.kind === kind && subject.name === name).length;
}
