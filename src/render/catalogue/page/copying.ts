/** Puts a button beside each line of script that copies it. */
export function offerCopying(): void {
  const { copy = '', copied = '' } = document.querySelector<HTMLScriptElement>('script[data-copy]')?.dataset ?? {};
  for (const line of document.querySelectorAll<HTMLElement>('pre.script')) {
    const text = line.textContent;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = copy;
    button.setAttribute('aria-label', `${copy}: ${text}`);
    button.addEventListener('click', () => {
      void copyText(text, line).then(() => {
        button.textContent = copied;
      });
    });
    line.after(button);
  }
}

/** Pages from disk may not reach the clipboard everywhere: then the line is selected, ready to be copied by hand. */
async function copyText(text: string, line: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    getSelection()?.selectAllChildren(line);
  }
}
