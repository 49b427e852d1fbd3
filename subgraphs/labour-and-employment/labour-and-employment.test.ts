import { describe, expect, it } from '@jest/globals';
import { useSubgraph } from '../../test/support/use-subgraph.ts';
import { labourAndEmployment } from './subgraph.ts';

describe('labour-and-employment', () => {
  const { askUnit } = useSubgraph(labourAndEmployment);
  const ask = async (code: string, fields: string) => {
    const { data, errors } = await askUnit({ code, territoryCode: code }, `labourAndEmployment { ${fields} }`);
    expect(errors).toBeUndefined();
    return data._entities[0].labourAndEmployment;
  };

  it('gives workers gone abroad with the period that each source speaks of', async () => {
    const figures = await Promise.all(
      ['417-20211101', '074-20211101', '201-20211101'].map((code) =>
        ask(code, 'workersAbroad { value timePeriod periodBasis }'),
      ),
    );
    expect(figures.map(({ workersAbroad }) => workersAbroad)).toEqual([
      { value: 151, timePeriod: '2023', periodBasis: 'YEAR_TO_DATE' },
      { value: 68, timePeriod: '2023-S1', periodBasis: 'YEAR_TO_DATE' },
      { value: 57, timePeriod: '2024', periodBasis: 'STATED' },
    ]);
  });

  it('gives the classes of Hàm Yên as reported twice: 9 held, and 6 and 8 opened by programme', async () => {
    const fields = `vocationalClassesHeld { value }
      poverty: vocationalClassesOpened(programme: NTP_SPR) { value } ethnic: vocationalClassesOpened(programme: NTP_EM) { value }
      all: vocationalClassesOpened { value reasonCode }`;
    expect(await ask('074-20211101', fields)).toEqual({
      vocationalClassesHeld: { value: 9 },
      poverty: { value: 6 },
      ethnic: { value: 8 },
      all: { value: null, reasonCode: 'DIMENSION_REQUIRED' },
    });
  });

  it('puts the unemployment of 2025 on the province of its table: Yên Bái’s is not Lào Cai’s', async () => {
    const [yenBai, laoCai, laoCaiOfToday] = await Promise.all(
      ['15-20211101', '10-20211101', '15-20250701'].map((code) =>
        ask(code, 'unemploymentRate(period: "2025") { value refArea obsStatus }'),
      ),
    );
    expect(yenBai.unemploymentRate).toMatchObject({ refArea: '15-20211101', obsStatus: 'PROVISIONAL' });
    expect(laoCai.unemploymentRate).toMatchObject({ refArea: '10-20211101', obsStatus: 'PROVISIONAL' });
    expect(laoCaiOfToday.unemploymentRate).toMatchObject({ value: null, refArea: '15-20250701' });
  });

  it('keeps the trained share of the survey apart from the rate that the district reports', async () => {
    expect(await ask('201-20211101', 'trainedRateReported { value } trainedShare { value obsStatus }')).toEqual({
      trainedRateReported: { value: 86.5 },
      trainedShare: { value: null, obsStatus: 'MISSING_NOT_COLLECTED' },
    });
  });

  it('places a job fair in the commune where it was held, as it was then', async () => {
    expect(await ask('06946-20211101', 'jobFairParticipants { valueLow qualifier referenceDate refArea }')).toEqual({
      jobFairParticipants: { valueLow: 500, qualifier: 'GT', referenceDate: '2025-03-21', refArea: '06946-20211101' },
    });
    const today = await ask('06946-20250701', 'jobFairParticipants { value reason(language: EN) }');
    expect(today.jobFairParticipants.value).toBeNull();
  });
});
