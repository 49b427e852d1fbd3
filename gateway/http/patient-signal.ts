import type { ServerResponse } from 'node:http';
import { ClientLeft } from '../context.ts';
import { refusal } from './export-errors.ts';
import { onceEnded } from './sending.ts';

/** A signal that ends with the client's patience or with the time for a table, until it is released. */
export function patientSignal(response: ServerResponse, timeoutMs: number) {
  const controller = new AbortController();
  const late = () =>
    refusal(
      503,
      'SUBGRAPH_TIMEOUT',
      `The table was not there after ${timeoutMs / 1_000} s. Ask for fewer units or columns, or again later.`,
    );
  const timer = setTimeout(() => controller.abort(late()), timeoutMs);
  onceEnded(response, () => controller.abort(new ClientLeft()));
  return { signal: controller.signal, release: () => clearTimeout(timer) };
}
