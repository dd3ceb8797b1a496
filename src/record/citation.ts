import type { ContentHash } from '../base/hash.ts';

/** Somebody who made the script. */
export interface Author {
  readonly name: string;
  /** The address of a researcher's identifier: `https://orcid.org/0000-0002-1825-0097`. */
  readonly orcid?: string;
}

/** What an archive says of itself. */
export interface Citation {
  readonly title: string;
  readonly description: string | undefined;
  readonly authors: readonly Author[];
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** An SPDX name (`CC-BY-4.0`) or an address; `undefined` where none is stated. */
  readonly licence: string | undefined;
  readonly keywords: readonly string[];
}

/** The address of an ORCID that may be written with or without one; `undefined` where its form or check digit is wrong (ISO 7064, MOD 11-2). */
export function orcidAddress(text: string): string | undefined {
  const match = /^(?:https?:\/\/orcid\.org\/)?(\d{4})-(\d{4})-(\d{4})-(\d{3}[\dX])$/u.exec(text.trim());
  if (match === null) return undefined;
  const digits = match.slice(1).join('');
  let total = 0;
  for (const digit of digits.slice(0, -1)) total = (total + Number(digit)) * 2;
  const check = (12 - (total % 11)) % 11;
  const isRight = digits.endsWith(check === 10 ? 'X' : String(check));
  return isRight ? `https://orcid.org/${match.slice(1).join('-')}` : undefined;
}

/** The address of a licence: SPDX names have one; an address is its own. */
export function licenceAddress(licence: string): string {
  return /^https?:\/\//u.test(licence) ? licence : `https://spdx.org/licenses/${licence}`;
}

/** The file by which others cite the archive: Citation File Format 1.2.0. */
export function citationText(citation: Citation, recordHash: ContentHash): string {
  const { title, authors, date, licence, keywords, description } = citation;
  const people = authors.length === 0 ? [{ name: 'Unknown author' }] : authors;
  const lines = [
    'cff-version: 1.2.0',
    'message: If you use these results, please cite them as below.',
    'type: dataset',
    `title: ${quoted(title)}`,
    'authors:',
    ...people.flatMap(({ name, orcid }) => [
      `  - name: ${quoted(name)}`,
      ...(orcid === undefined ? [] : [`    orcid: ${quoted(orcid)}`]),
    ]),
    `date-released: ${date}`,
    ...(description === undefined ? [] : [`abstract: ${quoted(description)}`]),
    ...(keywords.length === 0 ? [] : ['keywords:', ...keywords.map((keyword) => `  - ${quoted(keyword)}`)]),
    ...licenceLines(licence),
    'identifiers:',
    '  - type: other',
    `    value: ${quoted(recordHash)}`,
    '    description: SHA-256 of the run record',
  ];
  return `${lines.join('\n')}\n`;
}

/** The format takes SPDX names in one field and addresses in another. */
function licenceLines(licence: string | undefined): readonly string[] {
  if (licence === undefined) return [];
  return [/^https?:\/\//u.test(licence) ? `license-url: ${quoted(licence)}` : `license: ${quoted(licence)}`];
}

/** A text in YAML: a JSON string is one. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
