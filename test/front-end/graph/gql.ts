/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query UnitAtAGlance($code: ID!, $period: TimePeriod, $language: Language!) {\n  administrativeUnit(code: $code) {\n    code\n    name\n    populationAndChildren {\n      population(period: $period) {\n        ...Figure\n      }\n      children(period: $period, age: Y_LT16) {\n        ...Figure\n      }\n    }\n    labourAndEmployment {\n      unemploymentRate(period: $period) {\n        ...Figure\n      }\n    }\n    healthCoverage {\n      healthInsuranceCoverage(period: $period) {\n        ...Figure\n      }\n    }\n  }\n}\n\nquery Labels($language: Language!) {\n  codeLists {\n    id\n    codes {\n      code\n      label(language: $language)\n    }\n  }\n}\n\nfragment Figure on Observation {\n  id\n  indicator\n  value\n  valueLow\n  valueHigh\n  qualifier\n  decimals\n  unitMeasure\n  unitMultiplier\n  timePeriod\n  obsStatus\n  reasonCode\n  reason(language: $language)\n  citation {\n    title\n  }\n}": typeof types.UnitAtAGlanceDocument,
};
const documents: Documents = {
    "query UnitAtAGlance($code: ID!, $period: TimePeriod, $language: Language!) {\n  administrativeUnit(code: $code) {\n    code\n    name\n    populationAndChildren {\n      population(period: $period) {\n        ...Figure\n      }\n      children(period: $period, age: Y_LT16) {\n        ...Figure\n      }\n    }\n    labourAndEmployment {\n      unemploymentRate(period: $period) {\n        ...Figure\n      }\n    }\n    healthCoverage {\n      healthInsuranceCoverage(period: $period) {\n        ...Figure\n      }\n    }\n  }\n}\n\nquery Labels($language: Language!) {\n  codeLists {\n    id\n    codes {\n      code\n      label(language: $language)\n    }\n  }\n}\n\nfragment Figure on Observation {\n  id\n  indicator\n  value\n  valueLow\n  valueHigh\n  qualifier\n  decimals\n  unitMeasure\n  unitMultiplier\n  timePeriod\n  obsStatus\n  reasonCode\n  reason(language: $language)\n  citation {\n    title\n  }\n}": types.UnitAtAGlanceDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query UnitAtAGlance($code: ID!, $period: TimePeriod, $language: Language!) {\n  administrativeUnit(code: $code) {\n    code\n    name\n    populationAndChildren {\n      population(period: $period) {\n        ...Figure\n      }\n      children(period: $period, age: Y_LT16) {\n        ...Figure\n      }\n    }\n    labourAndEmployment {\n      unemploymentRate(period: $period) {\n        ...Figure\n      }\n    }\n    healthCoverage {\n      healthInsuranceCoverage(period: $period) {\n        ...Figure\n      }\n    }\n  }\n}\n\nquery Labels($language: Language!) {\n  codeLists {\n    id\n    codes {\n      code\n      label(language: $language)\n    }\n  }\n}\n\nfragment Figure on Observation {\n  id\n  indicator\n  value\n  valueLow\n  valueHigh\n  qualifier\n  decimals\n  unitMeasure\n  unitMultiplier\n  timePeriod\n  obsStatus\n  reasonCode\n  reason(language: $language)\n  citation {\n    title\n  }\n}"): (typeof documents)["query UnitAtAGlance($code: ID!, $period: TimePeriod, $language: Language!) {\n  administrativeUnit(code: $code) {\n    code\n    name\n    populationAndChildren {\n      population(period: $period) {\n        ...Figure\n      }\n      children(period: $period, age: Y_LT16) {\n        ...Figure\n      }\n    }\n    labourAndEmployment {\n      unemploymentRate(period: $period) {\n        ...Figure\n      }\n    }\n    healthCoverage {\n      healthInsuranceCoverage(period: $period) {\n        ...Figure\n      }\n    }\n  }\n}\n\nquery Labels($language: Language!) {\n  codeLists {\n    id\n    codes {\n      code\n      label(language: $language)\n    }\n  }\n}\n\nfragment Figure on Observation {\n  id\n  indicator\n  value\n  valueLow\n  valueHigh\n  qualifier\n  decimals\n  unitMeasure\n  unitMultiplier\n  timePeriod\n  obsStatus\n  reasonCode\n  reason(language: $language)\n  citation {\n    title\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;