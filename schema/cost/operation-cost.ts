import {
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  getNamedType,
  isAbstractType,
  isCompositeType,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { argumentsCost } from './argument-cost.ts';
import { FieldCollector, type FieldGroup, type Part } from './collect-fields.ts';
import type { CostDeclarations } from './cost-declarations.ts';
import { UNDECLARED_LENGTH, declaredLength, listDepth, type Length } from './list-length.ts';
import type { FieldCost, SelectionCost } from './selection-cost.ts';

/** Length that the field above gives lists in it: `@listSize(sizedFields:)`. */
interface Sized {
  readonly fields: readonly string[];
  readonly length: Length;
  /** Equal for equal fields and lengths. */
  readonly key: string;
}

type Coordinates = readonly string[];

/** Makes formulas of selections. Fields of one response key count once, as they are answered once. */
export class OperationCost {
  readonly #schema: GraphQLSchema;
  readonly #declarations: CostDeclarations;
  readonly #collector: FieldCollector;
  readonly #made = new Map<string, SelectionCost>();
  readonly #ids = new Map<object, string>();

  constructor(
    schema: GraphQLSchema,
    declarations: CostDeclarations,
    fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  ) {
    this.#schema = schema;
    this.#declarations = declarations;
    this.#collector = new FieldCollector(schema, fragments);
  }

  /** The formula of what is selected in an object of this type; one that was made before is shared. */
  selection(type: GraphQLCompositeType, parts: readonly Part[], sized: Sized | null = null): SelectionCost {
    const key = `${type.name} ${sized?.key ?? ''} ${parts.map((part) => this.#keyOf(part)).join(' ')}`;
    const made = this.#made.get(key);
    if (made) return made;
    const selection: SelectionCost = { slot: this.#made.size, types: [] };
    this.#made.set(key, selection);
    const objects = isAbstractType(type) ? this.#schema.getPossibleTypes(type) : [type as GraphQLObjectType];
    for (const object of objects) {
      const groups = this.#collector.collect(object, parts);
      selection.types.push(groups.map((group) => this.#field(object, type, group, sized)));
    }
    return selection;
  }

  #field(object: GraphQLObjectType, asked: GraphQLCompositeType, group: FieldGroup, sized: Sized | null): FieldCost {
    const { node } = group[0]!;
    const name = node.name.value;
    const field = META[name] ?? object.getFields()[name];
    const conditions = group.map(({ condition }) => condition);
    // The name of the type, which every object knows.
    if (!field) return { name, conditions, given: 0, lengths: [], weight: 0, selected: null };
    // What an interface declares holds for its types, unless they declare their own.
    const coordinates = [`${object.name}.${name}`, `${asked.name}.${name}`];
    const type = getNamedType(field.type);
    const listSize = firstOf(coordinates, this.#declarations.listSizes);
    const length = listSize ? declaredLength(node, field, listSize) : null;
    const sizesFieldsBelow = listSize !== undefined && listSize.sizedFields.length > 0;
    const fromAbove = sized?.fields.includes(name) ? sized.length : null;
    const below =
      sizesFieldsBelow && length !== null
        ? { fields: listSize.sizedFields, length, key: `${listSize.sizedFields.join()}:${this.#lengthKey(length)}` }
        : null;
    const parts = group.flatMap(({ node: { selectionSet }, condition }) =>
      selectionSet ? [{ selectionSet, condition }] : [],
    );
    return {
      name,
      conditions,
      given: argumentsCost(node, field, coordinates[0]!, this.#declarations.weights),
      lengths: lengthsOf(field, fromAbove ?? (sizesFieldsBelow ? null : length)),
      weight: this.#weightOf(coordinates, type.name, isCompositeType(type) ? 1 : 0),
      selected: isCompositeType(type) ? this.selection(type, parts, below) : null,
    };
  }

  #weightOf(coordinates: Coordinates, type: string, usual: number): number {
    const { weights } = this.#declarations;
    return firstOf(coordinates, weights) ?? weights.get(type) ?? usual;
  }

  #keyOf({ selectionSet, condition }: Part): string {
    return `${this.#id(selectionSet)}${condition.length > 0 ? `:${condition.join()}` : ''}`;
  }

  #lengthKey(length: Length): string {
    return typeof length === 'number' ? String(length) : this.#id(length);
  }

  #id(of: object): string {
    const id = this.#ids.get(of) ?? `#${this.#ids.size}`;
    this.#ids.set(of, id);
    return id;
  }
}

const META: Readonly<Record<string, GraphQLField<unknown, unknown>>> = {
  // A plain object would find fields named as what every object inherits.
  __proto__: null as never,
  __schema: SchemaMetaFieldDef,
  __type: TypeMetaFieldDef,
};

/** The declared length is that of the outer list. */
function lengthsOf({ type }: GraphQLField<unknown, unknown>, declared: Length | null): Length[] {
  const depth = listDepth(type);
  return Array.from({ length: depth }, (_, place) =>
    place === depth - 1 ? (declared ?? UNDECLARED_LENGTH) : UNDECLARED_LENGTH,
  );
}

function firstOf<Value>(coordinates: Coordinates, declared: ReadonlyMap<string, Value>): Value | undefined {
  return coordinates.map((coordinate) => declared.get(coordinate)).find((found) => found !== undefined);
}
