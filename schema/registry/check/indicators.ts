import { Kind, parse, visit, type DocumentNode } from 'graphql';
import { checkDeclarations } from '../../../subgraphs/kit/check-declarations.ts';
import { relationsThatPointNowhere } from '../../../subgraphs/kit/check-relations.ts';
import { readDeclarations, type Declarations } from '../../../subgraphs/kit/declarations.ts';
import type { Changed } from './candidate.ts';
import { typePrefixOf } from './definitions.ts';
import type { Fault } from './fault.ts';

/** What an agency declares: `@agency` as it was registered, indicators complete, under its prefix. */
export function declarationFaults(document: DocumentNode, { changed, rights }: Changed): Fault[] {
  if (rights.grantedFields.includes('*')) return [];
  let declared: Declarations;
  try {
    declared = readDeclarations(document);
    for (const agency of declared.agencies) checkDeclarations(agency, declared.codeLists);
  } catch (error) {
    return [
      {
        code: 'INDICATOR_DECLARATION',
        where: typePrefixOf(changed),
        what: (error as Error).message,
        instead: 'Complete it as the description of @indicator in the shared SDL says.',
      },
    ];
  }
  const [agency, ...others] = declared.agencies;
  const expected = `type ${typePrefixOf(changed)} @agency(code: "${changed}", prefix: "${rights.prefix ?? ''}", nameVi: "...", nameEn: "...")`;
  if (!agency || others.length > 0 || agency.code !== changed || agency.prefix !== rights.prefix)
    return [
      {
        code: 'AGENCY_DECLARATION',
        where: agency?.typeName ?? typePrefixOf(changed),
        what: agency
          ? `@agency says ${declared.agencies.map(({ code, prefix }) => `code "${code}", prefix "${prefix}"`).join(' and ')}`
          : 'No type carries @agency',
        instead: `Write ${expected}.`,
      },
    ];
  return agency.indicators
    .filter(({ code }) => !code.startsWith(`${rights.prefix}_`))
    .map(({ code, field }): Fault => ({
      code: 'INDICATOR_PREFIX',
      where: `${agency.typeName}.${field}`,
      what: `The code is "${code}"`,
      instead: `Begin it with "${rights.prefix}_": codes with another prefix are another agency's.`,
    }));
}

/** Indicators of the SDL that are lost on the way to the catalogue, and relations that point nowhere. */
export function catalogueFaults(document: DocumentNode, supergraph: string, { changed }: Changed): Fault[] {
  const composed = readDeclarations(parse(supergraph));
  const reached = new Set(
    composed.agencies
      .filter(({ code }) => code === changed)
      .flatMap(({ indicators }) => indicators.map(({ code }) => code)),
  );
  const lost = indicatorsWritten(document).filter(({ code }) => !reached.has(code));
  return [
    ...lost.map(({ code, where }): Fault => ({
      code: 'INDICATOR_NOT_COMPOSED',
      where,
      what: `${code} does not reach the catalogue`,
      instead:
        'Begin the SDL with common.graphql as it stands: it has the @link to the indicator specification, and @composeDirective for @agency, @indicator, @codeList and @label, without which they are dropped.',
    })),
    ...relationsThatPointNowhere(composed)
      .filter((fault) => [...reached].some((code) => fault.startsWith(`${code},`)))
      .map((fault): Fault => ({
        code: 'RELATION_POINTS_NOWHERE',
        where: fault.slice(0, fault.indexOf(',')),
        what: fault,
        instead: 'Name indicators and dimensions that the catalogue has.',
      })),
  ];
}

/** Every `@indicator` as it is written, under whatever name it was imported. */
function indicatorsWritten(document: DocumentNode): { readonly code: string; readonly where: string }[] {
  const written: { code: string; where: string }[] = [];
  let type = '';
  visit(document, {
    ObjectTypeDefinition: ({ name }) => void (type = name.value),
    ObjectTypeExtension: ({ name }) => void (type = name.value),
    FieldDefinition({ name, directives = [] }) {
      for (const directive of directives) {
        if (!/(^|__)indicator$/i.test(directive.name.value)) continue;
        const code = directive.arguments?.find((one) => one.name.value === 'code')?.value;
        written.push({ code: code?.kind === Kind.STRING ? code.value : '', where: `${type}.${name.value}` });
      }
    },
  });
  return written;
}
