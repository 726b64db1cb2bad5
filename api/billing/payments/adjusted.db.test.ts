import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import { newId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { aBuilding, aChatOf, aCompany } from '#api/residents/testing.ts';
import { mustAgree } from '../disputes/testing.ts';
import { checkNative } from './native.ts';
import { createPayLinks } from './pay-link.ts';
import { findPayPage } from './pay-page.ts';
import { quotePayment } from './quote.ts';
import { settlePayment } from './settle.ts';
import { startPayment } from './start.ts';
import { aPayingFlat, lessenFirstBill, offerAll, type PayingFlat } from './testing.ts';

let house: TestHouse;
let buildingId: string;

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  buildingId = await aBuilding(house.ctx);
  await offerAll(house.ctx);
});
afterAll(() => house.close());

const lessen = (flat: PayingFlat, minor: bigint) => lessenFirstBill(house.ctx, flat, minor);
const firstBill = (flat: PayingFlat) => ({ kind: 'invoices' as const, invoiceIds: [flat.invoiceIds[0] ?? ''] });
const quote = (flat: PayingFlat) => quotePayment(house.ctx, flat.actor, { unitId: flat.unitId, what: firstBill(flat) });
const begin = async (flat: PayingFlat, provider: 'yookassa' | 'telegram') => {
  const about = { unitId: flat.unitId, what: firstBill(flat), provider, checkoutId: newId(house.ctx.now()) };
  return (await startPayment(house.ctx, flat.actor, about)).begun[0]?.paymentId ?? '';
};
const askInChat = async (flat: PayingFlat, payload: string, totalMinor: bigint) => {
  const { address } = await house.ctx.db.chat.findFirstOrThrow({
    where: { id: await aChatOf(house.ctx, flat.residentId) },
  });
  return checkNative(house.ctx, { payload, currency: 'RUB', totalMinor, address });
};

describe('a bill that a decision of ours has lessened', () => {
  it('is paid as it stands now, not as it was issued', async () => {
    const flat = await aPayingFlat(house, buildingId, [10_000n]);
    await lessen(flat, 3_000n);
    expect(await quote(flat)).toMatchObject({ totalMinor: 7_000n });
  });

  it('and asks for nothing any more is not paid: not by its payer, nor by a relative’s link, nor in the chat', async () => {
    const flat = await aPayingFlat(house, buildingId, [10_000n]);
    const [link] = await createPayLinks(house.ctx, flat.actor, { unitId: flat.unitId, what: firstBill(flat) });
    const inChat = await begin(flat, 'telegram');
    await lessen(flat, 10_000n);
    await expect(quote(flat)).rejects.toThrow('payment.nothing-to-pay');
    expect(await findPayPage(house.ctx, link?.token ?? '')).toMatchObject({ state: 'nothing-left' });
    expect(await askInChat(flat, inChat, 10_000n)).toBe('payment.already-paid');
  });

  it('is not paid in the chat by an invoice that shows the old sum', async () => {
    const flat = await aPayingFlat(house, buildingId, [10_000n, 5_000n]);
    const inChat = await begin(flat, 'telegram');
    await lessen(flat, 3_000n);
    expect(await askInChat(flat, inChat, 10_000n)).toBe('payment.other-sum');
    expect(await askInChat(flat, await begin(flat, 'telegram'), 7_000n)).toBeNull();
  });

  it('while its payment was on the way is overpaid, and the accountants see it', async () => {
    const flat = await aPayingFlat(house, buildingId, [10_000n]);
    const paymentId = await begin(flat, 'yookassa');
    await lessen(flat, 3_000n);
    const came = { paymentId, provider: 'yookassa' as const, chargeId: 'lessened-1', currency: 'RUB' };
    const { trouble } = await settlePayment(house.ctx, systemActor, { ...came, receivedMinor: 10_000n });
    expect(trouble).toBe('overpaid');
    await mustAgree(house.ctx, flat.accountId);
  });
});
