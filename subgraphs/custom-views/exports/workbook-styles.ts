import { XML } from './spreadsheet-xml.ts';

/** Most decimals that a number is shown with. */
const MOST_DECIMALS = 6;
/** Of the program's own formats, so that each shows days as its user is used to. */
const DAY_FORMAT = 14;
/** Ids below belong to the program's own formats. */
const FIRST_OWN_FORMAT = 164;

const decimals = Array.from({ length: MOST_DECIMALS + 1 }, (_, count) => count);

/** Places of the styles in the list of the workbook. */
export const STYLE = { plain: 0, heading: 1, day: 2, quoted: 3 } as const;
const FIRST_NUMBER_STYLE = 4;

/** The style of a number with so many decimals. */
export function numberStyle(count: number | null): number {
  return count === null ? STYLE.plain : FIRST_NUMBER_STYLE + Math.min(Math.max(count, 0), MOST_DECIMALS);
}

/** `xl/styles.xml`. A quoted text stays a text also when its cell is edited. */
export function stylesXml(): string {
  const formats = decimals.map(
    (count) =>
      `<numFmt numFmtId="${FIRST_OWN_FORMAT + count}" formatCode="#,##0${count > 0 ? '.' : ''}${'0'.repeat(count)}"/>`,
  );
  const styles = [
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>',
    `<xf numFmtId="${DAY_FORMAT}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/>',
    ...decimals.map(
      (count) =>
        `<xf numFmtId="${FIRST_OWN_FORMAT + count}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
    ),
  ];
  const font = '<sz val="11"/><name val="Calibri"/><family val="2"/>';
  return (
    `${XML}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
    `<numFmts count="${formats.length}">${formats.join('')}</numFmts>` +
    `<fonts count="2"><font>${font}</font><font><b/>${font}</font></fonts>` +
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${styles.length}">${styles.join('')}</cellXfs>` +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
  );
}
