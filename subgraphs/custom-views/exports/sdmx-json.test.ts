import { json, text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import {
  aDocument,
  everyKind,
  exported,
  hostile,
  HOSTILE_TEXTS,
  twoDates,
} from '../../../test/support/exported-tables.ts';
import { faultsOfSdmxJson } from '../../../test/support/sdmx-json-rules.ts';
import type { ExportedTable } from './exported-table.ts';
import { writeSdmxJson } from './sdmx-json.ts';

const read = async (table: ExportedTable): Promise<any> => json(writeSdmxJson(table, 'EN'));

/** The cells as a client reads them: ids or values by component. */
const cellsOf = ({ data: { structures, dataSets } }: any): Record<string, unknown>[] => {
  const { dimensions, measures, attributes } = structures[0];
  const told = (component: any, place: unknown) => {
    if (!component.values || place === null) return place;
    const { id, value, values } = component.values[place as number];
    return id ?? value ?? values;
  };
  return Object.entries<any[]>(dataSets[0].observations).map(([key, said]) =>
    Object.fromEntries([
      ...key
        .split(':')
        .map((place, at) => [dimensions.observation[at].id, told(dimensions.observation[at], Number(place))]),
      ...[...measures.observation, ...attributes.observation].map((one, at) => [one.id, told(one, said[at])]),
    ]),
  );
};

describe('a table as SDMX-JSON', () => {
  it('keeps to the rules of the format', async () => {
    for (const table of [everyKind(), twoDates(), exported(aDocument()), ...HOSTILE_TEXTS.map(hostile)])
      expect(faultsOfSdmxJson(await read(table))).toEqual([]);
  });

  it('is seen to break them where it does', async () => {
    const message = await read(everyKind());
    message.data.structures[0].dimensions.observation[0].values.pop();
    delete message.data.dataSets[0].links[0].rel;
    expect(faultsOfSdmxJson(message)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/links: rel/),
        expect.stringMatching(/2:.* lies within the lists/),
      ]),
    );
  });

  it('has the cells of the table, each with what is known of it', async () => {
    const cells = cellsOf(await read(everyKind()));
    expect(cells).toHaveLength(9);
    expect(cells[0]).toMatchObject({
      REF_AREA: '417-20211101',
      INDICATOR: 'LE_WORKERS_ABROAD',
      TIME_PERIOD: '2023',
      OBS_VALUE: 151,
      OBS_STATUS: 'V',
      UNIT_MEASURE: 'PS',
      SOURCE: ['Báo Dân tộc: Bài báo "một", phần 1, 2023-11-27, https://example.org/1'],
      UNIT_VALID_TO: '2025-07-01',
      WARNING: ['UNLIKE_PERIODS', 'PRESS_FIGURES'],
    });
    expect(cells[1]).toMatchObject({ FORMULA: '= 151 / 51,367 * 1000', COVERAGE: '2/3' });
    expect(cells[3]).toMatchObject({ OBS_VALUE: null, VALUE_LOW: 60, VALUE_HIGH: null, RANK_FROM: 2, RANK_TO: 3 });
    expect(cells.map(({ OBS_VALUE }) => OBS_VALUE)).toEqual([151, 2.94, -12.5, null, null, null, 0, null, null]);
  });

  it('has no two cells with one key', async () => {
    const observations = (await text(writeSdmxJson(twoDates(), 'EN'))).split('"observations":{').at(-1)!;
    const keys = [...observations.matchAll(/"([\d:]+)":\[/g)].map(([, key]) => key);
    expect(keys).toHaveLength(8);
    expect(new Set(keys).size).toBe(8);
  });

  it('names the view, its hash, and what its columns mean; a frozen one is the same for ever', async () => {
    const message = await read(everyKind());
    const [structure] = message.data.structures;
    expect(message.meta).toMatchObject({ id: 'ab'.repeat(32), prepared: '2026-11-23T08:00:00Z' });
    expect(structure).toMatchObject({ name: '=Đoàn thanh tra: "so sánh", 2023', description: '-ghi chú\n+dòng hai' });
    const hash = structure.attributes.dataSet.find(({ id }: any) => id === 'VIEW_HASH');
    expect(hash.values).toEqual([{ value: 'ab'.repeat(32) }]);
    expect(structure.dimensions.observation[1].values[0]).toEqual({
      id: 'LE_WORKERS_ABROAD',
      name: 'Workers gone abroad',
      description: 'Persons who left in the period',
    });
    expect(structure.dimensions.observation[3].values).toContainEqual({
      value: '2023-S1',
      start: '2023-01-01T00:00:00+07:00',
      end: '2023-06-30T23:59:59+07:00',
    });
    expect(await read(everyKind())).toEqual(message);
  });
});
