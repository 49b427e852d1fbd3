import type { OperationName, Mode } from '../options.ts';
import type { Results, Round } from '../results.ts';

/** One thing to reach, and what was measured. */
export interface Target {
  readonly what: string;
  /** What was to be reached at first. */
  readonly first: string;
  /** What is to be held since that was beaten; about a seventh below the best that was measured, which is noise here. */
  readonly wanted: string;
  /** Null where it was not measured. */
  readonly found: number | null;
  readonly text: string;
  readonly reached: boolean | null;
}

const PEERS = ['hive', 'hive-rust', 'mercurius'];

/** The targets of this gateway, each with what this run measured. */
export function targetsOf(results: Results): Target[] {
  /** Of two variants that were measured together. */
  const ratioOf = (
    mode: Mode,
    operation: OperationName,
    ours: string,
    others: readonly string[],
    figure: (round: Round) => number,
  ): number | null => {
    for (const table of results.tables) {
      if (table.mode !== mode || table.operation !== operation) continue;
      const own = table.rows.find(({ variant }) => variant === ours);
      const found = table.rows.filter(({ variant }) => others.includes(variant));
      if (own && found.length > 0) return figure(own.median) / Math.max(...found.map(({ median }) => figure(median)));
    }
    return null;
  };
  const rps = ({ rps: requests }: Round) => requests;
  const allCpu = ({ cpu }: Round) => cpu.gateway + cpu.subgraphs + cpu.postgres;
  const ratios = (
    mode: Mode,
    variant: string,
    against: 'stock' | 'peer',
    wanted: Partial<Record<OperationName, Bound>>,
    what: string,
  ) =>
    (Object.entries(wanted) as [OperationName, Bound][]).map(([operation, times]) =>
      atLeast(
        `${what}, ${operation}: ${against === 'stock' ? 'stock Apollo gateway' : 'the fastest of its Node peers'}`,
        times,
        ratioOf(mode, operation, variant, against === 'stock' ? ['stock'] : PEERS, rps),
      ),
    );
  const alone = 'gateway alone';
  const inProcess = 'in process with PostgreSQL';
  const overHttp = 'subgraphs over HTTP with PostgreSQL';
  return [
    ...ratios('replay', 'ours', 'stock', { A: [4, 4], B: [4, 4], C: [5, 6.5] }, alone),
    ...ratios('replay', 'ours', 'peer', { A: [3, 3], C: [3, 6.5] }, alone),
    ...ratios('real', 'ours', 'stock', { A: [5, 30], B: [7, 20], C: [8, 45] }, inProcess),
    ...ratios('real', 'ours', 'peer', { A: [4.5, 25], B: [6, 20], C: [7, 100] }, inProcess),
    ...(Object.entries({ A: [1.3, 1.3], B: [3.5, 3.3], C: [1, 0.6] }) as [OperationName, Bound][]).map(
      ([operation, times]) =>
        atMost(
          `${inProcess}, ${operation}: CPU in all of one hand-written statement`,
          times,
          ratioOf('real', operation, 'ours', ['sql'], allCpu),
        ),
    ),
    atMost(
      `${inProcess}, F: CPU in all of one hand-written join`,
      [1.5, 1.5],
      ratioOf('real', 'F', 'ours', ['sql'], allCpu),
    ),
    ...ratios('real', 'ours-http', 'stock', { A: [4, 12], C: [5, 25] }, overHttp),
    ...ratios('real', 'ours-http', 'peer', { A: [3.5, 8], C: [3.5, 100] }, overHttp),
    ...ratios('replay', 'ours', 'stock', { D: [3, 4] }, alone),
    atLeast(
      `${alone}, D: Hive Gateway with the Rust runtime`,
      [1.3, 2.2],
      ratioOf('replay', 'D', 'ours', ['hive-rust'], rps),
    ),
    ...ratios('real', 'ours-entity', 'stock', { A: [50, 120], B: [50, 80], C: [50, 200] }, 'entity cache'),
    ...(['A', 'B', 'C'] as const).map((operation) =>
      atLeast(
        `response cache, ${operation}: the server of prebuilt bytes`,
        [0.75, 0.75],
        ratioOf('real', operation, 'ours-response', ['prebuilt'], rps),
      ),
    ),
    ...growthTargets(results),
  ];
}

function growthTargets({ growth }: Results): Target[] {
  const at = (variant: string, units: number) =>
    growth.find((one) => one.variant === variant)?.points.find((point) => point.units === units);
  const [ours, sql] = [at('ours', 10_000), at('sql', 10_000)];
  const memory = ours?.memory.gateway ?? null;
  return [
    atMost(
      'E, 10,000 units: the time of one hand-written statement',
      [1.3, 1.3],
      ratio(ours?.milliseconds, sql?.milliseconds),
    ),
    atMost(
      'E: time of 10,000 units by that of 1,000, where 10 is linear',
      [12, 9],
      ratio(ours?.milliseconds, at('ours', 1_000)?.milliseconds),
    ),
    {
      what: 'E, 10,000 units: peak memory of the gateway',
      first: 'at most 350 MB',
      wanted: 'at most 350 MB',
      found: memory,
      text: memory === null ? '-' : `${memory} MB`,
      reached: memory === null ? null : memory <= 350,
    },
  ];
}

function ratio(one: number | undefined, other: number | undefined): number | null {
  return one === undefined || other === undefined ? null : one / other;
}

/** What was to be reached at first, and what is since. */
type Bound = readonly [first: number, wanted: number];

function atLeast(what: string, [first, wanted]: Bound, found: number | null): Target {
  const reached = found === null ? null : found >= wanted;
  return { what, first: `at least ${first} x`, wanted: `at least ${wanted} x`, found, text: timesText(found), reached };
}

function atMost(what: string, [first, wanted]: Bound, found: number | null): Target {
  const reached = found === null ? null : found <= wanted;
  return { what, first: `at most ${first} x`, wanted: `at most ${wanted} x`, found, text: timesText(found), reached };
}

function timesText(found: number | null): string {
  return found === null ? '-' : `${found.toFixed(found < 10 ? 2 : 0)} x`;
}
