import {
  Kind,
  parse,
  print,
  visit,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import type { Contract } from './contract.ts';

/** Saved and frozen views hold whatever their author saw: they are in no contract that leaves indicators out. */
const VIEWS = new Set(['view', 'views', 'frozenView', 'verifyView', 'changesSince', 'saveView', 'freezeView']);
const UNIT = 'AdministrativeUnit';

export interface ContractGraph {
  readonly supergraph: string;
  /** Codes of the indicators that are left out. */
  readonly hidden: ReadonlySet<string>;
}

/** The supergraph as a contract has it: what is left out is inaccessible, and its indicators are declared no more. */
export function contractSupergraph(supergraph: string, contract: Contract): ContractGraph {
  const document = parse(supergraph, { noLocation: true });
  const leaving = new Leaving(document, contract);
  const changed = visit(document, {
    ObjectTypeDefinition: (type) => {
      const fields = (type.fields ?? []).map((field) => {
        if (leaving.hasField(type, field)) return hide(field, ['indicator']);
        return isIndicator(field) ? withoutRelations(field, leaving.codes) : field;
      });
      const own = { ...type, fields };
      // Where no field is left, the type is not: Mutation has only what saves views.
      const isEmpty = (type.fields ?? []).every((field) => leaving.hasField(type, field));
      return isEmpty || leaving.types.has(type.name.value) ? hide(own, ['agency']) : own;
    },
    EnumTypeDefinition: (type) => (leaving.isTagged(type) ? hide(type, ['codeList']) : undefined),
    InputObjectTypeDefinition: (type) => (leaving.isTagged(type) ? hide(type) : undefined),
    EnumValueDefinition: (value) => (leaving.isTagged(value) ? hide(value) : undefined),
    InputValueDefinition: (value) => (leaving.isTagged(value) ? hide(value) : undefined),
  });
  return { supergraph: print(changed), hidden: leaving.codes };
}

/** What a contract leaves out. */
class Leaving {
  readonly codes: ReadonlySet<string>;
  /** Names of types. */
  readonly types: ReadonlySet<string>;
  readonly #contract: Contract;

  constructor({ definitions }: DocumentNode, contract: Contract) {
    this.#contract = contract;
    const types = definitions.filter(
      (one): one is ObjectTypeDefinitionNode => one.kind === Kind.OBJECT_TYPE_DEFINITION,
    );
    const unitFields = types.find(({ name }) => name.value === UNIT)?.fields ?? [];
    const withoutField = new Set(unitFields.filter((field) => this.isTagged(field)).map(({ type }) => nameOf(type)));
    const gone = types.filter((type) => {
      if (this.isTagged(type) || withoutField.has(type.name.value)) return true;
      const indicators = (type.fields ?? []).filter(isIndicator);
      return indicators.length > 0 && indicators.every((field) => this.#isIndicatorLeft(field));
    });
    this.types = new Set(gone.map(({ name }) => name.value));
    const left = types.flatMap((type) =>
      (type.fields ?? []).filter((field) => isIndicator(field) && this.hasField(type, field)),
    );
    this.codes = new Set(left.map((field) => codeOf(field)));
  }

  isTagged({ directives = [] }: { readonly directives?: readonly ConstDirectiveNode[] | undefined }): boolean {
    return tagsOf(directives).some((tag) => this.#contract.exclude.includes(tag));
  }

  hasField(type: ObjectTypeDefinitionNode, field: FieldDefinitionNode): boolean {
    if (this.types.has(type.name.value) || this.types.has(nameOf(field.type)) || this.isTagged(field)) return true;
    if (isIndicator(field) && this.#isIndicatorLeft(field)) return true;
    const isRoot = type.name.value === 'Query' || type.name.value === 'Mutation';
    return isRoot && this.codes?.size > 0 && VIEWS.has(field.name.value);
  }

  #isIndicatorLeft(field: FieldDefinitionNode): boolean {
    const { include } = this.#contract;
    return (
      this.isTagged(field) ||
      (include.length > 0 && !tagsOf(field.directives ?? []).some((tag) => include.includes(tag)))
    );
  }
}

function hide<Node extends { readonly directives?: readonly ConstDirectiveNode[] | undefined }>(
  node: Node,
  without: readonly string[] = [],
): Node {
  const kept = (node.directives ?? []).filter(
    ({ name }) => !without.includes(name.value) && name.value !== 'inaccessible',
  );
  const inaccessible: ConstDirectiveNode = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'inaccessible' } };
  return { ...node, directives: [...kept, inaccessible] };
}

/** An indicator without what its declaration says of those that are left out. */
function withoutRelations(field: FieldDefinitionNode, codes: ReadonlySet<string>): FieldDefinitionNode {
  const names = (text: string) => text.match(/[A-Z][A-Z0-9]*(_[A-Z0-9]+)+/g)?.some((code) => codes.has(code)) ?? false;
  const directives = field.directives!.map((directive) => {
    if (directive.name.value !== 'indicator') return directive;
    const parts = ['numerator', 'denominator', 'factor'];
    const isCut = directive.arguments!.some(
      ({ name, value }) => parts.includes(name.value) && value.kind === Kind.STRING && codes.has(value.value),
    );
    const given = directive
      .arguments!.filter(({ name }) => !(isCut && parts.includes(name.value)))
      .map((argument) =>
        argument.name.value === 'relations' && argument.value.kind === Kind.LIST
          ? {
              ...argument,
              value: {
                ...argument.value,
                values: argument.value.values.filter((one) => one.kind !== Kind.STRING || !names(one.value)),
              },
            }
          : argument,
      );
    return { ...directive, arguments: given };
  });
  return { ...field, directives };
}

function isIndicator({ directives = [] }: FieldDefinitionNode): boolean {
  return directives.some(({ name }) => name.value === 'indicator');
}

function codeOf({ directives = [] }: FieldDefinitionNode): string {
  return textOf(
    directives.find(({ name }) => name.value === 'indicator'),
    'code',
  );
}

function tagsOf(directives: readonly ConstDirectiveNode[]): string[] {
  return directives.filter(({ name }) => name.value === 'tag').map((tag) => textOf(tag, 'name'));
}

function textOf(directive: ConstDirectiveNode | undefined, argument: string): string {
  const value = directive?.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.STRING ? value.value : '';
}

function nameOf(type: FieldDefinitionNode['type']): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}
