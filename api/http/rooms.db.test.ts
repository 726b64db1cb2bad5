import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importTargets } from '#api/flows/import-targets.ts';
import { workOnImport } from '#api/imports/work-on-import.ts';
import { openChat } from '#api/residents/chats.ts';
import { joinByCode } from '#api/residents/join.ts';
import { askToJoin } from '#api/residents/join-requests.ts';
import { ensureCategories } from '#api/tickets/categories.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
import { openTicket } from '#api/tickets/open-ticket.ts';
import { firstLink, type HttpHouse, httpHouse, testPassword, type Visitor } from './testing.ts';

let house: HttpHouse;
let boss: Visitor;
let buildingId = '';
let unitId = '';

beforeAll(async () => {
  house = await httpHouse();
});
afterAll(() => house.close());

const company = {
  ...{ name: 'Cosy Quarter', country: 'RU', timeZone: 'Europe/Moscow', locale: 'ru', currency: 'RUB' },
  ...{ officePhone: '+7 495 000-00-00', officeHours: '9–18', emergencyPhone: '+7 495 000-00-01' },
};

async function made<T = { id: string }>(path: string, body?: unknown): Promise<T> {
  const answer = await boss.call<T>('POST', `/api/v1${path}`, body);
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
}

async function got<T>(path: string): Promise<T> {
  const answer = await boss.call<T>('GET', `/api/v1${path}`);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body;
}

describe('a manager, from an empty house', () => {
  it('sets the company up, once', async () => {
    boss = house.visitor();
    const token = await firstLink(house);
    await boss.call('POST', '/api/v1/staff/welcome', { token, password: testPassword });
    expect((await boss.call('GET', '/api/v1/company')).body).toMatchObject({ status: 409, code: 'company.not-set-up' });
    expect(await made('/company', company)).toMatchObject({ name: 'Cosy Quarter', isDemo: false });
    const again = await boss.call('POST', '/api/v1/company', company);
    expect(again.body).toMatchObject({ status: 409, code: 'company.already-set-up' });
    const changed = await boss.call('PATCH', '/api/v1/company', { officeHours: '8–20' });
    expect(changed.body).toMatchObject({ officeHours: '8–20', name: 'Cosy Quarter' });
    const quiet = await boss.call('PUT', '/api/v1/settings/quiet-hours', { from: '23:00', until: '07:00' });
    expect(quiet.body).toEqual({ from: '23:00', until: '07:00' });
    expect(await got('/settings')).toMatchObject({ 'quiet-hours': { from: '23:00' }, brand: { name: 'Domovoy' } });
  });

  it('begins terms of its own from a preset, and hears which of their fields is wrong', async () => {
    const { items } = await got<{ items: { name: string; terms: { due: object } }[] }>('/billing-term-presets');
    expect(items.map(({ name }) => name)).toContain('de');
    const decide = (own: unknown) => boss.call('PUT', '/api/v1/settings/billing-terms', { preset: 'de', own });
    for (const { terms } of items) expect((await decide(terms)).body).toEqual({ preset: 'de', own: terms });
    const due = { kind: 'day-of-month', day: 45, monthsLater: 0, movesToWorkingDay: false };
    expect((await decide({ ...items[0]?.terms, due })).body).toMatchObject({
      ...{ status: 422, code: 'setting.bad-value' },
      values: { paths: ['own.due.day'] },
    });
    expect((await decide(null)).body).toEqual({ preset: 'de', own: null });
  });

  it('adds a building, a flat and a person, and prints an invitation that works', async () => {
    const building = { code: 'A', address: 'Lesnaya 1', entrances: 2, floors: 9, hasLift: true, hasGas: true };
    buildingId = (await made('/buildings', building)).id;
    expect((await boss.call('POST', '/api/v1/buildings', building)).body).toMatchObject({
      status: 409,
      code: 'building.code-taken',
    });
    unitId = (await made('/units', { buildingId, number: '57', type: 'flat', entrance: 2, accountNumber: '0057' })).id;
    const people = { unitId, fullName: 'Anna Vetrova', phone: '+7 999 000-00-01', locale: 'ru', role: 'owner' };
    const { residentId } = await made<{ residentId: string }>('/residents', people);

    const invitation = await made<{ code: string; link: string }>(`/units/${unitId}/invitations`, {
      residentId,
      role: 'owner',
    });
    expect(invitation).toMatchObject({ address: 'Lesnaya 1', number: '57', name: 'Anna Vetrova', locale: 'ru' });
    expect(invitation.link).toMatch(/^https:\/\/t\.me\/house_bot\?start=[\w-]{22,64}$/);
    const chat = await openChat(house.ctx, { messenger: 'telegram', address: '1', locale: 'ru' });
    const joined = await joinByCode(house.ctx, chat.id, invitation.code, { name: 'Anna' });
    expect(joined).toMatchObject({ status: 'joined', residentId });

    expect(await got(`/units?buildingId=${buildingId}&search=57`)).toMatchObject({
      items: [{ number: '57', accountNumber: '0057', residentCount: 1, connectedCount: 1 }],
      next: null,
    });
    expect(await got(`/units/${unitId}`)).toMatchObject({
      accounts: [{ number: '0057' }],
      occupancies: [{ name: 'Anna Vetrova', phone: '+79990000001', connected: true }],
    });
    expect(await got('/residents?search=vetr')).toMatchObject({ items: [{ fullName: 'Anna Vetrova' }] });
  });

  it('puts a person on the list once, however often the button is pressed', async () => {
    const person = { unitId, fullName: 'No Phone', locale: 'en', role: 'tenant' };
    const key = { 'idempotency-key': 'press-00000001' };
    const answers = await Promise.all([1, 2, 3].map(() => boss.call('POST', '/api/v1/residents', person, key)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(await got('/residents?search=No%20Phone')).toMatchObject({ items: { length: 1 } });
    const { occupancies } = await got<{ occupancies: { id: string; name: string }[] }>(`/units/${unitId}`);
    const { id } = occupancies.find(({ name }) => name === 'No Phone') ?? { id: '' };
    expect((await boss.call('POST', `/api/v1/occupancies/${id}/end`, { reason: 'moved' })).status).toBe(204);
    const sheet = await got<{ occupancies: { name: string; state: string }[] }>(`/units/${unitId}`);
    expect(sheet.occupancies.some(({ name, state }) => name === 'No Phone' && state === 'present')).toBe(false);
  });

  it('takes an invitation back', async () => {
    const { id } = await made(`/units/${unitId}/invitations`, { role: 'family' });
    expect((await boss.call('DELETE', `/api/v1/invitations/${id}`)).status).toBe(204);
    expect(await got(`/units/${unitId}`)).toMatchObject({ joinCodes: [] });
  });

  it('lets in somebody who has no code, once', async () => {
    const chat = await openChat(house.ctx, { messenger: 'telegram', address: '2', locale: 'en' });
    await askToJoin(house.ctx, chat.id, { name: 'Boris', where: 'Lesnaya 1, 57', role: 'family' });
    const { items } = await got<{ items: { id: string; unit: { id: string } }[] }>('/join-requests?state=pending');
    expect(items).toMatchObject([{ saidName: 'Boris', unit: { id: unitId } }]);
    const path = `/join-requests/${items[0]?.id}/decision`;
    expect(await made(path, { approve: true })).toMatchObject({ state: 'approved' });
    const again = await boss.call('POST', `/api/v1${path}`, { approve: false });
    expect(again.body).toMatchObject({ status: 409, code: 'join.already-decided' });
    expect(await got('/today')).toMatchObject({ joinRequests: 0, residents: { connected: 2 } });
  });

  it('writes news, sees whom it reaches, publishes it once', async () => {
    const audience = { buildingIds: [buildingId] };
    expect(await made('/news/audience', { audience })).toEqual({ residents: 2, reachable: 2, flats: 1 });
    const texts = { ru: { title: 'Вода', body: 'Завтра' } };
    const { newsId } = await made<{ newsId: string }>('/news', { texts, urgency: 'common', audience });
    const english = { texts: { ...texts, en: { title: 'Water', body: 'Tomorrow' } } };
    expect((await boss.call('PATCH', `/api/v1/news/${newsId}`, english)).status).toBe(204);
    expect(await got(`/news/${newsId}`)).toMatchObject({
      state: 'draft',
      previews: [
        { locale: 'ru', title: 'Вода', isFallback: false },
        { locale: 'en', title: 'Water', isFallback: false },
      ],
    });
    const presses = await Promise.all([1, 2, 3].map(() => boss.call('POST', `/api/v1/news/${newsId}/publish`)));
    expect(presses.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(await got('/news?state=published')).toMatchObject({ items: [{ id: newsId, recipientCount: 2 }] });
    expect(await got(`/news/${newsId}/report`)).toMatchObject({ recipients: 2, delivered: 0, failed: 0 });
    expect((await boss.call('PATCH', `/api/v1/news/${newsId}`, english)).body).toMatchObject({
      code: 'news.not-draft',
    });
    const none = { texts: {}, urgency: 'common', audience: 'everyone' };
    expect((await boss.call('POST', '/api/v1/news', none)).body).toMatchObject({ code: 'input.invalid' });
  });

  it('adds a colleague by a one-time link and maps a channel', async () => {
    const input = { name: 'Ivan', email: 'Ivan@House.example', roles: ['technician'], locale: 'ru', trade: 'plumber' };
    const { staff, link } = await made<{ staff: { id: string }; link: string }>('/staff', input);
    expect(link).toMatch(new RegExp(`^${house.base}/admin/welcome#[\\w-]{20,}$`));
    const newer = await made<{ link: string }>(`/staff/${staff.id}/invite`);
    const ivan = house.visitor();
    const spend = (url: string) =>
      ivan.call('POST', '/api/v1/staff/welcome', { token: url.split('#')[1], password: testPassword });
    expect((await spend(link)).body).toMatchObject({ code: 'invite.wrong' });
    expect((await spend(newer.link)).status).toBe(204);
    expect((await ivan.call('PATCH', '/api/v1/session', { locale: 'en' })).body).toMatchObject({ locale: 'en' });
    const colleagues = await got<unknown[]>('/staff');
    expect(colleagues).toContainEqual(expect.objectContaining({ email: 'ivan@house.example', canSignIn: true }));
    expect(JSON.stringify(colleagues)).not.toContain('authUserId');
    expect((await boss.call('POST', `/api/v1/staff/${staff.id}/deactivate`)).body).toMatchObject({ isActive: false });
    expect((await ivan.call('GET', '/api/v1/tickets')).status).toBe(401);

    const mapping = { service: 'technical', channelId: 'C0TECHNICAL' };
    expect((await boss.call('PUT', '/api/v1/slack/channels', mapping)).status).toBe(204);
    expect(await got('/slack/channels')).toEqual([{ ...mapping, buildingId: null, lostAt: null, lostWhy: null }]);
  });

  it('reads tickets', async () => {
    await ensureCategories(house.ctx);
    const resident = await house.ctx.db.resident.findFirstOrThrow({ where: { fullName: 'Anna Vetrova' } });
    const actor = { kind: 'resident', residentId: resident.id } as const;
    const ticket = await openTicket(house.ctx, actor, {
      ...{ unitId, kind: 'technical', place: 'flat', text: 'The tap drips', files: [], source: 'telegram' },
    });
    const worker = await house.ctx.db.staffMember.findFirstOrThrow({ where: { email: 'boss@house.example' } });
    await claimTicket(house.ctx, { kind: 'staff', staffId: worker.id, roles: ['manager'] }, { ticketId: ticket.id });
    expect(await got('/tickets?status=claimed&search=tap')).toMatchObject({
      items: [{ number: ticket.number, unitNumber: '57', assignee: { name: worker.name } }],
    });
    const card = await got<{ timeline: { kind: string }[] }>(`/tickets/${ticket.id}`);
    expect(card.timeline.map(({ kind }) => kind)).toEqual(['opened', 'claimed']);
    expect(JSON.stringify(card)).not.toContain('Vetrova');
    expect((await boss.call('GET', `/api/v1/attachments/${ticket.id}`)).status).toBe(404);
  });

  it('imports residents: a dry run, an error file, and the good rows once', async () => {
    const lines = [
      'building_code;building_address;entrance;floor;unit;unit_type;full_name;phone;role',
      'B;Polevaya 2;1;1;1;flat;Carol Stone;+79990000010;owner',
      'B;Polevaya 2;1;1;2;flat;=cmd();12;owner',
    ];
    const file = lines.join('\r\n');
    const upload = await boss.call<{ id: string }>(
      ...(['POST', '/api/v1/imports?target=residents&fileName=people.csv', new TextEncoder().encode(file)] as const),
    );
    expect(upload).toMatchObject({ status: 201, body: { state: 'received' } });
    await workOnImport(house.ctx, importTargets, upload.body.id);
    const checked = await got<{ problems: object[] }>(`/imports/${upload.body.id}`);
    expect(checked).toMatchObject({ state: 'checked', rowCount: 2, goodCount: 1, badCount: 1 });
    expect(checked.problems).toMatchObject([{ line: 3, detail: expect.stringMatching(/phone/) }]);
    expect(await house.ctx.db.building.count({ where: { code: 'B' } })).toBe(0);

    const errors = await boss.call('GET', `/api/v1/imports/${upload.body.id}/errors`);
    expect(errors.headers.get('content-disposition')).toContain('people-errors.csv');
    expect(String(errors.body.text)).toContain("'=cmd()");

    const applied = await boss.call('POST', `/api/v1/imports/${upload.body.id}/apply`);
    expect(applied.body).toMatchObject({ state: 'applying' });
    await workOnImport(house.ctx, importTargets, upload.body.id);
    expect(await house.ctx.db.unit.count({ where: { building: { code: 'B' } } })).toBe(1);
    const again = await boss.call('POST', `/api/v1/imports/${upload.body.id}/apply`);
    expect(again.body).toMatchObject({ status: 409, code: 'import.already-applied' });
    expect(await got('/imports')).toMatchObject({ items: [{ fileName: 'people.csv', state: 'applied' }] });
    const empty = await boss.call('POST', '/api/v1/imports?target=residents&fileName=a.csv', new Uint8Array());
    expect(empty.status).toBe(422);
  });

  it('pages through a list to its end', async () => {
    for (const number of ['1', '2', '10']) await made('/units', { buildingId, number, type: 'flat' });
    const seen: string[] = [];
    for (let after = ''; ; ) {
      const page = await got<{ items: { number: string }[]; next: string | null }>(
        `/units?buildingId=${buildingId}&limit=2${after}`,
      );
      seen.push(...page.items.map(({ number }) => number));
      if (page.next === null) break;
      after = `&after=${encodeURIComponent(page.next)}`;
    }
    expect(seen).toEqual(['1', '2', '10', '57']);
  });
});
