import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answersOf, requireSame, sizesOf, type Reference } from './check-answers.ts';
import type { LoadGenerator } from './load/load-generator.ts';
import { measureRound } from './measure-round.ts';
import type { Operation } from './operations/operation.ts';
import type { Mode, OperationName } from './options.ts';
import { medianOf, type Round, type Table } from './results.ts';
import type { Stage } from './stage.ts';
import type { Running, Variant } from './variants/variant.ts';

const WARM_UP_SECONDS = 2;

export interface TablesToMeasure {
  readonly mode: Mode;
  readonly graph: 'ours' | 'public';
  readonly operations: readonly Operation[];
  readonly variants: readonly Variant[];
  readonly rounds: number;
  readonly seconds: number;
}

/**
 * Measures operations with all variants alive together, one round of each in turn, before and after comparing what they answer. Gives
 * each table as soon as it is there.
 */
export async function* measureTables(
  stage: Stage,
  generator: LoadGenerator,
  wanted: TablesToMeasure,
  say: (line: string) => void,
): AsyncGenerator<Table> {
  const { mode, graph } = wanted;
  const running = new Map<Variant, Running>();
  const left: { variant: string; operation: OperationName | null; reason: string }[] = [];
  const leave = (variant: Variant, operation: OperationName | null, error: unknown) => {
    const reason = told(error);
    stage.stopping.throwIfAborted();
    say(`  ${variant.name} is left out${operation ? ` of ${operation}` : ''}: ${reason}`);
    left.push({ variant: variant.name, operation, reason: reason.split('\n')[0]! });
  };
  try {
    const references = new Map<Operation, Reference>();
    const sizes = new Map<Running, Map<Operation, readonly number[]>>();
    for (const variant of wanted.variants) {
      say(`Starting ${variant.name} (${mode})`);
      try {
        running.set(variant, await variant.start({ stage, mode, graph, nodeArguments: [] }));
      } catch (error) {
        leave(variant, null, error);
        continue;
      }
      const one = running.get(variant)!;
      sizes.set(one, new Map());
      for (const operation of wanted.operations.filter(({ name }) => variant.operations.includes(name))) {
        try {
          const reference = references.get(operation);
          if (!reference) references.set(operation, await firstReference(stage, variant, one, operation));
          else if (!variant.unchecked) await requireSame(variant.name, one, operation, reference);
          sizes.get(one)!.set(operation, await sizesOf(one, operation));
        } catch (error) {
          leave(variant, operation.name, error);
        }
      }
    }
    for (const operation of wanted.operations) {
      const able = [...running].filter(([, one]) => sizes.get(one)!.has(operation));
      const rounds = new Map<Variant, Round[]>(able.map(([variant]) => [variant, []]));
      const measure = (one: Running, seconds: number) =>
        measureRound(stage, generator, {
          running: one,
          operation,
          mode,
          seconds,
          sizes: sizes.get(one)!.get(operation)!,
        });
      for (const [, one] of able) await measure(one, WARM_UP_SECONDS);
      for (let round = 1; round <= wanted.rounds; round++) {
        for (const [variant, one] of able) {
          stage.stopping.throwIfAborted();
          const measured = await measure(one, wanted.seconds);
          rounds.get(variant)!.push(measured);
          say(`  ${mode} ${operation.name} round ${round}: ${variant.name} ${measured.rps.toFixed(0)} rps`);
        }
      }
      for (const [variant, one] of able) {
        if (variant.unchecked) continue;
        await requireSame(variant.name, one, operation, references.get(operation)!).catch((error: unknown) =>
          leave(variant, operation.name, error),
        );
      }
      yield {
        mode,
        operation: operation.name,
        title: operation.title,
        connections: operation.connections[mode],
        rows: able.map(([variant]) => ({
          variant: variant.name,
          median: medianOf(rounds.get(variant)!),
          rounds: rounds.get(variant)!,
        })),
        left: left.filter((one) => one.operation === null || one.operation === operation.name),
      };
    }
  } finally {
    await Promise.all([...running.values()].map((one) => one.gateway.stop()));
  }
}

/** The first variant's answers, which the others must equal; one is written down for the server of prebuilt bytes. */
async function firstReference(
  stage: Stage,
  variant: Variant,
  running: Running,
  operation: Operation,
): Promise<Reference> {
  const reference = await answersOf(variant.name, running, operation);
  writeFileSync(join(stage.scratch, `answer-${operation.name}.json`), JSON.stringify({ data: reference[0] }));
  return reference;
}

function told(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
