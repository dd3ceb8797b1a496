/** How emphasis is written; every function leaves the number of columns as it is. */
export interface TextStyle {
  readonly heading: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly code: (text: string) => string;
  readonly status: (text: string) => string;
  readonly refusal: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly error: (text: string) => string;
  readonly bar: (text: string) => string;
}

const same = (text: string): string => text;

/** No emphasis: files, pipes, tests. */
export const plainStyle: TextStyle = {
  heading: same,
  faint: same,
  code: same,
  status: same,
  refusal: same,
  warning: same,
  error: same,
  bar: same,
};

/** What a colour library offers; the caller decides whether colours are on. */
export interface Colours {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly cyan: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly red: (text: string) => string;
  readonly blue: (text: string) => string;
}

/** Emphasis by colour, for terminals. */
export function colourStyle(colours: Colours): TextStyle {
  return {
    heading: colours.bold,
    faint: colours.dim,
    code: colours.cyan,
    status: colours.green,
    refusal: colours.yellow,
    warning: colours.yellow,
    error: colours.red,
    bar: colours.blue,
  };
}
