import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import { shortId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { mapChannel } from '#api/staff/channels.ts';
import { aColleague, aCompany, aFlat, aResident, aTicket } from '#api/tickets/testing.ts';
import { aDesk, type FakeSlack, fakeSlack } from './testing-desk.ts';
import { onThreadWords } from './thread-talk.ts';

let house: TestHouse;
let slack: FakeSlack;
let ticketId: string;
let userId: string;
beforeAll(async () => {
  house = await testCtx();
  const { ctx } = house;
  await aCompany(ctx);
  await mapChannel(ctx, systemActor, { service: 'technical', channelId: 'C0TECH1' });
  const flat = await aFlat(ctx);
  ticketId = (await aTicket(ctx, await aResident(ctx, flat), flat)).id;
  const { staffId } = await aColleague(ctx);
  userId = (await ctx.db.staffMember.findUniqueOrThrow({ where: { id: staffId } })).slackUserId ?? '';
});
afterAll(() => house.close());
beforeEach(() => {
  slack = fakeSlack();
});

let said = 0;
/** A colleague writes under a message that no card stands for; gives back what was kept. */
async function under(root: object, channel = 'C0TECH1'): Promise<string[]> {
  said += 1;
  const text = `the part has come ${said}`;
  slack.replies.push({ ts: '17.1', ...root });
  const words = { key: `slack:${channel}:18.${said}`, ref: `${channel}:17.1`, text, files: [] };
  await onThreadWords(aDesk(house.ctx, slack), { ...words, spot: { userId, channelId: channel, threadTs: '17.1' } });
  const kept = await house.ctx.db.message.findMany({ where: { text, conversation: { ticketId } } });
  return kept.map((one) => one.visibility);
}

const named = (blockId: string) => ({ bot_id: 'B1', blocks: [{ type: 'actions', block_id: blockId }] });

it('keeps what is written under a ping, and under a card whose place another took, as notes of the ticket', async () => {
  expect(await under(named(`clock:${shortId(ticketId)}`))).toEqual(['internal']);
  expect(await under(named(`ticket:${shortId(ticketId)}`))).toEqual(['internal']);
});

it('leaves the threads of people, and other channels, to them', async () => {
  const { blocks } = named(`ticket:${shortId(ticketId)}`);
  expect(await under({ user: 'U1', blocks })).toEqual([]);
  expect(await under({ bot_id: 'B1', blocks: [{ type: 'section', block_id: 'x1' }] })).toEqual([]);
  const asked = slack.of('conversations.replies').length;
  expect(await under({ bot_id: 'B1', blocks }, 'C0RANDOM')).toEqual([]);
  expect(slack.of('conversations.replies').length).toBe(asked);
});
