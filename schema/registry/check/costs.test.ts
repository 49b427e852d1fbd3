import { describe, expect, it } from '@jest/globals';
import { candidateOf, OWN, partnerWith, PARTNER_URL } from '../../../test/support/partner-candidate.ts';
import { composeForReview } from '../../compose-supergraph.ts';
import { normalise } from '../../../gateway/usage/normalise.ts';
import { parse } from 'graphql';
import type { UsedOperation } from './candidate.ts';
import { checkGraph } from './check-graph.ts';

const FIELD = 'schoolAttendance(';
const LIST = (directive: string) =>
  `schools("How many." first: Int): [EducationSchool!] ${directive}\n  "Attendance." ${FIELD}`;
const TYPE = '\n"A school." type EducationSchool { "Its name." name: String @COST }';
const withSchools = (directive: string, cost = '') => partnerWith(FIELD, LIST(directive)) + TYPE.replace('@COST', cost);
const SHORT = withSchools('@listSize(assumedSize: 20)');

const used = (text: string): UsedOperation => ({
  text: normalise(parse(text), null).text,
  clients: [{ client: 'children-dashboard@2.1', lastUsed: '2026-11-20', indicators: [] }],
});
const SCHOOLS = 'education { schools { name } }';
const ASKING = used(
  `query ($first: Int, $with: Boolean!) { administrativeUnits(level: COMMUNE, first: $first) { nodes { code ... @include(if: $with) { ${SCHOOLS} } } } }`,
);

describe('what operations that clients use may cost', () => {
  const before = composeForReview([...OWN, { name: 'education', sdl: SHORT, url: PARTNER_URL }]);
  const faultsOf = async (sdl: string, costLimit?: number, operations = [ASKING]) =>
    (await checkGraph(candidateOf(sdl, { before, operations }), costLimit)).faults;

  it('stays below the limit of the gateways: a list that is declared longer names the client that would be refused', async () => {
    expect(await faultsOf(withSchools('@listSize(assumedSize: 5000)'))).toEqual([
      {
        code: 'TOO_DEAR_FOR_CLIENTS',
        where: 'children-dashboard@2.1 (last on 2026-11-20)',
        what: expect.stringMatching(
          /^it would cost [\d,]+ with 100 items of each list, more than 200,000, mostly by administrativeUnits > nodes \(100\) > education > schools \(5000\), in: query/,
        ),
        instead: expect.stringContaining('@listSize'),
      },
    ]);
  });

  it('may rise below it, or where gateways have none', async () => {
    expect(await faultsOf(withSchools('@listSize(assumedSize: 200)'))).toEqual([]);
    expect(await faultsOf(withSchools('@listSize(assumedSize: 5000)'), 0)).toEqual([]);
    expect(await faultsOf(withSchools('@listSize(assumedSize: 200)'), 5_000)).toHaveLength(1);
  });

  it('counts the weights of fields too', async () => {
    expect(await faultsOf(withSchools('@listSize(assumedSize: 20)', '@cost(weight: 500)'))).toMatchObject([
      { code: 'TOO_DEAR_FOR_CLIENTS' },
    ]);
  });

  it('is not asked of what they have to say from then on: a list that needs a length refuses those that send none', async () => {
    expect(await faultsOf(withSchools('@listSize(slicingArguments: ["first"])'))).toMatchObject([
      { code: 'TOO_DEAR_FOR_CLIENTS', what: expect.stringContaining('schools needs the argument first') },
    ]);
  });

  it('is of no concern where the operation was refused before, or asks nothing of it', async () => {
    const dear = used(
      `{ administrativeUnits(level: COMMUNE, first: 500) { nodes { children { children { ${SCHOOLS} } } } } }`,
    );
    const other = used('{ indicators { code } }');
    expect(await faultsOf(withSchools('@listSize(assumedSize: 5000)'), 5_000, [dear, other])).toEqual([]);
  });
});
