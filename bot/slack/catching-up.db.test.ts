import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { realNow } from '#api/core/time.ts';
import { placeCard } from '#api/notifications/cards.ts';
import { mapChannel } from '#api/staff/channels.ts';
import { aCompany, aFlat, aResident, aTicket } from '#api/tickets/testing.ts';
import { startCatchingUp } from './catching-up.ts';
import { aDesk, fakeSlack } from './testing-desk.ts';

let house: TestHouse;

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
});
afterAll(() => house.close());

it('reads from the threads of cards what Slack will not tell again, once', async () => {
  const { ctx } = house;
  const flat = await aFlat(ctx);
  const ticket = await aTicket(ctx, await aResident(ctx, flat), flat);
  await mapChannel(ctx, systemActor, { service: 'technical', buildingId: null, channelId: 'C1' });
  const now = realNow().getTime() / 1000;
  const at = (secondsAgo: number) => (now - secondsAgo).toFixed(6);
  const [root, foreign] = [at(3600), at(3500)];
  const subject = { type: 'ticket' as const, id: ticket.id };
  await placeCard(ctx, { subject, place: 'slack:C1', channel: 'slack', platformRef: `C1:${root}` });
  const slack = fakeSlack();
  const said = { type: 'message', user: 'U0SERGEY', text: 'a part is on its way', thread_ts: root, ts: at(600) };
  slack.threads.push(
    { ts: root, bot_id: 'B1', latest_reply: at(600) },
    { ts: foreign, user: 'U1', latest_reply: at(500) },
    { ts: at(3400), bot_id: 'B1' },
  );
  slack.replies.push(
    { ts: root, bot_id: 'B1', thread_ts: root, latest_reply: at(600) },
    { type: 'message', bot_id: 'B1', thread_ts: root, ts: at(700), text: 'ours' },
    said,
  );
  let heard = 0;
  const read = async () => {
    const before = slack.of('conversations.history').length;
    const pump = startCatchingUp(aDesk(ctx, slack), () => {
      heard += 1;
    });
    await expect.poll(() => slack.of('conversations.history').length).toBe(before + 1);
    await pump.stop();
  };
  await read();
  await read();
  expect(heard).toBe(1);
  expect(slack.of('conversations.replies').every(({ ts }) => ts === root)).toBe(true);
  const rows = await ctx.db.inboundEvent.findMany();
  expect(rows.map((row) => row.key)).toEqual([`slack:C1:${said.ts}:caught`]);
  expect(rows[0]).toMatchObject({ state: 'received', payload: { line: `C1:${root}`, body: { event: said } } });
});
