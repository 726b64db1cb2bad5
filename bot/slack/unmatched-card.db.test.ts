import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { queueUnmatched } from '#api/billing/matching/queue-unmatched.ts';
import { ignoreUnmatched } from '#api/billing/matching/unmatched.ts';
import { aFlatWithAccount } from '#api/billing/testing.ts';
import { systemActor } from '#api/core/actor.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { openHearing } from '#api/core/hearing.ts';
import { newId, shortId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { hearForNotices } from '#api/notifications/hearers.ts';
import { hearAll } from '#api/notifications/testing.ts';
import { aBuilding } from '#api/residents/testing.ts';
import { mapChannel } from '#api/staff/channels.ts';
import { aColleague, aCompany } from '#api/tickets/testing.ts';
import { startNoticing } from './noticing.ts';
import { startShowing } from './showing.ts';
import { aDesk, anApp, aSubmission, aTap, during, type FakeSlack, fakeSlack } from './testing-desk.ts';

let house: TestHouse;
let slack: FakeSlack;
let app: ReturnType<typeof anApp>;
let accountId: string;
let number: string;
let id: string;
let total = 0;
const hearing = openHearing();
hearForNotices(hearing);

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  await mapChannel(house.ctx, systemActor, { service: 'billing', channelId: 'C1' });
  ({ accountId } = await aFlatWithAccount(house.ctx, await aBuilding(house.ctx)));
  ({ number } = await house.ctx.db.account.findUniqueOrThrow({ where: { id: accountId } }));
});
afterAll(() => house.close());
/** A register brought a dozen payments that name nobody; the first is likely the flat's. */
beforeEach(async () => {
  const { ctx } = house;
  house.clock.advance('PT1M');
  const batchId = newId(ctx.now());
  await ctx.db.importBatch.create({
    data: {
      ...{ id: batchId, target: 'bank-register', state: 'applied', fileName: 'a.txt', sha256: batchId, summary: {} },
      ...{ rowCount: 12, goodCount: 12, badCount: 0, createdAt: ctx.now() },
    },
  });
  const row = (line: number) => {
    total += 1;
    return {
      ...{ line, operationId: `op-${total}`, paidOn: '2026-11-12', payer: 'Иванов Пётр', payerAccount: `4081${line}` },
      ...{ purpose: `за квартиру ${line}`, account: '', address: '', period: '', payeeAccount: '', readings: [] },
      ...{ amountMinor: 100_000n + BigInt(line), commissionMinor: 0n, provider: 'bank' },
    };
  };
  const waiting = Array.from({ length: 12 }, (_, index) => ({
    row: row(index + 1),
    suggestions: index === 0 ? [{ accountId, why: 'similar' as const }] : [],
  }));
  await inTransaction(ctx, (tx) => queueUnmatched(tx, batchId, waiting as never));
  ({ id } = await ctx.db.unmatchedPayment.findFirstOrThrow({ where: { batchId, line: 1 } }));
  slack = fakeSlack();
  app = anApp(aDesk(ctx, slack));
});
afterEach(() => app.inbox.stop());

async function aUser(role: 'accountant' | 'technician'): Promise<string> {
  const { staffId } = await aColleague(house.ctx, role);
  const { slackUserId } = await house.ctx.db.staffMember.findUniqueOrThrow({ where: { id: staffId } });
  return slackUserId ?? '';
}

const now = () => house.ctx.db.unmatchedPayment.findUniqueOrThrow({ where: { id } });
const settled = () =>
  expect.poll(() => house.ctx.db.inboundEvent.count({ where: { state: 'received', source: 'slack' } })).toBe(0);
async function posted(): Promise<string> {
  const { db } = house.ctx;
  await hearAll(house.ctx, hearing);
  const left = () => db.delivery.count({ where: { channel: 'slack', state: 'pending' } });
  await during(startNoticing(aDesk(house.ctx, slack)), async () => (await left()) === 0);
  const toShow = () => db.$queryRaw<unknown[]>`select from card where wanted_version > shown_version`;
  await during(
    startShowing(aDesk(house.ctx, slack), () => {}),
    async () => (await toShow()).length === 0,
  );
  return JSON.stringify(slack.calls);
}

it('is told in one line, with cards for the first ten, and no payer is named', async () => {
  const shown = await posted();
  expect(shown).toContain('12 платежей из банка не нашли своих лицевых счетов. Карточек ниже: 10');
  expect(shown.match(/Чьи это деньги: 1\s000,\d\d\s₽ · Ждёт решения/g)).toHaveLength(10);
  expect(shown).toContain(`Похоже на: ЛС ${number}`);
  expect(shown).toContain('за квартиру 1');
  expect(shown).not.toContain('Иванов');
});

it('goes to the account that was typed or chosen, once, and the card says whose it is', async () => {
  await posted();
  const user = await aUser('accountant');
  await app.tell(aTap(user, 'unmatched-match', shortId(id)));
  expect(JSON.stringify(slack.of('views.open'))).toContain(accountId);
  const nothing = { number: { value: '' }, account: { selected_option: null } };
  expect(await app.tell(aSubmission(user, 'unmatched-match', id, nothing, 'V0'))).toMatchObject({
    errors: { number: expect.any(String) },
  });
  await app.tell(aSubmission(user, 'unmatched-match', id, { number: { value: '77' } }, 'V1'));
  await settled();
  expect(await now()).toMatchObject({ state: 'open' });
  const typed = { number: { value: `ЛС ${number}` } };
  for (const view of ['V2', 'V3']) await app.tell(aSubmission(user, 'unmatched-match', id, typed, view));
  await settled();
  expect(await now()).toMatchObject({ state: 'matched' });
  expect(await house.ctx.db.payment.count({ where: { accountId, amountMinor: 100_001n } })).toBe(1);
  expect(
    await house.ctx.db.auditEvent.findFirst({ where: { deed: 'unmatched.matched', subjectId: id } }),
  ).toMatchObject({
    surface: 'slack',
  });
});

it('may be nobody’s, with a reason, and is for those who keep the books', async () => {
  await posted();
  const user = await aUser('accountant');
  await app.tell(aTap(await aUser('technician'), 'unmatched-match', shortId(id)));
  expect(slack.of('views.open')).toEqual([]);
  await app.tell(aTap(user, 'unmatched-ignore', shortId(id)));
  const why = (value: string) => ({ reason: { value } });
  expect(await app.tell(aSubmission(user, 'unmatched-ignore', id, why('👍'), 'V4'))).toMatchObject({
    errors: { reason: expect.any(String) },
  });
  await app.tell(aSubmission(user, 'unmatched-ignore', id, why('Чужой платёж'), 'V5'));
  await settled();
  expect(await now()).toMatchObject({ state: 'ignored', note: 'Чужой платёж' });
  expect(await posted()).toContain('Не наше: Чужой платёж');
});

it.each(['unmatched-match', 'unmatched-ignore'])('opens no form for %s once a colleague was faster', async (button) => {
  const { ctx } = house;
  const faster = await aColleague(ctx, 'accountant');
  await ignoreUnmatched(ctx, faster, { id, reason: 'Чужой платёж' }, 'admin');
  await app.tell(aTap(await aUser('accountant'), button, shortId(id)));
  expect(slack.of('views.open')).toEqual([]);
  expect(JSON.stringify(slack.of('chat.postEphemeral'))).toContain('This payment has been dealt with already.');
});
