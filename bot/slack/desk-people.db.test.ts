import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StaffActor } from '#api/core/actor.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { openHearing } from '#api/core/hearing.ts';
import { shortId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { checkLostChannels } from '#api/notifications/channel-checks.ts';
import { hearForNotices } from '#api/notifications/hearers.ts';
import { mapChannel } from '#api/staff/channels.ts';
import {
  aColleague,
  aCompany,
  aFlat,
  aResident,
  aTicket,
  type TestFlat,
  type TestResident,
} from '#api/tickets/testing.ts';
import { startNoticing } from './noticing.ts';
import { startShowing } from './showing.ts';
import { aDesk, anApp, aSubmission, aTap, type FakeSlack, fakeSlack } from './testing-desk.ts';

let house: TestHouse;
let flat: TestFlat;
let anna: TestResident;
let boss: StaffActor;
let bossSlack: string;
let slack: FakeSlack;
let app: ReturnType<typeof anApp>;
let pumps: ReturnType<typeof startShowing>[];

const slackOf = async (actor: StaffActor) =>
  (await house.ctx.db.staffMember.findUniqueOrThrow({ where: { id: actor.staffId } })).slackUserId ?? '';

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  flat = await aFlat(house.ctx);
  anna = await aResident(house.ctx, flat);
  boss = await aColleague(house.ctx, 'manager');
  bossSlack = await slackOf(boss);
});
afterAll(() => house.close());
beforeEach(async () => {
  const { ctx } = house;
  await ctx.db.slackChannel.deleteMany();
  await ctx.db.card.deleteMany();
  await ctx.db.delivery.deleteMany();
  await ctx.db.outboxEvent.deleteMany();
  await mapChannel(ctx, boss, { service: 'managers', channelId: 'CMANAGERS' });
  await mapChannel(ctx, boss, { service: 'technical', channelId: 'CTECH00' });
  slack = fakeSlack();
  const desk = aDesk(ctx, slack);
  app = anApp(desk);
  pumps = [startShowing(desk, () => {}), startNoticing(desk)];
});
afterEach(() => Promise.all([app.inbox.stop(), ...pumps.map((pump) => pump.stop())]));

/** What was said aloud is heard, and what it leads to is shown, until `what` holds. */
async function becomes(what: () => unknown): Promise<void> {
  const hearing = openHearing();
  hearForNotices(hearing);
  const look = async () => {
    for (const event of await house.ctx.db.outboxEvent.findMany({ orderBy: { id: 'asc' } })) {
      await inTransaction(house.ctx, async (tx) => {
        for (const hear of hearing.hearersOf(event.kind)) await hear(tx, event.data as never, event);
        await tx.db.outboxEvent.delete({ where: { id: event.id } });
      });
    }
    for (const pump of pumps) pump.wake();
    return what();
  };
  await expect.poll(look, { timeout: 15_000 }).toBeTruthy();
}

const posted = (channel: string) => slack.of('chat.postMessage').filter((args) => args.channel === channel);
const asides = () => slack.of('chat.postEphemeral').map(({ text }) => String(text));
const request = (slackUserId: string) =>
  house.ctx.db.staffRequest.findFirstOrThrow({ where: { slackUserId }, orderBy: { createdAt: 'desc' } });
const knocks = async (user: string) => {
  await app.tell(aTap(user, 'staff-join', 'AAAAAAAAcACAAAAAAAAAAA'));
  await expect.poll(() => asides().length + slack.of('chat.postMessage').length).toBeGreaterThan(0);
};

describe('somebody who has just begun to work here', () => {
  it('is offered the way in, is matched by e-mail, and is let in by a manager alone', async () => {
    const { ctx } = house;
    const nina = await aColleague(ctx);
    await ctx.db.staffMember.update({
      where: { id: nina.staffId },
      data: { slackUserId: null, email: 'nina@example.com' },
    });
    await app.tell(aTap('UNINA00', 'ticket-claim', shortId(flat.unitId)));
    await expect.poll(() => JSON.stringify(slack.of('chat.postEphemeral'))).toContain('staff-join');
    await knocks('UNINA00');
    await becomes(() => posted('CMANAGERS').length === 1);
    expect(JSON.stringify(posted('CMANAGERS'))).toContain('Похоже, это Sergey');
    const asked = await request('UNINA00');
    const values = { who: { selected_option: { value: nina.staffId } } };
    const user = await slackOf(await aColleague(ctx, 'dispatcher'));
    await app.tell(aSubmission(user, 'staff-approve', asked.id, values, 'V1'));
    await expect.poll(() => asides().join()).toContain('does not allow');
    expect((await request('UNINA00')).state).toBe('pending');

    await app.tell(aTap(bossSlack, 'staff-approve', shortId(asked.id)));
    expect(JSON.stringify(slack.of('views.open'))).toContain(nina.staffId);
    await app.tell(aSubmission(bossSlack, 'staff-approve', asked.id, values, 'V2'));
    await becomes(() => posted('UNINA00').length === 1);
    expect(posted('UNINA00')[0]?.text).toContain('Вас подключили');
    expect(await slackOf(nina)).toBe('UNINA00');
    await becomes(() => JSON.stringify(slack.of('chat.update')).includes('Подключён'));
  });

  it('who is nobody’s match becomes a new colleague with roles; a no is told and may be asked again tomorrow', async () => {
    const { ctx } = house;
    await ctx.db.staffMember.updateMany({ where: { email: 'nina@example.com' }, data: { email: 'other@example.com' } });
    await knocks('UNEW0001');
    const first = await request('UNEW0001');
    await app.tell(aTap(bossSlack, 'staff-decline', shortId(first.id)));
    await becomes(() => posted('UNEW0001').some(({ text }) => String(text).includes('не подключил')));
    await app.tell(aTap('UNEW0001', 'staff-join', 'AAAAAAAAcACAAAAAAAAAAA'));
    await expect.poll(() => asides().join()).toContain('недавно отказал');
    house.clock.advance('P1DT1H');
    await app.tell(aTap('UNEW0001', 'staff-join', 'AAAAAAAAcACAAAAAAAAAAA'));
    await expect.poll(async () => (await request('UNEW0001')).id).not.toBe(first.id);
    const second = await request('UNEW0001');
    const somebody = { who: { selected_option: { value: 'new' } } };
    const roles = { selected_options: [{ value: 'technician' }] };
    expect(await app.tell(aSubmission(bossSlack, 'staff-approve', second.id, somebody, 'V3'))).toMatchObject({
      errors: { email: expect.any(String) },
    });
    const email = { value: 'nina@example.com' };
    expect(
      await app.tell(aSubmission(bossSlack, 'staff-approve', second.id, { ...somebody, email }, 'V3')),
    ).toMatchObject({
      errors: { roles: expect.any(String) },
    });
    await app.tell(aSubmission(bossSlack, 'staff-approve', second.id, { ...somebody, email, roles }, 'V3'));
    await expect.poll(async () => (await request('UNEW0001')).state).toBe('approved');
    const colleague = await ctx.db.staffMember.findUniqueOrThrow({ where: { slackUserId: 'UNEW0001' } });
    expect(colleague).toMatchObject({ name: 'Nina New', email: 'nina@example.com', roles: ['technician'] });
  });
});

describe('a channel that was archived', () => {
  it('is told to the managers once; its cards go to the company’s channel', async () => {
    const { ctx } = house;
    await mapChannel(ctx, boss, { service: 'technical', buildingId: flat.buildingId, channelId: 'CBUILDING' });
    slack.refuse('chat.postMessage', ({ channel }) => (channel === 'CBUILDING' ? 'is_archived' : null));
    const ticket = await aTicket(ctx, anna, flat);
    await becomes(() => posted('CTECH00').length === 1);
    expect(JSON.stringify(posted('CTECH00'))).toContain(`№ ${ticket.number}`);
    await aTicket(ctx, anna, flat);
    await becomes(() => posted('CTECH00').length === 2);
    await becomes(() => posted(bossSlack).length > 0);
    expect(posted(bossSlack)).toHaveLength(1);
    expect(posted(bossSlack)[0]?.text).toMatch(/CBUILDING.*архиве/);
  });

  it('is where cards wait when there is no other, and they come when it is back', async () => {
    const { ctx } = house;
    let isArchived = true;
    slack.refuse('chat.postMessage', ({ channel }) => (isArchived && channel === 'CTECH00' ? 'is_archived' : null));
    const ticket = await aTicket(ctx, anna, flat);
    await becomes(async () => (await ctx.db.slackChannel.findFirst({ where: { channelId: 'CTECH00' } }))?.lostAt);
    isArchived = false;
    await ctx.db.card.updateMany({ where: { subjectId: ticket.id }, data: { leasedUntil: null } });
    await becomes(() => posted('CTECH00').length === 1);
    await becomes(
      async () => (await ctx.db.slackChannel.findFirst({ where: { channelId: 'CTECH00' } }))?.lostAt === null,
    );
  });

  it('is no longer said to be lost once Slack lets us in, before anything is posted there', async () => {
    const { ctx } = house;
    let isArchived = true;
    slack.refuse('chat.postMessage', ({ channel }) => (isArchived && channel === 'CTECH00' ? 'is_archived' : null));
    await aTicket(ctx, anna, flat);
    const lost = async () => (await ctx.db.slackChannel.findFirst({ where: { channelId: 'CTECH00' } }))?.lostAt;
    await becomes(lost);
    const checks = () => slack.of('conversations.info').filter(({ channel }) => channel === 'CTECH00').length;
    const before = checks();
    await inTransaction(ctx, (tx) => checkLostChannels(tx, 'one morning'));
    await becomes(() => checks() > before);
    expect(await lost()).not.toBeNull();
    isArchived = false;
    await inTransaction(ctx, (tx) => checkLostChannels(tx, 'another morning'));
    await becomes(async () => (await lost()) === null);
    expect(posted('CTECH00')).toEqual([]);
  });

  it('is looked at when it is chosen', async () => {
    const { ctx } = house;
    slack.refuse('chat.postMessage', ({ channel }) => (channel === 'CGONE00' ? 'channel_not_found' : null));
    await mapChannel(ctx, boss, { service: 'technical', channelId: 'CGONE00' });
    const row = () => ctx.db.slackChannel.findFirstOrThrow({ where: { channelId: 'CGONE00' } });
    await becomes(async () => (await row()).lostWhy === 'channel_not_found');
    await becomes(() => posted(bossSlack).length > 0);
  });

  it('gives its cards to the one that a manager maps instead', async () => {
    const { ctx } = house;
    slack.refuse('chat.postMessage', ({ channel }) => (channel === 'CTECH00' ? 'channel_not_found' : null));
    const ticket = await aTicket(ctx, anna, flat);
    await becomes(async () => (await ctx.db.slackChannel.findFirst({ where: { channelId: 'CTECH00' } }))?.lostAt);
    await mapChannel(ctx, boss, { service: 'technical', channelId: 'CFRESH00' });
    await becomes(() => JSON.stringify(posted('CFRESH00')).includes(`№ ${ticket.number}`));
  });
});
