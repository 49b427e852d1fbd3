import { describe, expect, it } from '@jest/globals';
import { candidateOf, OWN, partnerWith, PARTNER_URL } from '../../../test/support/partner-candidate.ts';
import { PARTNER_SDL } from '../../../test/support/partner-sdl.ts';
import { composeForReview } from '../../compose-supergraph.ts';
import { checkGraph } from './check-graph.ts';
import type { FaultCode } from './fault.ts';
import { measuresTime } from '../../../test/support/measures-time.ts';

measuresTime();

describe('a publication', () => {
  it('that follows the rules is found sound in under a second, and adds to what clients see', async () => {
    await checkGraph(candidateOf(PARTNER_SDL));
    const composing = performance.now();
    composeForReview(OWN);
    const began = performance.now();
    const { faults, changes, composed } = await checkGraph(candidateOf(PARTNER_SDL));
    // On a busy machine composing alone takes longer; the rules must not be what takes the time.
    expect(performance.now() - began).toBeLessThan(Math.max(1_000, 4 * (began - composing)));
    expect(faults).toEqual([]);
    expect(composed!.api).toContain('education: Education');
    expect(changes.length).toBeGreaterThan(1);
    expect(changes.every(({ level }) => level !== 'breaking')).toBe(true);
  });

  it.each<[string, () => string, FaultCode, string]>([
    ['is no SDL', () => 'type {', 'NOT_SDL', ''],
    ['is larger than it may be', () => `${PARTNER_SDL}#${'x'.repeat(600_000)}`, 'NOT_SDL', ''],
    [
      'narrows an enum that all share',
      () => PARTNER_SDL.replace(/(enum Sex [\s\S]*?)\n {2}F @label\([^)]*\)/, '$1'),
      'SHARED_TYPE_CHANGED',
      'Sex',
    ],
    [
      'adds a code to an enum that all share',
      () => PARTNER_SDL.replace(/(enum Sex [^{]*\{)/, '$1\n  X @label(vi: "khác", en: "other")'),
      'SHARED_TYPE_CHANGED',
      'Sex',
    ],
    [
      'adds an open field to a type that all share',
      () => partnerWith('type Citation @shareable {', 'type Citation @shareable {\n  "Page." page: Int'),
      'SHARED_TYPE_CHANGED',
      'Citation',
    ],
    [
      'takes a field over under another name',
      () =>
        PARTNER_SDL.replace('"@tag"', '"@tag", { name: "@override", as: "@mine" }').replace(
          'schoolAttendance(',
          'taken: Int @mine(from: "health-coverage")\n  schoolAttendance(',
        ),
      'LINKS_CHANGED',
      'schema',
    ],
    [
      'takes a field over',
      () => partnerWith('schoolAttendance(', 'taken: Int @override(from: "health-coverage")\n  schoolAttendance('),
      'FORBIDDEN_DIRECTIVE',
      'Education.taken',
    ],
    [
      'extends an interface of others',
      () => `${PARTNER_SDL}\n"x" type EducationThing @interfaceObject @key(fields: "id") { "x" id: ID! }`,
      'FORBIDDEN_DIRECTIVE',
      'EducationThing',
    ],
    [
      'gives a field to another owner’s type',
      () => `${PARTNER_SDL}\nextend type HealthCoverage { "x" schools: Int }`,
      'FOREIGN_TYPE',
      'HealthCoverage',
    ],
    [
      'has a root field that was not granted',
      () => `${PARTNER_SDL}\nextend type Query { "x" schools: Int }`,
      'ROOT_FIELD_NOT_GRANTED',
      'Query.schools',
    ],
    [
      'has a mutation that was not granted',
      () => `${PARTNER_SDL}\ntype Mutation { "x" close: Int }`,
      'ROOT_FIELD_NOT_GRANTED',
      'Mutation.close',
    ],
    [
      'contributes a field that is not null',
      () => partnerWith('education: Education @requires', 'education: Education! @requires'),
      'FIELD_NOT_NULLABLE',
      'AdministrativeUnit.education',
    ],
    [
      'has an indicator that is not null',
      () => partnerWith('): Observation\n    @indicator', '): Observation!\n    @indicator'),
      'FIELD_NOT_NULLABLE',
      'Education.schoolAttendance',
    ],
    [
      'contributes two fields',
      () => partnerWith('extend type AdministrativeUnit {\n', 'extend type AdministrativeUnit {\n  "x" schools: Int\n'),
      'CONTRIBUTION',
      'AdministrativeUnit',
    ],
    [
      'keys the unit otherwise',
      () =>
        partnerWith(
          'type AdministrativeUnit @key(fields: "code")',
          'type AdministrativeUnit @key(fields: "code territoryCode")',
        ),
      'CONTRIBUTION',
      'AdministrativeUnit',
    ],
    [
      'has an enum without its name',
      () =>
        `${PARTNER_SDL}\n"x" enum Grade @codeList(id: "GRADE", vi: "Lớp", en: "Grade") { G1 @label(vi: "1", en: "1") }`,
      'NAME_WITHOUT_PREFIX',
      'Grade',
    ],
    [
      'says another prefix than it was registered with',
      () => partnerWith('prefix: "ED"', 'prefix: "EDU"'),
      'AGENCY_DECLARATION',
      'Education',
    ],
    [
      'has an indicator of another prefix',
      () => partnerWith('code: "ED_SCHOOL_ATTENDANCE"', 'code: "HC_SCHOOL_ATTENDANCE"'),
      'INDICATOR_PREFIX',
      'Education.schoolAttendance',
    ],
    [
      'has an indicator without its Vietnamese definition',
      () => partnerWith('definitionVi: "Tỷ lệ trẻ em từ 6 đến 14 tuổi đi học, phần trăm."', 'definitionVi: ""'),
      'INDICATOR_DECLARATION',
      'Education',
    ],
    [
      'measures in a unit that no list has',
      () => partnerWith('unitMeasure: "PT"', 'unitMeasure: "SCHOOL"'),
      'INDICATOR_DECLARATION',
      'Education',
    ],
    [
      'loses its indicators on the way to the catalogue',
      () => partnerWith('  @composeDirective(name: "@indicator")\n', ''),
      'INDICATOR_NOT_COMPOSED',
      'Education.schoolAttendance',
    ],
    [
      'relates to figures that nobody declares',
      () =>
        partnerWith(
          'dimensions: ["SEX(exhaustive)"]',
          'dimensions: ["SEX(exhaustive)"]\n      relations: ["partOf||ED_NONE"]',
        ),
      'RELATION_POINTS_NOWHERE',
      'ED_SCHOOL_ATTENDANCE',
    ],
    [
      'does not describe an argument',
      () => partnerWith('    "Left out: the total."\n', ''),
      'NOT_DESCRIBED',
      'Education.schoolAttendance(sex:)',
    ],
    [
      'does not name a code in both languages',
      () => `${PARTNER_SDL}\n"x" enum EducationGrade @codeList(id: "GRADE", vi: "Lớp", en: "Grade") { G1 }`,
      'NOT_DESCRIBED',
      'EducationGrade.G1',
    ],
    [
      'has a list of unknown length',
      () => partnerWith('available: [Availability!] @listSize(assumedSize: 20)', 'available: [Availability!]'),
      'LIST_WITHOUT_LENGTH',
      'Education.available',
    ],
    [
      'contradicts what others say of a type',
      () =>
        partnerWith('scalar TimePeriod @specifiedBy', 'enum TimePeriod @specifiedBy').replace(
          /enum TimePeriod @specifiedBy\([^)]*\)/,
          'enum TimePeriod { A }',
        ),
      'DOES_NOT_COMPOSE',
      '',
    ],
  ])('that %s is refused, with where and what to write instead', async (_what, sdl, code, where) => {
    const text = sdl();
    expect(text).not.toBe(PARTNER_SDL);
    const { faults } = await checkGraph(candidateOf(text));
    expect(faults).toContainEqual({
      code,
      where,
      what: expect.stringMatching(/\S/),
      instead: expect.stringMatching(/\S/),
    });
  });

  it('may take what others know of a unit', async () => {
    const taking = partnerWith(
      '  "Figures of education; null when the agency does not answer."\n  education: Education @requires(fields: "territoryCode")',
      '  "Code of the statistics office." gsoCode: String! @external\n  "Figures of education; null when the agency does not answer."\n  education: Education @requires(fields: "territoryCode gsoCode")',
    );
    const { faults } = await checkGraph(candidateOf(taking));
    expect(faults).toEqual([]);
  });

  it('may have a new field of a shared type hidden; it opens when every subgraph has it', async () => {
    const hidden = (sdl: string) =>
      sdl.replace('type Citation @shareable {', 'type Citation @shareable {\n  "Page." page: Int @inaccessible');
    const one = await checkGraph(candidateOf(hidden(PARTNER_SDL)));
    expect(one.faults).toEqual([]);
    expect(one.composed!.api).not.toContain('page: Int');
    const all = OWN.map((subgraph) => ({ ...subgraph, sdl: hidden(subgraph.sdl) }));
    const every = await checkGraph({
      ...candidateOf(hidden(PARTNER_SDL)),
      subgraphs: [...all, { name: 'education', sdl: hidden(PARTNER_SDL), url: PARTNER_URL }],
    });
    expect(every.faults).toEqual([]);
    expect(every.composed!.api).toContain('page: Int');
  });
});
