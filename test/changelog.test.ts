import { beforeAll, describe, expect, it } from '@jest/globals';
import { PARTNER_SDL } from './support/partner-sdl.ts';
import { OPERATOR, useRegistry } from './support/use-registry.ts';

describe('the changelog of the public schema', () => {
  const registry = useRegistry();
  const url = 'https://education.example.gov.vn/graphql';
  const publish = (sdl: string) => registry.opened().registry.publish({ name: 'education', sdl, url }, null);
  const entries = async () => (await (await fetch(`${registry.url()}/changelog`)).json()).entries;

  beforeAll(async () => {
    await registry.join('education', 'ED');
    await publish(PARTNER_SDL);
    await publish(
      PARTNER_SDL.replace(
        '): Observation\n    @indicator(\n      code: "ED_',
        '): Observation\n    @deprecated(reason: "Counted otherwise from 2027 on; served until 2027-06-30.")\n    @indicator(\n      code: "ED_',
      ),
    );
    await registry.opened().registry.retire('education', null, null);
    await registry.agency(['rollback', '2'], OPERATOR);
  }, 120_000);

  it('says of each publication who added, deprecated and removed what, with the day of removal', async () => {
    const [back, retired, deprecated, added, ...earlier] = await entries();
    expect(earlier).toEqual([]);
    const by = [{ name: 'education', owner: 'Cơ quan thử nghiệm' }];
    const attendance = { where: 'ED_SCHOOL_ATTENDANCE', message: expect.stringContaining('(School attendance)') };
    expect(added).toMatchObject({ graph: 2, cause: 'publish', by });
    expect(added.changes).toEqual([
      { level: 'safe', kind: 'added', where: 'Education', message: "Type 'Education' was added" },
      { level: expect.any(String), kind: 'added', where: 'AdministrativeUnit.education', message: expect.any(String) },
      { level: 'safe', kind: 'added', ...attendance },
    ]);
    expect(deprecated).toMatchObject({ graph: 3, by });
    expect(deprecated.changes).toContainEqual(
      expect.objectContaining({
        kind: 'deprecated',
        where: expect.stringContaining('schoolAttendance'),
        until: '2027-06-30',
      }),
    );
    expect(retired).toMatchObject({ graph: 4, cause: 'retire', by });
    expect(retired.changes).toContainEqual({ level: 'breaking', kind: 'removed', ...attendance });
    expect(back).toMatchObject({ graph: 5, cause: 'rollback', by });
    expect(back.changes).toContainEqual({ level: 'safe', kind: 'added', ...attendance });
  });

  it('is an Atom feed too', async () => {
    const answer = await fetch(`${registry.url()}/changelog.atom`);
    expect(answer.headers.get('content-type')).toContain('application/atom+xml');
    const feed = await answer.text();
    expect(feed).toContain('<feed xmlns="http://www.w3.org/2005/Atom">');
    expect(feed.match(/<entry>/g)).toHaveLength(4);
    expect(feed).toContain('until 2027-06-30');
  });
});
