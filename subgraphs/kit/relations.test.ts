import { describe, expect, it } from '@jest/globals';
import { concerns, slicesOfOperand } from './relation-slices.ts';
import { operandsOf, readRelation } from './relations.ts';

const dimension = (id: string, codes: string[]) => ({ id, argument: '', role: 'partial', codes }) as const;
const AGE = dimension('AGE', ['_T', 'Y_LT6', 'Y_LT16']);
const SEX = dimension('SEX', ['_T', 'F', 'M']);

/** Slices of the only operand of a relation, whose indicator has age and sex, for a slice of the relation's own. */
function slices(text: string, own: string): readonly string[] {
  const relation = readRelation(text, 'a test');
  return slicesOfOperand(relation, operandsOf(relation)[0]!, own, [AGE, SEX]);
}

describe('a relation between indicators', () => {
  it.each([
    ['partOf||X', '', ['']],
    ['partOf|PLACE=HOME|X', 'PLACE=HOME', ['']],
    ['partOf|AGE=Y_LT6|X[AGE=Y_LT16]', 'AGE=Y_LT6', ['AGE=Y_LT16']],
    ['partOf|AGE=Y_LT6|X', 'AGE=Y_LT6', ['']],
    ['changeOf|*|X', 'AGE=Y_LT6;PLACE=HOME', ['AGE=Y_LT6']],
    ['changeOf|*|X[AGE=_T;SEX=F]', 'AGE=Y_LT6', ['SEX=F']],
    ['sameAs||sum(X over AGE)|exact', '', ['AGE=Y_LT6', 'AGE=Y_LT16']],
    ['sameAs|*|sum(X over AGE)|exact', 'SEX=F', ['AGE=Y_LT6;SEX=F', 'AGE=Y_LT16;SEX=F']],
    ['sameAs||sum(X[SEX=M] over AGE)', '', ['AGE=Y_LT6;SEX=M', 'AGE=Y_LT16;SEX=M']],
  ])('%s holds the slice "%s" against %j', (text, own, expected) => {
    expect(slices(text, own)).toEqual(expected);
  });

  it.each([
    ['', ['']],
    ['AGE=_T', ['']],
    ['AGE=Y_LT6', ['AGE=Y_LT6']],
    ['*', ['', 'AGE=Y_LT6', 'AGE=Y_LT16']],
  ])('of "%s" concerns the slices %j', (own, expected) => {
    const relation = readRelation(`partOf|${own}|X`, 'a test');
    expect(['', 'AGE=Y_LT6', 'AGE=Y_LT16'].filter((slice) => concerns(relation, slice))).toEqual(expected);
  });

  it.each([
    'partOf',
    'partOf|',
    'partOf||',
    'partOf|AGE|X',
    'partOf||X|Y',
    'partOf||X[AGE]',
    'partOf||X[]',
    'partOf||sum(X)',
    'partOf||X over AGE',
    'ratioOf||X|Y',
    'ratioOf||X|Y|0',
    'ratioOf||X|Y|',
    'ratioOf||X|Y|ten',
    'ratioOf||X|y|100',
    'changeOf||X|perhaps',
    'differenceOf||X',
    'sameAs||question',
    'constructor||X',
  ])('that reads "%s" is refused with what was expected', (text) => {
    expect(() => readRelation(text, 'a test')).toThrow(
      /^a test: a relation must read ".*", but got: ".*SLICE is empty/,
    );
  });
});
