import { type ExpressionIr, valueTypeOf } from '../../lang/ir/expression.ts';
import type { Emitter } from './emitter.ts';

/** Whether an expression is missing in the row. */
export function emitMissing(emitter: Emitter, node: ExpressionIr): string {
  switch (valueTypeOf(node)) {
    case 'boolean':
      return 'false';
    case 'text':
      return emitter.temporary(`(${emitter.text(node).code} === 0)`);
    case 'number': {
      const value = emitter.temporary(emitter.number(node).code);
      return emitter.temporary(`(${value} !== ${value})`);
    }
  }
}
