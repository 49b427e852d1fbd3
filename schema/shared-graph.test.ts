import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { describe, expect, it } from '@jest/globals';
import { isEnumType, isInputObjectType, isNonNullType, isObjectType, isScalarType, parse } from 'graphql';
import { catalogue } from '../gateway/catalogue/subgraph.ts';
import { hostedSubgraphs, subgraphs } from '../subgraphs/index.ts';
import { relationsThatPointNowhere } from '../subgraphs/kit/check-relations.ts';
import { readDeclarations } from '../subgraphs/kit/declarations.ts';
import { composeSupergraph } from './compose-supergraph.ts';

const all = [catalogue, ...subgraphs, ...hostedSubgraphs];
const composed = composeSupergraph(all);
const api = Supergraph.build(composed).apiSchema().toGraphQLJSSchema();
const types = Object.values(api.getTypeMap()).filter(({ name }) => !name.startsWith('__'));

describe('the shared graph', () => {
  it('is committed as it is composed', () => {
    expect(readFileSync(join(import.meta.dirname, 'supergraph.graphql'), 'utf8')).toBe(composed);
  });

  it('composes without hints, but for the code lists that no field uses', () => {
    const { hints } = composeServices(all.map(({ name, sdl }) => ({ name, url: '', typeDefs: parse(sdl) })));
    const others = hints?.filter(({ definition }) => definition.code !== 'UNUSED_ENUM_TYPE');
    expect(others?.map((hint) => hint.toString())).toEqual([]);
  });

  it('describes every type, field, argument and value that is not named by a label', () => {
    const undescribed = types.flatMap((type) => {
      const own = type.description || isScalarType(type) || type === api.getQueryType() ? [] : [type.name];
      if (isObjectType(type)) {
        const fields = Object.values(type.getFields());
        return own.concat(
          fields.filter((field) => !field.description).map((field) => `${type.name}.${field.name}`),
          fields.flatMap((field) =>
            field.args.filter((one) => !one.description).map((one) => `${type.name}.${field.name}(${one.name}:)`),
          ),
        );
      }
      if (isInputObjectType(type)) {
        return own.concat(
          Object.values(type.getFields())
            .filter((field) => !field.description)
            .map((field) => `${type.name}.${field.name}`),
        );
      }
      return own;
    });
    expect(undescribed).toEqual([]);
  });

  it('labels every code of every list in both languages', () => {
    const unlabelled = parse(composed).definitions.flatMap((definition) => {
      if (
        definition.kind !== 'EnumTypeDefinition' ||
        !definition.directives?.some(({ name }) => name.value === 'codeList')
      )
        return [];
      return (definition.values ?? [])
        .filter((value) => !value.directives?.some(({ name }) => name.value === 'label'))
        .map((value) => `${definition.name.value}.${value.name.value}`);
    });
    expect(unlabelled).toEqual([]);
    const withoutList = types.filter(
      (type) => isEnumType(type) && !new RegExp(`enum ${type.name}\\b[^{]*@codeList`).test(composed),
    );
    expect(withoutList.map(({ name }) => name)).toEqual([]);
  });

  it('has only nullable fields from agencies, lists of figures too', () => {
    const unit = api.getType('AdministrativeUnit');
    for (const field of ['populationAndChildren', 'labourAndEmployment', 'povertyReduction', 'healthCoverage']) {
      const contributed = isObjectType(unit) ? unit.getFields()[field]!.type : null;
      expect(isObjectType(contributed)).toBe(true);
      const nonNull = isObjectType(contributed)
        ? Object.values(contributed.getFields()).filter(({ type }) => isNonNullType(type))
        : [];
      expect(nonNull.map(({ name }) => name)).toEqual([]);
    }
  });

  it('hides what the graph reads for itself', () => {
    expect(Object.keys(api.getQueryType()!.getFields()).toSorted()).toEqual([
      'administrativeUnit',
      'administrativeUnits',
      'agencies',
      'changesSince',
      'codeLists',
      'combinedTable',
      'explain',
      'findings',
      'frozenView',
      'indicators',
      'observation',
      'signingKeys',
      'verifyView',
      'view',
      'views',
    ]);
    expect(api.getType('FigureColumns')).toBeUndefined();
    expect(api.getType('TableExport')).toBeUndefined();
  });

  it('relates indicators only to figures that an agency declares', () => {
    expect(relationsThatPointNowhere(readDeclarations(parse(composed)))).toEqual([]);
  });

  it.each([
    ['PC_CHILDREN[AGE=Y_LT6]|100', 'PC_CHILD[AGE=Y_LT6]|100', 'HC_HI_COVERAGE', 'no agency declares PC_CHILD.'],
    [
      'PC_CHILDREN[AGE=Y_LT6]|100',
      'PC_CHILDREN[SEX=F]|100',
      'HC_HI_COVERAGE',
      'PC_CHILDREN has no dimension SEX, it has: AGE.',
    ],
    ['over PROGRAMME', 'over COURSE', 'LE_VOC_CLASSES_HELD', 'no dimension COURSE to add up over, it has: PROGRAMME.'],
    ['partOf||LE_JOBS_CREATED', 'partOf||PC_AREA', 'LE_WORKERS_ABROAD', 'PC_AREA is measured in KM2, and not in PS.'],
    ['denominator: "PR_HOUSEHOLDS"', 'denominator: "PR_HOMES"', 'PR_POOR_RATE', 'no agency declares PR_HOMES.'],
  ])('names a relation that points nowhere, as %s made %s does', (from, to, indicator, fault) => {
    expect(composed).toContain(from);
    const faults = relationsThatPointNowhere(readDeclarations(parse(composed.replace(from, to))));
    expect(faults).toEqual([expect.stringContaining(fault)]);
    expect(faults[0]).toMatch(new RegExp(`^${indicator}, "`));
  });

  it('refuses subgraphs that contradict each other, with what and where', () => {
    const [units, population] = subgraphs;
    const other = { name: 'health-coverage', sdl: population!.sdl.replace('value: Float', 'value: String') };
    expect(() => composeSupergraph([units!, population!, other])).toThrow(
      /FIELD_TYPE_MISMATCH: .*"Observation\.value"/,
    );
  });
});
