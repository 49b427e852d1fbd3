/** Days before are not the same in all programs: one of them takes 1900 for a leap year. */
const FIRST_COMMON_DAY = '1900-03-01';
/** Number of that day in a workbook. */
const FIRST_COMMON_SERIAL = 61;

/** The number by which a workbook knows a day; null for one that programs do not agree on. */
export function daySerial(day: string): number | null {
  return day < FIRST_COMMON_DAY ? null : daysFrom0(day) - daysFrom0(FIRST_COMMON_DAY) + FIRST_COMMON_SERIAL;
}

/** Days of the Gregorian calendar since 1 March of the year 0: counted from March, the leap day is the last of its year. */
function daysFrom0(day: string): number {
  const [year, month, date] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
  const inYear = month <= 2 ? year - 1 : year;
  const months = (month + 9) % 12;
  const leapDays = Math.floor(inYear / 4) - Math.floor(inYear / 100) + Math.floor(inYear / 400);
  return inYear * 365 + leapDays + Math.floor((months * 153 + 2) / 5) + date - 1;
}
