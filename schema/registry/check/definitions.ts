import {
  Kind,
  parse,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  type TypeDefinitionNode,
  type TypeExtensionNode,
  isTypeDefinitionNode,
  isTypeExtensionNode,
} from 'graphql';
import { sharedSdl } from '../../../subgraphs/kit/subgraph.ts';

export type TypeNode = TypeDefinitionNode | TypeExtensionNode;
export type ObjectNode = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;

export const UNIT = 'AdministrativeUnit';
export const ROOTS: readonly string[] = ['Query', 'Mutation', 'Subscription'];

const SHARED_FILES = ['common.graphql', 'figures.graphql', 'agency.graphql'] as const;
let sharedText: readonly TypeNode[] | undefined;

/** Types that all subgraphs share, as they stand in the shared SDL. */
export function sharedTypes(): readonly TypeNode[] {
  return (sharedText ??= SHARED_FILES.flatMap((file) => typesOf(parse(sharedSdl(file)))));
}

/** Definitions and extensions of types. */
export function typesOf({ definitions }: DocumentNode): readonly TypeNode[] {
  return definitions.filter((one): one is TypeNode => isTypeDefinitionNode(one) || isTypeExtensionNode(one));
}

export function isObjectNode(definition: DefinitionNode): definition is ObjectNode {
  return definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION;
}

/** Fields that a document gives an object type, wherever it does. */
export function fieldsOf(document: DocumentNode, type: string): readonly FieldDefinitionNode[] {
  return document.definitions
    .filter(isObjectNode)
    .filter(({ name }) => name.value === type)
    .flatMap(({ fields = [] }) => fields);
}

/** `ethnic-affairs` names its types `EthnicAffairs...`. */
export function typePrefixOf(subgraph: string): string {
  return subgraph
    .split('-')
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join('');
}

export function hasDirective(
  { directives = [] }: { readonly directives?: TypeNode['directives'] },
  name: string,
): boolean {
  return directives.some((directive) => directive.name.value === name);
}
