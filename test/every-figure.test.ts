import { beforeAll, describe, expect, it } from '@jest/globals';
import { AGENCIES, publishedFigures, type PublishedFigure } from './support/published-figures.ts';
import { useGraph } from './support/use-graph.ts';

const FIGURE = `fragment Figure on Observation {
  id indicator indicatorAsFiled refArea recordType value valueLow valueHigh decimals valueAsPrinted qualifier unitMeasure unitMultiplier
  timePeriod referenceDate periodBasis periodBasisText obsStatus comment dimensions { dimension code }
  citation { source publisher title published url locator dateBasis licence retrieved checkedAgainst }
}`;

/** A figure of the graph in the form of a published one, totals left out of its dimensions. */
function asPublished(agency: string, { id: _id, dimensions, ...figure }: any): PublishedFigure {
  const named = dimensions.filter(({ code }: { code: string }) => code !== '_T');
  return {
    ...figure,
    agency,
    dimensions: Object.fromEntries(named.map(({ dimension, code }: Record<string, string>) => [dimension, code])),
  };
}

const keyOf = ({ indicator, dimensions, refArea, timePeriod, recordType }: PublishedFigure) =>
  [indicator, refArea, timePeriod, recordType, JSON.stringify(Object.entries(dimensions).toSorted())].join(' ');

const fieldOf = (agency: string) => agency.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

describe('every figure of the files', () => {
  const { ask } = useGraph();
  const published = publishedFigures();
  const served = new Map<string, PublishedFigure>();

  beforeAll(async () => {
    const others = [...new Set(published.map(({ refArea }) => refArea).filter((code) => !/^\d\d-/.test(code)))];
    for (const agency of AGENCIES) {
      const observations = `code ${fieldOf(agency)} { observations { ...Figure } }`;
      const { data, errors } = await ask(`{
        before: administrativeUnits(level: PROVINCE, on: "2025-06-30", first: 100) { nodes { ${observations} } }
        since: administrativeUnits(level: PROVINCE, on: "2025-07-01", first: 100) { nodes { ${observations} } }
        ${others.map((code, index) => `unit${index}: administrativeUnit(code: "${code}") { ${observations} }`).join('\n')}
      } ${FIGURE}`);
      expect(errors).toBeUndefined();
      const { before, since, ...single } = data;
      for (const unit of [...before.nodes, ...since.nodes, ...Object.values<any>(single)]) {
        for (const figure of unit[fieldOf(agency)].observations) served.set(figure.id, asPublished(agency, figure));
      }
    }
  }, 120_000);

  it('there are 17,834 of them, 67 from the press', () => {
    expect(published).toHaveLength(17_834);
    expect(published.filter(({ obsStatus }) => obsStatus === 'UNVALIDATED')).toHaveLength(67);
  });

  it('come back through the gateway as the files give them, each with its citation, and nothing else does', () => {
    const byKey = (figures: Iterable<PublishedFigure>) =>
      [...figures].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    const [expected, found] = [byKey(published), byKey(served.values())];
    expect(found.map(keyOf)).toEqual(expected.map(keyOf));
    const different = expected.flatMap((figure, index) =>
      JSON.stringify(sorted(figure)) === JSON.stringify(sorted(found[index]!))
        ? []
        : [{ expected: figure, found: found[index] }],
    );
    expect(different.slice(0, 3)).toEqual([]);
  });

  it('are also what the typed fields answer for their unit, period and slice', async () => {
    const { data } = await ask('{ indicators { code field agency { unitField } dimensions { id argument } } }');
    const declared = new Map<string, any>(data.indicators.map((indicator: any) => [indicator.code, indicator]));
    const ids = new Map([...served].map(([id, figure]) => [keyOf(figure), id]));
    const groups = Map.groupBy(
      published,
      ({ indicator, refArea }) => `${indicator} ${/^\d\d-20211101$/.test(refArea) ? 'province' : refArea}`,
    );
    for (const figures of groups.values()) {
      const { field, agency, dimensions } = declared.get(figures[0]!.indicator);
      const questions = new Map(
        figures.map((figure) => [`${figure.timePeriod} ${JSON.stringify(figure.dimensions)}`, figure]),
      );
      const fields = [...questions.values()].map((figure, index) => {
        const chosen = dimensions
          .filter(({ id }: { id: string }) => figure.dimensions[id])
          .map(({ id, argument }: Record<string, string>) => `, ${argument}: ${figure.dimensions[id!]}`);
        return `figure${index}: ${field}(period: "${figure.timePeriod}"${chosen.join('')}) { id }`;
      });
      const selection = `code ${agency.unitField} { ${fields.join(' ')} }`;
      const [first] = figures;
      const isProvince = /^\d\d-20211101$/.test(first!.refArea);
      const answer = await ask(
        isProvince
          ? `{ administrativeUnits(level: PROVINCE, on: "2021-11-01", first: 100) { nodes { ${selection} } } }`
          : `{ administrativeUnit(code: "${first!.refArea}") { ${selection} } }`,
      );
      expect(answer.errors).toBeUndefined();
      const units: any[] = isProvince ? answer.data.administrativeUnits.nodes : [answer.data.administrativeUnit];
      const answered = new Map(units.map((unit) => [unit.code, unit[agency.unitField]]));
      const wrong = figures.filter((figure) => {
        const index = [...questions.keys()].indexOf(`${figure.timePeriod} ${JSON.stringify(figure.dimensions)}`);
        return answered.get(figure.refArea)[`figure${index}`].id !== ids.get(keyOf(figure));
      });
      expect(wrong.slice(0, 3)).toEqual([]);
    }
  }, 120_000);
});

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => [key, sorted(part)]);
}
