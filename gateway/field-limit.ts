import { GraphQLError, Kind, type SelectionSetNode, type ValidationRule } from 'graphql';

/**
 * Refuses an operation that selects more than `limit` fields once its fragments are written out: a few fragments that spread each
 * other double with each level, and planning with them.
 */
export function fieldLimitRule(limit: number): ValidationRule {
  return (context) => {
    const counts = new Map<string, number>();
    const countFields = ({ selections }: SelectionSetNode): number => {
      let fields = 0;
      for (const selection of selections) {
        if (selection.kind === Kind.FIELD)
          fields += 1 + (selection.selectionSet ? countFields(selection.selectionSet) : 0);
        else if (selection.kind === Kind.INLINE_FRAGMENT) fields += countFields(selection.selectionSet);
        else fields += countFragment(selection.name.value);
      }
      return fields;
    };
    const countFragment = (name: string): number => {
      const known = counts.get(name);
      if (known !== undefined) return known;
      // A fragment that spreads itself is refused by another rule; here it must only come to an end.
      counts.set(name, 0);
      const fragment = context.getFragment(name);
      const fields = fragment ? countFields(fragment.selectionSet) : 0;
      counts.set(name, fields);
      return fields;
    };
    return {
      OperationDefinition({ selectionSet }) {
        const fields = countFields(selectionSet);
        if (fields <= limit) return;
        context.reportError(
          new GraphQLError(
            `The query selects ${fields} fields with its fragments written out, more than ${limit}. Send it in parts.`,
            {
              extensions: { code: 'FIELD_LIMIT' },
            },
          ),
        );
      },
    };
  };
}
