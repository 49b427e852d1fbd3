/** A failure of the database that a client may be told of, in words that name no address. */
export interface DatabaseFailure {
  readonly code: 'BAD_USER_INPUT' | 'SUBGRAPH_TIMEOUT' | 'SUBGRAPH_UNREACHABLE';
  readonly message: string;
}

/** SQLSTATE of a text that PostgreSQL cannot hold, such as one with a zero byte. */
const INVALID_TEXT = '22021';
const CANCELLED = '57014';
/** Connection refused or lost, server stopping or starting, too many connections, login refused. */
const UNREACHABLE = /^(ECONN|ENOTFOUND|ETIMEDOUT|EPIPE|08|28|53300|57P)/;

/** What a failed statement means for a client, or null where it means a fault of ours. */
export function databaseFailure(error: unknown): DatabaseFailure | null {
  if (typeof error !== 'object' || error === null) return null;
  const { code = '', message = '' } = error as { code?: string; message?: string };
  if (code === INVALID_TEXT)
    return { code: 'BAD_USER_INPUT', message: 'A text has a character that no name or code has.' };
  if (code === CANCELLED)
    return { code: 'SUBGRAPH_TIMEOUT', message: 'The agency did not answer in time. Ask for less at once.' };
  if (UNREACHABLE.test(code) || /^(timeout exceeded when trying to connect|Connection terminated)/.test(message)) {
    return { code: 'SUBGRAPH_UNREACHABLE', message: 'The agency could not reach its database.' };
  }
  return null;
}
