/**
 * Twelve colours for categories, told apart under the common forms of colour blindness and legible on white and on near-black.
 * The first six are Okabe and Ito's (2008, «Color universal design»), the others from Tol's «muted» scheme (SRON/EPS/TN/09-002),
 * less those too pale or too dark for one of the backgrounds.
 */
export const categoryColours: readonly string[] = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#56b4e9',
  '#d55e00',
  '#999933',
  '#aa4499',
  '#44aa99',
  '#cc6677',
  '#8c8c8c',
  '#b58b5a',
];

/** Colour of lines over bars. */
export const lineColour = '#d55e00';

/** Colour of lines that something is compared with: seen on white and on near-black. */
export const referenceColour = '#8c8c8c';

/**
 * Ten colours for ascending classes, from pale to dark and evenly told apart under the common forms of colour blindness and
 * in grey print: the scale «viridis» of matplotlib (Smith & van der Walt 2015), sampled from its light end.
 */
export const sequentialColours: readonly string[] = [
  '#fde725',
  '#b5de2b',
  '#6ece58',
  '#35b779',
  '#1f9e89',
  '#26828e',
  '#31688e',
  '#3e4989',
  '#482878',
  '#440154',
];
