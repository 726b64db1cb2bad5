import type { Actor } from '#api/core/actor.ts';
import { type Ctx, inTransaction } from '#api/core/ctx.ts';
import { AppError, found, mustBeAllowed } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import { emit } from '#api/core/outbox.ts';
import { toDateColumn } from '#api/core/time.ts';
import { lineToPay, sumInvoice } from './invoice-sums.ts';
import { mayWriteBooks } from './keepers.ts';
import { postEntry } from './ledger.ts';
import type { IssueInvoiceInput } from './schema.ts';
import { lockAccount, settleAccount } from './settle-account.ts';
import { dueDayOf } from './terms/terms.ts';

/**
 * Writes a bill with its lines, posts what it charges to the ledger, and lets an advance pay it. Sums are minor units of the
 * payee's currency. Refuses: not-allowed, account.not-found, invoice.already-issued { period, number },
 * invoice.due-before-issued, invoice.rounding-too-large { roundingMinor }. Emits `invoice.issued`.
 */
export async function issueInvoice(
  ctx: Ctx,
  actor: Actor,
  input: IssueInvoiceInput,
): Promise<{ invoiceId: string; totalMinor: bigint; ownMinor: bigint }> {
  mustBeAllowed(mayWriteBooks(actor));
  const rounding = input.roundingMinor ?? 0n;
  if (rounding > 100n || rounding < -100n) {
    throw new AppError('invoice.rounding-too-large', { roundingMinor: rounding.toString() });
  }
  const dueOn = input.dueOn ?? (await dueDayOf(ctx, input));
  if (dueOn < input.issuedOn) throw new AppError('invoice.due-before-issued', { dueOn });
  return inTransaction(ctx, async (tx) => {
    const account = found(await lockAccount(tx, input.accountId), 'account');
    const number = input.number ?? `${account.number}-${input.period.slice(5)}${input.period.slice(2, 4)}`;
    const key = { accountId: account.id, period: input.period, number };
    if (await tx.db.invoice.findFirst({ where: { ...key, state: 'issued' }, select: { id: true } })) {
      throw new AppError('invoice.already-issued', { period: input.period, number });
    }
    const { ownMinor, ...sums } = sumInvoice(input.lines, input.openingMinor, rounding);
    const id = newId(tx.now());
    await tx.db.invoice.create({
      data: {
        ...key,
        ...sums,
        id,
        payeeId: account.payeeId,
        issuedOn: toDateColumn(input.issuedOn),
        dueOn: toDateColumn(dueOn),
        currency: account.currency,
        paidMinor: 0n,
        state: 'issued',
        createdAt: tx.now(),
      },
    });
    const services = await tx.db.service.findMany({
      where: { code: { in: input.lines.map((line) => line.serviceCode) } },
      select: { id: true, code: true },
    });
    await tx.db.invoiceLine.createMany({
      data: input.lines.map((line, index) => ({
        id: newId(tx.now()),
        invoiceId: id,
        position: index + 1,
        serviceId: services.find(({ code }) => code === line.serviceCode)?.id ?? null,
        serviceCode: line.serviceCode,
        serviceName: line.name,
        group: line.group,
        unit: line.unit,
        volume: line.volume ?? null,
        volumeMethod: line.method ?? null,
        tariff: line.tariff ?? null,
        chargedMinor: line.chargedMinor,
        recalculationMinor: line.recalculationMinor ?? 0n,
        recalculationReason: line.recalculationReason ?? null,
        benefitMinor: line.benefitMinor ?? 0n,
        penaltyMinor: line.penaltyMinor ?? 0n,
        debtMinor: line.debtMinor ?? 0n,
        toPayMinor: lineToPay(line),
        paidMinor: 0n,
      })),
    });
    const entry = {
      accountId: account.id,
      origin: 'billed',
      currency: account.currency,
      effectiveOn: input.issuedOn,
      invoiceId: id,
    } as const;
    await postEntry(tx, { ...entry, kind: 'charge', amountMinor: ownMinor - sums.penaltyMinor });
    if (sums.penaltyMinor !== 0n) await postEntry(tx, { ...entry, kind: 'penalty', amountMinor: sums.penaltyMinor });
    await settleAccount(tx, account.id);
    await emit(tx, { kind: 'invoice.issued', data: { invoiceId: id, accountId: account.id, unitId: account.unitId } });
    return { invoiceId: id, totalMinor: sums.totalMinor, ownMinor };
  });
}
