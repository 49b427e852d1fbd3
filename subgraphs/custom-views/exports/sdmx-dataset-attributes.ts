import type { ExportedTable } from './exported-table.ts';
import { own, type DatasetAttribute } from './sdmx-component.ts';

/** What is said of the whole table. */
export function datasetAttributes({ document, view, hash, frozenAt }: ExportedTable): DatasetAttribute[] {
  return [
    { ...own('VIEW', 'Bảng đã lưu', 'Saved view'), value: view },
    { ...own('VIEW_HASH', 'SHA-256 của bảng đã chốt', 'SHA-256 of the frozen table'), value: hash },
    { ...own('FROZEN_AT', 'Chốt lúc', 'Frozen at'), value: frozenAt },
    { ...own('AS_OF', 'Theo những gì đã biết lúc', 'As known at'), value: document.asOf },
    {
      ...own('BOUNDARIES_VERSION', 'Phiên bản danh mục đơn vị', 'Version of the list of units'),
      value: document.boundariesVersion,
    },
    {
      ...own('DATA_VERSION', 'Phiên bản dữ liệu', 'Versions of the data'),
      isList: true,
      value: document.dataVersions.map(({ subgraph, version }) => `${subgraph} ${version}`),
    },
  ];
}
