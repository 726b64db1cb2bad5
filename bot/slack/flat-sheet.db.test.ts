import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { StaffActor, StaffRole } from '#api/core/actor.ts';
import { listAudit } from '#api/core/audit.ts';
import { shortId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { aColleague, aCompany, aFlat, aResident, aTicket, type TestFlat } from '#api/tickets/testing.ts';
import { onFlatCommand } from './flat-sheet.ts';
import { aDesk, anApp, aSubmission, aTap, type FakeSlack, fakeSlack } from './testing-desk.ts';

let house: TestHouse;
let flat: TestFlat;
let number: string;
let slack: FakeSlack;
let app: ReturnType<typeof anApp>;

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  flat = await aFlat(house.ctx);
  number = (await house.ctx.db.unit.findUniqueOrThrow({ where: { id: flat.unitId } })).number;
  const anna = await aResident(house.ctx, flat);
  await aTicket(house.ctx, anna, flat, { text: 'The tap leaks' });
});
afterAll(() => house.close());
beforeEach(() => {
  slack = fakeSlack();
  app = anApp(aDesk(house.ctx, slack));
});
afterEach(() => app.inbox.stop());

async function aUser(...roles: StaffRole[]): Promise<{ actor: StaffActor; user: string }> {
  const actor = await aColleague(house.ctx, ...roles);
  const { slackUserId } = await house.ctx.db.staffMember.findUniqueOrThrow({ where: { id: actor.staffId } });
  return { actor, user: slackUserId ?? '' };
}

async function typed(user: string, text: string): Promise<string> {
  let shown = '';
  const command = { spot: { userId: user, channelId: 'C1' }, text, responseUrl: 'https://x.example', triggerId: 't' };
  await onFlatCommand(aDesk(house.ctx, slack), command, async (message) => {
    shown = JSON.stringify(message);
  });
  return shown;
}

it('shows a flat to who asked, without names and phones; money only to who sees it', async () => {
  const { actor, user } = await aUser('technician');
  const sheet = await typed(user, `12 ${number}`);
  expect(sheet).toContain('The tap leaks');
  expect(sheet).toContain('owner: 1, in the chat 1');
  expect(sheet).not.toContain('Anna');
  expect(sheet).not.toContain('owed');
  expect(await listAudit(house.ctx, { type: 'unit', id: flat.unitId })).toMatchObject([
    { actorId: actor.staffId, surface: 'slack', deed: 'flat-file.viewed' },
  ]);
  const vera = await aUser('accountant');
  expect(await typed(vera.user, `12 ${number}`)).toContain('nothing owed');
});

it('asks which one, or says how, when the words mean several or none', async () => {
  const { user } = await aUser('dispatcher');
  const twin = await aFlat(house.ctx);
  await house.ctx.db.unit.update({ where: { id: twin.unitId }, data: { number } });
  const choice = await typed(user, number);
  expect(choice).toContain('Which of these flats?');
  expect(choice).toContain(shortId(twin.unitId));
  await app.tell(aTap(user, 'flat-show', shortId(flat.unitId)));
  await expect.poll(() => JSON.stringify(slack.of('chat.postEphemeral'))).toContain('The tap leaks');
  expect(await typed(user, '77-7777')).toContain('no such flat');
  expect(await typed(user, '')).toContain('/flat 12-57');
});

it('keeps a call with the flat, once', async () => {
  const { user } = await aUser('dispatcher');
  await app.tell(aTap(user, 'flat-note-call', shortId(flat.unitId)));
  expect(slack.of('views.open')).toHaveLength(1);
  for (const _ of [1, 2]) {
    await app.tell(aSubmission(user, 'flat-note', flat.unitId, { said: { value: 'Asked for a key' } }));
  }
  await expect.poll(() => house.ctx.db.inboundEvent.count({ where: { state: 'received' } })).toBe(0);
  expect(await house.ctx.db.phoneCall.findMany({ where: { unitId: flat.unitId } })).toMatchObject([
    { text: 'Asked for a key', state: 'made', reason: 'noted' },
  ]);
});
