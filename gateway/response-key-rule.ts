import { GraphQLError, type ValidationRule } from 'graphql';

/** Refuses the one name that would give an object another prototype instead of a value, here or in a client. */
export const responseKeyRule: ValidationRule = (context) => ({
  Field(field) {
    if (field.alias?.value !== '__proto__') return;
    context.reportError(
      new GraphQLError('A field cannot be named __proto__ in the answer: choose another alias.', {
        nodes: field,
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      }),
    );
  },
});
