import { describe, expect, it } from '@jest/globals';
import { candidateOf, OWN, partnerWith, PARTNER_URL } from '../../../test/support/partner-candidate.ts';
import { PARTNER_SDL } from '../../../test/support/partner-sdl.ts';
import { composeForReview } from '../../compose-supergraph.ts';
import type { UsedOperation } from './candidate.ts';
import { checkGraph } from './check-graph.ts';

describe('operations that clients use', () => {
  const used = (text: string, indicators: readonly string[] = []): UsedOperation => ({
    text,
    clients: [{ client: 'children-dashboard@2.1', lastUsed: '2026-11-20', indicators }],
  });
  const asking = used(
    'query Attendance { administrativeUnit(code: "0") { education { schoolAttendance { value } } } }',
  );
  const published = composeForReview([...OWN, { name: 'education', sdl: PARTNER_SDL, url: PARTNER_URL }]);

  it('are not broken: the client is named that would be', async () => {
    const renamed = partnerWith('schoolAttendance(', 'attendance(');
    const { faults } = await checkGraph(candidateOf(renamed, { before: published, operations: [asking] }));
    expect(faults).toEqual([
      {
        code: 'BREAKS_CLIENTS',
        where: 'children-dashboard@2.1 (last on 2026-11-20)',
        what: expect.stringContaining('Cannot query field "schoolAttendance" on type "Education"'),
        instead: expect.stringContaining('@deprecated'),
      },
    ]);
    const unused = await checkGraph(candidateOf(renamed, { before: published, operations: [] }));
    expect(unused.faults).toEqual([]);
    expect(unused.changes).toContainEqual({
      level: 'breaking',
      kind: 'removed',
      where: 'Education.schoolAttendance',
      message: expect.any(String),
    });
  });

  it('keep the indicators that they ask for by code', async () => {
    const operations = [used('{ indicators { code } }', ['ED_SCHOOL_ATTENDANCE'])];
    const gone = { ...candidateOf('', { before: published, operations }), subgraphs: OWN };
    const { faults } = await checkGraph(gone);
    expect(faults).toMatchObject([
      { code: 'BREAKS_CLIENTS', what: expect.stringContaining('the indicator ED_SCHOOL_ATTENDANCE would be gone') },
    ]);
  });
});
