/** A line taken apart, or what is wrong with its form. */
export type RowFields =
  | { readonly type: 'fields'; readonly fields: readonly string[] }
  | { readonly type: 'open-quote'; readonly field: number };

/**
 * Takes a line apart at semicolons. Blanks around a field do not belong to it. A field may stand in quotation marks, which
 * then enclose it whole; inside, two stand for one, and a semicolon is an ordinary character. A quotation mark elsewhere is
 * an ordinary character.
 */
export function splitRow(line: string): RowFields {
  if (!line.includes('"')) return { type: 'fields', fields: line.split(';').map(trimBlanks) };
  const fields: string[] = [];
  for (let at = 0; at <= line.length; ) {
    const quoted = /^ *"/u.exec(line.slice(at));
    if (quoted === null) {
      const found = line.indexOf(';', at);
      const end = found < 0 ? line.length : found;
      fields.push(trimBlanks(line.slice(at, end)));
      at = end + 1;
      continue;
    }
    const closed = /^ *"((?:[^"]|"")*)" *(?:;|$)/u.exec(line.slice(at));
    if (closed === null) return { type: 'open-quote', field: fields.length + 1 };
    fields.push(trimBlanks((closed[1] ?? '').replaceAll('""', '"')));
    at += closed[0].length;
    if (at === line.length && !closed[0].endsWith(';')) break;
  }
  return { type: 'fields', fields };
}

function trimBlanks(field: string): string {
  return field.replace(/^ +| +$/gu, '');
}

/** Separators that other programs write, with what to call them. */
const otherDelimiters = [
  [',', ','],
  ['\t', 'tab'],
  ['|', '|'],
  [':', ':'],
] as const;

/** The separator that a line seems to use instead of semicolons. */
export function otherDelimiter(line: string): string | undefined {
  if (line.includes(';')) return undefined;
  return otherDelimiters.find(([delimiter]) => {
    const count = line.split(delimiter).length;
    return count >= 3 && count <= 6;
  })?.[1];
}

const headerWords = /^(?:unit_?id|unit|enhet|identifier|id|personid(?:_1)?|fnr|pid)$/iu;
const headerTimes = /^(?:start|stop|fra|til|from|to|start_?dat[eo]|stop+_?dat[eo]|start_epoch_days|stop_epoch_days)$/iu;

/** Whether a first line seems to name columns instead of holding a row. */
export function isHeader(fields: readonly string[]): boolean {
  const [unit = '', , start = '', stop = ''] = fields;
  return fields.length >= 3 && (headerWords.test(unit) || headerTimes.test(start) || headerTimes.test(stop));
}
