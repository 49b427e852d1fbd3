import type { Label } from '../../kit/code-lists.ts';
import { publishedEarly, unitsNotInForce } from './rules/dates.ts';
import { seriesJumps } from './rules/jumps.ts';
import { partsAgainstTotals } from './rules/parts.ts';
import { ratesOver100, roundedZeros } from './rules/rates.ts';
import { declaredRelations } from './rules/relations.ts';
import type { Rule } from './rules/rule.ts';
import { unitsCounted } from './rules/units-counted.ts';
import { unlikeMeasures } from './rules/unlike-measure.ts';

/** What looks at one indicator after the other; implied figures and sources of one cell need more than that. */
export const RULES: readonly Rule[] = [
  partsAgainstTotals,
  declaredRelations,
  seriesJumps,
  ratesOver100,
  roundedZeros,
  unitsNotInForce,
  publishedEarly,
  unitsCounted,
  unlikeMeasures,
];

/** What each code of `FindingRule` compares, and when it speaks. */
export const EXPLANATIONS: Readonly<Record<string, Label>> = {
  PARTS_OF_TOTAL: {
    vi: 'Các phần của một phân tổ đầy đủ phải cộng lại bằng tổng, trong phạm vi làm tròn của mọi phần và của tổng.',
    en: 'The parts of an exhaustive dimension must sum to the total, within the rounding of all parts and of the total.',
  },
  PART_WITHIN_WHOLE: {
    vi: 'Một phần, theo quan hệ partOf hoặc theo phân tổ, không được lớn hơn toàn bộ.',
    en: 'A part, by a declared partOf or by the role of a dimension, is at most the whole.',
  },
  RATIO_OF_PARTS: {
    vi: 'Tỷ lệ phải bằng tử số chia mẫu số trong phạm vi làm tròn. Nếu mẫu số chưa có hoặc chỉ có cận thì tỷ lệ và tử số cho biết mẫu số nằm trong khoảng nào. Ở quan hệ chỉ đặt câu hỏi mà nhiều ô cùng lệch, mức lệch thường gặp là lưu ý, mức nổi bật là câu hỏi.',
    en: 'A ratio must be its numerator over its denominator within rounding. Where the denominator is not filed, or only a bound of it, ratio and numerator imply its bounds. Of a relation that only raises questions and misses in many cells the usual misfits are notes and those that stand out are questions.',
  },
  IMPLIED_FIGURES: {
    vi: 'Nhiều quan hệ cùng suy ra một số liệu chưa có thì các khoảng suy ra phải có phần chung.',
    en: 'Where several relations imply the same figure, what they imply must have something in common.',
  },
  LEVEL_AND_CHANGE: {
    vi: 'Mức tăng giảm phải bằng mức cuối kỳ trừ mức cuối kỳ trước. Nếu chỉ có một trong hai mức thì suy ra được mức kia.',
    en: 'A change must be the level at the end of the period less that of the period before. With one of the two it implies the other.',
  },
  DIFFERENCE_OF_FIGURES: {
    vi: 'Hiệu công bố phải bằng hiệu của hai số liệu, trong phạm vi làm tròn của cả ba.',
    en: 'A published difference must be that of its two figures, within the rounding of all three.',
  },
  SAME_QUANTITY: {
    vi: 'Hai chỉ tiêu được khai báo là cùng một lượng phải bằng nhau.',
    en: 'Two indicators declared to count the same quantity must be equal.',
  },
  MULTIPLIER_SLIP: {
    vi: 'Hai vế phải bằng nhau, hoặc một số liệu và các kỳ liền kề, lại lệch khoảng 10^3, 10^6 hoặc 10^9 lần.',
    en: 'Two sides that must be equal, or a figure and its neighbours in time, differ by about 10^3, 10^6 or 10^9.',
  },
  UNLIKE_MEASURE: {
    vi: 'Số liệu có đơn vị tính hoặc bội số khác phần lớn số liệu cùng chỉ tiêu và phân tổ.',
    en: 'A figure has another unit of measure or multiplier than most of its indicator and slice.',
  },
  SERIES_JUMP: {
    vi: 'Từ kỳ này sang kỳ sau, một đơn vị thay đổi hơn 1,2 lần so với mức thường gặp và hơn 5 lần độ phân tán của mọi đơn vị (4 lần nếu sau đó trở lại); không so qua chỗ chuỗi bị ngắt.',
    en: 'From one period to the next a unit changes by more than a factor of 1.2 against what is usual and by more than 5 spreads of all units (4 where it returns soon after); never across a break in the series.',
  },
  RATE_OVER_100: {
    vi: 'Tỷ lệ phần trăm của một toàn bộ trên 100 ngay cả trước khi làm tròn.',
    en: 'A percentage of a whole is over 100 even before rounding.',
  },
  ROUNDED_ZERO: {
    vi: 'Số 0 của một tỷ lệ là số 0 do làm tròn; là câu hỏi nếu kỳ trước và kỳ sau đều xa số 0.',
    en: 'A zero of a rate is a zero by rounding; a question where the periods before and after are far from zero.',
  },
  UNIT_NOT_IN_FORCE: {
    vi: 'Địa bàn của đơn vị không tồn tại trong kỳ, hoặc chỉ trong một phần của kỳ.',
    en: 'The territory of the unit did not exist in the period, or only in a part of it.',
  },
  PUBLISHED_BEFORE_PERIOD_END: {
    vi: 'Số liệu được công bố trước ngày cuối của kỳ: chỉ tính đến ngày công bố. Là mâu thuẫn nếu được ghi là số chính thức của cả kỳ.',
    en: 'A figure was published before the last day of its period: it counts up to then. A contradiction where it is filed as stated and final.',
  },
  UNITS_COUNTED: {
    vi: 'Số đơn vị hành chính được đếm so với danh mục đơn vị vào ngày cuối kỳ.',
    en: 'A count of administrative units against the list of units on the last day of the period.',
  },
  SOURCES_OF_ONE_CELL: {
    vi: 'Nhiều nguồn có số liệu cho cùng chỉ tiêu, địa bàn, kỳ và phân tổ.',
    en: 'Several sources have a figure of the same indicator, territory, period and slice.',
  },
};
