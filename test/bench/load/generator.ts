/**
 * A process that sends loads and tells what came of them. Written on bare sockets, since what runs on the second core beside the
 * subgraphs must cost little: nothing is parsed but the heads of answers.
 */
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Load, LoadResult } from './load.ts';
import { requestsOf } from './requests.ts';
import { ResponseReader } from './response-reader.ts';

/** So long answers may take that were asked for within the time. */
const PATIENCE_MS = 20_000;

process.on('message', (load: Load) => {
  void run(load).then(
    (result) => process.send!(result),
    (error: Error) => process.send!({ error: error.message }),
  );
});
process.on('disconnect', () => process.exit(0));

async function run(load: Load): Promise<LoadResult> {
  const next = requestsOf(load);
  const times: number[] = [];
  let [answersInAll, refused, broken, wrongSizes] = [0, 0, 0, 0];
  /** Connections that wait for an answer. */
  const waiting = new Set<object>();
  const start = performance.now();
  const end = start + load.seconds * 1_000;
  const { hostname, port } = new URL(load.url);
  const sockets = new Set<ReturnType<typeof connect>>();

  const open = (): void => {
    let sentAt = 0;
    let body = -1;
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    sockets.add(socket);
    const send = () => {
      const request = next();
      body = request.body;
      waiting.add(socket);
      sentAt = performance.now();
      socket.write(request.bytes);
    };
    const reader = new ResponseReader((status, bytes) => {
      const now = performance.now();
      waiting.delete(socket);
      answersInAll++;
      if (now <= end) times.push(now - sentAt);
      if (status !== 200) refused++;
      else if (load.sizes && load.sizes[body] !== bytes) wrongSizes++;
      if (now < end) send();
    });
    socket.on('connect', send);
    socket.on('data', (data) => reader.read(data));
    socket.on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      if (waiting.delete(socket)) broken++;
      // A server may close an idle connection; one that breaks is replaced.
      if (performance.now() < end) setTimeout(open, 10);
    });
  };
  for (let connection = 0; connection < load.connections; connection++) open();
  await wait(load.seconds * 1_000);
  for (const deadline = performance.now() + PATIENCE_MS; waiting.size > 0 && performance.now() < deadline;)
    await wait(5);
  broken += waiting.size;
  for (const socket of sockets) socket.removeAllListeners('close').destroy();

  const sorted = Float64Array.from(times).toSorted();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return {
    answers: sorted.length,
    answersInAll,
    rps: sorted.length / load.seconds,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    refused,
    broken,
    wrongSizes,
  };
}
