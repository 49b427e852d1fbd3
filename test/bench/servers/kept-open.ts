/**
 * So long a server of the benchmark keeps an idle connection: while others have their rounds, nobody's breaks. Node's five seconds
 * would fail the first requests of the next round in clients that do not ask again.
 */
export const KEPT_OPEN_MS = 600_000;
