import { fold } from '../../../catalogue/fold.ts';

/** Makes a long table of codes filterable, on the pages that have one. */
export function filterCodes(): void {
  const input = document.getElementById('code-filter');
  if (!(input instanceof HTMLInputElement)) return;
  const rows = [...document.querySelectorAll<HTMLTableRowElement>('table.codes tbody tr')];
  const texts = rows.map((row) => fold(row.textContent));
  if (input.form !== null) {
    input.form.hidden = false;
    input.form.addEventListener('submit', (event) => {
      event.preventDefault();
    });
  }
  input.addEventListener('input', () => {
    const asked = fold(input.value.trim());
    for (const [i, row] of rows.entries()) row.hidden = texts[i]?.includes(asked) !== true;
  });
}
