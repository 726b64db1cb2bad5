import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
import { getStaffTicket } from '#api/tickets/staff-tickets.ts';
import { aColleague, aCompany, aFlat, aResident, aTicket } from '#api/tickets/testing.ts';
import type { Message } from './blocks.ts';
import { withCallOut } from './call-out.ts';
import { onTicketCommand } from './command.ts';
import { companySpeech } from './speech.ts';
import { aDesk, fakeSlack } from './testing-desk.ts';
import { ticketCard } from './ticket-card.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];
const slack = fakeSlack();

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  await aCompany(ctx);
});
beforeEach(() => ctx.db.staffMember.updateMany({ data: { isOnShift: false, deactivatedAt: ctx.now() } }));
afterAll(() => house.close());

async function slackIdOf(staffId: string): Promise<string> {
  return (await ctx.db.staffMember.findUniqueOrThrow({ where: { id: staffId } })).slackUserId ?? '';
}

async function onShift(...roles: Parameters<typeof aColleague>[1][]) {
  const actor = await aColleague(ctx, ...roles);
  await ctx.db.staffMember.update({ where: { id: actor.staffId }, data: { isOnShift: true } });
  return { actor, slackId: await slackIdOf(actor.staffId) };
}

async function anEmergency() {
  const flat = await aFlat(ctx);
  return aTicket(ctx, await aResident(ctx, flat), flat, { urgency: 'emergency', text: '<!channel> <@U0BOSS01>' });
}

async function cardOf(ticketId: string): Promise<Message> {
  const ticket = await getStaffTicket(ctx, systemActor, ticketId);
  const speech = await companySpeech(ctx);
  return withCallOut(aDesk(ctx, slack), speech, ticket, ticketCard(speech, ticket));
}

/** Whom Slack would notify: raw mentions in the text, and elements that are mentions. */
function pingsOf({ text, blocks }: Message): string[] {
  const found = [...text.matchAll(/<(@\w+|!\w+)>/g)].map((match) => match[1]);
  const elements = JSON.stringify(blocks).matchAll(
    /"type":"user","user_id":"(\w+)"|"type":"broadcast","range":"(\w+)"/g,
  );
  const inBlocks = [...elements].map(([, user, range]) => (user ? `@${user}` : `!${range}`));
  expect(inBlocks.sort()).toEqual(found.sort());
  return inBlocks;
}

it('calls those of the emergency service who are on shift, until somebody has it', async () => {
  const sergey = await onShift('emergency');
  const oleg = await onShift('emergency');
  await onShift('technician');
  await onShift('manager');
  await aColleague(ctx, 'emergency');
  const { id } = await anEmergency();
  const card = await cardOf(id);
  expect(pingsOf(card)).toEqual([`@${sergey.slackId}`, `@${oleg.slackId}`].sort());
  await claimTicket(ctx, sergey.actor, { ticketId: id });
  expect(pingsOf(await cardOf(id))).toEqual([]);
});

it('calls the whole channel and all managers when nobody is on shift', async () => {
  const boss = await aColleague(ctx, 'manager');
  await aColleague(ctx, 'emergency');
  const { id } = await anEmergency();
  const card = await cardOf(id);
  expect(pingsOf(card)).toEqual(['!channel', `@${await slackIdOf(boss.staffId)}`].sort());
  expect(card.text).toContain('&lt;!channel&gt; &lt;@U0BOSS01&gt;');
});

it('calls nobody for what is no emergency', async () => {
  await onShift('emergency');
  const flat = await aFlat(ctx);
  const { id } = await aTicket(ctx, await aResident(ctx, flat), flat);
  expect(pingsOf(await cardOf(id))).toEqual([]);
});

it('gives a colleague of the emergency service a link of their own by /ticket telegram, and nobody else', async () => {
  const sergey = await onShift('emergency');
  const plumber = await onShift('technician');
  const answers: Message[] = [];
  const ask = (userId: string) =>
    onTicketCommand(
      aDesk(ctx, slack),
      { spot: { userId, channelId: 'C1' }, text: 'telegram', responseUrl: 'https://slack.example/r' } as never,
      async (message) => void answers.push(message),
    );
  await ask(sergey.slackId);
  expect(answers).toHaveLength(1);
  expect(answers[0]?.text).toMatch(/duty-[\w-]{32}$/);
  await ask(plumber.slackId);
  expect(answers).toHaveLength(1);
  expect(String(slack.of('chat.postEphemeral').at(-1)?.text)).toContain('emergency');
});
