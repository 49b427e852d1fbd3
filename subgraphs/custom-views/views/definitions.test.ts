import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { readDeclarations } from '../../kit/declarations.ts';
import type { TableColumn } from '../table/document.ts';
import { canonicalJson } from './canonical-json.ts';
import { declaredThen, definitionsOf, indicatorsOf } from './definitions.ts';

const declarations = readDeclarations(
  parse(readFileSync(join(import.meta.dirname, '../../../schema/supergraph.graphql'), 'utf8')),
);
const all = indicatorsOf(declarations);
const column = (indicators: readonly string[], weight: string | null = null) =>
  ({ indicators, weight }) as unknown as TableColumn;
const codes = (columns: readonly TableColumn[]) => definitionsOf(columns, all).map(({ code }) => code);

describe('the definitions of a frozen view', () => {
  it('are those of its indicators and of the weight, with what their parts and relations name', () => {
    expect(codes([column(['PR_POOR_RATE'])])).toEqual(expect.arrayContaining(['PR_POOR_HH', 'PR_POOR_RATE']));
    expect(codes([column(['HC_HI_COVERAGE'], 'PC_POPULATION[SEX=F]')])).toEqual(
      expect.arrayContaining(['HC_HI_COVERAGE', 'PC_POPULATION']),
    );
    expect(codes([column(['PR_POOR_RATE'])]).length).toBeLessThan(all.length / 2);
    expect(codes([])).toEqual([]);
  });

  it('come back from what is kept, each to its agency, and leave how agencies are reached as it is now', () => {
    const kept = JSON.parse(canonicalJson(all)) as typeof all;
    const then = declaredThen(declarations, kept);
    expect(indicatorsOf(then)).toEqual(all);
    for (const [place, { indicators, ...agency }] of then.agencies.entries()) {
      const { indicators: now, ...same } = declarations.agencies[place]!;
      expect(agency).toEqual(same);
      expect(indicators).toHaveLength(now.length);
    }
    expect(declaredThen(declarations, []).agencies.flatMap(({ indicators }) => indicators)).toEqual([]);
  });
});
