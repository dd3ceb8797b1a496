import { type Enterprise, industries, sdcEnterprises } from '../population/enterprises.ts';

/** A dataset of all enterprises. */
export const enterprises = `create-dataset f
import b/NAERING as naering
import b/OMSETNING as omsetning
import b/FIRMANR as firmanr`;

/** The largest firms of the last industry, which two of them hold four fifths of. */
export function largestFirms(): readonly Enterprise[] {
  const last = industries.at(-1);
  return sdcEnterprises()
    .filter(({ naering }) => naering === last)
    .sort((a, b) => b.omsetning - a.omsetning);
}
