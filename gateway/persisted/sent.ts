/** What a client sent as its request: the body of a POST, or the parameters of an address, where `extensions` is JSON. */
export type Sent = Readonly<Record<string, unknown>>;

/** What a client names an operation by, and its text where it came along. */
export interface Named {
  readonly id: string | null;
  readonly text: string | null;
}

/** The id by which an operation is asked: `documentId`, `id`, or the hash of Apollo's persisted queries. */
export function nameOf(sent: Sent): Named {
  const { query, documentId, id } = sent;
  const hash = (persistedQueryOf(sent) ?? {})['sha256Hash'];
  const named = [documentId, id, hash].find((one) => typeof one === 'string' && one !== '');
  return {
    // The prefix of the GraphQL over HTTP draft; the others send the hash alone.
    id: typeof named === 'string' ? named.replace(/^sha256:/, '') : null,
    text: typeof query === 'string' && query !== '' ? query : null,
  };
}

/** The request with the text of its operation instead of a name for it. */
export function withText(sent: Sent, text: string): Sent {
  const { documentId: _documentId, id: _id, extensions, ...others } = sent;
  const { persistedQuery: _persistedQuery, ...kept } = objectOf(extensions) ?? {};
  return { ...others, query: text, ...(Object.keys(kept).length > 0 ? { extensions: written(kept, extensions) } : {}) };
}

/** The request with its id as Apollo's persisted queries write it, so that the answer is what their clients expect. */
export function withHash(sent: Sent, sha256Hash: string): Sent {
  const { documentId: _documentId, id: _id, extensions, ...others } = sent;
  const persistedQuery = { version: 1, sha256Hash };
  return { ...others, extensions: written({ ...objectOf(extensions), persistedQuery }, extensions) };
}

function persistedQueryOf({ extensions }: Sent): Readonly<Record<string, unknown>> | null {
  return objectOf(objectOf(extensions)?.['persistedQuery']);
}

/** As it came: JSON in an address. */
function written(extensions: object, before: unknown): unknown {
  return typeof before === 'string' ? JSON.stringify(extensions) : extensions;
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof value !== 'string')
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  try {
    const read: unknown = JSON.parse(value);
    return typeof read === 'object' ? objectOf(read) : null;
  } catch {
    return null;
  }
}
