import type { Indicator } from './declarations.ts';
import { parseSliceKey } from './slice.ts';

/** Codes of some dimensions, `{ AGE: 'Y_LT6' }`; of a dimension left out the total is meant. */
export type Codes = Readonly<Record<string, string>>;

/** The figures that another is held against: of one slice, or the sum of the filed parts of one dimension. */
export interface Operand {
  /** As declared, `PC_CHILDREN[AGE=Y_LT6]`. */
  readonly text: string;
  /** Code of the indicator, which may be of another agency. */
  readonly indicator: string;
  readonly codes: Codes;
  readonly sumOver: string | null;
}

interface Declared {
  /** As declared. */
  readonly text: string;
  /** Codes of the indicator's own slice; null: every slice. */
  readonly own: Codes | null;
  /** Whether figures that do not fit contradict each other, or only raise a question. */
  readonly strictness: 'exact' | 'question';
}

type Holds =
  | { readonly kind: 'partOf'; readonly whole: Operand }
  | { readonly kind: 'ratioOf'; readonly numerator: Operand; readonly denominator: Operand; readonly factor: number }
  | { readonly kind: 'changeOf'; readonly level: Operand }
  | { readonly kind: 'differenceOf'; readonly minuend: Operand; readonly subtrahend: Operand }
  | { readonly kind: 'sameAs'; readonly other: Operand };

/** What must hold between figures of one unit and period, as values times ten to their multiplier, within rounding. */
export type Relation = Declared & Holds;

const FORMS: Readonly<Record<Relation['kind'], string>> = {
  partOf: 'partOf|SLICE|WHOLE',
  ratioOf: 'ratioOf|SLICE|NUMERATOR|DENOMINATOR|FACTOR',
  changeOf: 'changeOf|SLICE|LEVEL',
  differenceOf: 'differenceOf|SLICE|MINUEND|SUBTRAHEND',
  sameAs: 'sameAs|SLICE|OPERAND',
};

const NOTATION =
  'SLICE is empty, "*" or "DIMENSION=CODE;...", an operand "INDICATOR", "INDICATOR[DIMENSION=CODE;...]" or ' +
  '"sum(INDICATOR over DIMENSION)", FACTOR a number other than 0; "|exact" or "|question" may follow';

/** Every relation of an indicator: those declared, and that of a ratio to its numerator and denominator. */
export function relationsOf(indicator: Indicator): readonly Relation[] {
  const { numerator, denominator, factor, relations } = indicator;
  if (numerator === null || denominator === null) return relations;
  return [readRelation(`ratioOf|*|${numerator}|${denominator}|${factor ?? 1}`, indicator.code), ...relations];
}

/** The operands in the order of the text. */
export function operandsOf(relation: Relation): readonly Operand[] {
  switch (relation.kind) {
    case 'partOf':
      return [relation.whole];
    case 'ratioOf':
      return [relation.numerator, relation.denominator];
    case 'changeOf':
      return [relation.level];
    case 'differenceOf':
      return [relation.minuend, relation.subtrahend];
    default:
      return [relation.other];
  }
}

/** One entry of `relations`. */
export function readRelation(text: string, place: string): Relation {
  const [kind = '', slice = '', ...rest] = text.split('|');
  const word = rest.at(-1);
  const strictness = word === 'question' ? word : 'exact';
  const own = slice === '*' ? null : parseSliceKey(slice);
  const holds = readKind(kind, word === 'exact' || word === 'question' ? rest.slice(0, -1) : rest);
  if (holds && (own || slice === '*')) return { text, own, strictness, ...holds };
  const forms = Object.hasOwn(FORMS, kind) ? [FORMS[kind as Relation['kind']]] : Object.values(FORMS);
  const expected = forms.map((form) => `"${form}"`).join(' or ');
  throw new Error(`${place}: a relation must read ${expected}, but got: "${text}". ${NOTATION}.`);
}

function readKind(kind: string, texts: readonly string[]): Holds | null {
  const [first, second] = texts.slice(0, 2).map(readOperand);
  const factor = Number(texts[2]);
  if (!first) return null;
  switch (`${kind} ${texts.length}`) {
    case 'partOf 1':
      return { kind: 'partOf', whole: first };
    case 'changeOf 1':
      return { kind: 'changeOf', level: first };
    case 'sameAs 1':
      return { kind: 'sameAs', other: first };
    case 'differenceOf 2':
      return second ? { kind: 'differenceOf', minuend: first, subtrahend: second } : null;
    case 'ratioOf 3':
      if (!second || !Number.isFinite(factor) || factor === 0) return null;
      return { kind: 'ratioOf', numerator: first, denominator: second, factor };
    default:
      return null;
  }
}

function readOperand(text: string): Operand | null {
  const sum = /^sum\((\S+) over ([A-Z][A-Z0-9_]*)\)$/.exec(text);
  const [, indicator, slice] = /^([A-Z][A-Z0-9_]*)(?:\[([^\]]+)\])?$/.exec(sum?.[1] ?? text) ?? [];
  const codes = parseSliceKey(slice ?? '');
  return indicator && codes ? { text, indicator, codes, sumOver: sum?.[2] ?? null } : null;
}
