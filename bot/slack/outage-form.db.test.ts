import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import { shortId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { listOutages } from '#api/outages/read-outages.ts';
import { anOutage } from '#api/outages/testing.ts';
import { aColleague, aCompany, aFlat, aResident, aTicket, type TestFlat } from '#api/tickets/testing.ts';
import { aDesk, anApp, aSubmission, aTap, type FakeSlack, fakeSlack } from './testing-desk.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];
let flat: TestFlat;
let slack: FakeSlack;
let app: ReturnType<typeof anApp>;
let sergey: string;

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  await aCompany(ctx);
  flat = await aFlat(ctx);
  const { staffId } = await aColleague(ctx, 'technician');
  sergey = (await ctx.db.staffMember.findUniqueOrThrow({ where: { id: staffId } })).slackUserId ?? '';
});
beforeEach(async () => {
  await ctx.db.ticket.updateMany({ data: { outageId: null } });
  await ctx.db.outage.deleteMany();
  slack = fakeSlack();
  app = anApp(aDesk(ctx, slack));
});
afterAll(async () => {
  await app.inbox.stop();
  await house.close();
});

/** In Moscow it is noon of 20 November 2026. */
const filled = {
  services: { selected_options: [{ value: 'cold-water' }, { value: 'sewage' }] },
  where: { value: '12 Sadovaya St.' },
  entrances: { value: '1, 2' },
  work: { selected_option: { value: 'emergency' } },
  'from-day': { selected_date: '2026-11-20' },
  'from-time': { selected_time: '12:00' },
  'until-day': { selected_date: '2026-11-20' },
  'until-time': { selected_time: '16:30' },
  words: { value: 'Pipes <b> & pumps' },
};

const outages = () => listOutages(ctx, systemActor, { state: 'all' });
const id = '019a5b5e-0000-7000-8000-00000000000a';
let views = 0;

async function send(form: string, about: string, values: object): Promise<unknown> {
  views += 1;
  const acked = await app.tell(aSubmission(sergey, form, about, { ...values }, `V${views}`));
  if (acked === undefined)
    await expect.poll(() => app.inbox.wake() ?? ctx.db.inboundEvent.count({ where: { state: 'received' } })).toBe(0);
  return acked;
}

it('is announced from /outage and from the shortcut of the workspace: the form opens at once, prefilled with now', async () => {
  const command = { command: '/outage', text: '12 Sadovaya', user_id: sergey, channel_id: 'C1', trigger_id: 't1' };
  await app.tell({ ...command, team_id: 'T1', response_url: 'https://slack.example/r' });
  const shortcut = { type: 'shortcut', callback_id: 'outage-open', user: { id: sergey }, trigger_id: 't2' };
  await app.tell({ ...shortcut, team: { id: 'T1' } });
  const opened = slack.of('views.open').map((args) => JSON.stringify(args));
  expect(opened).toHaveLength(2);
  expect(opened[0]).toContain('"initial_value":"12 Sadovaya"');
  for (const view of opened) {
    expect(view).toContain('"initial_date":"2026-11-20"');
    expect(view).toContain('"initial_time":"16:00"');
  }
  await send('outage-open', id, filled);
  const [outage] = await outages();
  expect(outage).toMatchObject({ services: ['cold-water', 'sewage'], workType: 'emergency', state: 'now' });
  expect(outage?.endsAt.toISOString()).toBe('2026-11-20T13:30:00.000Z');
  expect(outage?.places).toEqual([{ buildingId: flat.buildingId, address: '12 Sadovaya St.', entrances: [1, 2] }]);
  expect(outage?.texts).toEqual({ en: 'Pipes <b> & pumps' });
});

it.each([
  ['no service', { services: { selected_options: [] } }, 'services'],
  ['a house that is not ours', { where: { value: 'Nowhere 99' } }, 'where'],
  ['entrances that are no numbers', { entrances: { value: 'first' } }, 'entrances'],
  ['an end before the beginning', { 'until-time': { selected_time: '11:00' } }, 'until-day'],
  [
    'an end in the past',
    { 'from-time': { selected_time: '08:00' }, 'until-time': { selected_time: '09:00' } },
    'until-day',
  ],
])('with %s is complained about at the field, and nothing is announced', async (_what, wrong, field) => {
  const acked = await send('outage-open', id, { ...filled, ...wrong });
  expect(acked).toMatchObject({ response_action: 'errors', errors: { [field]: expect.any(String) } });
  expect(await outages()).toEqual([]);
});

it('is announced from a ticket, which is about it from then on', async () => {
  const { id: ticketId } = await aTicket(ctx, await aResident(ctx, flat), flat);
  await app.tell(aTap(sergey, 'ticket-outage', shortId(ticketId)));
  expect(JSON.stringify(slack.of('views.open')[0])).toContain('"initial_value":"12 Sadovaya St."');
  await send('outage-of-ticket', ticketId, filled);
  const [outage] = await outages();
  const ticket = await ctx.db.ticket.findUniqueOrThrow({ where: { id: ticketId } });
  expect(ticket).toMatchObject({ outageId: outage?.id, version: 2 });
});

it('is changed, restored and called off from its card; pressed twice it changes once', async () => {
  const { id: first } = await anOutage(ctx, flat.buildingId, { services: ['gas'] });
  await app.tell(aTap(sergey, 'outage-change', shortId(first)));
  expect(slack.of('views.open')).toHaveLength(1);
  await send('outage-change', first, { ...filled, services: { selected_options: [{ value: 'gas' }] } });
  const [changed] = await outages();
  expect(changed?.endsAt.toISOString()).toBe('2026-11-20T13:30:00.000Z');
  for (const envelope of ['e1', 'e2']) await app.tell(aTap(sergey, 'outage-restore', shortId(first)), envelope);
  await expect.poll(async () => (await outages())[0]?.state).toBe('restored');
  const told = () => slack.of('chat.postEphemeral').map((args) => String(args.text));
  await expect.poll(() => told().some((words) => words.includes('over'))).toBe(true);
  await app.tell(aTap(sergey, 'outage-change', shortId(first)));
  expect(slack.of('views.open')).toHaveLength(1);
});

it('is not for an accountant: told so, and nothing is announced', async () => {
  const { staffId } = await aColleague(ctx, 'accountant');
  const { slackUserId } = await ctx.db.staffMember.findUniqueOrThrow({ where: { id: staffId } });
  await app.tell(aSubmission(slackUserId ?? '', 'outage-open', id, filled, 'VA'));
  await expect.poll(() => slack.of('chat.postEphemeral').length).toBe(1);
  expect(await outages()).toEqual([]);
});
