import { Kind, type DocumentNode, type InputValueDefinitionNode, type StringValueNode } from 'graphql';
import { hasDirective, ROOTS, sharedTypes, typesOf, UNIT } from './definitions.ts';
import type { Fault } from './fault.ts';

interface Described {
  readonly description?: StringValueNode | undefined;
}

/** What clients see is described; codes have names in both languages. */
export function descriptionFaults(document: DocumentNode): Fault[] {
  const shared = new Set([...sharedTypes().map(({ name }) => name.value), ...ROOTS]);
  const faults: Fault[] = [];
  const require = (node: Described, where: string) => {
    if (node.description?.value.trim()) return;
    faults.push({
      code: 'NOT_DESCRIBED',
      where,
      what: `${where} has no description`,
      instead: 'Say in a description before it what it means, its unit, and what null means.',
    });
  };
  const requireAll = (values: readonly InputValueDefinitionNode[] | undefined, where: (name: string) => string) => {
    for (const value of values ?? []) require(value, where(value.name.value));
  };
  for (const type of typesOf(document)) {
    const name = type.name.value;
    if (shared.has(name) || hasDirective(type, 'inaccessible')) continue;
    if ('description' in type && name !== UNIT) require(type, name);
    if (type.kind === Kind.ENUM_TYPE_DEFINITION) {
      if (!hasDirective(type, 'codeList'))
        faults.push(unnamed(name, 'is no code list', `@codeList(id: "...", vi: "...", en: "...")`));
      for (const value of type.values ?? [])
        if (!hasDirective(value, 'label'))
          faults.push(unnamed(`${name}.${value.name.value}`, 'has no names', '@label(vi: "...", en: "...")'));
    }
    if (type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.OBJECT_TYPE_EXTENSION)
      for (const field of type.fields ?? []) {
        if (
          hasDirective(field, 'inaccessible') ||
          hasDirective(field, 'external') ||
          (name === UNIT && field.name.value === 'code')
        )
          continue;
        const where = `${name}.${field.name.value}`;
        require(field, where);
        requireAll(field.arguments, (argument) => `${where}(${argument}:)`);
      }
    if (type.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) requireAll(type.fields, (field) => `${name}.${field}`);
  }
  return faults;
}

function unnamed(where: string, what: string, directive: string): Fault {
  return {
    code: 'NOT_DESCRIBED',
    where,
    what: `${where} ${what}`,
    instead: `Add ${directive}: people read it in Vietnamese and English.`,
  };
}
