import { afterEach, beforeEach, expect, it } from 'vitest';
import type { StaffActor } from '#api/core/actor.ts';
import { shortId } from '#api/core/ids.ts';
import { runDueSchedules } from '#api/core/schedule.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
import { resolveTicket } from '#api/tickets/resolve-ticket.ts';
import { clockSchedule } from '#api/tickets/sla/look.ts';
import { getStaffTicket } from '#api/tickets/staff-tickets.ts';
import type { TicketSummary } from '#api/tickets/summary.ts';
import { aColleague, aCompany, aFlat, aResident, aTicket } from '#api/tickets/testing.ts';
import { clockMessage } from './clock-notices.ts';
import { companySpeech } from './speech.ts';
import { aDesk, anApp, aSubmission, aTap, type FakeSlack, fakeSlack } from './testing-desk.ts';

let house: TestHouse;
let ticket: TicketSummary;
let sergey: StaffActor;
let user: string;
let slack: FakeSlack;
let app: ReturnType<typeof anApp>;

/** A ticket that is late, and its owner. */
beforeEach(async () => {
  house = await testCtx();
  const { ctx } = house;
  await aCompany(ctx);
  const flat = await aFlat(ctx);
  sergey = await aColleague(ctx);
  const { slackUserId } = await ctx.db.staffMember.findUniqueOrThrow({ where: { id: sergey.staffId } });
  user = slackUserId ?? '';
  ticket = await aTicket(ctx, await aResident(ctx, flat), flat);
  await claimTicket(ctx, sergey, { ticketId: ticket.id });
  house.clock.set('2026-11-25T09:00:00Z');
  await runDueSchedules(ctx, [clockSchedule]);
  slack = fakeSlack();
  app = anApp(aDesk(ctx, slack));
});
afterEach(async () => {
  app.inbox.stop();
  await house.close();
});

const now = () => getStaffTicket(house.ctx, sergey, ticket.id);
const solution = async () => (await now()).clocks.filter(({ promise }) => promise === 'resolution');

it('is asked for, and refused when it has passed, is too far, or has no reason', async () => {
  await app.tell(aTap(user, 'ticket-new-time', shortId(ticket.id)));
  expect(slack.of('views.open')).toMatchObject([{ view: { callback_id: 'new-time' } }]);
  const send = (day: string, reason: string, viewId: string) => {
    const values = { reason: { value: reason }, day: { selected_date: day }, time: { selected_time: '20:00' } };
    return app.tell(aSubmission(user, 'new-time', ticket.id, values, viewId));
  };
  expect(await send('2026-11-20', 'No part', 'V1')).toMatchObject({ errors: { day: expect.any(String) } });
  expect(await send('2027-11-20', 'No part', 'V1')).toMatchObject({ errors: { day: expect.any(String) } });
  expect(await send('2026-11-25', '👍', 'V1')).toMatchObject({ errors: { reason: expect.any(String) } });
  expect(await solution()).toHaveLength(1);
  await send('2026-11-25', 'No part, it is on its way', 'V1');
  await send('2026-11-25', 'No part, it is on its way', 'V1');
  await expect.poll(async () => (await solution()).length, { timeout: 15_000 }).toBe(2);
  const [broken, given] = await solution();
  expect(broken).toMatchObject({ isDropped: true, breachedAt: broken?.dueAt });
  expect(given).toMatchObject({ isRenewed: true, reason: 'No part, it is on its way', breachedAt: null });
  expect(given?.dueAt.toISOString()).toBe('2026-11-25T17:00:00.000Z');
});

it('is offered to who is pinged, in their language, until the promise is kept', async () => {
  const desk = aDesk(house.ctx, slack);
  const speech = await companySpeech(house.ctx);
  const notice = (template: 'staff-late' | 'channel-late' | 'thread-late' | 'staff-due-soon') => ({
    locale: template.startsWith('staff') ? 'en' : null,
    notice: {
      template,
      subject: { type: 'ticket' as const, id: ticket.id },
      data: { deadlineId: ticket.id, promise: 'resolution' as const },
    },
  });
  const shown = async (template: Parameters<typeof notice>[0]) =>
    JSON.stringify(await clockMessage(desk, speech, notice(template)));
  expect(await shown('staff-late')).toMatch(
    /Late: solution was promised by 23 Nov, .*№ \d+ · The kitchen tap.*ticket-new-time/,
  );
  expect(await shown('channel-late')).toMatch(/"range":"here".*Просрочено: решение до 23 ноября/);
  expect(await shown('thread-late')).not.toContain('The kitchen tap');
  expect(await shown('staff-due-soon')).not.toContain('ticket-new-time');
  await resolveTicket(house.ctx, sergey, { ticketId: ticket.id, report: 'New washer' });
  expect(await shown('staff-late')).toBe('null');
});
