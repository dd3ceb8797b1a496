/** A piece of XML that has been escaped. */
export interface Xml {
  readonly lines: readonly string[];
}

/** Attributes by name; absent ones are left out. */
export type Attributes = Readonly<Record<string, string | undefined>>;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** What XML 1.0 has no way to carry: control characters, lone surrogates, U+FFFE and U+FFFF. */
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/** A text fit for content and attributes; what XML cannot carry becomes U+FFFD. */
export function escapeXml(text: string): string {
  return text.replace(forbidden, '\ufffd').replace(/[&<>"'\t\n\r]/gu, (character) => entities[character] ?? character);
}

/** An element that holds a text, or nothing. */
export function leaf(name: string, attributes: Attributes = {}, text = ''): Xml {
  const start = `<${name}${attributesText(attributes)}`;
  return { lines: [text === '' ? `${start}/>` : `${start}>${escapeXml(text)}</${name}>`] };
}

/** An element that holds elements; left out when it would hold none. */
export function branch(name: string, attributes: Attributes, children: readonly Xml[]): Xml {
  const inside = children.flatMap(({ lines }) => lines);
  if (inside.length === 0) return { lines: [] };
  return { lines: [`<${name}${attributesText(attributes)}>`, ...inside.map((line) => ` ${line}`), `</${name}>`] };
}

/** A whole document. */
export function documentOf(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.lines.join('\n')}\n`;
}

function attributesText(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escapeXml(value)}"`))
    .join('');
}
