/** Whether a text is a name: a letter or `_`, then letters, marks, digits, `_` and `@`. */
export function isIdentifier(text: string): boolean {
  return /^[\p{L}_][\p{L}\p{M}\p{Nd}_@]*$/u.test(text) && text !== 'if';
}

/** Whether a user may introduce a name: an identifier without `@`, which only names made by the system have. */
export function isNewName(text: string): boolean {
  return isIdentifier(text) && !text.includes('@');
}

/** A name that a user may introduce, made of a text that is none: `net-wage` becomes `net_wage`. */
export function newNameLike(text: string): string | undefined {
  const name = text.replace(/[^\p{L}\p{M}\p{Nd}_]+/gu, '_').replace(/^(?=\p{Nd})/u, '_');
  return isNewName(name) && /[\p{L}\p{Nd}]/u.test(name) ? name : undefined;
}

/** Words that the grammar gives a meaning to in some positions; as names they work everywhere else. */
export const positionalWords: ReadonlySet<string> = new Set([
  'as',
  'to',
  'into',
  'on',
  'by',
  'in',
  'end',
  'for',
  'min',
  'max',
  'missing',
  'nonmissing',
]);
