import type { Estimate } from './estimate.ts';
import type { Length } from './list-length.ts';
import { holds, type Condition, type Variables } from './variables.ts';

/** The fields that one response key gathers, as a formula of the variables. */
export interface FieldCost {
  readonly name: string;
  /** It is answered where one of these holds. */
  readonly conditions: readonly Condition[];
  /** Cost of the arguments, once for however many items. */
  readonly given: number | ((variables: Variables) => number);
  /** Lengths of the lists within each other; none for a single value. */
  readonly lengths: readonly Length[];
  /** Cost of one item without what is selected in it. */
  readonly weight: number;
  readonly selected: SelectionCost | null;
}

/** What is selected in an object: its fields for each type that it may have. The dearest type counts. */
export interface SelectionCost {
  /** Place of its estimate among those of an operation. */
  readonly slot: number;
  /** Filled once; a selection can be reached by several fields. */
  readonly types: FieldCost[][];
}

/** Estimates of one operation and its variables, each selection's reckoned once. */
export class Reckoning {
  readonly #variables: Variables;
  readonly #known: Estimate[] = [];

  constructor(variables: Variables) {
    this.#variables = variables;
  }

  /** What a selection may bring. */
  selection({ slot, types }: SelectionCost): Estimate {
    const known = this.#known[slot];
    if (known) return known;
    let cost = 0;
    let values = 0;
    for (const fields of types) {
      let [ofType, inType] = [0, 0];
      for (const field of fields) {
        const estimate = this.field(field);
        ofType += estimate.cost;
        inType += estimate.values;
      }
      cost = Math.max(cost, ofType);
      values = Math.max(values, inType);
    }
    return (this.#known[slot] = { cost, values });
  }

  /** What a field may bring, all its items together. */
  field(field: FieldCost): Estimate {
    const variables = this.#variables;
    const { conditions, given, weight, selected, lengths } = field;
    if (!conditions.some((condition) => holds(condition, variables))) return { cost: 0, values: 0 };
    const inside = selected ? this.selection(selected) : { cost: 0, values: 0 };
    const own = typeof given === 'function' ? given(variables) : given;
    let cost = weight + inside.cost;
    let values = 1 + inside.values;
    for (const length of lengths) {
      const items = typeof length === 'function' ? length(variables) : length;
      cost *= items;
      values = 1 + values * items;
    }
    return { cost: own + cost, values };
  }

  /** The fields that make a selection dear, from the outside in: each the dearest of those beside it. */
  dearest(selection: SelectionCost): string[] {
    const path: string[] = [];
    let inner: SelectionCost | null = selection;
    while (inner) {
      const fields: FieldCost[] = inner.types.flat();
      const costs = fields.map((field) => this.field(field).cost);
      const most = costs.indexOf(Math.max(...costs));
      const field = fields[most];
      if (!field || costs[most] === 0) break;
      const lengths = field.lengths.map((one) => (typeof one === 'function' ? one(this.#variables) : one));
      path.push(lengths.length === 0 ? field.name : `${field.name} (${lengths.join(' x ')})`);
      inner = field.selected;
    }
    return path;
  }
}
