import { describe, expect, it } from '@jest/globals';
import { askTable, figure } from '../support/plain-table.ts';
import { publishedFigures } from '../support/published-figures.ts';
import { useGraph } from '../support/use-graph.ts';

const TODAY = '2025-07-01';
/** Made of three provinces, whose rates go back many years. */
const PHU_THO = '25-20250701';
const PROVINCES = ['17-20211101', '25-20211101', '26-20211101'];

describe('the latest figure of a place that other boundaries have figures of', () => {
  const graph = useGraph();
  const asks = async (weight: string) => {
    const before = graph.asked.length;
    const { rows } = await askTable(graph, {
      units: { codes: [PHU_THO] },
      columns: [{ ...figure('HC_HI_COVERAGE'), weight: { indicator: weight } }],
      boundaries: { kind: 'ON_DATE', on: TODAY },
    });
    const asked = graph.asked.slice(before).filter((name) => name === 'population-and-children');
    return { cell: rows[0]![1]!.split(' | ').slice(0, 2), asked: asked.length };
  };

  it('is that of the latest period for which there is a weight', async () => {
    const published = publishedFigures().filter(
      ({ timePeriod, dimensions }) => timePeriod === '2024' && Object.keys(dimensions).length === 0,
    );
    const valuesOf = (indicator: string) =>
      PROVINCES.map((code) => published.find((one) => one.indicator === indicator && one.refArea === code)!.value!);
    const [insured, people] = [valuesOf('HC_HI_COVERAGE'), valuesOf('PC_POPULATION')];
    const mean = insured.reduce((sum, rate, n) => sum + rate * people[n]!, 0) / people.reduce((sum, one) => sum + one);
    expect((await asks('PC_POPULATION')).cell).toEqual([`CONVERTED_BY_ESTIMATE EQ ${mean.toFixed(1)} PT`, '2024']);
  });

  it('is looked for in all periods at once, not by a request for each', async () => {
    const { cell, asked } = await asks('PC_POPULATION_REORG');
    expect(cell[0]).toBe('IMPOSSIBLE');
    expect(asked).toBe(1);
  });
});
