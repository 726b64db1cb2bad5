import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { plus } from '#api/core/time.ts';
import { aColleague } from '#api/residents/testing.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
import { openTicket } from '#api/tickets/open-ticket.ts';
import { resolveTicket } from '#api/tickets/resolve-ticket.ts';
import { renewPromise } from '#api/tickets/sla/renew-promise.ts';
import { aHouseWithFlat, aJoined, type Person } from '../testing.ts';
import { ticketRoute } from '../tickets/routes.ts';

let house: TestHouse;
let anna: Person;
let ticketIds: string[];

/** Three taps repaired in an hour each; and one that is promised. */
beforeAll(async () => {
  house = await testCtx();
  const { ctx } = house;
  const { unitId } = await aHouseWithFlat(ctx);
  anna = await aJoined(ctx, unitId);
  const { residentId } = await ctx.db.chat.findFirstOrThrow({ where: { address: anna.address } });
  const resident = { kind: 'resident' as const, residentId: residentId ?? '' };
  const sergey = await aColleague(ctx, 'technician');
  ticketIds = [];
  for (const text of ['Кран', 'Труба', 'Бак', 'Душ']) {
    const what = { kind: 'technical' as const, categoryCode: 'plumbing', place: 'flat' as const };
    const ticket = await openTicket(ctx, resident, { ...what, unitId, text, files: [], source: 'telegram' });
    await claimTicket(ctx, sergey, { ticketId: ticket.id });
    ticketIds.push(ticket.id);
  }
  house.clock.advance('PT1H');
  for (const ticketId of ticketIds.slice(0, 3)) await resolveTicket(ctx, sergey, { ticketId, report: 'Готово' });
  const last = ticketIds[3] ?? '';
  await renewPromise(ctx, sergey, { ticketId: last, dueAt: plus(ctx.now(), 'PT8H'), reason: 'Нет детали, везут' });
});
afterAll(() => house.close());

describe('Service', () => {
  it('says how the house does, and shows it as a picture', async () => {
    await anna.say('/service');
    expect(anna.text).toContain('в вашем доме в этом месяце: 75 % в срок');
    expect(anna.text).toContain('решаем за 1 ч (компания: 75 %, 1 ч)');
    await anna.tap('Наши показатели');
    expect(anna.text).toContain('Ваш дом\nНоябрь: 75 % в срок');
    expect(anna.text).toContain('Октябрь: заявок пока мало');
    const [picture] = anna.answers[0]?.view?.pictures ?? [];
    expect(picture && 'svg' in picture && picture.svg).toContain('75 %');
    await anna.tap('Все заявки');
    expect(anna.text).toContain('Душ');
  });
});

describe('the card', () => {
  it('says the new time and why', async () => {
    await anna.press(ticketRoute.to({ id: ticketIds[3] ?? '' }));
    expect(anna.text).toContain('Новый срок: 20 ноября, 21:00. Причина: Нет детали, везут');
  });
});
