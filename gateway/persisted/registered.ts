import { GraphQLError } from 'graphql';
import type { Manifest } from './manifest.ts';
import type { PersistedOperations } from './persisted-operations.ts';
import { nameOf, withText } from './sent.ts';

/** Answers the operations of a manifest only, asked for by their id or by their exact text; the manifest may change. */
export function registeredOperations(current: () => Manifest): PersistedOperations {
  return {
    resolve(sent) {
      const { id, text } = nameOf(sent);
      const { textById, texts } = current();
      if (text !== null) {
        if (texts.has(text)) return withText(sent, text);
        throw refusal('this text is none of them: send a registered one unchanged, or its id as documentId');
      }
      if (id === null) throw refusal('the request names none: send its id as documentId');
      const known = textById.get(id);
      if (known === undefined) throw refusal(`${JSON.stringify(id.slice(0, 100))} is none of them`);
      return withText(sent, known);
    },
  };
}

function refusal(why: string): GraphQLError {
  return new GraphQLError(
    `Only registered operations are answered here, and ${why}. To register one, have it added to the gateway's file of persisted operations.`,
    { extensions: { code: 'OPERATION_NOT_PERSISTED', http: { status: 400 } } },
  );
}
