import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { settlePayment } from '#api/billing/payments/settle.ts';
import { startPayment } from '#api/billing/payments/start.ts';
import { aPayingFlat, offerAll } from '#api/billing/payments/testing.ts';
import { systemActor } from '#api/core/actor.ts';
import { newId, shortId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { aBuilding } from '#api/residents/testing.ts';
import { aColleague, aCompany } from '#api/tickets/testing.ts';
import { aDesk, anApp, aSubmission, aTap, type FakeSlack, fakeSlack } from './testing-desk.ts';

let house: TestHouse;
let buildingId: string;
let slack: FakeSlack;
let app: ReturnType<typeof anApp>;
let paymentId: string;

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  buildingId = await aBuilding(house.ctx);
  await offerAll(house.ctx);
});
afterAll(() => house.close());
/** Somebody paid in Telegram what had been paid already: accountants give it back, or keep it. */
beforeEach(async () => {
  const flat = await aPayingFlat(house, buildingId, [700_000n]);
  const what = { kind: 'sum' as const, accountId: flat.accountId, amountMinor: 700_000n };
  const asked = { unitId: flat.unitId, what, provider: 'telegram' as const, checkoutId: newId(house.ctx.now()) };
  const { begun } = await startPayment(house.ctx, flat.actor, asked);
  paymentId = begun[0]?.paymentId ?? '';
  const came = { paymentId, provider: 'telegram' as const, chargeId: paymentId, currency: 'RUB' };
  await settlePayment(house.ctx, systemActor, { ...came, receivedMinor: 700_000n });
  await house.ctx.db.payment.update({ where: { id: paymentId }, data: { trouble: 'overpaid' } });
  slack = fakeSlack();
  app = anApp(aDesk(house.ctx, slack));
});
afterEach(() => app.inbox.stop());

async function aUser(role: 'accountant' | 'technician'): Promise<string> {
  const { staffId } = await aColleague(house.ctx, role);
  const { slackUserId } = await house.ctx.db.staffMember.findUniqueOrThrow({ where: { id: staffId } });
  return slackUserId ?? '';
}

const paymentNow = () => house.ctx.db.payment.findUniqueOrThrow({ where: { id: paymentId } });
const settled = () =>
  expect.poll(() => house.ctx.db.inboundEvent.count({ where: { state: 'received', source: 'slack' } })).toBe(0);
const sum = (value: string) => ({ sum: { value }, reason: { value: 'Paid twice' } });

it('a part is given back from the form, once; what is no sum is refused in it', async () => {
  const user = await aUser('accountant');
  await app.tell(aTap(user, 'payment-refund', shortId(paymentId)));
  expect(JSON.stringify(slack.of('views.open'))).toContain('"initial_value":"7000.00"');
  for (const wrong of ['1,00,000', '0', 'half']) {
    const acked = await app.tell(aSubmission(user, 'payment-refund', paymentId, sum(wrong), 'V0'));
    expect(acked).toMatchObject({ response_action: 'errors', errors: { sum: expect.any(String) } });
  }
  for (const _ of [1, 2]) await app.tell(aSubmission(user, 'payment-refund', paymentId, sum('1,000')));
  await settled();
  expect(await paymentNow()).toMatchObject({ state: 'succeeded', refundedMinor: 100_000n });
  expect(await house.ctx.db.paymentRefund.count({ where: { paymentId } })).toBe(1);
});

it('more than there is changes nothing and is said so; whoever keeps no books may not', async () => {
  await app.tell(aSubmission(await aUser('accountant'), 'payment-refund', paymentId, sum('7000.01'), 'V7'));
  await settled();
  const [said] = slack.of('chat.postEphemeral');
  expect(said?.text).toBe('This much cannot be given back: 7,000.00\u00a0₽ is left of the payment.');
  await app.tell(aTap(await aUser('technician'), 'payment-keep', shortId(paymentId)));
  await settled();
  expect(slack.of('chat.postEphemeral')).toHaveLength(2);
  expect(await paymentNow()).toMatchObject({ refundedMinor: 0n, troubleSettledAt: null });
});

it('kept as an advance, it is settled', async () => {
  await app.tell(aTap(await aUser('accountant'), 'payment-keep', shortId(paymentId)));
  await settled();
  const { troubleSettledAt, refundedMinor } = await paymentNow();
  expect([troubleSettledAt !== null, refundedMinor]).toEqual([true, 0n]);
});
