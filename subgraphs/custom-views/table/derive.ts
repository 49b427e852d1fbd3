import type { Declarations, Dimension, Indicator } from '../../kit/declarations.ts';
import { concerns, slicesOfOperand } from '../../kit/relation-slices.ts';
import { relationsOf, type Operand, type Relation } from '../../kit/relations.ts';
import { parseSliceKey, sliceKey, TOTAL } from '../../kit/slice.ts';
import { addUp, latestOf } from './slices.ts';
import { hasValue, without, type Evaluated, type Part } from './evaluated.ts';
import { evaluateSlice, type Evaluation, type Pending, type Place } from './evaluation.ts';
import { differenceOf, impliedDenominator, impliedNumerator, quotientOf, sumOf } from './formulas.ts';
import { neighbour, theOnly } from './periods.ts';
import type { PeriodAsked } from './series.ts';
import { indicatorNamed, seriesName } from './series.ts';

/**
 * A figure that follows from others by what the indicators declare: a ratio from its parts, a total from the parts of a dimension, a level
 * from a change, the parts of a ratio from the ratio. Null: nothing gives it.
 */
export function derive(
  indicator: Indicator,
  slice: string,
  asked: PeriodAsked,
  place: Place,
  evaluation: Evaluation,
): Pending<Evaluated | null> {
  // Every way is tried before one is chosen, so that what they lack is read together.
  const tried = waysTo(indicator, slice, evaluation.declarations).map((way) => way(asked, place, evaluation));
  let refused: Evaluated | null = null;
  for (const made of tried) {
    if (made === undefined) return undefined;
    if (made && hasValue(made)) return made;
    refused ??= made;
  }
  return refused;
}

type Way = (asked: PeriodAsked, place: Place, evaluation: Evaluation) => Pending<Evaluated | null>;

/** A table tries the same ways in every row. */
const waysOf = new WeakMap<Declarations, Map<string, readonly Way[]>>();

function waysTo(indicator: Indicator, slice: string, declarations: Declarations): readonly Way[] {
  const ofAll = waysOf.get(declarations) ?? new Map<string, readonly Way[]>();
  waysOf.set(declarations, ofAll);
  const name = seriesName(indicator, slice);
  const ways = ofAll.get(name) ?? [
    ...waysFromOwn(indicator, slice),
    ...waysFromOthers(indicator, slice, declarations),
    ...waysFromParts(indicator, slice),
  ];
  ofAll.set(name, ways);
  return ways;
}

/** What the indicator's own relations say it is made of. */
function waysFromOwn(indicator: Indicator, slice: string): Way[] {
  return relationsOf(indicator)
    .filter((relation) => concerns(relation, slice))
    .flatMap((relation): Way[] => {
      switch (relation.kind) {
        case 'ratioOf':
          return [
            (asked, place, evaluation) => {
              const parts = partsFor(
                [
                  ['numerator', relation.numerator],
                  ['denominator', relation.denominator],
                ],
                relation,
                slice,
                asked,
                place,
                evaluation,
              );
              return parts && quotientOf(parts[0]!, parts[1]!, relation.factor, { indicator, decimals: 2 });
            },
          ];
        case 'changeOf':
          return [
            (asked, place, evaluation) => {
              if (asked.kind !== 'exact') return null;
              const before = neighbour(asked.period, -1);
              if (!before) return null;
              const level = relation.level;
              const now = partFor('minuend', level, relation, slice, asked, place, evaluation);
              const then = partFor(
                'subtrahend',
                level,
                relation,
                slice,
                { kind: 'exact', period: before },
                place,
                evaluation,
              );
              return now && then && differenceOf(now, then, asked.period.text);
            },
          ];
        case 'differenceOf':
          return [
            (asked, place, evaluation) => {
              const parts = partsFor(
                [
                  ['minuend', relation.minuend],
                  ['subtrahend', relation.subtrahend],
                ],
                relation,
                slice,
                asked,
                place,
                evaluation,
              );
              return parts && differenceOf(parts[0]!, parts[1]!, parts[0]!.evaluated.timePeriod);
            },
          ];
        case 'sameAs':
          // A relation that may only raise a question gives no figure.
          return relation.strictness === 'question'
            ? []
            : [
                (asked, place, evaluation) => {
                  const part = partFor('whole', relation.other, relation, slice, asked, place, evaluation);
                  return part && sumOf([part]);
                },
              ];
        default:
          return [];
      }
    });
}

/** What other indicators say of this one: the level that a change was made from, the parts of a ratio. */
function waysFromOthers(indicator: Indicator, slice: string, { agencies }: Declarations): Way[] {
  const all = agencies.flatMap(({ indicators }) => indicators);
  return all.flatMap((other) =>
    relationsOf(other).flatMap((relation): Way[] => {
      if (relation.kind === 'changeOf')
        return isMeant(relation.level, relation) ? [fromChange(indicator, slice, other, relation)] : [];
      if (relation.kind !== 'ratioOf') return [];
      const { numerator, denominator } = relation;
      const own = ownSlices(other, relation, slice);
      if (isMeant(denominator, relation))
        return own.map((ratioSlice) => fromRatio(indicator, other, ratioSlice, relation, numerator, 'denominator'));
      if (isMeant(numerator, relation))
        return own.map((ratioSlice) => fromRatio(indicator, other, ratioSlice, relation, denominator, 'numerator'));
      return [];
    }),
  );

  function isMeant(operand: Operand, relation: Relation): boolean {
    if (operand.indicator !== indicator.code || operand.sumOver !== null) return false;
    return relation.own === null || slicesOfOperand(relation, operand, '', indicator.dimensions)[0] === slice;
  }
}

/** Slices of the ratio whose operand is this slice: the declared one, or under `*` each that agrees in the dimensions both have. */
function ownSlices(ratio: Indicator, relation: Relation, slice: string): readonly string[] {
  if (relation.own !== null) return [sliceKey(relation.own)];
  const codes = parseSliceKey(slice) ?? {};
  const lists = ratio.dimensions.map(({ id, codes: known }) =>
    codes[id] !== undefined ? [codes[id]] : [TOTAL, ...known.filter((code) => code !== TOTAL)],
  );
  return lists
    .reduce<Record<string, string>[]>(
      (made, known, place) =>
        made.flatMap((one) => known.map((code) => ({ ...one, [ratio.dimensions[place]!.id]: code }))),
      [{}],
    )
    .map(sliceKey);
}

/** A level from its neighbour in time and the change between them. */
function fromChange(level: Indicator, slice: string, change: Indicator, { own }: Relation): Way {
  const changeSlice = own === null ? slice : sliceKey(own);
  return (asked, place, evaluation) => {
    if (asked.kind !== 'exact') return null;
    const at = (indicator: Indicator, period: PeriodAsked, role: Part['role']) =>
      plainPart(role, indicator, indicator === level ? slice : changeSlice, period, place, evaluation);
    const [next, before] = [neighbour(asked.period, 1), neighbour(asked.period, -1)];
    if (next) {
      const later = { kind: 'exact', period: next } as const;
      const [then, changed] = [at(level, later, 'minuend'), at(change, later, 'subtrahend')];
      if (!then || !changed) return undefined;
      if (hasValue(then.evaluated) && hasValue(changed.evaluated))
        return differenceOf(then, changed, asked.period.text);
    }
    if (!before) return null;
    const [then, changed] = [at(level, { kind: 'exact', period: before }, 'part'), at(change, asked, 'part')];
    if (!then || !changed) return undefined;
    return hasValue(then.evaluated) && hasValue(changed.evaluated)
      ? { ...sumOf([then, changed]), timePeriod: asked.period.text }
      : null;
  };
}

/** One part of a ratio from the ratio, within its rounding, and the other part. */
function fromRatio(
  indicator: Indicator,
  ratio: Indicator,
  ratioSlice: string,
  relation: Extract<Relation, { kind: 'ratioOf' }>,
  other: Operand,
  wanted: 'numerator' | 'denominator',
): Way {
  return (asked, place, evaluation) => {
    const whole = plainPart('whole', ratio, ratioSlice, asked, place, evaluation);
    if (!whole) return undefined;
    if (!hasValue(whole.evaluated)) return null;
    const period = theOnly(whole.evaluated.timePeriod!);
    const role = wanted === 'denominator' ? 'numerator' : 'denominator';
    const part = partFor(role, other, relation, ratioSlice, period, place, evaluation);
    if (!part) return undefined;
    if (!hasValue(part.evaluated)) return null;
    return wanted === 'denominator'
      ? impliedDenominator(part, whole, relation.factor, indicator)
      : impliedNumerator(part, whole, relation.factor, indicator);
  };
}

/** The parts of each dimension whose total is asked. */
function waysFromParts(indicator: Indicator, slice: string): Way[] {
  const codes = parseSliceKey(slice) ?? {};
  const isWhole = ({ id, role }: Dimension) => role !== 'required' && codes[id] === undefined;
  return indicator.dimensions.filter(isWhole).map((dimension) => (asked, place, evaluation) => {
    const slices = dimension.codes
      .filter((code) => code !== TOTAL)
      .map((code) => sliceKey({ ...codes, [dimension.id]: code }));
    const parts = slices.map((one) => plainPart('part', indicator, one, asked, place, evaluation));
    if (parts.includes(undefined)) return undefined;
    const timePeriod = latestOf(parts.map((part) => part!.evaluated));
    if (timePeriod === null) return null;
    const ofPeriod = parts.map((part) =>
      part!.evaluated.timePeriod === timePeriod
        ? part!
        : { ...part!, evaluated: without('MISSING', 'NO_FIGURE', { timePeriod }) },
    );
    const isOpenEnded = dimension.role === 'partial';
    const present = isOpenEnded ? ofPeriod.filter(({ evaluated }) => hasValue(evaluated)) : ofPeriod;
    return addUp(indicator, present, { timePeriod, isOpenEnded, of: present.length, origin: 'DERIVED' });
  });
}

/** A part that is reported, or converted; it is not derived again. */
function plainPart(
  role: Part['role'],
  indicator: Indicator,
  slice: string,
  asked: PeriodAsked,
  place: Place,
  evaluation: Evaluation,
): Pending<Part> {
  const evaluated = evaluateSlice(indicator, slice, asked, 'NEVER', place, evaluation);
  return evaluated && { role, unit: place.unit, indicator, slice, evaluated, weight: null };
}

function partFor(
  role: Part['role'],
  operand: Operand,
  relation: Relation,
  slice: string,
  asked: PeriodAsked,
  place: Place,
  evaluation: Evaluation,
): Pending<Part> {
  const indicator = indicatorNamed(operand.indicator, evaluation.declarations);
  const slices = slicesOfOperand(relation, operand, slice, indicator.dimensions);
  const parts = slices.map((one) => plainPart(role, indicator, one, asked, place, evaluation));
  if (parts.includes(undefined)) return undefined;
  if (parts.length === 1) return parts[0];
  const made = {
    timePeriod: latestOf(parts.map((part) => part!.evaluated)),
    isOpenEnded: false,
    of: parts.length,
    origin: 'DERIVED' as const,
  };
  const evaluated = addUp(indicator, parts as Part[], made);
  return { role, unit: place.unit, indicator, slice, evaluated, weight: null };
}

/** Two parts of one period: that of the first, where the latest is asked. */
function partsFor(
  operands: readonly (readonly [Part['role'], Operand])[],
  relation: Relation,
  slice: string,
  asked: PeriodAsked,
  place: Place,
  evaluation: Evaluation,
): Pending<readonly Part[] | null> {
  const [first, ...others] = operands;
  const part = partFor(first![0], first![1], relation, slice, asked, place, evaluation);
  if (!part) return undefined;
  const { origin, timePeriod } = part.evaluated;
  // A figure that cannot be computed is a reason that the result gives; one that is missing leaves it to other ways.
  if (timePeriod === null || (!hasValue(part.evaluated) && origin !== 'IMPOSSIBLE')) return null;
  const period = theOnly(timePeriod);
  const rest = others.map(([role, operand]) => partFor(role, operand, relation, slice, period, place, evaluation));
  return rest.includes(undefined) ? undefined : [part, ...(rest as Part[])];
}
