/** Why something cannot be published. */
export interface Fault {
  readonly code: FaultCode;
  /** Coordinate in the SDL, `Education.schools(period:)`; empty: the whole. */
  readonly where: string;
  /** What was found. */
  readonly what: string;
  /** What to write instead. */
  readonly instead: string;
}

/** Codes of faults, with what each means; the page for partners has the same table. */
export const FAULTS = {
  NOT_SDL: 'The text is no SDL, or is too large.',
  DOES_NOT_COMPOSE: 'The subgraphs do not compose into one graph.',
  SHARED_TYPE_CHANGED: 'A type that all subgraphs share is not the same.',
  LINKS_CHANGED: 'What the SDL links, imports and composes is not what all subgraphs do.',
  FORBIDDEN_DIRECTIVE: 'A directive takes over what belongs to another subgraph, or changes how the graph is composed.',
  FOREIGN_TYPE: 'A type of another subgraph is defined or given fields.',
  NAME_WITHOUT_PREFIX: 'A type, enum or input does not begin with the agency’s name.',
  ROOT_FIELD_NOT_GRANTED: 'A field of Query or Mutation was not granted to this agency.',
  CONTRIBUTION: 'The field that an agency contributes to AdministrativeUnit is not as it must be.',
  FIELD_NOT_NULLABLE: 'A contributed field is non-null: when the agency is down, nothing else could be answered.',
  AGENCY_DECLARATION: 'The type with `@agency` is missing, or does not say what was registered.',
  INDICATOR_DECLARATION: 'An indicator is declared incompletely, or with a code that no list has.',
  INDICATOR_PREFIX: 'The code of an indicator does not begin with the agency’s prefix.',
  INDICATOR_NOT_COMPOSED: 'An indicator does not reach the catalogue.',
  RELATION_POINTS_NOWHERE: 'A relation names figures that no agency declares.',
  NOT_DESCRIBED: 'Something that clients see has no description, or no name in both languages.',
  LIST_WITHOUT_LENGTH: 'A list does not say how long it can be.',
  CONTRACT: 'A contract would not be a graph any more.',
  BREAKS_CLIENTS: 'An operation that clients use would fail.',
  TOO_DEAR_FOR_CLIENTS: 'An operation that clients use would be refused for what it may cost.',
} as const;

export type FaultCode = keyof typeof FAULTS;

/** A difference of what clients see. */
export interface Change {
  readonly level: 'breaking' | 'dangerous' | 'safe';
  readonly kind: 'added' | 'deprecated' | 'removed' | 'changed';
  /** Schema coordinate, or the code of an indicator. */
  readonly where: string;
  readonly message: string;
  /** Of a deprecation: the day that its reason names as the last. */
  readonly until?: string;
}
