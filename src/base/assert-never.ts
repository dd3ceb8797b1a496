/** Marks the impossible branch of an exhaustive `switch`. */
export function assertNever(value: never): never {
  throw new Error(`unexpected variant ${JSON.stringify(value)}`);
}
