/** Plain data that JSON can carry. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * Canonical JSON after RFC 8785: keys in UTF-16 order, no white space, numbers in ECMAScript form, `undefined` members left out.
 *
 * @throws RangeError for a number that JSON cannot carry (NaN, infinities): a caller's bug, never user input.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError('canonical JSON cannot carry a non-finite number');
    return String(value);
  }
  let text = '';
  if (isList(value)) {
    for (const entry of value) text += text === '' ? canonicalJson(entry) : `,${canonicalJson(entry)}`;
    return `[${text}]`;
  }
  const keys = Object.keys(value);
  if (keys.length > 1) keys.sort();
  for (const key of keys) {
    const member = value[key];
    if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

/** Plain data as JSON's type, without members that are undefined; anything that is not plain data is a bug of ours. */
export function plainJson(value: unknown): Json {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(plainJson);
  if (typeof value !== 'object') throw new TypeError(`a ${typeof value} cannot be written as JSON`);
  const members: Record<string, Json> = {};
  for (const [key, member] of Object.entries(value)) if (member !== undefined) members[key] = plainJson(member);
  return members;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
