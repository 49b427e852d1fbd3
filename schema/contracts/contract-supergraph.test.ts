import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { readDeclarations } from '../../subgraphs/kit/declarations.ts';
import { composeForReview } from '../compose-supergraph.ts';
import { ownSubgraphs } from '../own-subgraphs.ts';
import { contractFaults } from '../registry/check/contracts.ts';
import type { Contract } from './contract.ts';
import { contractSupergraph } from './contract-supergraph.ts';

const tagged = (codes: readonly string[], tag: string) =>
  ownSubgraphs().map((one) => ({
    ...one,
    sdl: codes.reduce(
      (sdl, code) =>
        sdl.replace(`@indicator(\n      code: "${code}"`, `@tag(name: "${tag}") @indicator(\n      code: "${code}"`),
      one.sdl,
    ),
  }));
const indicatorsOf = (supergraph: string) =>
  readDeclarations(parse(supergraph)).agencies.flatMap(({ indicators }) => indicators);
const ofHealth = ({ agency }: { readonly agency: string }) => agency === 'health-coverage';
const whole = composeForReview(ownSubgraphs()).supergraph;
const contract = (given: Partial<Contract>): Contract => ({ name: 'test', exclude: [], include: [], ...given });

describe('the supergraph of a contract', () => {
  it('has every indicator where no tag of it is anywhere', () => {
    const { supergraph, hidden } = contractSupergraph(whole, contract({ exclude: ['internal'] }));
    expect(hidden.size).toBe(0);
    expect(indicatorsOf(supergraph)).toEqual(indicatorsOf(whole));
  });

  it('has only the indicators that carry a tag which it includes', () => {
    const codes = ['HC_HI_COVERAGE', 'LE_UNEMPLOYMENT_RATE'];
    const { supergraph } = composeForReview(tagged(codes, 'public'));
    const open = contract({ include: ['public'] });
    expect(
      indicatorsOf(contractSupergraph(supergraph, open).supergraph)
        .map(({ code }) => code)
        .toSorted(),
    ).toEqual(codes);
    expect(contractFaults(supergraph, [open])).toEqual([]);
  });

  it('has no agency of which nothing is left', () => {
    const codes = indicatorsOf(whole)
      .filter(ofHealth)
      .map(({ code }) => code);
    const { supergraph } = composeForReview(tagged(codes, 'internal'));
    const closed = contract({ exclude: ['internal'] });
    const { agencies } = readDeclarations(parse(contractSupergraph(supergraph, closed).supergraph));
    expect(agencies.map(({ code }) => code)).not.toContain('health-coverage');
    expect(agencies).toHaveLength(3);
    expect(contractFaults(supergraph, [closed])).toEqual([]);
  });

  it('has no word of a left-out indicator in the relations of others', () => {
    const related = indicatorsOf(whole).flatMap(({ relations, denominator }) => [
      ...relations.map((relation) => JSON.stringify(relation)),
      ...(denominator === null ? [] : [denominator]),
    ]);
    const code = 'PR_HOUSEHOLDS';
    expect(related.some((text) => text.includes(code))).toBe(true);
    const { supergraph } = composeForReview(tagged([code], 'internal'));
    const left = indicatorsOf(contractSupergraph(supergraph, contract({ exclude: ['internal'] })).supergraph);
    expect(left.map((one) => one.code)).not.toContain(code);
    for (const { relations, numerator, denominator } of left)
      expect(JSON.stringify([relations, numerator, denominator])).not.toContain(code);
  });
});
