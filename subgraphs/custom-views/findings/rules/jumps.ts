import { toOnes } from '../../figures/figure.ts';
import { exactly } from '../../figures/interval.ts';
import type { Cells } from '../cells.ts';
import type { ComparedFigure, Found } from '../finding.ts';
import { misfit, tidy } from '../printed.ts';
import { both, joined, numberText } from '../words.ts';
import { powerOfTen } from './multiplier.ts';
import type { Checking } from './rule.ts';
import { stepsOf, type Step } from './steps.ts';

/** A step of so many spreads that nothing takes back. */
const LASTING = 5;
/** There and back again: each of the two steps is less likely together with the other. */
const TAKEN_BACK = 4;
/** A smaller factor is no jump, however steady the others are. */
const SMALLEST = Math.log(1.2);
/** Figures between a step and the one that takes it back. */
const LONGEST_STAY = 2;

/** Figures that leave their series, and steps to another level, unlike those of other units between the same periods. */
export function* seriesJumps(cells: Cells, checking: Checking): Iterable<Found> {
  const slices = new Set([...cells.all()].map(({ slice }) => slice));
  for (const slice of slices) {
    const bySeries = Map.groupBy(stepsOf(cells, slice, checking.boundaries), ({ series }) => series);
    for (const steps of bySeries.values()) yield* jumpsOf(steps, checking);
  }
}

function* jumpsOf(steps: readonly Step[], checking: Checking): Iterable<Found> {
  for (let place = 0; place < steps.length; place += 1) {
    const step = steps[place]!;
    const back = isJump(step, TAKEN_BACK) ? wayBack(steps, place) : null;
    if (back !== null) {
      yield toFound(steps.slice(place, back + 1), checking);
      place = back;
    } else if (isJump(step, LASTING)) yield toFound([step], checking);
  }
}

function isJump({ growth, outstanding }: Step, spreads: number): boolean {
  return outstanding > spreads && Math.abs(growth) > SMALLEST;
}

/** The place of the step that takes this one back: as large, the other way, and soon. */
function wayBack(steps: readonly Step[], place: number): number | null {
  const { growth } = steps[place]!;
  for (let later = place + 1; later <= place + LONGEST_STAY && later < steps.length; later += 1) {
    const step = steps[later]!;
    if (steps[later - 1]!.after !== step.before) return null;
    if (isJump(step, TAKEN_BACK) && Math.sign(step.growth) !== Math.sign(growth)) return later;
  }
  return null;
}

/** One step, or a way there and back, whose figures between are in doubt. */
function toFound(steps: readonly Step[], { words }: Checking): Found {
  const [first, last] = [steps[0]!, steps.at(-1)!];
  const isTakenBack = steps.length > 1;
  const odd = isTakenBack ? steps.slice(1).map(({ before }) => before) : [last.after];
  const around = isTakenBack ? [first.before, last.after] : [first.before];
  const figures: [ComparedFigure, ...ComparedFigure[]] = [
    { role: 'figure', figure: odd[0]! },
    ...odd.slice(1).map((figure): ComparedFigure => ({ role: 'figure', figure })),
    { role: 'before', figure: around[0]! },
    ...around.slice(1).map((figure): ComparedFigure => ({ role: 'after', figure })),
  ];
  const [expected, found] = [
    exactly(tidy(first.usual)),
    exactly(toOnes(first.after.value!, first.after.unitMultiplier)),
  ];
  const power = powerOfTen(found, expected);
  const factor = both((language) => numberText(Number(Math.exp(Math.abs(first.growth)).toPrecision(3)), language));
  const spreads = both((language) => numberText(Math.round(first.outstanding), language));
  const verb = first.growth > 0 ? { vi: 'tăng', en: 'rises' } : { vi: 'giảm', en: 'falls' };
  return {
    rule: power === null ? 'SERIES_JUMP' : 'MULTIPLIER_SLIP',
    severity: 'QUESTION',
    timePeriod: odd[0]!.timePeriod,
    relation: null,
    figures,
    expected,
    found,
    unitMeasure: odd[0]!.unitMeasure,
    implies: null,
    size: misfit(expected, found),
    text: joined(
      [
        joined(
          [first.before, ...steps.map(({ after }) => after)].map((figure) => words.figure(figure)),
          '; ',
        ),
        {
          vi: `Từ ${first.before.timePeriod} đến ${first.after.timePeriod} ${verb.vi} ${factor.vi} lần so với mức thay đổi thường gặp của các đơn vị khác, gấp ${spreads.vi} lần độ phân tán của chúng${isTakenBack ? ', rồi trở lại mức cũ' : ''}${power === null ? '' : '; có thể do sai bội số'}.`,
          en: `From ${first.before.timePeriod} to ${first.after.timePeriod} it ${verb.en} by a factor of ${factor.en} against what other units usually did, ${spreads.en} times their spread${isTakenBack ? ', and then returns' : ''}${power === null ? '' : '; probably a slip of the multiplier'}.`,
        },
      ],
      '. ',
    ),
  };
}
