import { describe, expect, it } from '@jest/globals';
import { useSubgraph } from '../../test/support/use-subgraph.ts';
import { populationAndChildren } from './subgraph.ts';

describe('population-and-children', () => {
  const { askUnit, database } = useSubgraph(populationAndChildren);
  const ask = async (code: string, fields: string) => {
    const { data, errors } = await askUnit({ code, territoryCode: code }, `populationAndChildren { ${fields} }`);
    expect(errors).toBeUndefined();
    return data._entities[0].populationAndChildren;
  };

  it('gives the children of Kỳ Sơn whose parents work away, in all and by place, with the article', async () => {
    const figure = 'value obsStatus referenceDate citation { publisher locator }';
    expect(
      await ask(
        '417-20211101',
        `all: childrenWithParentsAway { ${figure} }
         near: childrenWithParentsAway(parentWorkplace: IN_PROVINCE) { value }
         far: childrenWithParentsAway(parentWorkplace: OUTSIDE_PROVINCE) { value }`,
      ),
    ).toEqual({
      all: {
        value: 3_174,
        obsStatus: 'UNVALIDATED',
        referenceDate: '2023-11-27',
        citation: { publisher: 'Báo Nghệ An (Baonghean.vn)', locator: '8' },
      },
      near: { value: 263 },
      far: { value: 2_911 },
    });
  });

  it('keeps the two bounds on the children of Lạng Sơn with the multiplier that each was filed with', async () => {
    const figure = 'value valueLow qualifier unitMultiplier valueAsPrinted';
    expect(
      await ask(
        '20-20211101',
        `under16: children(age: Y_LT16) { ${figure} } under6: children(age: Y_LT6) { ${figure} }`,
      ),
    ).toEqual({
      under16: {
        value: null,
        valueLow: 200,
        qualifier: 'GT',
        unitMultiplier: 3,
        valueAsPrinted: 'trên 200 nghìn (over 200 thousand)',
      },
      under6: {
        value: null,
        valueLow: 74_000,
        qualifier: 'GT',
        unitMultiplier: 0,
        valueAsPrinted: 'hơn 74.000 (more than 74,000)',
      },
    });
  });

  it('answers for a derived share that no figure is filed, and which parts it follows from', async () => {
    expect(
      await ask('20-20211101', 'childFriendlyShare(period: "2023") { value reasonCode reason(language: EN) }'),
    ).toEqual({
      childFriendlyShare: {
        value: null,
        reasonCode: 'NO_ROWS_FILED',
        reason:
          'No figures of this indicator have been filed; follows from PC_CHILD_FRIENDLY_UNITS and PC_COMMUNE_UNITS.',
      },
    });
  });

  it('keeps the population stated at the reorganization apart from the average population', async () => {
    const both =
      'population { value timePeriod } populationAtReorganization { value unitMultiplier periodBasis referenceDate }';
    expect(await ask('08-20250701', both)).toEqual({
      population: { value: null, timePeriod: null },
      populationAtReorganization: { value: 1_865_270, unitMultiplier: 0, periodBasis: 'INFERRED', referenceDate: null },
    });
  });

  it('has parts of the population that miss the total by rounding only, and net migration that follows from in and out', async () => {
    const missed = await database.query(`
      select t.territory_code from population_and_children.observation t
      join population_and_children.observation a using (indicator, territory_code, time_period, source)
      join population_and_children.observation b using (indicator, territory_code, time_period, source)
      where indicator = 'PC_POPULATION' and t.slice = '' and abs(a.value + b.value - t.value) > 0.15
        and (a.slice, b.slice) in (('SEX=F', 'SEX=M'), ('RESIDENCE=R', 'RESIDENCE=U'))`);
    expect(missed).toEqual([]);
    const migration = await database.query<{ rows: number; wrong: number }>(`
      select count(*)::int as rows, count(*) filter (where abs(i.value - o.value - n.value) > 0.101)::int as wrong
      from population_and_children.observation i
      join population_and_children.observation o using (territory_code, time_period)
      join population_and_children.observation n using (territory_code, time_period)
      where i.indicator = 'PC_IN_MIGRATION_RATE' and o.indicator = 'PC_OUT_MIGRATION_RATE' and n.indicator = 'PC_NET_MIGRATION_RATE'`);
    expect(migration).toEqual([{ rows: 441, wrong: 0 }]);
  });
});
