import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { importTargets } from '#api/flows/import-targets.ts';
import { applyImport } from '#api/imports/apply-import.ts';
import { checkFile } from '#api/imports/check-file.ts';
import { undoImport } from '#api/imports/undo-import.ts';
import { aBuilding, aCompany } from '#api/residents/testing.ts';
import { postEntry } from '../ledger.ts';
import { aPaymentOf } from '../testing.ts';
import { createPayDoor } from './door/door.ts';
import { createPayLinks } from './pay-link.ts';
import { findPayPage, payByLink } from './pay-page.ts';
import { sandbox } from './providers/sandbox.ts';
import type { PayWhat } from './schema.ts';
import { aPayingFlat, lessenFirstBill, offerAll, type PayingFlat } from './testing.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];
let buildingId: string;
let server: Server;

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  await aCompany(ctx);
  buildingId = await aBuilding(ctx);
  await offerAll(ctx);
  server = createServer(createPayDoor(ctx, [sandbox]).handle);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
afterAll(async () => {
  server.close();
  await house.close();
});

const aFlat = (...sums: bigint[]) => aPayingFlat(house, buildingId, sums);
const bills = ({ invoiceIds }: PayingFlat): PayWhat => ({ kind: 'invoices', invoiceIds });
const bill = ({ invoiceIds }: PayingFlat): PayWhat => ({ kind: 'invoices', invoiceIds: invoiceIds.slice(0, 1) });

async function aLink(flat: PayingFlat, what: PayWhat): Promise<string> {
  const [link] = await createPayLinks(ctx, flat.actor, { unitId: flat.unitId, what });
  return link?.token ?? '';
}

const pageOf = (token: string) => findPayPage(ctx, token);

const lessen = (flat: PayingFlat, minor: bigint) => lessenFirstBill(ctx, flat, minor);

/** A file of billing with the first bill of a flat in it, of another sum. */
async function bringAnew({ invoiceIds }: PayingFlat, charged: string): Promise<string> {
  const { account, ...said } = await ctx.db.invoice.findUniqueOrThrow({
    where: { id: invoiceIds[0] ?? '' },
    include: { account: true },
  });
  const text = [
    'account_number;period;issue_date;due_date;document_number;service_code;service_name;charged',
    `${account.number};${said.period};20.07.2026;25.07.2026;${said.number};water;Water;${charged}`,
  ].join('\r\n');
  const file = { target: 'invoices', fileName: 'bills.csv', bytes: new TextEncoder().encode(text) };
  house.clock.advance('PT1M');
  const { id } = await checkFile(ctx, systemActor, file, importTargets);
  const { effects } = await applyImport(ctx, systemActor, id, importTargets);
  expect(effects).toMatchObject({ replaced: 1 });
  return id;
}

describe('a link whose bills have changed since', () => {
  it('asks for what is open now, and for all that was told when it is no more than that', async () => {
    const flat = await aFlat(10_000n, 5_000n);
    const token = await aLink(flat, bill(flat));
    await lessen(flat, 3_000n);
    expect(await pageOf(token)).toMatchObject({ state: 'open', amountMinor: 7_000n, toldMinor: 10_000n });
    await aPaymentOf(ctx, flat.accountId, 2_500n, '2026-08-02');
    expect(await pageOf(token)).toMatchObject({ state: 'open', amountMinor: 4_500n, toldMinor: 10_000n });
    const payment = await ctx.db.payment.findUniqueOrThrow({ where: { id: await payByLink(ctx, token, 'sandbox') } });
    expect(payment).toMatchObject({ amountMinor: 4_500n, state: 'created' });
  });

  it('does not go on with a payment of the old sum: that one is over, without an alarm to the payer', async () => {
    const flat = await aFlat(10_000n);
    const token = await aLink(flat, bill(flat));
    const old = await payByLink(ctx, token, 'sandbox');
    await lessen(flat, 3_000n);
    const next = await payByLink(ctx, token, 'sandbox');
    expect(next).not.toBe(old);
    expect(await ctx.db.payment.findUnique({ where: { id: old } })).toMatchObject({ state: 'expired' });
    expect(await ctx.db.payment.findUnique({ where: { id: next } })).toMatchObject({ amountMinor: 7_000n });
    expect(await payByLink(ctx, token, 'sandbox')).toBe(next);
  });

  it('of all that is owed asks for a debt that is on no bill as well, while it is owed', async () => {
    const flat = await aFlat(10_000n);
    const about = { accountId: flat.accountId, origin: 'billed', kind: 'opening', currency: 'RUB' } as const;
    await inTransaction(ctx, (tx) => postEntry(tx, { ...about, amountMinor: 4_000n, effectiveOn: '2026-07-01' }));
    const token = await aLink(flat, { kind: 'debt' });
    expect(await pageOf(token)).toMatchObject({ amountMinor: 14_000n, toldMinor: 14_000n });
    await aPaymentOf(ctx, flat.accountId, 10_000n, '2026-08-02');
    expect(await pageOf(token)).toMatchObject({ state: 'open', amountMinor: 4_000n });
    await aPaymentOf(ctx, flat.accountId, 4_000n, '2026-08-02');
    expect(await pageOf(token)).toMatchObject({ state: 'nothing-left' });
  });

  it('of a sum of one’s own keeps it: what is too much is an advance', async () => {
    const flat = await aFlat(10_000n);
    const token = await aLink(flat, { kind: 'sum', accountId: flat.accountId, amountMinor: 12_000n });
    await lessen(flat, 10_000n);
    expect(await pageOf(token)).toMatchObject({ state: 'open', amountMinor: 12_000n });
  });
});

describe('a link whose bill was replaced by a file', () => {
  it('follows the bill in its place: less is asked when it asks for less, never more than was told', async () => {
    const flat = await aFlat(10_000n);
    const token = await aLink(flat, bill(flat));
    await bringAnew(flat, '80,00');
    expect(await pageOf(token)).toMatchObject({ state: 'open', amountMinor: 8_000n, periods: ['2026-07'] });
    await bringAnew(flat, '120,00');
    expect(await pageOf(token)).toMatchObject({ state: 'open', amountMinor: 10_000n });
    const paymentId = await payByLink(ctx, token, 'sandbox');
    const [target] = await ctx.db.paymentTarget.findMany({ where: { paymentId }, include: { invoice: true } });
    expect(target?.invoice).toMatchObject({ state: 'issued', totalMinor: 12_000n });
  });

  it('follows it back when the file is undone', async () => {
    const flat = await aFlat(10_000n);
    const token = await aLink(flat, bill(flat));
    await undoImport(ctx, systemActor, await bringAnew(flat, '80,00'), importTargets);
    expect(await pageOf(token)).toMatchObject({ state: 'open', amountMinor: 10_000n });
  });

  it('is over when no bill is in its place', async () => {
    const flat = await aFlat(10_000n, 20_000n);
    const [gone, both] = [await aLink(flat, bill(flat)), await aLink(flat, bills(flat))];
    await ctx.db.invoice.update({ where: { id: flat.invoiceIds[0] ?? '' }, data: { state: 'cancelled' } });
    expect(await pageOf(gone)).toMatchObject({ state: 'closed' });
    await expect(payByLink(ctx, gone, 'sandbox')).rejects.toThrow('pay-link.over');
    expect(await pageOf(both)).toMatchObject({ state: 'open', amountMinor: 20_000n, periods: ['2026-08'] });
  });
});

describe('its page', () => {
  const read = async (token: string, form?: Record<string, string>, language = 'en') => {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pay/${token}`;
    const body = form ? { method: 'POST', body: new URLSearchParams(form) } : {};
    const headers = { 'accept-language': language };
    return (await fetch(address, { ...body, headers, redirect: 'manual' })).text();
  };

  it('says that the sum has changed, and takes no other than it shows', async () => {
    const flat = await aFlat(10_000n);
    const token = await aLink(flat, bill(flat));
    expect(await read(token)).not.toContain('has become smaller');
    await read(token, { way: 'sandbox' });
    await lessen(flat, 3_000n);
    const page = await read(token);
    expect(page).toContain('The sum has become smaller since you were given this page: it was 100.00');
    expect(page).toContain('70.00');
    expect(await read(token, undefined, 'ru')).toContain('Сумма стала меньше');
    await read(token, { sandbox: 'pay' });
    expect(await pageOf(token)).toMatchObject({ state: 'open', amountMinor: 7_000n });
    await read(token, { way: 'sandbox' });
    await read(token, { sandbox: 'pay' });
    expect(await pageOf(token)).toMatchObject({ state: 'paid' });
    expect(await ctx.db.payment.findMany({ where: { accountId: flat.accountId, state: 'succeeded' } })).toMatchObject([
      { amountMinor: 7_000n, trouble: null },
    ]);
  });

  it('says that nothing is left to pay when it is so', async () => {
    const flat = await aFlat(10_000n);
    const token = await aLink(flat, bill(flat));
    await lessen(flat, 10_000n);
    expect(await read(token)).toContain('Nothing is left to pay here');
    expect(await read(token, { way: 'sandbox' })).toContain('Nothing is left to pay here');
  });
});
