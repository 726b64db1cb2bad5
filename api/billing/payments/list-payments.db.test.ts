import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import { newId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { aBuilding, aColleague, aCompany } from '#api/residents/testing.ts';
import { listPayments } from './list-payments.ts';
import { settlePayment } from './settle.ts';
import { startPayment } from './start.ts';
import { aPayingFlat, offerAll } from './testing.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  await offerAll(house.ctx);
});
afterAll(() => house.close());

it('payments are found by state, trouble and account, page by page, by those who keep the books', async () => {
  const { ctx } = house;
  const flat = await aPayingFlat(house, await aBuilding(ctx), [10_000n]);
  const begin = async () => {
    const checkoutId = newId(ctx.now());
    const what = { kind: 'sum' as const, accountId: flat.accountId, amountMinor: 1_000n };
    const input = { unitId: flat.unitId, what, provider: 'telegram' as const, checkoutId };
    return (await startPayment(ctx, flat.actor, input)).begun[0]?.paymentId ?? '';
  };
  const [first, second] = [await begin(), await begin()];
  const came = { paymentId: second, provider: 'telegram' as const, chargeId: 'odd', currency: 'RUB' };
  await settlePayment(ctx, systemActor, { ...came, receivedMinor: 900n });
  const clerk = await aColleague(ctx, 'accountant');
  const ids = async (input: Parameters<typeof listPayments>[2]) =>
    (await listPayments(ctx, clerk, input)).items.map(({ id }) => id);
  expect(await ids({ state: 'created' })).toEqual([first]);
  expect(await ids({ isTroubled: true })).toEqual([second]);
  expect(await ids({ search: 'odd' })).toEqual([second]);
  expect(await ids({ search: 'no such account' })).toEqual([]);
  const page = await listPayments(ctx, clerk, { limit: 1 });
  expect(page.items.map(({ id }) => id)).toEqual([second]);
  expect(await ids({ limit: 1, after: page.next ?? undefined })).toEqual([first]);
  for (const actor of [flat.actor, await aColleague(ctx, 'technician')])
    await expect(listPayments(ctx, actor, {})).rejects.toThrow('not-allowed');
});
