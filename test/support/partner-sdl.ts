import { sharedSdl } from '../../subgraphs/kit/subgraph.ts';

/** What an agency of education might publish: one indicator, by sex. */
const OWN_SDL = `
"Schools and children at school."
type Education @agency(code: "education", prefix: "ED", nameVi: "Giáo dục", nameEn: "Education") {
  "Children of 6 to 14 who go to school, per cent."
  schoolAttendance(
    "Period asked for; left out: the latest."
    period: TimePeriod
    "Left out: the total."
    sex: Sex
    "What was known at this instant; left out: now."
    asOf: DateTime
  ): Observation
    @indicator(
      code: "ED_SCHOOL_ATTENDANCE"
      nameVi: "Tỷ lệ trẻ em đi học"
      nameEn: "School attendance"
      definitionVi: "Tỷ lệ trẻ em từ 6 đến 14 tuổi đi học, phần trăm."
      unitMeasure: "PT"
      aggregation: "NONE"
      timePerCollect: "A"
      dimensions: ["SEX(exhaustive)"]
    )
  "Recorded figures of the unit."
  observations(
    "Codes; left out: all."
    indicators: [ID!]
    "Left out: all slices."
    dimensions: [DimensionFilter!]
    "First period."
    from: TimePeriod
    "Last period."
    to: TimePeriod
    "What was known at this instant; left out: now."
    asOf: DateTime
  ): [Observation!] @listSize(assumedSize: 200)
  "What there is."
  available: [Availability!] @listSize(assumedSize: 20)
}

extend type AdministrativeUnit {
  "Figures of education; null when the agency does not answer."
  education: Education @requires(fields: "territoryCode")
}
`;

const SHARED_SDL = [sharedSdl('common.graphql'), sharedSdl('figures.graphql'), sharedSdl('agency.graphql')].join('\n');

export const PARTNER_SDL = `${SHARED_SDL}\n${OWN_SDL}`;

/** The same of an agency with another name, whose first two letters begin its codes. */
export function partnerSdlOf(name: string): string {
  const own = OWN_SDL.replaceAll('Education', name.slice(0, 1).toUpperCase() + name.slice(1))
    .replaceAll('education', name)
    .replaceAll('"ED', `"${name.slice(0, 2).toUpperCase()}`);
  return `${SHARED_SDL}\n${own}`;
}
