import { describe, expect, it } from '@jest/globals';
import { healthCoverage } from '../../health-coverage/subgraph.ts';
import { labourAndEmployment } from '../../labour-and-employment/subgraph.ts';
import { povertyReduction } from '../../poverty-reduction/subgraph.ts';
import { useSubgraph } from '../../../test/support/use-subgraph.ts';

const ABSENCE = 'id value obsStatus reasonCode timePeriod refArea reason(language: EN) vi: reason';

describe('an absence', () => {
  const health = useSubgraph(healthCoverage);
  const labour = useSubgraph(labourAndEmployment);
  const poverty = useSubgraph(povertyReduction);
  const unit = (code: string, territoryCode = code) => ({ code, territoryCode });
  const askHealth = async (code: string, field: string) => {
    const { data, errors } = await health.askUnit(unit(code), `healthCoverage { ${field} { ${ABSENCE} } }`);
    expect(errors).toBeUndefined();
    return Object.values<any>(data._entities[0].healthCoverage)[0];
  };

  it('of a unit that was not in force names the predecessors that have figures', async () => {
    expect(await askHealth('08-20250701', 'healthInsuranceCoverage(period: "2023")')).toEqual({
      id: null,
      value: null,
      obsStatus: 'MISSING_CANNOT_EXIST',
      reasonCode: 'UNIT_NOT_IN_FORCE',
      timePeriod: '2023',
      refArea: '08-20250701',
      reason:
        'The unit was not in force in this period; Tuyên Quang (08-20250701) from 2025-07-01; predecessors with figures: Hà Giang (02-20211101), Tuyên Quang (08-20211101).',
      vi: 'Đơn vị hành chính không tồn tại trong kỳ này; Tuyên Quang (08-20250701) từ 2025-07-01; có số liệu ở đơn vị tiền thân: Hà Giang (02-20211101), Tuyên Quang (08-20211101).',
    });
  });

  it('after a unit has ended says when it ended', async () => {
    const answer = await askHealth('02-20211101', 'healthInsuranceCoverage(period: "2026")');
    expect(answer).toMatchObject({ obsStatus: 'MISSING_CANNOT_EXIST', reasonCode: 'UNIT_NOT_IN_FORCE' });
    expect(answer.reason).toContain('Hà Giang (02-20211101) to 2025-06-30');
  });

  it('of a year in which the unit was in force only in part is an ordinary one', async () => {
    expect(await askHealth('08-20250701', 'healthInsuranceCoverage(period: "2025")')).toMatchObject({
      obsStatus: 'MISSING',
      reasonCode: 'NO_FIGURE',
    });
  });

  it('says that the agency does not collect at the level of the unit', async () => {
    expect(await askHealth('417-20211101', 'doctors(period: "2021")')).toMatchObject({
      obsStatus: 'MISSING_NOT_COLLECTED',
      reasonCode: 'NOT_COLLECTED_AT_LEVEL',
    });
  });

  it('says that the figure exists by slice only, and lists the slices', async () => {
    expect(await askHealth('01-20211101', 'staffProvincial(period: "2012")')).toMatchObject({
      obsStatus: 'MISSING',
      reasonCode: 'DIMENSION_REQUIRED',
      reason:
        'Figures exist by slice only: choose one; OCCUPATION=ASSISTANT_PHYSICIAN, OCCUPATION=DOCTOR, OCCUPATION=MIDWIFE, OCCUPATION=NURSE.',
    });
  });

  it('of a period without a figure names those that have one', async () => {
    const answer = await askHealth('01-20211101', 'healthInsuranceCoverage(period: "1990")');
    expect(answer.reason).toBe('No figure for this period and slice; periods with figures: 2015 … 2024 (10).');
  });

  it('of a slice that was named and not filed is an ordinary one', async () => {
    expect(await askHealth('01-20211101', 'healthInsuranceCoverage(period: "2023", age: Y_LT6)')).toMatchObject({
      reasonCode: 'NO_FIGURE',
    });
  });

  it('before the figure was recorded says so', async () => {
    expect(
      await askHealth('01-20211101', 'healthInsuranceCoverage(period: "2023", asOf: "2020-01-01T00:00:00Z")'),
    ).toMatchObject({
      reasonCode: 'NOT_KNOWN_THEN',
      obsStatus: 'MISSING',
    });
  });

  it('of a unit that the agency does not know says so', async () => {
    expect(await askHealth('99-20300101', 'healthInsuranceCoverage(period: "2023")')).toMatchObject({
      reasonCode: 'UNIT_UNKNOWN',
    });
  });

  it('where only a target is filed is no figure: a target is never the latest', async () => {
    const fields = `latest: vocationalPlanTarget { ${ABSENCE} } asked: vocationalPlanTarget(period: "2023") { value recordType }`;
    const { data } = await labour.askUnit(unit('074-20211101'), `labourAndEmployment { ${fields} }`);
    const { latest, asked } = data._entities[0].labourAndEmployment;
    expect(latest).toMatchObject({ value: null, obsStatus: 'MISSING', reasonCode: 'TARGETS_ONLY' });
    expect(asked).toEqual({ value: 100, recordType: 'TARGET' });
  });

  it('from observations carries the slice that was asked, and none where several were', async () => {
    const ask = async (codes: string) => {
      const filter = `indicators: ["HC_HI_COVERAGE"], dimensions: [{ dimension: "AGE", codes: [${codes}] }], from: "1990", to: "1991"`;
      const { data } = await health.askUnit(
        unit('01-20211101'),
        `healthCoverage { observations(${filter}) { reasonCode dimensions { code } } }`,
      );
      return data._entities[0].healthCoverage.observations;
    };
    expect(await ask('"Y_LT6"')).toEqual([{ reasonCode: 'NO_FIGURE', dimensions: [{ code: 'Y_LT6' }] }]);
    expect(await ask('"Y_LT6", "_T"')).toEqual([{ reasonCode: 'NO_FIGURE', dimensions: [] }]);
  });

  it('of an indicator without rows says so, and is given once for each indicator that was named', async () => {
    const { data } = await poverty.askUnit(
      unit('201-20211101'),
      'povertyReduction { observations(indicators: ["PR_HOUSEHOLDS", "PR_TET_GIFTS"], from: "2024", to: "2024") { indicator reasonCode obsStatus } }',
    );
    expect(data._entities[0].povertyReduction.observations).toEqual([
      { indicator: 'PR_HOUSEHOLDS', reasonCode: 'NO_ROWS_FILED', obsStatus: 'MISSING' },
      { indicator: 'PR_TET_GIFTS', reasonCode: 'NO_FIGURE', obsStatus: 'MISSING' },
    ]);
  });
});
