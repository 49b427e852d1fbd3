/** The JSON of a value in small texts: one of a whole list of units would be as long as the list. */
export function* jsonTexts(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    yield '[';
    for (const [place, item] of value.entries()) {
      if (place > 0) yield ',';
      yield* jsonTexts(item);
    }
    yield ']';
  } else if (typeof value === 'object' && value !== null) {
    yield '{';
    yield* memberTexts(value);
    yield '}';
  } else yield JSON.stringify(value);
}

/** The members of an object without its braces, for others to follow. */
export function* memberTexts(object: object): Generator<string> {
  let isFirst = true;
  for (const [key, member] of Object.entries(object)) {
    if (member === undefined) continue;
    yield `${isFirst ? '' : ','}${JSON.stringify(key)}:`;
    yield* jsonTexts(member);
    isFirst = false;
  }
}

/** Texts with commas between them. */
export function* separated(texts: Iterable<string>): Generator<string> {
  let isFirst = true;
  for (const text of texts) {
    yield isFirst ? text : `,${text}`;
    isFirst = false;
  }
}
