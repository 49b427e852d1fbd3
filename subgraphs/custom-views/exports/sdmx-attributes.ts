import { inLanguage } from '../../kit/code-lists.ts';
import { codeName } from './code-names.ts';
import { sourceText } from './source-text.ts';
import type { ExportedTable, ExportLanguage } from './exported-table.ts';
import { confStatus, obsStatus, sdmxId, type SdmxCode } from './sdmx-codes.ts';
import { own, sdmx, type Attribute } from './sdmx-component.ts';

/** What is said of each cell: SDMX's own attributes first, then those of this graph. */
export function observationAttributes({ document }: ExportedTable, language: ExportLanguage): Attribute[] {
  const sources = new Map(document.citations.map((one) => [one.number, sourceText(one)]));
  const texts = new Map(document.warnings.map((one) => [one.code, inLanguage(one.text, language)]));
  const ofAll = document.warnings.filter(({ column }) => column === null).map(({ code }) => code);
  const warnings = (codes: readonly string[]) => [...new Set([...codes, ...ofAll])];
  const units = new Map(document.columns.map((column) => [column.unitMeasure, column.unitMeasureLabel]));
  return [
    {
      ...sdmx('OBS_STATUS', 'Trạng thái', 'Observation status'),
      of: ({ cell }) => obsStatus(cell.obsStatus, cell.seriesBreak),
    },
    {
      ...sdmx('UNIT_MEASURE', 'Đơn vị tính', 'Unit of measure'),
      of: ({ cell: { unitMeasure } }) => ({
        id: sdmxId(unitMeasure),
        name: units.get(unitMeasure) ?? codeName('UNIT_MEASURE', unitMeasure),
      }),
    },
    { ...sdmx('UNIT_MULT', 'Số mũ của 10', 'Unit multiplier'), of: ({ cell }) => figure(cell.unitMultiplier) },
    {
      ...sdmx('DECIMALS', 'Số chữ số thập phân', 'Decimals'),
      of: ({ cell: { decimals } }) => (decimals === null ? null : figure(decimals)),
    },
    {
      ...sdmx('CONF_STATUS', 'Mức bảo mật', 'Confidentiality status'),
      of: ({ cell }) => (cell.confStatus === null ? null : confStatus(cell.confStatus)),
    },
    {
      ...own('QUALIFIER', 'Tính chất', 'How the value bounds the true one'),
      of: ({ cell }) => coded('QUALIFIER', cell.qualifier),
    },
    {
      ...own('VALUE_LOW', 'Cận dưới', 'Lower bound'),
      isVaried: true,
      dataType: 'Double',
      of: ({ cell }) => cell.valueLow,
    },
    {
      ...own('VALUE_HIGH', 'Cận trên', 'Upper bound'),
      isVaried: true,
      dataType: 'Double',
      of: ({ cell }) => cell.valueHigh,
    },
    {
      ...own('PERIOD_BASIS', 'Căn cứ kỳ', 'Basis of the period'),
      of: ({ cell }) => coded('PERIOD_BASIS', cell.periodBasis),
    },
    { ...own('SERIES_BREAK', 'Gián đoạn chuỗi', 'Series break'), of: ({ cell }) => cell.seriesBreak },
    { ...own('REASON_CODE', 'Mã lý do', 'Code of the reason'), of: ({ cell }) => cell.reasonCode },
    {
      ...own('REASON', 'Lý do', 'Why there is no value, or what to know of it'),
      of: ({ cell: { reason } }) => (reason === null ? null : inLanguage(reason, language)),
    },
    { ...own('ORIGIN', 'Nguồn gốc ô', 'How the cell came about'), of: ({ cell }) => coded('CELL_ORIGIN', cell.origin) },
    { ...own('FORMULA', 'Công thức', 'Formula'), of: ({ cell, column }) => cell.formula ?? column.formula },
    {
      ...own('COVERAGE', 'Số phần có số liệu', 'Parts with a figure of all parts'),
      of: ({ cell: { coverage } }) => (coverage === null ? null : `${coverage.have}/${coverage.of}`),
    },
    {
      ...own('SOURCE', 'Nguồn', 'Sources'),
      isList: true,
      of: ({ cell }) => cell.citations.map((number) => sources.get(number) ?? String(number)),
    },
    {
      ...own('UNIT_VALID_FROM', 'Đơn vị có hiệu lực từ', 'First day of the unit'),
      of: ({ row }) => row.validFrom,
    },
    {
      ...own('UNIT_VALID_TO', 'Đơn vị có hiệu lực đến trước', 'Day after the last of the unit'),
      of: ({ row }) => row.validTo,
    },
    { ...own('BOUNDARIES', 'Ngày của địa giới', 'Day of the boundaries'), of: ({ row }) => row.boundariesOn },
    { ...own('COLUMN', 'Cột của bảng', 'Column of the table'), of: ({ column }) => column.id },
    {
      ...own('RANK_FROM', 'Hạng từ', 'Best possible rank'),
      isVaried: true,
      dataType: 'Integer',
      of: ({ row }) => row.rank?.from ?? null,
    },
    {
      ...own('RANK_TO', 'Hạng đến', 'Worst possible rank'),
      isVaried: true,
      dataType: 'Integer',
      of: ({ row }) => row.rank?.to ?? null,
    },
    {
      ...own('UNRANKED_REASON', 'Lý do không xếp hạng', 'Why unranked'),
      of: ({ row }) => row.unrankedReason,
    },
    {
      ...own('OBSERVATION', 'Địa chỉ số liệu', 'Address of the figure'),
      isVaried: true,
      of: ({ cell }) => cell.observation,
    },
    { ...own('WARNING', 'Mã cảnh báo', 'Codes of warnings'), isList: true, of: ({ cell }) => warnings(cell.warnings) },
    {
      ...own('WARNING_TEXT', 'Cảnh báo', 'Warnings in words'),
      isList: true,
      of: ({ cell }) => warnings(cell.warnings).map((code) => texts.get(code) ?? code),
    },
  ];
}

function coded(list: string, code: string | null): SdmxCode | null {
  return code === null ? null : { id: sdmxId(code), name: codeName(list, code) };
}

function figure(number: number): SdmxCode {
  return { id: String(number), name: { vi: String(number), en: String(number) } };
}
