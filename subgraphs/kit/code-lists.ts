import { Kind, valueFromASTUntyped, type ConstDirectiveNode, type DocumentNode } from 'graphql';

/** A text for end users in both languages. */
export interface Label {
  readonly vi: string;
  readonly en: string;
}

export interface CodeList {
  readonly id: string;
  readonly name: Label;
  readonly codes: ReadonlyMap<string, Label>;
}

/** The enums marked `@codeList`, by list id; enums with one id make one list. A code without `@label` is its own name. */
export function readCodeLists(schema: DocumentNode): ReadonlyMap<string, CodeList> {
  const lists = new Map<string, { id: string; name: Label; codes: Map<string, Label> }>();
  for (const definition of schema.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION) continue;
    const declared = labelled(definition.directives, 'codeList');
    if (!declared?.id) continue;
    const list = lists.get(declared.id) ?? { id: declared.id, name: declared.label, codes: new Map<string, Label>() };
    for (const value of definition.values ?? []) {
      const code = value.name.value;
      list.codes.set(code, labelled(value.directives, 'label')?.label ?? { vi: code, en: code });
    }
    lists.set(declared.id, list);
  }
  return lists;
}

/** The name of a code; a code that no list names is shown as it stands. */
export function labelOf(lists: ReadonlyMap<string, CodeList>, list: string, code: string): Label {
  return lists.get(list)?.codes.get(code) ?? { vi: code, en: code };
}

/** The text in the language asked for. */
export function inLanguage(label: Label, language: 'VI' | 'EN'): string {
  return language === 'EN' ? label.en : label.vi;
}

function labelled(
  directives: readonly ConstDirectiveNode[] | undefined,
  name: string,
): { id: string; label: Label } | null {
  const found = directives?.find((directive) => directive.name.value === name);
  if (!found) return null;
  const argument = (key: string) => {
    const node = found.arguments?.find((candidate) => candidate.name.value === key);
    return node ? String(valueFromASTUntyped(node.value)) : '';
  };
  return { id: argument('id'), label: { vi: argument('vi'), en: argument('en') } };
}
