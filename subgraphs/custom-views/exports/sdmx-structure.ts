import type { ExportedTable, ExportLanguage } from './exported-table.ts';
import { observationAttributes } from './sdmx-attributes.ts';
import type { Attribute, DatasetAttribute, Dimension } from './sdmx-component.ts';
import { datasetAttributes } from './sdmx-dataset-attributes.ts';
import { dimensionsOf } from './sdmx-dimensions.ts';

/** The table as a cube: dimensions that together tell its cells apart, one measure, attributes. */
export interface SdmxStructure {
  readonly dimensions: readonly Dimension[];
  readonly attributes: readonly Attribute[];
  readonly datasetAttributes: readonly DatasetAttribute[];
}

/** Whose structure it is, and which: the table is a dataflow of the gateway. */
export const SDMX_AGENCY = 'LIENTHONG';
export const SDMX_DATAFLOW = 'COMBINED_TABLE';
export const SDMX_VERSION = '1.0.0';

export function structureOf(table: ExportedTable, language: ExportLanguage): SdmxStructure {
  const dimensions = dimensionsOf(table);
  const isDimension = new Set(dimensions.map(({ id }) => id));
  return {
    dimensions,
    attributes: observationAttributes(table, language).filter(({ id }) => !isDimension.has(id)),
    datasetAttributes: datasetAttributes(table),
  };
}
