import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { saveSetting } from '#api/company/settings.ts';
import { type StaffActor, systemActor } from '#api/core/actor.ts';
import { openHearing } from '#api/core/hearing.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { hearForNotices } from '#api/notifications/hearers.ts';
import { hearAll } from '#api/notifications/testing.ts';
import { openChat } from '#api/residents/chats.ts';
import { createJoinCode } from '#api/residents/join-codes.ts';
import { createDutyLink } from '#api/staff/duty.ts';
import { readStaffInvite } from '#api/staff/sign-in.ts';
import { deactivateStaff, updateStaff } from '#api/staff/staff.ts';
import { releaseTicket } from '#api/tickets/release-ticket.ts';
import { aColleague } from '#api/tickets/testing.ts';
import { guestOf } from '../guest.ts';
import { renderNotice } from '../notices.ts';
import { aHouseWithFlat, aJoined, aPerson, type Person } from '../testing.ts';
import { plain } from '../view.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];
let unitId: string;
let anna: Person;
let boss: StaffActor;
const hearing = openHearing();
hearForNotices(hearing);

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  ({ unitId } = await aHouseWithFlat(ctx));
  anna = await aJoined(ctx, unitId, { saidName: 'Анна Ветрова' });
  boss = await aColleague(ctx, 'manager');
});
beforeEach(async () => {
  house.clock.advance('PT2H');
  await hearAll(ctx, hearing);
  await ctx.db.delivery.deleteMany();
  await ctx.db.chat.updateMany({ data: { staffId: null } });
});
afterAll(() => house.close());

/** A colleague of the emergency service, on shift unless said otherwise, with a chat of theirs. */
async function onDuty(name: string, isOnShift = true): Promise<{ actor: StaffActor; person: Person; chatId: string }> {
  const actor = await aColleague(ctx, 'emergency');
  await ctx.db.staffMember.update({ where: { id: actor.staffId }, data: { name, isOnShift } });
  const { payload } = await createDutyLink(ctx, actor, actor.staffId);
  const person = aPerson(ctx, { saidName: name });
  await person.say(`/start ${payload}`);
  return { actor, person, chatId: (await chatOf(person)).id };
}

const chatOf = (person: Person) => openChat(ctx, { messenger: 'telegram', address: person.address, locale: 'ru' });

async function gasAtAnnas(): Promise<{ id: string; number: number }> {
  await anna.press('sos-go?d=gas');
  await anna.say('У Ветровых пахнет газом, скорее');
  await hearAll(ctx, hearing);
  return ctx.db.ticket.findFirstOrThrow({ orderBy: { number: 'desc' }, select: { id: true, number: true } });
}

const pinged = async () =>
  (await ctx.db.delivery.findMany({ where: { template: 'duty-emergency' }, orderBy: { recipient: 'asc' } })).map(
    ({ recipient, isSilent, notBefore }) => ({ recipient, isSilent, isNow: notBefore <= ctx.now() }),
  );

async function ping(person: Person, id: string): Promise<string | null> {
  const guest = await guestOf(ctx, await chatOf(person));
  const answer = await renderNotice(ctx, guest, {
    template: 'duty-emergency',
    subject: { type: 'ticket', id },
    data: {},
  });
  return answer?.view ? plain(answer.view.text) : null;
}

describe('a duty chat', () => {
  it('is linked by a one-time link, which opens nothing else and works once and for an hour', async () => {
    await saveSetting(ctx, systemActor, 'telegram-bot', { username: 'cosy_bot' });
    const sergey = await aColleague(ctx, 'emergency');
    const { payload, link } = await createDutyLink(ctx, boss, sergey.staffId);
    expect(link).toBe(`https://t.me/cosy_bot?start=${payload}`);
    await expect(readStaffInvite(ctx, payload.slice('duty-'.length))).rejects.toMatchObject({ code: 'invite.wrong' });
    const person = aPerson(ctx);
    // A desktop may drop what stands in a link: typed, it is the same.
    expect(await person.say(payload)).toContain('Готово: чат прикреплён');
    expect(await aPerson(ctx).say(payload)).toContain('использовано');
    const second = await createDutyLink(ctx, sergey, sergey.staffId);
    house.clock.advance('PT61M');
    expect(await aPerson(ctx).say(second.payload)).toContain('вышел');
    const plumber = await aColleague(ctx, 'technician');
    await expect(createDutyLink(ctx, plumber, plumber.staffId)).rejects.toMatchObject({ code: 'staff.not-emergency' });
    await expect(createDutyLink(ctx, plumber, sergey.staffId)).rejects.toThrow('not-allowed');
  });

  it('is never a resident’s, and a resident’s chat is never one', async () => {
    const sergey = await aColleague(ctx, 'emergency');
    const { payload } = await createDutyLink(ctx, sergey, sergey.staffId);
    expect(await anna.say(`/start ${payload}`)).toMatch(/^В этом чате вы житель/);
    const { person } = await onDuty('Олег Панин');
    const { code } = await createJoinCode(ctx, systemActor, { unitId, role: 'family' });
    expect(await person.say(code)).toMatch(/^Дежурный чат: Олег Панин/);
    for (const route of ['home', 'svc', 'pay', 'new', 'set', 'chat']) {
      expect(await person.press(route)).toMatch(/^Дежурный чат: Олег Панин/);
    }
    const chat = await ctx.db.chat.findUniqueOrThrow({ where: { id: (await chatOf(person)).id } });
    expect(chat).toMatchObject({ residentId: null });
  });

  it('is unlinked by its own button, and then is a stranger’s', async () => {
    const { person } = await onDuty('Олег Панин');
    await person.tap('Открепить этот чат');
    expect(await person.tap('Да, открепить')).toContain('Чат откреплён');
    expect(person.labels()).toContain('Ввести код');
    await gasAtAnnas();
    expect(await pinged()).toEqual([]);
  });
});

describe('an emergency', () => {
  it('pings those on shift, with a sound at night, and nobody else', async () => {
    house.clock.set('2026-12-01T23:30:00Z');
    const sergey = await onDuty('Сергей Иванов');
    await onDuty('Пётр Дома', false);
    const gone = await onDuty('Ушёл Совсем');
    await deactivateStaff(ctx, boss, gone.actor.staffId);
    const moved = await onDuty('Стал Техником');
    await updateStaff(ctx, boss, { staffId: moved.actor.staffId, roles: ['technician'] });
    // Their chat is a stranger's again: it may become a resident's.
    expect(await moved.person.say('/start')).not.toContain('Дежурный чат');
    expect(moved.person.labels()).toContain('Ввести код');
    await gasAtAnnas();
    expect(await pinged()).toEqual([{ recipient: `chat:${sergey.chatId}`, isSilent: false, isNow: true }]);
  });

  it('says what and where, and nothing of who told of it and how', async () => {
    const { person } = await onDuty('Сергей Иванов');
    const { id, number } = await gasAtAnnas();
    const shown = await ping(person, id);
    expect(shown).toMatch(new RegExp(`^Авария № ${number}: Запах газа\nул. Садовая, 12, кв. 57`));
    for (const secret of ['Анна', 'Ветров', 'скорее', '0000510057']) {
      expect(shown).not.toContain(secret);
      expect(await person.say('кто это?')).not.toContain(secret);
    }
  });

  it('is taken by one tap, by the first; the other is told who, and both chats show it', async () => {
    const sergey = await onDuty('Сергей Иванов');
    const oleg = await onDuty('Олег Панин');
    const { id, number } = await gasAtAnnas();
    const take = `duty-take/${Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')}`;
    await sergey.person.press(take);
    expect(sergey.person.toast).toBe(`Авария № ${number} ваша. Остальное — в Slack.`);
    await oleg.person.press(take);
    expect(oleg.person.toast).toMatch(/^Сергей: чуть быстрее вас/);
    expect(oleg.person.text).toContain('В работе: Сергей');
    const ticket = await ctx.db.ticket.findUniqueOrThrow({ where: { id } });
    expect(ticket).toMatchObject({ status: 'claimed', assigneeId: sergey.actor.staffId });
    // What is taken by the time it would be sent is not sent.
    expect(await ping(oleg.person, id)).toBeNull();
    await ctx.db.delivery.deleteMany();
    await releaseTicket(ctx, sergey.actor, { ticketId: id });
    await hearAll(ctx, hearing);
    expect((await pinged()).map((one) => one.recipient).sort()).toEqual(
      [`chat:${sergey.chatId}`, `chat:${oleg.chatId}`].sort(),
    );
  });

  it('is nothing to a colleague who left in the meantime, and to anybody who is none', async () => {
    const { person, actor } = await onDuty('Сергей Иванов');
    const { id } = await gasAtAnnas();
    const take = `duty-take/${Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')}`;
    await deactivateStaff(ctx, boss, actor.staffId);
    expect(await person.press(take)).not.toContain('Авария');
    await anna.press(take);
    await aPerson(ctx).press(take);
    expect((await ctx.db.ticket.findUniqueOrThrow({ where: { id } })).status).toBe('new');
    expect(await ping(person, id)).toBeNull();
  });

  it('that is none is not shown, whoever asks for it', async () => {
    const { person } = await onDuty('Сергей Иванов');
    const { id } = await gasAtAnnas();
    await ctx.db.ticket.update({ where: { id }, data: { urgency: 'normal' } });
    expect(await ping(person, id)).toBeNull();
  });
});
