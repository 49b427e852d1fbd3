/** What stands in one field of a spreadsheet. Null: nothing, which is never zero. */
export type Entry =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number; readonly decimals: number | null }
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'code'; readonly list: string; readonly code: string }
  | { readonly kind: 'codes'; readonly list: string; readonly codes: readonly string[] }
  | null;

export function text(value: string | null): Entry {
  return value === null || value === '' ? null : { kind: 'text', text: value };
}

export function number(value: number | null, decimals: number | null = null): Entry {
  return value === null ? null : { kind: 'number', number: value, decimals };
}

export function day(value: string | null): Entry {
  return value === null ? null : { kind: 'day', day: value };
}

/** A code of a list whose names the export knows. */
export function code(list: string, value: string | null): Entry {
  return value === null ? null : { kind: 'code', list, code: value };
}

/** Codes that say what has to be known: a program looks for them, people read their names. */
export function codes(list: string, values: readonly string[]): Entry {
  return values.length === 0 ? null : { kind: 'codes', list, codes: values };
}

/** Several values in one field. A comma would be read as the decimal sign where that is the custom: `1,2`. */
export function several(values: readonly (string | number)[]): Entry {
  if (values.length === 1 && typeof values[0] === 'number') return number(values[0]);
  return text(values.join('; '));
}
