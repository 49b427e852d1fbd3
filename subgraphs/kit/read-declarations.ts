import {
  Kind,
  valueFromASTUntyped,
  type DirectiveNode,
  type DocumentNode,
  type EnumTypeDefinitionNode,
  type FieldDefinitionNode,
  type TypeNode,
} from 'graphql';
import { readCodeLists } from './code-lists.ts';
import type { Agency, CodeUnion, Declarations, Dimension, Indicator, Owner, SeriesBreak } from './declarations.ts';
import { readRelation } from './relations.ts';
import { parseTimePeriod } from './time-period.ts';

/** What the SDL of one subgraph, or of a whole supergraph, declares by `@agency`, `@indicator`, `@codeList` and `@label`. */
export function readDeclarations(schema: DocumentNode): Declarations {
  const enums = new Map<string, EnumTypeDefinitionNode>();
  const unitFields = new Map<string, string>();
  for (const definition of schema.definitions) {
    if (definition.kind === Kind.ENUM_TYPE_DEFINITION) {
      enums.set(definition.name.value, definition);
    }
    if (
      (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION) &&
      definition.name.value === 'AdministrativeUnit'
    ) {
      for (const field of definition.fields ?? []) unitFields.set(namedType(field.type), field.name.value);
    }
  }
  const agencies: Agency[] = [];
  for (const definition of schema.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    const declared = argumentsOf(definition.directives, 'agency');
    if (!declared) continue;
    const typeName = definition.name.value;
    const code = text(declared['code'], `@agency(code:) on ${typeName}`);
    agencies.push({
      code,
      prefix: text(declared['prefix'], `@agency(prefix:) on ${typeName}`),
      name: { vi: String(declared['nameVi']), en: String(declared['nameEn']) },
      website: optionalText(declared['website']),
      typeName,
      unitField: unitFields.get(typeName) ?? '',
      indicators: (definition.fields ?? []).flatMap((field) => readIndicator(field, code, typeName, enums)),
    });
  }
  return { agencies, codeLists: readCodeLists(schema) };
}

function readIndicator(
  field: FieldDefinitionNode,
  agency: string,
  typeName: string,
  enums: ReadonlyMap<string, EnumTypeDefinitionNode>,
): Indicator[] {
  const declared = argumentsOf(field.directives, 'indicator');
  if (!declared) return [];
  const place = `@indicator on ${typeName}.${field.name.value}`;
  return [
    {
      code: text(declared['code'], place),
      agency,
      field: field.name.value,
      name: { vi: text(declared['nameVi'], place), en: text(declared['nameEn'], place) },
      definition: { vi: text(declared['definitionVi'], place), en: field.description?.value ?? '' },
      unitMeasure: text(declared['unitMeasure'], place),
      unitMultiplier: Number(declared['unitMultiplier'] ?? 0),
      aggregation: text(declared['aggregation'], place),
      timePerCollect: optionalText(declared['timePerCollect']),
      numerator: optionalText(declared['numerator']),
      denominator: optionalText(declared['denominator']),
      factor: declared['factor'] == null ? null : Number(declared['factor']),
      dimensions: list(declared['dimensions']).map((entry) => readDimension(entry, field, enums, place)),
      breaks: list(declared['breaks']).map((entry) => readBreak(entry, place)),
      owners: list(declared['owners']).map((entry) => readOwner(entry, place)),
      levels: list(declared['levels']),
      relations: list(declared['relations']).map((entry) => readRelation(entry, place)),
      deprecated: optionalText(argumentsOf(field.directives, 'deprecated')?.['reason']),
    },
  ];
}

function readDimension(
  entry: string,
  field: FieldDefinitionNode,
  enums: ReadonlyMap<string, EnumTypeDefinitionNode>,
  place: string,
): Dimension {
  const match = /^([A-Z][A-Z0-9_]*)\((exhaustive|partial|required)\)$/.exec(entry);
  if (!match) throw new Error(`${place}: a dimension must read like "SEX(exhaustive)", but got: "${entry}".`);
  const id = match[1]!;
  const argument = id.toLowerCase().replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const type = field.arguments?.find((candidate) => candidate.name.value === argument)?.type;
  const codes = type && enums.get(namedType(type));
  if (!codes)
    throw new Error(`${place}: dimension ${id} needs an argument "${argument}" whose type is the enum of its codes.`);
  return { id, argument, role: match[2] as Dimension['role'], ...codesOf(codes, place) };
}

/** The codes of an enum, and those that count others together. */
function codesOf({ name, values = [] }: EnumTypeDefinitionNode, place: string): Pick<Dimension, 'codes' | 'unions'> {
  const codes = values.map((value) => value.name.value);
  const unions: CodeUnion[] = [];
  for (const value of values) {
    const contained = list(argumentsOf(value.directives, 'label')?.['contains']);
    const unknown = contained.find((code) => !codes.includes(code) || code === value.name.value);
    if (unknown !== undefined)
      throw new Error(
        `${place}: @label(contains:) of ${name.value}.${value.name.value} names "${unknown}", which is no other code of it: ${codes.join(', ')}.`,
      );
    if (contained.length > 0) unions.push({ code: value.name.value, contains: contained });
  }
  return unions.length > 0 ? { codes, unions } : { codes };
}

function readBreak(entry: string, place: string): SeriesBreak {
  const [period, refArea, code, vi, en, ...rest] = entry.split('|');
  const timePeriod = parseTimePeriod(period ?? '')?.text;
  if (!timePeriod || !refArea || !code || !vi || !en || rest.length > 0) {
    throw new Error(`${place}: a break must read "PERIOD|REF_AREA or *|CODE|reasonVi|reasonEn", but got: "${entry}".`);
  }
  return { timePeriod, refArea: refArea === '*' ? null : refArea, code, reason: { vi, en } };
}

function readOwner(entry: string, place: string): Owner {
  const [organisation, from, to, legalBasis, ...rest] = entry.split('|');
  if (!organisation || legalBasis === undefined || rest.length > 0) {
    throw new Error(`${place}: an owner must read "ORGANISATION|from|to|legal basis", but got: "${entry}".`);
  }
  return { organisation, from: from || null, to: to || null, legalBasis: legalBasis || null };
}

function argumentsOf(directives: readonly DirectiveNode[] | undefined, name: string): Record<string, unknown> | null {
  const found = directives?.find((directive) => directive.name.value === name);
  if (!found) return null;
  return Object.fromEntries(
    (found.arguments ?? []).map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)]),
  );
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

function text(value: unknown, place: string): string {
  if (typeof value !== 'string' || value === '')
    throw new Error(`${place}: an argument must be a text that is not empty.`);
  return value;
}

function optionalText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
