import type { Resolvers } from '../kit/subgraph.ts';
import { badInput } from '../kit/errors.ts';
import type { UnitContext } from './context.ts';
import { combinedByUnit } from './lineage.ts';
import { findUnitByGsoCode, findVersions, type LineagePath, type Unit } from './queries.ts';
import { COVERAGE_BEGINS, unitConnection, type ConnectionArguments } from './unit-connection.ts';

interface OnDay {
  readonly on?: string | null;
}

interface UnitArguments extends OnDay {
  readonly code?: string | null;
  readonly gsoCode?: string | null;
}

export const resolvers: Resolvers = {
  Query: {
    administrativeUnit: (_root: unknown, args: UnitArguments, context: UnitContext) => oneUnit(args, context),
    administrativeUnits: (_root: unknown, args: ConnectionArguments, context: UnitContext) =>
      unitConnection(args, context),
  },
  AdministrativeUnit: {
    __resolveReference: ({ code }: { code: string }, { units }: UnitContext) => units.load(code),
    gsoCode: (unit: Unit) => unit.gso_code,
    name: (unit: Unit, { language }: { language: 'VI' | 'EN' }) => (language === 'EN' ? unit.name_en : unit.name_vi),
    // Always a promise, never a value or an exception: where one unit of a list answers with a promise and another one throws, GraphQL's
    // execution leaves the promise alone, and its rejection would end the process.
    parent: async (unit: Unit, _args: unknown, { units }: UnitContext) =>
      unit.parent_code === null ? null : units.load(unit.parent_code),
    children: async (unit: Unit, { on }: OnDay, { children }: UnitContext) =>
      children.load({ code: unit.code, on: covered(on) }),
    validFrom: (unit: Unit) => unit.valid_from,
    validTo: (unit: Unit) => unit.valid_to,
    territoryCode: (unit: Unit) => unit.territory_code,
    predecessors: async (unit: Unit, { on }: OnDay, { predecessors }: UnitContext) =>
      combinedByUnit(await predecessors.load({ code: unit.code, on: covered(on) })),
    successors: async (unit: Unit, { on }: OnDay, { successors }: UnitContext) =>
      combinedByUnit(await successors.load({ code: unit.code, on: covered(on) })),
  },
  Lineage: {
    effectiveDate: (path: LineagePath) => path.effective_date,
    legalBasis: (path: LineagePath) => path.legal_bases.join('; '),
  },
};

async function oneUnit({ code, gsoCode, on }: UnitArguments, { db, units, read }: UnitContext): Promise<Unit> {
  if (code != null && gsoCode == null && on == null) {
    const unit = await units.load(code);
    if (unit) return unit;
    throw badInput(
      `No unit has the code "${code}". Send a dated key such as 417-20211101${await versionsNamed(db, code)}; administrativeUnits(search:) finds it by name.`,
    );
  }
  if (code != null || gsoCode == null) {
    throw badInput('Send either code alone, or gsoCode together with on, the day for which it is meant.');
  }
  if (on == null) {
    throw badInput(
      `The GSO code "${gsoCode}" names different units at different times${await versionsNamed(db, gsoCode)}: send on, the day for which it is meant.`,
    );
  }
  const unit = await findUnitByGsoCode(db, gsoCode, covered(on)!);
  if (unit) {
    read.dataVersion ??= unit.dataVersion;
    units.prime(unit.code, unit);
    return unit;
  }
  throw badInput(
    `No unit carried the GSO code "${gsoCode}" on ${on}. Leading zeroes count: 2 digits for a province, 3 for a district, 5 for a commune.`,
  );
}

/** The day asked, or null; days before coverage begins are refused. */
function covered(on: string | null | undefined): string | null {
  if (on != null && on < COVERAGE_BEGINS) throw badInput(`Units are known from ${COVERAGE_BEGINS} on, but got: ${on}.`);
  return on ?? null;
}

/** The units that ever carried a GSO code, with their time, in brackets; nothing for a text that is none. */
async function versionsNamed(db: UnitContext['db'], gsoCode: string): Promise<string> {
  const versions = await findVersions(db, gsoCode);
  const named = versions.map(({ code, name_vi, valid_from, valid_to }) =>
    [code, name_vi, valid_from && `since ${valid_from}`, valid_to && `before ${valid_to}`].filter(Boolean).join(' '),
  );
  return named.length > 0 ? ` (${gsoCode} is the GSO code of ${named.join(', ')})` : '';
}
