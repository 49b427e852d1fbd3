import { parse } from 'graphql';
import type { KnownOperation, ServedGraph } from '../engine/served-graph.ts';
import { LIMITS } from '../limits.ts';
import { IndicatorsOfGraph } from './asked-indicators.ts';
import type { Client } from './client.ts';
import { normalise, type NormalisedOperation } from './normalise.ts';

/** What a request asked for, as far as it is recorded. */
export interface Asked extends NormalisedOperation {
  /** Codes, in order. */
  readonly indicators: readonly string[];
  /** The same for what is recorded as the same. */
  readonly key: string;
}

/** Takes note of what clients ask. */
export interface Usage {
  note(client: Client, asked: Asked): void;
}

interface Fixed extends NormalisedOperation {
  readonly indicators: ReadonlySet<string>;
}

/** Tells of requests what is recorded of them: nothing but the normalised operation and codes of indicators. */
export class AskedOperations {
  readonly #ofGraphs = new WeakMap<ServedGraph, IndicatorsOfGraph>();
  readonly #fixed = new WeakMap<KnownOperation, Fixed>();
  readonly #withoutVariables = new WeakMap<KnownOperation, Asked>();

  of(graph: ServedGraph, known: KnownOperation, variables: Readonly<Record<string, unknown>>): Asked {
    const fixed = this.#fixedOf(graph, known);
    const named = this.#indicatorsOf(graph).inValues(variables);
    if (named.size > 0) return asked(fixed, fixed.indicators.union(named));
    const same = this.#withoutVariables.get(known) ?? asked(fixed, fixed.indicators);
    this.#withoutVariables.set(known, same);
    return same;
  }

  #fixedOf(graph: ServedGraph, known: KnownOperation): Fixed {
    const before = this.#fixed.get(known);
    if (before) return before;
    const document = parse(known.source, { maxTokens: LIMITS.tokens, noLocation: true });
    const indicators = this.#indicatorsOf(graph).inDocument(document, graph.schema);
    const fixed = { ...normalise(document, known.prepared.operation.name?.value ?? null), indicators };
    this.#fixed.set(known, fixed);
    return fixed;
  }

  #indicatorsOf(graph: ServedGraph): IndicatorsOfGraph {
    const before = this.#ofGraphs.get(graph);
    if (before) return before;
    const made = new IndicatorsOfGraph(graph.declarations);
    this.#ofGraphs.set(graph, made);
    return made;
  }
}

/** What is recorded of a request for these indicators. */
export function asked({ hash, text }: NormalisedOperation, indicators: ReadonlySet<string>): Asked {
  const codes = [...indicators].toSorted();
  return { hash, text, indicators: codes, key: `${hash} ${codes.join()}` };
}
