import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import { createStaffInvite, deactivateStaff } from '#api/staff/staff.ts';
import { aCompany, firstLink, type HttpHouse, httpHouse, testPassword } from './testing.ts';

let house: HttpHouse;
beforeAll(async () => {
  house = await httpHouse();
});
afterAll(() => house.close());

describe('sign-in', () => {
  it('lets the first manager in by a one-time link, once', async () => {
    const token = await firstLink(house);
    const boss = house.visitor();
    const check = await boss.call('POST', '/api/v1/staff/welcome/check', { token });
    expect(check.body).toMatchObject({ email: 'boss@house.example' });

    const short = await boss.call('POST', '/api/v1/staff/welcome', { token, password: 'short' });
    expect(short.status).toBe(422);
    const welcome = await boss.call('POST', '/api/v1/staff/welcome', { token, password: testPassword });
    expect(welcome.status).toBe(204);
    const session = await boss.call('GET', '/api/v1/session');
    expect(session.body).toMatchObject({ company: null, me: { email: 'boss@house.example', roles: ['manager'] } });

    const again = await house.visitor().call('POST', '/api/v1/staff/welcome', { token, password: testPassword });
    expect(again.body).toMatchObject({ status: 422, code: 'invite.used' });
    const unknown = await house.visitor().call('POST', '/api/v1/staff/welcome/check', { token: 'x'.repeat(32) });
    expect(unknown.body).toMatchObject({ code: 'invite.wrong' });
  });

  it('of two who spend one link at once lets one in', async () => {
    const { staffId } = await house.signedIn('technician');
    const token = await createStaffInvite(house.ctx, systemActor, staffId);
    const tries = await Promise.all(
      [1, 2, 3].map((n) =>
        house.visitor().call('POST', '/api/v1/staff/welcome', { token, password: `${testPassword} ${n}` }),
      ),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual([204, 422, 422]);
  });

  it('says the same of a wrong password, an unknown address and a former colleague', async () => {
    const former = await house.signedIn('accountant');
    await deactivateStaff(house.ctx, systemActor, former.staffId);
    const known = await house.signedIn('accountant');
    const answers = await Promise.all(
      [
        { email: known.email, password: 'not this one at all' },
        { email: 'nobody@house.example', password: testPassword },
        { email: former.email, password: testPassword },
        { email: 'not an address', password: testPassword },
      ].map((body) => house.visitor().call('POST', '/api/auth/sign-in/email', body)),
    );
    for (const { status, body } of answers) {
      expect(status).toBe(401);
      expect(body).toEqual(answers[0]?.body);
      expect(body).toMatchObject({ code: 'sign-in.wrong' });
    }
  });

  it('signs in with the password, changes it, and signs out', async () => {
    const { email } = await house.signedIn('manager');
    const visitor = house.visitor();
    await visitor.call('POST', '/api/auth/sign-in/email', { email, password: testPassword });
    expect((await visitor.call('GET', '/api/v1/today')).status).toBe(200);
    const weak = { currentPassword: testPassword, newPassword: 'short' };
    expect((await visitor.call('POST', '/api/auth/change-password', weak)).body).toMatchObject({
      code: 'sign-in.weak-password',
    });
    await visitor.call('POST', '/api/auth/sign-out');
    expect((await visitor.call('GET', '/api/v1/today')).body).toMatchObject({ status: 401, code: 'not-signed-in' });
  });

  it('ends at once for a colleague who is deactivated, and old sessions end with a new link', async () => {
    const leaver = await house.signedIn('dispatcher');
    await house.signedIn('manager');
    expect((await leaver.call('GET', '/api/v1/buildings')).status).toBe(200);
    await deactivateStaff(house.ctx, systemActor, leaver.staffId);
    expect((await leaver.call('GET', '/api/v1/buildings')).status).toBe(401);

    const forgetful = await house.signedIn('dispatcher');
    const token = await createStaffInvite(house.ctx, systemActor, forgetful.staffId);
    const later = house.visitor();
    await later.call('POST', '/api/v1/staff/welcome', { token, password: 'another good one' });
    expect((await forgetful.call('GET', '/api/v1/buildings')).status).toBe(401);
    expect((await later.call('GET', '/api/v1/buildings')).status).toBe(200);
  });

  it('has no sign-up and none of the rest of the library', async () => {
    const stranger = house.visitor();
    const body = { name: 'Eve', email: 'eve@house.example', password: testPassword };
    for (const path of ['sign-up/email', 'update-user', 'ok', 'error', 'delete-user'])
      expect((await stranger.call('POST', `/api/auth/${path}`, body)).body).toMatchObject({ status: 404 });
    expect(await house.ctx.db.authUser.count({ where: { email: body.email } })).toBe(0);
  });

  it('keeps its cookie to https, to us and from scripts in production, behind a proxy', async () => {
    const own = await httpHouse({ isPublic: true });
    try {
      await aCompany(own);
      const { email } = await own.signedIn('manager');
      const proxied = { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https' };
      const signIn = { email, password: testPassword };
      const answer = await own.visitor().call('POST', '/api/auth/sign-in/email', signIn, proxied);
      expect(answer.status).toBe(200);
      const [cookie = ''] = answer.headers.getSetCookie();
      expect(cookie).toMatch(/^__Secure-staff\.session_token=/);
      for (const word of ['Secure', 'HttpOnly', 'SameSite=Lax']) expect(cookie).toContain(word);
      expect(answer.headers.get('strict-transport-security')).toContain('max-age');
    } finally {
      await own.close();
    }
  });

  it('counts failed tries, not good ones', async () => {
    const own = await httpHouse();
    try {
      await aCompany(own);
      const { email } = await own.signedIn('manager');
      const visitor = own.visitor();
      const tries: number[] = [];
      for (let n = 0; n < 22; n += 1) {
        const good = await visitor.call('POST', '/api/auth/sign-in/email', { email, password: testPassword });
        if (n < 20) expect(good.status).toBe(200);
        tries.push((await visitor.call('POST', '/api/auth/sign-in/email', { email, password: `${n} wrong` })).status);
      }
      expect(tries.slice(0, 20).every((status) => status === 401)).toBe(true);
      expect(tries.at(-1)).toBe(429);
      const last = await visitor.call('POST', '/api/auth/sign-in/email', { email, password: testPassword });
      expect(last.body).toMatchObject({ status: 429, code: 'sign-in.too-many' });
    } finally {
      await own.close();
    }
  });
});
