import { setImmediate } from 'node:timers/promises';
import type { GraphQLSchema } from 'graphql';
import type { FollowLog } from '../follow-file.ts';
import { automaticOperations } from './automatic.ts';
import { problemsOf, type Manifest } from './manifest.ts';
import { manifestFile } from './manifest-file.ts';
import type { PersistedOperations } from './persisted-operations.ts';
import { registeredOperations } from './registered.ts';

/** The persisted operations of one gateway. */
export interface ServedOperations extends PersistedOperations {
  /** Warns of registered operations that this schema refuses. Called for each schema that is served. */
  check(schema: GraphQLSchema): Promise<void>;
  stop(): void;
}

export interface OperationsLog extends FollowLog {
  warn(details: object, message: string): void;
}

/** Those of a file and no others; or, without a file, whatever clients persist. `onChange` is called when the file has changed. */
export async function servedOperations(
  file: string | null,
  log: OperationsLog,
  onChange: () => void,
): Promise<ServedOperations> {
  if (file === null) return { ...automaticOperations(), check: async () => {}, stop: () => {} };
  let schema: GraphQLSchema | null = null;
  const warn = async (manifest: Manifest) => {
    const checked = schema;
    for (const text of manifest.texts) {
      // Thousands of them do not hold up the requests of clients.
      await setImmediate();
      if (checked === null || checked !== schema) return;
      const problems = problemsOf(text, checked);
      if (problems.length > 0) log.warn({ file, text, problems }, 'A persisted operation does not fit this graph.');
    }
  };
  const { current, stop } = await manifestFile(file, log, (manifest) => {
    onChange();
    void warn(manifest);
  });
  return {
    ...registeredOperations(current),
    check(served) {
      schema = served;
      return warn(current());
    },
    stop,
  };
}
