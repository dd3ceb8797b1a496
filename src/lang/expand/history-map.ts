/** One change of a map. */
type Change<K, V> =
  | { readonly time: number; readonly type: 'set'; readonly key: K; readonly value: V }
  | { readonly time: number; readonly type: 'delete'; readonly key: K }
  | { readonly time: number; readonly type: 'clear' };

/** A map that can tell what it held earlier. It remembers changes, not states: a script of n statements costs n, not n². */
export class HistoryMap<K, V> extends Map<K, V> {
  readonly #now: () => number;
  readonly #changes: Change<K, V>[] = [];

  /** @param now  the time of a change that happens at the moment; it never goes back */
  constructor(now: () => number) {
    super();
    this.#now = now;
  }

  override set(key: K, value: V): this {
    this.#changes.push({ time: this.#now(), type: 'set', key, value });
    return super.set(key, value);
  }

  override delete(key: K): boolean {
    this.#changes.push({ time: this.#now(), type: 'delete', key });
    return super.delete(key);
  }

  override clear(): void {
    this.#changes.push({ time: this.#now(), type: 'clear' });
    super.clear();
  }

  /** What the map held before everything that has happened at a time or later. */
  before(time: number): ReadonlyMap<K, V> {
    const held = new Map<K, V>();
    for (const change of this.#changes) {
      if (change.time >= time) break;
      if (change.type === 'set') held.set(change.key, change.value);
      else if (change.type === 'delete') held.delete(change.key);
      else held.clear();
    }
    return held;
  }
}
