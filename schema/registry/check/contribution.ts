import { Kind, print, type DocumentNode, type FieldDefinitionNode, type TypeNode } from 'graphql';
import type { Changed } from './candidate.ts';
import { fieldsOf, hasDirective, isObjectNode, typePrefixOf, UNIT } from './definitions.ts';
import type { Fault } from './fault.ts';

/** Fields of the unit that are its key, or its owner's. */
const OF_THE_UNIT = ['code', 'territoryCode'];

/** What an agency gives the unit: one nullable field of its own type, whose fields are nullable, by the key `code`. */
export function contributionFaults(document: DocumentNode, { changed, rights }: Changed): Fault[] {
  if (rights.grantedFields.includes('*')) return [];
  const fault = (where: string, what: string, instead: string): Fault => ({
    code: 'CONTRIBUTION',
    where,
    what,
    instead,
  });
  const prefix = typePrefixOf(changed);
  const field = prefix.slice(0, 1).toLowerCase() + prefix.slice(1);
  const example = `extend type AdministrativeUnit { ${field}: ${prefix} @requires(fields: "territoryCode") }`;
  const contributed = fieldsOf(document, UNIT).filter(
    (one) => !OF_THE_UNIT.includes(one.name.value) && !hasDirective(one, 'external'),
  );
  if (contributed.length !== 1)
    return [
      fault(
        UNIT,
        `${contributed.length} fields are contributed: ${contributed.map(({ name }) => name.value).join(', ') || 'none'}`,
        `Contribute one: ${example}`,
      ),
    ];
  const [one] = contributed as [FieldDefinitionNode];
  const where = `${UNIT}.${one.name.value}`;
  const faults = keyFaults(document, fault);
  if (one.name.value !== field)
    faults.push(fault(where, `The field is called ${one.name.value}`, `Call it ${field}: ${example}`));
  if (nameOf(one.type) !== prefix)
    faults.push(fault(where, `Its type is ${print(one.type)}`, `Give it your own type: ${example}`));
  if (one.type.kind === Kind.NON_NULL_TYPE) faults.push(notNullable(where, one));
  for (const below of fieldsOf(document, prefix))
    if (below.type.kind === Kind.NON_NULL_TYPE) faults.push(notNullable(`${prefix}.${below.name.value}`, below));
  return faults;
}

function keyFaults(document: DocumentNode, fault: (where: string, what: string, instead: string) => Fault): Fault[] {
  const keys = document.definitions
    .filter(isObjectNode)
    .filter(({ name }) => name.value === UNIT)
    .flatMap(({ directives = [] }) => directives.filter(({ name }) => name.value === 'key'))
    .map((key) => key.arguments?.find(({ name }) => name.value === 'fields')?.value)
    .map((fields) => (fields?.kind === Kind.STRING ? fields.value.trim() : ''));
  if (keys.length === 1 && keys[0] === 'code') return [];
  return [
    fault(
      UNIT,
      `Its key is ${keys.map((key) => `"${key}"`).join(', ') || 'missing'}`,
      'Key it by @key(fields: "code"), as the shared SDL does.',
    ),
  ];
}

function notNullable(where: string, { type }: FieldDefinitionNode): Fault {
  return {
    code: 'FIELD_NOT_NULLABLE',
    where,
    what: `Its type is ${print(type)}`,
    instead: `Write ${print(type).replace(/!$/, '')}: when your service is down the field is null, and the rest of the answer stands.`,
  };
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}
