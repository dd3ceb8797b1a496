const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text fit for element content and quoted attributes; control characters are dropped, as HTML forbids them. */
export function escapeHtml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/gu, '')
    .replace(/[&<>"']/gu, (c) => entities[c] ?? c);
}

/** A sentence of the message catalogue: names between backticks become code. */
export function sentenceHtml(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/gu, '<code>$1</code>');
}

/** A caption, with the result's name (`Tabell 3`) in front of it where it has one. */
export function captionHtml(caption: string, name: string | undefined): string {
  return name === undefined ? escapeHtml(caption) : `<span class="name">${name}.</span> ${escapeHtml(caption)}`;
}
