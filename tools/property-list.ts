const escaped = (text: string): string => text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;');

function element(value: unknown, indentation: string): string {
  if (typeof value === 'string') return `${indentation}<string>${escaped(value)}</string>`;
  const inner = `${indentation}  `;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return `${indentation}<array>\n${items.map((item) => element(item, inner)).join('\n')}\n${indentation}</array>`;
  }
  if (typeof value !== 'object' || value === null) throw new Error('a property list holds texts, lists and records');
  const entries = Object.entries(value).map(
    ([key, item]) => `${inner}<key>${escaped(key)}</key>\n${element(item, inner)}`,
  );
  return `${indentation}<dict>\n${entries.join('\n')}\n${indentation}</dict>`;
}

/** A value of texts, lists and records as a property list in XML, which Sublime Text and TextMate read grammars in. */
export function propertyList(value: object): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<!-- Generated from the parser and the command declarations by npm run generate; do not edit. -->
<plist version="1.0">
${element(value, '')}
</plist>
`;
}
