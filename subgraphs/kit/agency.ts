import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'graphql';
import type { Migration } from 'kysely/migration';
import { checkDeclarations } from './check-declarations.ts';
import { readDeclarations, type Agency } from './declarations.ts';
import { figureContext, type FigureContext } from './figures/context.ts';
import { compileFigures } from './figures/compiled/compile.ts';
import { figureColumns } from './figures/columns.ts';
import { findFigureById } from './figures/find.ts';
import { toObservation } from './figures/observation.ts';
import { declaredOf, indicatorOf } from './figures/filters.ts';
import { figureHistory } from './figures/history.ts';
import { figureResolvers } from './figures/resolvers.ts';
import { settledUntil } from './figures/settled.ts';
import type { FigureTables } from './figures/tables.ts';
import { readFigureFiles } from './figures/files.ts';
import { defineSubgraph, sharedSdl, type Subgraph } from './subgraph.ts';

export interface AgencyDefinition {
  /** Name of the subgraph and of its folder. */
  readonly name: string;
  /** The folder: schema.graphql, data/. */
  readonly folder: string;
  readonly migrations: Readonly<Record<string, Migration>>;
  /** Schema of its tables; left out: its name. */
  readonly databaseSchema?: string;
}

/** A subgraph that keeps figures: everything follows from its SDL and its files. */
export function defineAgency({
  name,
  folder,
  migrations,
  databaseSchema,
}: AgencyDefinition): Subgraph<FigureTables, FigureContext> {
  const sdl = [
    sharedSdl('common.graphql'),
    sharedSdl('figures.graphql'),
    sharedSdl('agency.graphql'),
    readFileSync(join(folder, 'schema.graphql'), 'utf8'),
  ];
  const declarations = readDeclarations(parse(sdl.join('\n')));
  const agency = onlyAgency(name, declarations.agencies);
  const { codeLists } = declarations;
  checkDeclarations(agency, codeLists);
  const subgraph: Subgraph<FigureTables, FigureContext> = defineSubgraph<FigureTables, FigureContext>({
    name,
    sdl,
    migrations,
    ...(databaseSchema !== undefined && { databaseSchema }),
    createContext: figureContext,
    compileRead: (document) =>
      compileFigures(document, { agency, codeLists, schema: subgraph.schema, createContext: figureContext }),
    readFiles: (areas) => readFigureFiles({ folder: join(folder, 'data'), agency, codeLists, areas }),
    resolvers: {
      AdministrativeUnit: {
        __resolveReference: (reference: { code: string }) => reference,
        [agency.unitField]: (unit: unknown) => unit,
      },
      [agency.typeName]: figureResolvers(agency, codeLists),
      Query: {
        _observation: async (_root: unknown, { id }: { id: string }, context: FigureContext) => {
          const { figure, dataVersion } = await findFigureById(context.db, id);
          context.read.dataVersion = dataVersion;
          const [declared] = declaredOf(agency, figure ? [figure] : []);
          return declared ? toObservation(declared, indicatorOf(agency, declared.indicator), codeLists) : null;
        },
        _figures: figureColumns(agency, codeLists),
        _history: figureHistory(agency, codeLists),
        _settledUntil: settledUntil,
      },
    },
  });
  return subgraph;
}

function onlyAgency(name: string, agencies: readonly Agency[]): Agency {
  const [agency, ...others] = agencies;
  if (!agency || others.length > 0) throw new Error(`${name}: schema.graphql must mark exactly one type with @agency.`);
  if (agency.code !== name) throw new Error(`${name}: @agency(code:) must be "${name}", but is "${agency.code}".`);
  if (!agency.unitField) throw new Error(`${name}: AdministrativeUnit has no field of type ${agency.typeName}.`);
  const foreign = agency.indicators.find((indicator) => !indicator.code.startsWith(`${agency.prefix}_`));
  if (foreign) throw new Error(`${name}: ${foreign.code} must begin with the agency's prefix ${agency.prefix}_.`);
  return agency;
}
