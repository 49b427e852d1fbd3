import type { Readable } from 'node:stream';
import { bytesOf } from './byte-stream.ts';
import type { ExportedTable, ExportLanguage } from './exported-table.ts';
import { jsonTexts, separated } from './json-texts.ts';
import { slotsOf, type Slot } from './sdmx-component.ts';
import { annotationsOf, metaOf, structureJson, structureLink } from './sdmx-json-structure.ts';
import { structureOf } from './sdmx-structure.ts';
import { ValueList } from './value-list.ts';

/** Cells between two breaths: a large table must not keep everybody else waiting while its values are listed. */
const BATCH = 2_000;

/**
 * SDMX-JSON 2.0 data message: a structure with the lists of values, and a flat data set of places in them. The lists come first, so that
 * cells are gone through twice.
 */
export function writeSdmxJson(table: ExportedTable, language: ExportLanguage): Readable {
  return bytesOf(partsOf(table, language));
}

async function* partsOf(table: ExportedTable, language: ExportLanguage): AsyncGenerator<string> {
  const structure = structureOf(table, language);
  const dimensions = structure.dimensions.map((dimension) => ({ dimension, list: new ValueList() }));
  const attributes = structure.attributes.map((attribute) => ({
    attribute,
    list: attribute.isVaried ? null : new ValueList(),
  }));
  const dataset = structure.datasetAttributes.map((attribute) => ({ attribute, list: new ValueList() }));
  let count = 0;
  for (const slot of slotsOf(table)) {
    for (const { dimension, list } of dimensions) list.place(dimension.of(slot));
    for (const { attribute, list } of attributes) list?.place(attribute.of(slot));
    if (++count % BATCH === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const places = dataset.map(({ attribute, list }) => list.place(attribute.value));

  const line = (slot: Slot) => {
    const key = dimensions.map(({ dimension, list }) => list.place(dimension.of(slot))).join(':');
    const said = attributes.map(({ attribute, list }) => {
      const value = attribute.of(slot);
      return list ? list.place(value) : value;
    });
    return `"${key}":${JSON.stringify([slot.cell.value, ...said])}`;
  };
  yield `{"meta":${JSON.stringify(metaOf(table, language))},"data":{"structures":[`;
  yield* jsonTexts(structureJson(table, language, { dimensions, attributes, dataset }));
  yield `],"dataSets":[{"structure":0,"action":"Information","links":${JSON.stringify([structureLink()])},`;
  const annotations = annotationsOf(table, language).map((_annotation, place) => place);
  yield `"annotations":${JSON.stringify(annotations)},"attributes":${JSON.stringify(places)},"observations":{`;
  yield* separated(slotsOf(table).map(line));
  yield '}}]}}';
}
