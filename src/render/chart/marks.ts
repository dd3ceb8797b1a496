/** A text whose place is known in pixels. */
export interface TextMark {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** A line between two places. */
export interface LineMark {
  readonly x: number;
  readonly y: number;
  readonly x2: number;
  readonly y2: number;
}

const pixels = (field: 'x' | 'y') => ({ field, type: 'quantitative', scale: null, axis: null }) as const;

/** Texts of a picture that we lay out ourselves; `y` is the middle of the line. */
export function textLayer(texts: readonly TextMark[], align: 'left' | 'right' | 'center', isStrong = false) {
  return {
    data: { values: [...texts] },
    mark: { type: 'text', align, baseline: 'middle', fontSize: 12, fontWeight: isStrong ? 'bold' : 'normal' },
    encoding: { x: pixels('x'), y: pixels('y'), text: { field: 'text', type: 'nominal' } },
  } as const;
}

/** Thin lines that lead from one thing to another; grey is seen on white and on near-black. */
export function lineLayer(lines: readonly LineMark[]) {
  return {
    data: { values: [...lines] },
    mark: { type: 'rule', color: '#8c8c8c', strokeWidth: 1 },
    encoding: { x: pixels('x'), y: pixels('y'), x2: { field: 'x2' }, y2: { field: 'y2' } },
  } as const;
}
