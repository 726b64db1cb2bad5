import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { aBuilding, aChatOf, aCompany } from '#api/residents/testing.ts';
import { lessenBill } from '../disputes/adjust-bill.ts';
import { mustAgree } from '../disputes/testing.ts';
import { postEntry } from '../ledger.ts';
import { lockAccount } from '../settle-account.ts';
import { checkNative } from './native.ts';
import { createPayLinks, findPayPage } from './pay-link.ts';
import { quotePayment } from './quote.ts';
import { settlePayment } from './settle.ts';
import { startPayment } from './start.ts';
import { aPayingFlat, offerAll, type PayingFlat } from './testing.ts';

let house: TestHouse;
let buildingId: string;

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  buildingId = await aBuilding(house.ctx);
  await offerAll(house.ctx);
});
afterAll(() => house.close());

/** What an accepted dispute does to a bill. */
async function lessen(flat: PayingFlat, minor: bigint): Promise<void> {
  const invoiceId = flat.invoiceIds[0] ?? '';
  await inTransaction(house.ctx, async (tx) => {
    await lockAccount(tx, flat.accountId);
    const entry = { accountId: flat.accountId, origin: 'ours', kind: 'adjustment', currency: 'RUB' } as const;
    await postEntry(tx, { ...entry, amountMinor: -minor, effectiveOn: '2026-08-01', invoiceId });
    await lessenBill(tx, { invoiceId, lineIds: [], minor });
  });
}

const firstBill = (flat: PayingFlat) => ({ kind: 'invoices' as const, invoiceIds: [flat.invoiceIds[0] ?? ''] });
const quote = (flat: PayingFlat) => quotePayment(house.ctx, flat.actor, { unitId: flat.unitId, what: firstBill(flat) });
const begin = async (flat: PayingFlat, provider: 'yookassa' | 'telegram') => {
  const about = { unitId: flat.unitId, what: firstBill(flat), provider, checkoutId: newId(house.ctx.now()) };
  return (await startPayment(house.ctx, flat.actor, about)).begun[0]?.paymentId ?? '';
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
    expect(await findPayPage(house.ctx, link?.token ?? '')).toMatchObject({ state: 'paid' });
    const chat = await house.ctx.db.chat.findFirstOrThrow({
      where: { id: await aChatOf(house.ctx, flat.residentId) },
    });
    const ask = { payload: inChat, currency: 'RUB', totalMinor: 10_000n, address: chat.address };
    expect(await checkNative(house.ctx, ask)).toBe('payment.already-paid');
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
