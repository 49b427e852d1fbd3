import {
  GraphQLError,
  Kind,
  isAbstractType,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { conditionOf, type Condition } from './variables.ts';

/**
 * Selections looked at until an operation is refused. The largest operation that other limits allow needs a few thousand; only one
 * made for it, whose fragments differ by type at every level, needs more.
 */
const WORK_LIMIT = 50_000;

/** A set of selections that is answered under a condition, together with others for the same object. */
export interface Part {
  readonly selectionSet: SelectionSetNode;
  readonly condition: Condition;
}

/** The fields of one response key, each with the condition under which it is asked. */
export type FieldGroup = { readonly node: FieldNode; readonly condition: Condition }[];

/** Gathers the fields that an object answers by their response keys, as execution does, in bounded time. */
export class FieldCollector {
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  #work = 0;

  constructor(schema: GraphQLSchema, fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.#schema = schema;
    this.#fragments = fragments;
  }

  /** The fields of these parts that an object of this type answers. */
  collect(object: GraphQLObjectType, parts: readonly Part[]): FieldGroup[] {
    const groups = new Map<string, FieldGroup>();
    const spread = new Set<string>();
    for (const part of parts) this.#collect(object, part, groups, spread);
    return [...groups.values()];
  }

  #collect(object: GraphQLObjectType, part: Part, groups: Map<string, FieldGroup>, spread: Set<string>): void {
    for (const selection of part.selectionSet.selections) {
      if (++this.#work > WORK_LIMIT) throw tooManyWays();
      const condition = conditionOf(selection, part.condition);
      if (!condition) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const group = groups.get(key);
        if (group) group.push({ node: selection, condition });
        else groups.set(key, [{ node: selection, condition }]);
        continue;
      }
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const once = `${selection.name.value} ${condition.join()}`;
        if (spread.has(once)) continue;
        spread.add(once);
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
      if (!fragment || !this.#applies(fragment.typeCondition?.name.value, object)) continue;
      this.#collect(object, { selectionSet: fragment.selectionSet, condition }, groups, spread);
    }
  }

  #applies(typeCondition: string | undefined, object: GraphQLObjectType): boolean {
    if (typeCondition === undefined || typeCondition === object.name) return true;
    const type = this.#schema.getType(typeCondition);
    return isAbstractType(type) && this.#schema.isSubType(type, object);
  }
}

function tooManyWays(): GraphQLError {
  return new GraphQLError(
    'The query can be answered in too many ways to estimate what it costs: its fragments differ by type at every level. Send it in parts.',
    { extensions: { code: 'COST_LIMIT', http: { status: 400 } } },
  );
}
