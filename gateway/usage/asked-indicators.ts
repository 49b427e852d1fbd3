import { TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { Declarations } from '../../subgraphs/kit/declarations.ts';

/** Values of one request that are looked through for codes. */
const MOST_VALUES = 20_000;

/** The indicators of a graph: by code, and by the fields that give their figures. */
export class IndicatorsOfGraph {
  readonly #codes: ReadonlySet<string>;
  readonly #byField: ReadonlyMap<string, string>;

  constructor({ agencies }: Declarations) {
    const all = agencies.flatMap(({ typeName, indicators }) => indicators.map((one) => ({ typeName, ...one })));
    this.#codes = new Set(all.map(({ code }) => code));
    this.#byField = new Map(all.map(({ typeName, field, code }) => [`${typeName}.${field}`, code]));
  }

  has(code: string): boolean {
    return this.#codes.has(code);
  }

  /** Codes that a document asks for: by fields of their own, or as texts in it. */
  inDocument(document: DocumentNode, schema: GraphQLSchema): ReadonlySet<string> {
    const found = new Set<string>();
    const types = new TypeInfo(schema);
    visit(
      document,
      visitWithTypeInfo(types, {
        Field: ({ name }) => {
          const code = this.#byField.get(`${types.getParentType()?.name}.${name.value}`);
          if (code !== undefined) found.add(code);
        },
        StringValue: ({ value }) => {
          if (this.#codes.has(value)) found.add(value);
        },
      }),
    );
    return found;
  }

  /** Codes among the values of variables; nothing else of them is looked at. */
  inValues(values: unknown): ReadonlySet<string> {
    const found = new Set<string>();
    const ahead: unknown[] = [values];
    for (let seen = 0; ahead.length > 0 && seen < MOST_VALUES; seen += 1) {
      const value = ahead.pop();
      if (typeof value === 'string') {
        if (this.#codes.has(value)) found.add(value);
      } else if (typeof value === 'object' && value !== null) {
        for (const part of Object.values(value)) ahead.push(part);
      }
    }
    return found;
  }
}
