import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StaffActor, StaffRole } from '#api/core/actor.ts';
import { listAudit } from '#api/core/audit.ts';
import { newId, shortId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { aColleague, aCompany, aFlat, aResident, aTicket, type TestFlat } from '#api/tickets/testing.ts';
import { onFlatCommand } from './flat-sheet.ts';
import { aDesk, anApp, aSubmission, aTap, type FakeSlack, fakeSlack } from './testing-desk.ts';

let house: TestHouse;
let flat: TestFlat;
let number: string;
let slack: FakeSlack;
let app: ReturnType<typeof anApp>;

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  flat = await aFlat(house.ctx);
  number = (await house.ctx.db.unit.findUniqueOrThrow({ where: { id: flat.unitId } })).number;
  const anna = await aResident(house.ctx, flat);
  await aTicket(house.ctx, anna, flat, { text: 'The tap leaks' });
});
afterAll(() => house.close());
beforeEach(() => {
  slack = fakeSlack();
  app = anApp(aDesk(house.ctx, slack));
});
afterEach(() => app.inbox.stop());

async function aUser(...roles: StaffRole[]): Promise<{ actor: StaffActor; user: string }> {
  const actor = await aColleague(house.ctx, ...roles);
  const { slackUserId } = await house.ctx.db.staffMember.findUniqueOrThrow({ where: { id: actor.staffId } });
  return { actor, user: slackUserId ?? '' };
}

async function typed(user: string, text: string): Promise<string> {
  let shown = '';
  const command = { spot: { userId: user, channelId: 'C1' }, text, responseUrl: 'https://x.example', triggerId: 't' };
  await onFlatCommand(aDesk(house.ctx, slack), command, async (message) => {
    shown = JSON.stringify(message);
  });
  return shown;
}

it('shows a flat to who asked, without names and phones; money only to who sees it', async () => {
  const { actor, user } = await aUser('technician');
  const sheet = await typed(user, `12 ${number}`);
  expect(sheet).toContain('The tap leaks');
  expect(sheet).toContain('owner: 1, in the chat 1');
  expect(sheet).not.toContain('Anna');
  expect(sheet).not.toContain('owed');
  expect(await listAudit(house.ctx, { type: 'unit', id: flat.unitId })).toMatchObject([
    { actorId: actor.staffId, surface: 'slack', deed: 'flat-file.viewed' },
  ]);
  const vera = await aUser('accountant');
  expect(await typed(vera.user, `12 ${number}`)).toContain('nothing owed');
});

describe('reminders of an account', () => {
  const noMute = () => house.ctx.db.reminderMute.count({ where: { endedAt: null } }).then((count) => count === 0);
  const settled = () => expect.poll(() => house.ctx.db.inboundEvent.count({ where: { state: 'received' } })).toBe(0);
  const asked = (accountId: string, day: string, reason = 'Pays in parts') => ({
    ...{ account: { selected_option: { value: accountId } }, day: { selected_date: day }, reason: { value: reason } },
  });
  const aside = () => JSON.stringify(slack.of('chat.postEphemeral'));
  let accountId: string;

  beforeAll(async () => {
    house.clock.set('2026-11-20T09:00:00Z');
    const createdAt = house.ctx.now();
    const [payeeId, id] = [newId(createdAt), newId(createdAt)];
    await house.ctx.db.payee.create({ data: { id: payeeId, code: payeeId, name: 'Main', currency: 'EUR', createdAt } });
    await house.ctx.db.account.create({
      data: { id, unitId: flat.unitId, payeeId, number: '0000510057', isMain: true, createdAt },
    });
    accountId = id;
  });

  it('are paused until a day and begun again from the sheet, by those who keep the books', async () => {
    const { user } = await aUser('accountant');
    expect(await typed(user, `12 ${number}`)).toContain('Pause reminders');
    await app.tell(aTap(user, 'flat-mute', shortId(flat.unitId)));
    expect(JSON.stringify(slack.of('views.open'))).toContain('0000510057');
    for (const [fields, field] of [
      [asked(accountId, '2026-11-20'), 'day'],
      [asked(accountId, '2028-01-01'), 'day'],
      [asked(accountId, '2026-12-15', '👍'), 'reason'],
    ] as const) {
      expect(await app.tell(aSubmission(user, 'flat-mute', flat.unitId, fields, 'mute-0'))).toMatchObject({
        errors: { [field]: expect.any(String) },
      });
    }
    for (const _ of [1, 2]) {
      await app.tell(aSubmission(user, 'flat-mute', flat.unitId, asked(accountId, '2026-12-15'), 'mute-1'));
    }
    await settled();
    const said = 'Account 0000510057: no reminders until 15 Dec. Pays in parts';
    expect(aside()).toContain(said);
    expect(await house.ctx.db.reminderMute.findMany({ where: { accountId } })).toMatchObject([
      { reason: 'by-accountant', note: 'Pays in parts', endedAt: null },
    ]);
    const sheet = await typed(user, `12 ${number}`);
    expect(sheet).toContain(said);
    expect(sheet).toContain('Remind again: account 0000510057');
    await app.tell(aTap(user, 'flat-unmute', shortId(accountId)));
    await settled();
    expect(aside()).toContain('Reminders are on again.');
    expect(await noMute()).toBe(true);
    expect(await typed(user, `12 ${number}`)).not.toContain('no reminders until');
  });

  it('are not a technician’s to pause, whatever they press', async () => {
    const { user } = await aUser('technician');
    expect(await typed(user, `12 ${number}`)).not.toContain('Pause reminders');
    await app.tell(aTap(user, 'flat-mute', shortId(flat.unitId)));
    expect(slack.of('views.open')).toEqual([]);
    await app.tell(aSubmission(user, 'flat-mute', flat.unitId, asked(accountId, '2026-12-15'), 'mute-2'));
    await app.tell(aTap(user, 'flat-unmute', shortId(accountId)));
    await settled();
    expect(await noMute()).toBe(true);
    expect(aside()).not.toContain('Reminders are on again.');
  });
});

it('asks which one, or says how, when the words mean several or none', async () => {
  const { user } = await aUser('dispatcher');
  const twin = await aFlat(house.ctx);
  await house.ctx.db.unit.update({ where: { id: twin.unitId }, data: { number } });
  const choice = await typed(user, number);
  expect(choice).toContain('Which of these flats?');
  expect(choice).toContain(shortId(twin.unitId));
  await app.tell(aTap(user, 'flat-show', shortId(flat.unitId)));
  await expect.poll(() => JSON.stringify(slack.of('chat.postEphemeral'))).toContain('The tap leaks');
  expect(await typed(user, '77-7777')).toContain('no such flat');
  expect(await typed(user, '')).toContain('/flat 12-57');
});

it('keeps a call with the flat, once', async () => {
  const { user } = await aUser('dispatcher');
  await app.tell(aTap(user, 'flat-note-call', shortId(flat.unitId)));
  expect(slack.of('views.open')).toHaveLength(1);
  for (const _ of [1, 2]) {
    await app.tell(aSubmission(user, 'flat-note', flat.unitId, { said: { value: 'Asked for a key' } }));
  }
  await expect.poll(() => house.ctx.db.inboundEvent.count({ where: { state: 'received' } })).toBe(0);
  expect(await house.ctx.db.phoneCall.findMany({ where: { unitId: flat.unitId } })).toMatchObject([
    { text: 'Asked for a key', state: 'made', reason: 'noted' },
  ]);
});
