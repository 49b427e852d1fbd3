import {
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type FieldNode,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';
import type { Recognised, Recognition, SubgraphAnswer } from '../../reach/subgraph-answer.ts';

/** An answer that is recognised begins so. */
const OPENING = '{"data":{"_entities":[';
/** Patterns of larger operations cost more than they save. */
const LONGEST_PATTERN = 20_000;

const STRING = String.raw`"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\x00-\x1f]*)*"`;
const INTEGER = String.raw`(?:0|-?[1-9]\d{0,8})`;
const NUMBER = String.raw`-?(?:0|[1-9]\d{0,14})(?:\.\d{1,20})?`;
const ANY_SIMPLE = `(?:${STRING}|${NUMBER}|true|false)`;
const BUILT_IN: Readonly<Record<string, string>> = {
  String: STRING,
  ID: `(?:${STRING}|${INTEGER})`,
  Boolean: '(?:true|false)',
  Int: INTEGER,
  Float: NUMBER,
};

/**
 * Compiles a pattern that an answer matches if each of its entities is null or has exactly this field, as it was asked and with values
 * that the schema allows: its text can then go to the client without being parsed, checked and written anew. Whatever else is right is not
 * recognised (white space, another order, a number like 1e5), and read in the ordinary way. Null where the pattern would be too long.
 */
export function compileRecognition(type: GraphQLObjectType, field: FieldNode): Recognition | null {
  const pattern = `null|${objectPattern(type, [field])}`;
  if (pattern.length > LONGEST_PATTERN) return null;
  const entity = new RegExp(pattern, 'y');
  let isUsable = true;
  const recognise: Recognition['recognise'] = (text, asked) => {
    if (!isUsable) return null;
    try {
      const entities = entitiesOf(text, entity, asked);
      const beside = entities && besideData(text.slice(entity.lastIndex));
      return beside && { entities, beside };
    } catch {
      // The engine of regular expressions has its limits, as for very long lists: answers are parsed then.
      isUsable = false;
      return null;
    }
  };
  return { pattern, recognise };
}

/** The JSON of each entity of an answer that begins with them; null where one is not recognised. Leaves the pattern behind the last. */
function entitiesOf(text: string, entity: RegExp, asked: number): string[] | null {
  if (!text.startsWith(OPENING)) return null;
  const entities: string[] = [];
  for (let start = OPENING.length; entities.length < asked; start = entity.lastIndex + 1) {
    entity.lastIndex = start;
    if (!entity.test(text)) return null;
    entities.push(text.slice(start, entity.lastIndex));
    const next = text[entity.lastIndex];
    if (next === ']') return entities;
    if (next !== ',') return null;
  }
  return null;
}

/** What an answer has beside its data, from where its entities end; null for what is no such answer. */
function besideData(text: string): Recognised['beside'] | null {
  if (!text.startsWith(']}')) return null;
  const rest = text.slice(2);
  if (rest === '}' || rest === '}\n') return {};
  if (!/^,\s*"/.test(rest)) return null;
  try {
    const { data, errors, extensions } = JSON.parse(`{${rest.slice(1)}`) as Partial<SubgraphAnswer>;
    if (data !== undefined) return null;
    return { ...(errors ? { errors } : {}), ...(extensions ? { extensions } : {}) };
  } catch {
    return null;
  }
}

function typePattern(type: GraphQLOutputType, field: FieldNode): string {
  if (isNonNullType(type)) return presentPattern(type.ofType, field);
  return `(?:null|${presentPattern(type, field)})`;
}

function presentPattern(type: GraphQLOutputType, field: FieldNode): string {
  // Behind an element comes a comma and another, or the end.
  if (isListType(type)) return String.raw`\[(?:${typePattern(type.ofType, field)}(?:,(?!\])|(?=\])))*\]`;
  if (isLeafType(type)) return leafPattern(type);
  if (!isObjectType(type)) throw new Error(`${String(type)} has no certain fields.`);
  return objectPattern(type, fieldsOf(field));
}

function leafPattern(type: GraphQLLeafType): string {
  if (isEnumType(type))
    return `"(?:${type
      .getValues()
      .map(({ name }) => name)
      .join('|')})"`;
  return BUILT_IN[type.name] ?? ANY_SIMPLE;
}

function objectPattern(type: GraphQLObjectType, fields: readonly FieldNode[]): string {
  const members = fields.map((field) => {
    const name = field.name.value;
    const value = name === '__typename' ? `"${type.name}"` : typePattern(type.getFields()[name]!.type, field);
    return `"${(field.alias ?? field.name).value}":${value}`;
  });
  return String.raw`\{${members.join(',')}\}`;
}

function fieldsOf({ selectionSet }: FieldNode): readonly FieldNode[] {
  return (selectionSet?.selections ?? []) as readonly FieldNode[];
}
