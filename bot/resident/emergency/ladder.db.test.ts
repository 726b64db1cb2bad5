import { afterAll, beforeAll, expect, it } from 'vitest';
import { type StaffActor, systemActor } from '#api/core/actor.ts';
import { openHearing } from '#api/core/hearing.ts';
import { runDueSchedules } from '#api/core/schedule.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { claimDeliveries, markSent } from '#api/notifications/deliveries.ts';
import { hearForNotices } from '#api/notifications/hearers.ts';
import { hearAll } from '#api/notifications/testing.ts';
import { openChat } from '#api/residents/chats.ts';
import { mapChannel } from '#api/staff/channels.ts';
import { createDutyLink } from '#api/staff/duty.ts';
import { localiseTicket } from '#api/tickets/prioritise-ticket.ts';
import { ticketSchedules } from '#api/tickets/schedules.ts';
import { aColleague } from '#api/tickets/testing.ts';
import { guestOf } from '../guest.ts';
import { renderNotice } from '../notices.ts';
import { aHouseWithFlat, aJoined, aPerson, type Person } from '../testing.ts';
import { plain } from '../view.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];
let anna: Person;
let duty: Person;
let sergey: StaffActor;
const hearing = openHearing();
hearForNotices(hearing);

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  const { unitId } = await aHouseWithFlat(ctx);
  anna = await aJoined(ctx, unitId);
  sergey = await aColleague(ctx, 'emergency');
  await aColleague(ctx, 'manager');
  await ctx.db.staffMember.update({ where: { id: sergey.staffId }, data: { name: 'Сергей Иванов', isOnShift: true } });
  await mapChannel(ctx, systemActor, { service: 'emergency', channelId: 'CFIRE' });
  duty = aPerson(ctx);
  await duty.say((await createDutyLink(ctx, sergey, sergey.staffId)).payload);
  await hearAll(ctx, hearing);
  await ctx.db.delivery.deleteMany();
});
afterAll(() => house.close());

type Line = { minute: number; who: 'anna' | 'duty'; loud: boolean; text: string };

/** Lives minute by minute: what is due is done, what was said is heard, and what may go by now is read by whom it is for. */
async function live(minutes: number): Promise<Line[]> {
  const chats = new Map([
    [(await chatOf(anna)).id, 'anna' as const],
    [(await chatOf(duty)).id, 'duty' as const],
  ]);
  const lines: Line[] = [];
  for (let minute = 0; minute <= minutes; minute += 1) {
    if (minute > 0) house.clock.advance('PT1M');
    await runDueSchedules(ctx, ticketSchedules);
    await hearAll(ctx, hearing);
    for (const one of await claimDeliveries(ctx, 'telegram', 'soon', 50)) {
      const person = chats.get(one.chatId ?? '') === 'duty' ? duty : anna;
      const answer = await renderNotice(ctx, await guestOf(ctx, await chatOf(person)), one.notice);
      await markSent(ctx, one.id, 'shown');
      const who = person === duty ? 'duty' : 'anna';
      if (answer?.view) lines.push({ minute, who, loud: !one.isSilent, text: plain(answer.view.text) });
    }
  }
  return lines;
}

const chatOf = (person: Person) => openChat(ctx, { messenger: 'telegram', address: person.address, locale: 'ru' });

it('is followed from the tap to the end of its ladder, at night, with the clock standing still in between', async () => {
  // 02:30 in Moscow, a Sunday: quiet hours for everybody else.
  house.clock.set('2026-11-21T23:30:00Z');
  await anna.say('/home');
  await anna.tap('Авария');
  expect(await anna.tap('Запах газа')).toMatch(/^Запах газа\? Выйдите и звоните с улицы: 104 или 112/);
  await anna.tap('Сообщить аварийной службе');
  const { id, number } = await ctx.db.ticket.findFirstOrThrow({ orderBy: { number: 'desc' } });

  const told = await live(65);
  house.clock.advance('P1D');
  expect(await live(0)).toEqual([]);
  const unclaimed = `Аварийную заявку № ${number} ещё никто не взял. Звоните: 104 или 112.`;
  const safe = 'Не включайте и не выключайте свет, не зажигайте огонь, не звоните из квартиры.';
  expect(told.map(({ minute, who, loud, text }) => [minute, who, loud, text.split('\n')[0]])).toEqual([
    [0, 'duty', true, `Авария № ${number}: Запах газа`],
    ...[5, 15, 30, 60].map((minute) => [minute, 'anna', true, unclaimed]),
  ]);
  expect(told.filter((line) => line.who === 'anna').every((line) => line.text.endsWith(safe))).toBe(true);
  const inSlack = await ctx.db.delivery.findMany({ where: { channel: 'slack' }, orderBy: { createdAt: 'asc' } });
  const steps = inSlack.filter(({ template }) => template === 'channel-late' || template === 'staff-late');
  expect(steps.map(({ template }) => template)).toEqual(['channel-late', 'staff-late', 'channel-late', 'staff-late']);

  await duty.press(`duty-take/${Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')}`);
  expect(await live(1)).toMatchObject([{ who: 'anna', loud: true, text: expect.stringContaining('Сергей') }]);
  await localiseTicket(ctx, sergey, { ticketId: id });
  const after = await live(120);
  expect(after.map((line) => line.text)).toEqual([expect.stringContaining('локализована')]);
});
