import { DCLinter } from 'dclint';

/** dclint names no types that a strict project can read. */
interface Fault {
  readonly rule: string;
  readonly message: string;
}

/** What the compose specification's JSON schema, which dclint brings, finds wrong; dclint's own taste in order is left out. */
export function schemaFaults(path: string): string[] {
  const linter = new DCLinter({ rules: {}, quiet: true, debug: false, exclude: [] });
  const kinds = ['invalid-schema', 'invalid-yaml', 'unknown-error'];
  const [result, ...others] = linter.lintFiles([path], false) as { messages: Fault[] }[];
  if (!result || others.length > 0) throw new Error(`${path} was not looked at.`);
  return result.messages.filter(({ rule }) => kinds.includes(rule)).map(({ message }) => message);
}
