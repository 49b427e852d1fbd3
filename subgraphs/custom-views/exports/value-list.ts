import type { SdmxValue } from './sdmx-component.ts';

/** The different values of a component, numbered in the order in which they come. */
export class ValueList {
  readonly #places = new Map<string, number>();
  readonly #values: Exclude<SdmxValue, null>[] = [];

  get values(): readonly Exclude<SdmxValue, null>[] {
    return this.#values;
  }

  /** The place of a value; a new one gets the next. Null where there is none, nor any of several. */
  place(value: SdmxValue): number | null {
    if (value === null || (Array.isArray(value) && value.length === 0)) return null;
    const key = keyOf(value);
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.#values.length);
    return this.#values.push(value) - 1;
  }
}

function keyOf(value: Exclude<SdmxValue, null>): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return 'id' in value ? value.id : JSON.stringify(value);
}
