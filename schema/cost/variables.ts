import {
  Kind,
  valueFromASTUntyped,
  type DirectiveNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type ValueNode,
} from 'graphql';

/** Values of an operation's variables by name; a variable that was not sent has the default of its definition. */
export type Variables = Readonly<Record<string, unknown>>;

/** The variables as sent, completed with the defaults of the operation. */
export function withDefaults({ variableDefinitions = [] }: OperationDefinitionNode): (sent: Variables) => Variables {
  const defaults = variableDefinitions.flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
  );
  if (defaults.length === 0) return (sent) => sent;
  return (sent) => {
    const missing = defaults.filter(([name]) => sent[name] === undefined);
    return missing.length === 0 ? sent : { ...sent, ...Object.fromEntries(missing) };
  };
}

/** Variables that must all be true, or false where they begin with `!`, for a part of an operation to be answered. */
export type Condition = readonly string[];

/** Under what condition a selection is answered; null if never. */
export function conditionOf({ directives = [] }: SelectionNode, outer: Condition): Condition | null {
  let condition = outer;
  for (const directive of directives) {
    const wanted = WANTED[directive.name.value];
    const given = wanted === undefined ? undefined : ifOf(directive);
    if (given?.kind === Kind.BOOLEAN && given.value !== wanted) return null;
    if (given?.kind !== Kind.VARIABLE) continue;
    const term = wanted ? given.name.value : `!${given.name.value}`;
    if (!condition.includes(term)) condition = [...condition, term].toSorted();
  }
  return condition;
}

/** Whether a part with this condition is answered. */
export function holds(condition: Condition, variables: Variables): boolean {
  return condition.every((term) =>
    term.startsWith('!') ? variables[term.slice(1)] !== true : variables[term] === true,
  );
}

const WANTED: Readonly<Record<string, boolean>> = { include: true, skip: false };

function ifOf({ arguments: given = [] }: DirectiveNode): ValueNode | undefined {
  return given.find(({ name }) => name.value === 'if')?.value;
}
