import { parse } from 'graphql';
import { readDeclarations } from '../../../subgraphs/kit/declarations.ts';
import type { AreaDirectory } from '../../../subgraphs/kit/area-directory.ts';
import type { Checked, CheckResult, Representation, ServiceCheck } from './check.ts';
import { atOnce, batches, errors, leavers, versions } from './checks/behaviour.ts';
import { aliasesAndFragments, always, hundredUnits, oneUnit, unknownUnit } from './checks/entities.ts';
import { availableFigures, bulkReads, figuresById, recordedFigures } from './checks/figures.ts';
import { sameSdl } from './checks/sdl.ts';
import { Service } from './service.ts';

const CHECKS: readonly ServiceCheck[] = [
  sameSdl,
  oneUnit,
  hundredUnits,
  unknownUnit,
  aliasesAndFragments,
  always,
  recordedFigures,
  availableFigures,
  figuresById,
  bulkReads,
  batches,
  atOnce,
  errors,
  versions,
  leavers,
];

/** Asks a running service what a gateway would ask it, whatever it is written in. */
export async function checkService(url: string, sdl: string, areas: AreaDirectory): Promise<CheckResult[]> {
  const [agency] = readDeclarations(parse(sdl)).agencies;
  if (!agency?.unitField || agency.indicators.length === 0)
    return [
      {
        title: 'has an agency with indicators',
        complaint: { what: 'The SDL declares none.', instead: 'Mark a type with @agency, its fields with @indicator.' },
      },
    ];
  const checked: Checked = { service: new Service(url), sdl, agency, areas, units: someUnits(areas) };
  const results: CheckResult[] = [];
  for (const { title, run } of CHECKS) {
    const complaint = await run(checked).catch((error: Error) => ({
      what: error.name === 'TimeoutError' ? 'It did not answer within 10 s.' : `${error.message}${causeOf(error)}`,
      instead: 'See what the service logged.',
    }));
    results.push({ title, complaint });
  }
  return results;
}

/** Provinces, districts and communes, of now and of before. */
function someUnits(areas: AreaDirectory): Representation[] {
  const provinces = areas.areas.filter(({ level }) => level === 'PROVINCE');
  const others = areas.areas.filter(({ level }) => level !== 'PROVINCE');
  const spread = Array.from({ length: 100 }, (_, place) => others[Math.floor((place * others.length) / 100)]!);
  return [...provinces.slice(0, 70), ...spread]
    .slice(0, 100)
    .map(({ code, territoryCode }) => ({ __typename: 'AdministrativeUnit', code, territoryCode }));
}

function causeOf({ cause }: Error): string {
  return cause instanceof Error ? ` (${cause.message})` : '';
}
