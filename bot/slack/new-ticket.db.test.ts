import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StaffActor } from '#api/core/actor.ts';
import { listAudit } from '#api/core/audit.ts';
import { newId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { ensureCategories } from '#api/tickets/categories.ts';
import { aColleague, aCompany, aFlat, aResident, type TestFlat, type TestResident } from '#api/tickets/testing.ts';
import { aDesk, anApp, aSubmission, type FakeSlack, fakeSlack } from './testing-desk.ts';

let house: TestHouse;
let flat: TestFlat;
let anna: TestResident;
let boris: TestResident;
let olga: StaffActor;
let user: string;
let slack: FakeSlack;
let app: ReturnType<typeof anApp>;

beforeAll(async () => {
  house = await testCtx();
  const { ctx } = house;
  await aCompany(ctx);
  await ensureCategories(ctx);
  flat = await aFlat(ctx);
  await ctx.db.building.update({ where: { id: flat.buildingId }, data: { code: '12', address: '12 Sadovaya St.' } });
  await ctx.db.unit.update({ where: { id: flat.unitId }, data: { number: '57' } });
  anna = await aResident(ctx, flat);
  boris = await aResident(ctx, flat, { role: 'tenant', chatState: 'blocked' });
  await ctx.db.resident.update({ where: { id: boris.residentId }, data: { phone: '+7 999 000-11-22' } });
  olga = await aColleague(ctx, 'dispatcher');
  user = (await ctx.db.staffMember.findUniqueOrThrow({ where: { id: olga.staffId } })).slackUserId ?? '';
});
afterAll(() => house.close());
beforeEach(() => {
  slack = fakeSlack();
  app = anApp(aDesk(house.ctx, slack));
});
afterEach(() => app.inbox.stop());

async function settled(): Promise<void> {
  await expect
    .poll(() => house.ctx.db.inboundEvent.count({ where: { state: 'received' } }), { timeout: 15_000 })
    .toBe(0);
}

const choose = (value: string) => ({ selected_option: { value } });
function sent(more: Record<string, unknown>, id = newId(house.ctx.now())) {
  const values = {
    ...{ where: { value: '12-57' }, place: choose('flat'), category: choose('technical:plumbing') },
    ...{ words: { value: 'The tap leaks' }, ...more },
  };
  return aSubmission(user, 'new-ticket', id, values, `V${id.slice(-6)}`);
}
const newest = () => house.ctx.db.ticket.findFirstOrThrow({ orderBy: { number: 'desc' }, include: { category: true } });
const said = () => slack.of('chat.postEphemeral').map(({ text }) => text);

describe('a request by phone', () => {
  it('is asked for from anywhere: the workspace’s shortcut, the command, any message', async () => {
    const team = { id: 'T1' };
    const shortcut = { type: 'shortcut', team, user: { id: user }, trigger_id: 't1', callback_id: 'ticket-by-phone' };
    await app.tell(shortcut);
    const command = {
      command: '/ticket',
      text: 'new the light is out',
      user_id: user,
      channel_id: 'C1',
      team_id: 'T1',
    };
    await app.tell({ ...command, trigger_id: 't2', response_url: 'https://slack.example/r' });
    const message = { ts: '1.1', text: 'the <b>lift</b> stands' };
    const action = {
      type: 'message_action',
      team,
      user: { id: user },
      channel: { id: 'C9' },
      message,
      trigger_id: 't3',
    };
    await app.tell({ ...action, callback_id: 'ticket-from-message' });
    const views = slack.of('views.open');
    expect(views.map(({ view }) => (view as { callback_id: string }).callback_id)).toEqual(Array(3).fill('new-ticket'));
    expect(JSON.stringify(views[1])).toContain('the light is out');
    expect(JSON.stringify(views[2])).toContain('lift');
  });

  it('belongs to who called: by their number, or as the colleague says', async () => {
    await app.tell(sent({ caller: { value: '8 (999) 000-11-22' } }));
    await settled();
    expect(await newest()).toMatchObject({ residentId: boris.residentId, source: 'phone', openedById: olga.staffId });
    expect(said().at(-1)).toContain('need a call');
    const [call] = await house.ctx.db.phoneCall.findMany({ where: { unitId: flat.unitId } });
    expect(call).toMatchObject({ reason: 'noted', text: '8 (999) 000-11-22: The tap leaks' });
    const another = { where: { value: 'Sadovaya 12, flat 57' }, words: { value: 'Another tap leaks' } };
    await app.tell(sent({ ...another, who: choose(anna.residentId) }));
    await settled();
    const ticket = await newest();
    expect(ticket).toMatchObject({ residentId: anna.residentId, unitId: flat.unitId, text: 'Another tap leaks' });
    expect(ticket.category?.code).toBe('plumbing');
    expect(said().at(-1)).toContain('gets its card');
    expect(said().join()).not.toMatch(/999|Anna/);
  });

  it('asks who called when several live there, with what was typed; the number is enough', async () => {
    const before = await house.ctx.db.ticket.count();
    const asked = await app.tell(sent({ words: { value: 'The sink is blocked' }, caller: { value: '' } }));
    expect(asked).toMatchObject({ response_action: 'update', view: { callback_id: 'new-ticket' } });
    const { view } = asked as { view: { blocks: { block_id: string }[] } };
    expect(view.blocks.map(({ block_id }) => block_id)).toEqual([
      ...['where', 'place', 'category', 'words', 'who', 'who-name', 'caller'],
    ]);
    expect(JSON.stringify(view)).toContain('Anna · owner · in the chat');
    expect(JSON.stringify(view)).toContain('Anna · tenant · not in the chat');
    expect(await house.ctx.db.ticket.count()).toBe(before);
    expect(await listAudit(house.ctx, { type: 'unit', id: flat.unitId })).toContainEqual(
      expect.objectContaining({ actorId: olga.staffId, deed: 'contact.viewed' }),
    );
    const stranger = { words: { value: 'The sink is blocked' }, who: choose('other') };
    expect(await app.tell(sent(stranger))).toMatchObject({ errors: { 'who-name': expect.any(String) } });
    await app.tell(sent({ ...stranger, 'who-name': { value: 'The aunt' } }));
    await settled();
    const ticket = await newest();
    expect(ticket).toMatchObject({ residentId: null, unitId: flat.unitId });
    const calls = await house.ctx.db.phoneCall.findMany({ where: { ticketId: ticket.id } });
    expect(calls.map(({ text }) => text)).toEqual(['The aunt: The sink is blocked']);
    const elsewhere = { ...stranger, who: choose(newId(house.ctx.now())) };
    expect(await app.tell(sent(elsewhere))).toMatchObject({ response_action: 'update' });
  });

  it('names nobody to a colleague who does not answer the phone', async () => {
    const { slackUserId } = await house.ctx.db.staffMember.findUniqueOrThrow({
      where: { id: (await aColleague(house.ctx)).staffId },
    });
    const form = { ...sent({ words: { value: 'A new leak' }, caller: { value: '' } }), user: { id: slackUserId } };
    const asked = JSON.stringify(await app.tell(form));
    expect(asked).toContain('1 · owner · in the chat');
    expect(asked).not.toContain('Anna');
  });

  it('sent twice is one; about a common area the house is enough', async () => {
    const before = await house.ctx.db.ticket.count();
    const id = newId(house.ctx.now());
    const form = {
      where: { value: '12 Sadovaya' },
      place: choose('common-area'),
      category: choose('technical:electricity'),
    };
    await app.tell(sent(form, id));
    await app.tell(sent(form, id));
    await settled();
    expect(await house.ctx.db.ticket.count()).toBe(before + 1);
    expect(await newest()).toMatchObject({ buildingId: flat.buildingId, unitId: null, residentId: null });
  });

  it('says in the form what is missing', async () => {
    const complaints = [
      [{ words: { value: '…' } }, 'words'],
      [{ where: { value: 'Nowhere 99' } }, 'where'],
      [{ where: { value: '12-999' } }, 'where'],
      [{ where: { value: '12' } }, 'where'],
    ] as const;
    for (const [more, field] of complaints) {
      expect(await app.tell(sent(more))).toMatchObject({ errors: { [field]: expect.any(String) } });
    }
  });
});
