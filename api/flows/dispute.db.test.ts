import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listDisputes } from '#api/billing/disputes/list-disputes.ts';
import { withheldOf } from '#api/billing/disputes/read-disputes.ts';
import { aBill, accountOf, mustAgree } from '#api/billing/disputes/testing.ts';
import { awaitingFile } from '#api/billing/exports/tables.ts';
import { getBilling } from '#api/billing/get-billing.ts';
import { getMyInvoice } from '#api/billing/get-invoice.ts';
import { recordPayment } from '#api/billing/record-payment.ts';
import { type ResidentActor, type StaffActor, systemActor } from '#api/core/actor.ts';
import { hearEvent, openHearing } from '#api/core/hearing.ts';
import { newDigits } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { aBuilding, aColleague, aCompany, aResident, aUnit } from '#api/residents/testing.ts';
import { ensureCategories } from '#api/tickets/categories.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
import { cancelTicket, rejectTicket } from '#api/tickets/finish-ticket.ts';
import { startTicket } from '#api/tickets/start-ticket.ts';
import { decideDispute } from './decide-dispute.ts';
import { askAboutBill, disputeBill, withdrawDispute } from './dispute.ts';
import { hearForFlows } from './hear-disputes.ts';

let house: TestHouse;
let buildingId: string;
let anna: ResidentActor;
let galina: StaffActor;
let unitId: string;
let accountId: string;

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  await ensureCategories(house.ctx);
  buildingId = await aBuilding(house.ctx);
  galina = await aColleague(house.ctx, 'accountant');
});
afterAll(() => house.close());
beforeEach(async () => {
  unitId = await aUnit(house.ctx, { buildingId, accountNumber: newDigits(10) });
  anna = (await aResident(house.ctx, { unitId, startsOn: '2026-01-01' })).actor;
  accountId = await accountOf(house.ctx, unitId);
});

const bill = (more: Parameters<typeof aBill>[2] = {}) => aBill(house.ctx, accountId, more);
const pay = (amountMinor: bigint) =>
  recordPayment(house.ctx, systemActor, {
    ...{ accountId, amountMinor, paidOn: '2026-11-20', provider: 'sandbox' },
    chargeId: newDigits(12),
  });
const disagree = (invoiceId: string, lineIds: string[] = [], text = `Не согласна ${lineIds.join()}`) =>
  disputeBill(house.ctx, anna, { invoiceId, lineIds, reason: 'volume', text, files: [] });
const owed = async () => (await getBilling(house.ctx, anna, unitId)).owedMinor;
const stateOf = (id: string) => house.ctx.db.dispute.findUniqueOrThrow({ where: { id } });

describe('a dispute about one line', () => {
  it('is a ticket of the accountants with three working days, and withholds that line alone', async () => {
    const { id, lines } = await bill({
      lines: [
        ['cold-water', 3_000n],
        ['heating', 7_000n],
      ],
    });
    const { disputeId, ticket } = await disagree(id, [lines[0] ?? '']);
    const row = await house.ctx.db.ticket.findUniqueOrThrow({ where: { id: ticket.id }, include: { category: true } });
    expect(row).toMatchObject({ kind: 'billing', invoiceId: id, category: { code: 'dispute' } });
    // Friday noon in Moscow: three days of the office are over on Wednesday noon.
    expect((await stateOf(disputeId)).decideBy?.toISOString()).toBe('2026-11-25T09:00:00.000Z');
    expect(await withheldOf(house.ctx, [id])).toEqual(new Map([[id, 3_000n]]));
    expect(await owed()).toBe(10_000n);
    await pay(9_000n);
    // Both lines are paid in part now: what is left of the disputed one is withheld.
    expect(await withheldOf(house.ctx, [id])).toEqual(new Map([[id, 300n]]));
  });

  it('is one at a time: of a line, and of the bill it stands on', async () => {
    const { id, lines } = await bill({
      lines: [
        ['cold-water', 3_000n],
        ['heating', 7_000n],
      ],
    });
    const [water = '', heating = ''] = lines;
    const { ticket } = await disagree(id, [water]);
    await expect(disagree(id, [water, heating], 'again')).rejects.toMatchObject({
      code: 'dispute.already-open',
      values: { number: ticket.number },
    });
    await expect(disagree(id, [], 'all of it')).rejects.toMatchObject({ code: 'dispute.already-open' });
    await disagree(id, [heating], 'the other line');
    expect(await house.ctx.db.ticket.count({ where: { invoiceId: id } })).toBe(2);
  });

  it('is the same one when a tap is told twice', async () => {
    const { id, lines } = await bill({ lines: [['cold-water', 3_000n]] });
    const input = { invoiceId: id, lineIds: [lines[0] ?? ''], reason: 'volume' as const, text: 'Twice', files: [] };
    const first = await disputeBill(house.ctx, anna, { ...input, onceKey: `tap:${id}` });
    const second = await disputeBill(house.ctx, anna, { ...input, onceKey: `tap:${id}` });
    expect(second.disputeId).toBe(first.disputeId);
  });

  it('is nobody else’s, and about nothing that is not there', async () => {
    const { id } = await bill({
      lines: [
        ['cold-water', 3_000n],
        ['credit', -3_000n],
      ],
    });
    const stranger = (await aResident(house.ctx, { unitId: await aUnit(house.ctx, { buildingId }) })).actor;
    const input = { invoiceId: id, lineIds: [], reason: 'other' as const, text: 'Mine?', files: [] };
    await expect(disputeBill(house.ctx, stranger, input)).rejects.toMatchObject({ code: 'invoice.not-found' });
    await expect(disputeBill(house.ctx, anna, input)).rejects.toMatchObject({ code: 'dispute.nothing-to-dispute' });
    const elsewhere = await bill({ period: '2026-09', lines: [['cold-water', 100n]] });
    await expect(disagree(id, elsewhere.lines)).rejects.toMatchObject({ code: 'dispute.unknown-line' });
    expect(await house.ctx.db.ticket.count({ where: { unitId } })).toBe(0);
  });

  it('asking withholds nothing', async () => {
    const { id } = await bill({ lines: [['cold-water', 3_000n]] });
    const ticket = await askAboutBill(house.ctx, anna, { invoiceId: id, text: 'What is it?', files: [] });
    const row = await house.ctx.db.ticket.findUniqueOrThrow({ where: { id: ticket.id }, include: { category: true } });
    expect(row).toMatchObject({ invoiceId: id, category: { code: 'charges' } });
    expect(await withheldOf(house.ctx, [id])).toEqual(new Map());
  });
});

describe('a decision', () => {
  it('that accepts takes the line off the ledger and the bill, and does the ticket', async () => {
    const { id, lines } = await bill({
      lines: [
        ['cold-water', 3_000n],
        ['heating', 7_000n],
      ],
    });
    const { disputeId, ticket } = await disagree(id, [lines[0] ?? '']);
    const decided = await decideDispute(house.ctx, galina, { disputeId, outcome: 'accepted', answer: 'You are right' });
    expect(decided).toEqual({ outcome: 'accepted', acceptedMinor: 3_000n, beforeMinor: 10_000n, afterMinor: 7_000n });
    expect(await owed()).toBe(7_000n);
    const shown = await getMyInvoice(house.ctx, anna, id);
    expect(shown).toMatchObject({ adjustedMinor: -3_000n, toPayMinor: 7_000n, totalMinor: 10_000n });
    expect(shown.lines.map((line) => line.adjustedMinor)).toEqual([-3_000n, 0n]);
    expect(await house.ctx.db.ticket.findUnique({ where: { id: ticket.id } })).toMatchObject({
      status: 'resolved',
      report: 'You are right',
      assigneeId: galina.staffId,
    });
    expect(await house.ctx.db.ledgerEntry.findMany({ where: { disputeId } })).toMatchObject([
      { kind: 'adjustment', origin: 'ours', amountMinor: -3_000n, invoiceId: id },
    ]);
    await mustAgree(house.ctx, accountId);
  });

  it('about what was paid already gives the money to the next bill', async () => {
    const { id, lines } = await bill({
      period: '2026-10',
      lines: [
        ['cold-water', 3_000n],
        ['heating', 7_000n],
      ],
    });
    await pay(10_000n);
    const { disputeId } = await disagree(id, [lines[0] ?? '']);
    await decideDispute(house.ctx, galina, { disputeId, outcome: 'partial', acceptedMinor: 1_200n, answer: 'A part' });
    expect(await getBilling(house.ctx, anna, unitId)).toMatchObject({ owedMinor: 0n, overpaidMinor: 1_200n });
    const next = await bill({ period: '2026-11', lines: [['heating', 2_000n]] });
    expect(await getMyInvoice(house.ctx, anna, next.id)).toMatchObject({ paidMinor: 1_200n, toPayMinor: 800n });
    await mustAgree(house.ctx, accountId);
  });

  it('that rejects says why and changes no sum', async () => {
    const { id } = await bill({ lines: [['cold-water', 3_000n]] });
    const { disputeId, ticket } = await disagree(id);
    await decideDispute(house.ctx, galina, { disputeId, outcome: 'rejected', answer: 'The meter says so' });
    expect(await owed()).toBe(3_000n);
    expect(await house.ctx.db.ticket.findUnique({ where: { id: ticket.id } })).toMatchObject({ status: 'resolved' });
    expect(await withheldOf(house.ctx, [id])).toEqual(new Map());
  });

  it('awaits billing, and is in the table that is given to it until a file has carried it', async () => {
    const { ctx } = house;
    const { id, lines } = await bill({ lines: [['cold-water', 3_000n]] });
    const { disputeId } = await disagree(id, [lines[0] ?? '']);
    const open = await listDisputes(ctx, galina, { state: 'open', limit: 1 });
    expect(open.items).toMatchObject([{ id: disputeId, disputedMinor: 3_000n }]);
    await decideDispute(ctx, galina, { disputeId, outcome: 'partial', acceptedMinor: 1_234n, answer: 'A part' });
    const number = (await ctx.db.account.findUniqueOrThrow({ where: { id: accountId } })).number;
    const table = async () => {
      const { bytes } = await awaitingFile(ctx, galina, 'csv', 'en');
      let text = '';
      if (!(bytes instanceof Uint8Array)) for await (const piece of bytes) text += piece;
      return text.split('\r\n').filter((line) => line.startsWith(number));
    };
    expect(await table()).toEqual([expect.stringMatching(/;cold-water;.*;-12\.34;2026-11-20$/)]);
    await ctx.db.dispute.update({ where: { id: disputeId }, data: { billedAt: ctx.now() } });
    expect(await table()).toEqual([]);
    const technician = await aColleague(ctx, 'technician');
    await expect(listDisputes(ctx, technician, {})).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('is taken once, never beyond what is disputed, and by who may', async () => {
    const { id } = await bill({ lines: [['cold-water', 3_000n]] });
    const { disputeId } = await disagree(id);
    const decide = (actor: StaffActor, acceptedMinor: bigint) =>
      decideDispute(house.ctx, actor, { disputeId, outcome: 'partial', acceptedMinor, answer: 'So' });
    await expect(decide(await aColleague(house.ctx, 'dispatcher'), 1n)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(decide(galina, 3_001n)).rejects.toMatchObject({
      code: 'dispute.sum-too-large',
      values: { most: 3_000n, currency: 'RUB' },
    });
    await expect(decide(galina, 0n)).rejects.toMatchObject({ code: 'dispute.bad-sum' });
    const both = await Promise.allSettled([decide(galina, 1_000n), decide(galina, 1_000n)]);
    expect(both.filter((one) => one.status === 'rejected')).toMatchObject([
      { reason: { code: 'dispute.already-decided' } },
    ]);
    expect(await owed()).toBe(2_000n);
  });

  it('is the owner’s of the ticket, and nobody’s once the bill was cancelled', async () => {
    const { id } = await bill({ lines: [['cold-water', 3_000n]] });
    const { disputeId, ticket } = await disagree(id);
    const other = await aColleague(house.ctx, 'accountant');
    await claimTicket(house.ctx, other, { ticketId: ticket.id });
    const accept = (actor: StaffActor) =>
      decideDispute(house.ctx, actor, { disputeId, outcome: 'accepted', answer: 'Yes' });
    await expect(accept(galina)).rejects.toMatchObject({ code: 'ticket.not-yours' });
    await house.ctx.db.invoice.update({ where: { id }, data: { state: 'cancelled' } });
    await expect(accept(other)).rejects.toMatchObject({ code: 'dispute.bill-cancelled' });
    expect(await house.ctx.db.ledgerEntry.count({ where: { disputeId } })).toBe(0);
  });
});

describe('a dispute ends without a decision', () => {
  it('when the resident takes it back, whatever the ticket is in', async () => {
    const { id, lines } = await bill({
      lines: [
        ['cold-water', 3_000n],
        ['heating', 7_000n],
      ],
    });
    const first = await disagree(id, [lines[0] ?? ''], 'first');
    await withdrawDispute(house.ctx, anna, { disputeId: first.disputeId, text: 'Taken back' });
    expect(await house.ctx.db.ticket.findUnique({ where: { id: first.ticket.id } })).toMatchObject({
      status: 'cancelled',
    });
    await expect(
      decideDispute(house.ctx, galina, { disputeId: first.disputeId, outcome: 'accepted', answer: 'Yes' }),
    ).rejects.toMatchObject({ code: 'dispute.withdrawn', values: { number: first.ticket.number } });
    const second = await disagree(id, [lines[0] ?? ''], 'second');
    await claimTicket(house.ctx, galina, { ticketId: second.ticket.id });
    await startTicket(house.ctx, galina, { ticketId: second.ticket.id });
    await withdrawDispute(house.ctx, anna, { disputeId: second.disputeId, text: 'Taken back' });
    expect((await stateOf(second.disputeId)).state).toBe('withdrawn');
    expect(await house.ctx.db.message.count({ where: { conversation: { ticketId: second.ticket.id } } })).toBe(1);
  });

  it.each(['cancelled', 'rejected'] as const)('when its ticket is %s', async (how) => {
    const hearing = openHearing();
    hearForFlows(hearing);
    const { id } = await bill({ lines: [['cold-water', 3_000n]] });
    const { disputeId, ticket } = await disagree(id);
    if (how === 'cancelled') await cancelTicket(house.ctx, anna, { ticketId: ticket.id });
    else await rejectTicket(house.ctx, galina, { ticketId: ticket.id, reason: 'Not ours' });
    for (const event of await house.ctx.db.outboxEvent.findMany({ where: { kind: `ticket.${how}` } })) {
      await hearEvent(house.ctx, hearing, event.id);
    }
    expect((await stateOf(disputeId)).state).toBe('withdrawn');
  });
});
