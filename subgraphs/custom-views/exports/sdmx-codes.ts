import type { Label } from '../../kit/code-lists.ts';
import { parseTimePeriod } from '../../kit/time-period.ts';

/** A code of an SDMX list with its name. */
export interface SdmxCode {
  readonly id: string;
  readonly name: Label;
  readonly description?: Label;
}

/** CL_OBS_STATUS by the graph's word for it. */
const OBS_STATUS: Readonly<Record<string, string>> = {
  NORMAL: 'A',
  DEFINITION_DIFFERS: 'D',
  ESTIMATED: 'E',
  FORECAST: 'F',
  PROVISIONAL: 'P',
  UNVALIDATED: 'V',
  LOW_RELIABILITY: 'U',
  SPECIAL_EVENT: 'S',
  MISSING: 'O',
  MISSING_NOT_COLLECTED: 'L',
  MISSING_CANNOT_EXIST: 'M',
  SUPPRESSED: 'Q',
};
const SERIES_BREAK = 'B';
const UNSPECIFIED = '_U';

/** CL_CONF_STATUS by the graph's word for it. */
const CONF_STATUS: Readonly<Record<string, string>> = {
  FREE: 'F',
  NOT_FOR_PUBLICATION: 'N',
  CONFIDENTIAL: 'C',
  SUPPRESSED_PRIMARY: 'A',
  SUPPRESSED_SECONDARY: 'D',
  EMBARGO: 'N',
};

const OBS_STATUS_NAMES: Readonly<Record<string, Label>> = {
  A: { vi: 'bình thường', en: 'Normal value' },
  B: { vi: 'gián đoạn chuỗi', en: 'Time series break' },
  D: { vi: 'khác định nghĩa', en: 'Definition differs' },
  E: { vi: 'ước tính', en: 'Estimated value' },
  F: { vi: 'dự báo', en: 'Forecast value' },
  P: { vi: 'sơ bộ', en: 'Provisional value' },
  V: { vi: 'chưa được xác nhận', en: 'Unvalidated value' },
  U: { vi: 'độ tin cậy thấp', en: 'Low reliability' },
  S: { vi: 'sự kiện đặc biệt', en: 'Strike and other special events' },
  O: { vi: 'không có số liệu', en: 'Missing value' },
  L: { vi: 'không thu thập', en: 'Missing value; data exist but were not collected' },
  M: { vi: 'không thể có', en: 'Missing value; data cannot exist' },
  Q: { vi: 'được bảo mật', en: 'Missing value; suppressed' },
};
const CONF_STATUS_NAMES: Readonly<Record<string, Label>> = {
  F: { vi: 'được công bố', en: 'Free (free for publication)' },
  N: { vi: 'không công bố', en: 'Not for publication, restricted for internal use only' },
  C: { vi: 'mật', en: 'Confidential statistical information' },
  A: { vi: 'ẩn do số đếm nhỏ', en: 'Primary confidentiality due to small counts' },
  D: { vi: 'ẩn để bảo vệ ô khác', en: 'Secondary confidentiality set by the sender, not for publication' },
};
const FREQUENCY_NAMES: Readonly<Record<string, Label>> = {
  A: { vi: 'năm', en: 'Annual' },
  S: { vi: 'nửa năm', en: 'Half-yearly, semester' },
  T: { vi: 'bốn tháng', en: 'Trimester' },
  Q: { vi: 'quý', en: 'Quarterly' },
  M: { vi: 'tháng', en: 'Monthly' },
  D: { vi: 'ngày', en: 'Daily' },
  _O: { vi: 'khác', en: 'Other' },
  _Z: { vi: 'không áp dụng', en: 'Not applicable' },
};

/** The letter of a status. A break has no status of its own in the graph: it shows where nothing else has to be said. */
export function obsStatus(status: string, seriesBreak: string | null): SdmxCode {
  const letter = OBS_STATUS[status] ?? UNSPECIFIED;
  return named(letter === 'A' && seriesBreak !== null ? SERIES_BREAK : letter, OBS_STATUS_NAMES, status);
}

export function confStatus(status: string): SdmxCode {
  return named(CONF_STATUS[status] ?? UNSPECIFIED, CONF_STATUS_NAMES, status);
}

/** CL_FREQ of a period. */
export function frequency(timePeriod: string): SdmxCode {
  const period = parseTimePeriod(timePeriod)?.text ?? '';
  const part = /^\d{4}-([STQ])\d$/.exec(period)?.[1];
  const byLength: Readonly<Record<number, string>> = { 4: 'A', 7: 'M', 10: 'D' };
  return named(part ?? byLength[period.length] ?? '_O', FREQUENCY_NAMES, period);
}

/** That no period can be told. */
export const NO_FREQUENCY: SdmxCode = { id: '_Z', name: FREQUENCY_NAMES['_Z']! };

/** An id of a component or code from a text of ours, which knows `+` for codes that are added up and may hold what SDMX ids may not. */
export function sdmxId(text: string): string {
  return text.replaceAll('+', '$').replace(/[^A-Za-z0-9_@$-]/g, '_') || UNSPECIFIED;
}

function named(id: string, names: Readonly<Record<string, Label>>, said: string): SdmxCode {
  return { id, name: names[id] ?? { vi: said, en: said } };
}
