import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { healthCoverage } from '../health-coverage/subgraph.ts';
import { checkDeclarations } from './check-declarations.ts';
import { readDeclarations } from './declarations.ts';

/** Reads and checks the health agency's SDL with one text in it changed. */
function declare(from: string, to: string): void {
  expect(healthCoverage.sdl).toContain(from);
  const { agencies, codeLists } = readDeclarations(parse(healthCoverage.sdl.replace(from, to)));
  checkDeclarations(agencies[0]!, codeLists);
}

describe('what an agency declares', () => {
  it.each([
    [
      'unitMeasure: "PT"',
      'unitMeasure: "PERCENT"',
      'unitMeasure) names "PERCENT", which the list UNIT_MEASURE does not have: ',
    ],
    [
      'aggregation: "STOCK"',
      'aggregation: "SUM"',
      'aggregation) names "SUM", which the list AGGREGATION does not have: STOCK, FLOW',
    ],
    ['timePerCollect: "E"', 'timePerCollect: "X"', 'which the list TIME_PER_COLLECT does not have: A, B, E, M, S'],
    ['"NSO|||"', '"MOX|||"', 'owners) names "MOX", which the list ORGANISATION does not have: NSO'],
    ['"NSO|||"', '"NSO"', 'an owner must read "ORGANISATION|from|to|legal basis", but got: "NSO".'],
    ['"AGE(required)"', '"AGE"', 'a dimension must read like "SEX(exhaustive)", but got: "AGE".'],
    [
      '"AGE(required)"',
      '"COLOUR(required)"',
      'dimension COLOUR needs an argument "colour" whose type is the enum of its codes.',
    ],
    [
      'levels: ["PROVINCE"]',
      'levels: ["VILLAGE"]',
      'names "VILLAGE", which the list ADMINISTRATIVE_LEVEL does not have',
    ],
    [
      '"ratioOf|AGE=Y_LT6|',
      '"ratioOf|AGE=Y_LT7|',
      'relations) has "ratioOf|AGE=Y_LT7|HC_HI_CARDHOLDERS[AGE=Y_LT6]|PC_CHILDREN[AGE=Y_LT6]|100", but AGE of HC_HI_COVERAGE has no code "Y_LT7", it has: _T, Y_LT6',
    ],
    ['"ratioOf|AGE=Y_LT6|', '"ratioOf|SEX=F|', 'but HC_HI_COVERAGE has no dimension SEX, it has: AGE.'],
    [
      '[AGE=Y_LT6]|100"',
      '[AGE=Y_LT6]"',
      'HealthCoverage.healthInsuranceCoverage: a relation must read "ratioOf|SLICE|NUMERATOR|DENOMINATOR|FACTOR", but got: "ratioOf|AGE=Y_LT6|HC_HI_CARDHOLDERS[AGE=Y_LT6]|PC_CHILDREN[AGE=Y_LT6]".',
    ],
    ['"ratioOf|AGE', '"quotientOf|AGE', 'a relation must read "partOf|SLICE|WHOLE" or "ratioOf|'],
    ['code: "HC_DOCTORS_TOTAL"', 'code: "HC_HI_COVERAGE"', 'HC_HI_COVERAGE is declared twice.'],
  ])('is refused where %s reads %s', (from, to, message) => {
    expect(() => declare(from, to)).toThrow(message);
  });

  it('is accepted as it stands', () => {
    expect(() => declare('HC_DOCTORS_TOTAL', 'HC_DOCTORS_TOTAL')).not.toThrow();
  });
});
