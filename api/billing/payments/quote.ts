import type { ProviderName } from '#api/company/payment-ways.ts';
import { getSetting, type SettingValue } from '#api/company/settings.ts';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { AppError, found } from '#api/core/errors.ts';
import type { YearMonth } from '#api/core/time.ts';
import { flatAccess } from '#api/residents/access.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { openOfInvoice } from '../open-sum.ts';
import { type Bounds, isVisibleInvoice, visibleBalancesSql } from '../visible.ts';
import { commissionOf } from './commission.ts';
import type { QuotePaymentInput } from './schema.ts';

/** What would be paid to one payee: one payment each, because money never crosses payees. */
export type QuotePart = {
  accountId: string;
  accountNumber: string;
  payeeId: string;
  payeeName: string;
  currency: string;
  amountMinor: bigint;
  /** It is all that is owed, also what is on no bill; else the named bills alone, or a sum of the payer's own. */
  isDebt: boolean;
  /** The bills that are named, oldest first; none when the sum is the payer's own. */
  bills: { invoiceId: string; period: YearMonth }[];
};

/** A way to pay it, with what it costs on top, part by part in their order. */
export type QuoteWay = { provider: ProviderName; commissionsMinor: bigint[]; commissionMinor: bigint };
export type Quote = { parts: QuotePart[]; currency: string; totalMinor: bigint; ways: QuoteWay[] };

/**
 * What paying this would mean, before anything is begun. Refuses: flat.not-found, not-allowed (no `pay` right), invoice.not-found,
 * payment.nothing-to-pay, account.not-found, payment.bad-sum, payment.sum-too-large { largest, currency }.
 */
export async function quotePayment(ctx: Ctx, actor: Actor, { unitId, what }: QuotePaymentInput): Promise<Quote> {
  const flat = await flatAccess(ctx, actor, unitId, 'pay');
  const settings = await getSetting(ctx, 'payments');
  const { offered } = await getSetting(ctx, 'payment-ways');
  const parts =
    what.kind === 'invoices'
      ? await partsOfBills(ctx, flat, what.invoiceIds)
      : what.kind === 'debt'
        ? await partsOfDebt(ctx, flat)
        : await partOfSum(ctx, flat, what, settings);
  if (parts.length === 0) throw new AppError('payment.nothing-to-pay');
  const totalMinor = parts.reduce((all, part) => all + part.amountMinor, 0n);
  const ways = offered.map((provider) => {
    const commissionsMinor = parts.map((part) => commissionOf(part.amountMinor, provider, settings.commissions));
    return { provider, commissionsMinor, commissionMinor: commissionsMinor.reduce((all, one) => all + one, 0n) };
  });
  return { parts, currency: parts[0]?.currency ?? '', totalMinor, ways };
}

type BillRow = Omit<QuotePart, 'bills' | 'amountMinor' | 'isDebt'> & {
  invoiceId: string;
  period: YearMonth;
  openMinor: bigint;
};

function selectBills(ctx: Ctx, flat: Bounds, which: Prisma.Sql): Promise<BillRow[]> {
  return ctx.db.$queryRaw<BillRow[]>(Prisma.sql`
    select i.id as "invoiceId", i.period, ${openOfInvoice}::bigint as "openMinor",
      a.id as "accountId", a.number as "accountNumber", p.id as "payeeId", p.name as "payeeName", p.currency
    from invoice i join account a on a.id = i.account_id join payee p on p.id = a.payee_id
    where a.unit_id = ${flat.unitId}::uuid and ${isVisibleInvoice(flat)} and ${which}
    order by p.code <> 'main', p.code, i.period, i.due_on, i.id`);
}

async function partsOfBills(ctx: Ctx, flat: Bounds, invoiceIds: string[]): Promise<QuotePart[]> {
  const ids = [...new Set(invoiceIds)];
  const rows = await selectBills(ctx, flat, Prisma.sql`i.id = any(${ids}::uuid[])`);
  if (rows.length < ids.length) throw new AppError('invoice.not-found');
  return byAccount(rows.filter((row) => row.openMinor > 0n));
}

function byAccount(rows: readonly BillRow[]): QuotePart[] {
  const parts = new Map<string, QuotePart>();
  for (const { invoiceId, period, openMinor, ...about } of rows) {
    const part = parts.get(about.accountId) ?? { ...about, amountMinor: 0n, isDebt: false, bills: [] };
    part.amountMinor += openMinor;
    part.bills.push({ invoiceId, period });
    parts.set(about.accountId, part);
  }
  return [...parts.values()];
}

/** An account that can be paid to, and how it stands: above zero it is owed. */
export type PayAccount = Omit<QuotePart, 'bills' | 'amountMinor' | 'isDebt'> & { balanceMinor: bigint };

/** To whom a flat may pay. Refuses: flat.not-found, not-allowed (no `pay` right). */
export async function listPayAccounts(ctx: Ctx, actor: Actor, unitId: string): Promise<PayAccount[]> {
  return selectBalances(ctx, await flatAccess(ctx, actor, unitId, 'pay'));
}

function selectBalances(ctx: Ctx, flat: Bounds): Promise<PayAccount[]> {
  return ctx.db.$queryRaw<PayAccount[]>(Prisma.sql`
    select v.account_id as "accountId", a.number as "accountNumber", p.id as "payeeId", p.name as "payeeName", p.currency,
      v.balance_minor as "balanceMinor"
    from (${visibleBalancesSql(flat)}) v join account a on a.id = v.account_id join payee p on p.id = v.payee_id
    order by p.code <> 'main', p.code, a.id`);
}

/** What is owed to each payee is asked, also where it is not on a bill of ours (a debt that was brought along). */
async function partsOfDebt(ctx: Ctx, flat: Bounds): Promise<QuotePart[]> {
  const [balances, bills] = [
    await selectBalances(ctx, flat),
    byAccount(await selectBills(ctx, flat, Prisma.sql`${openOfInvoice} > 0`)),
  ];
  return balances.flatMap(({ balanceMinor, ...about }) => {
    if (balanceMinor <= 0n) return [];
    const named = bills.find(({ accountId }) => accountId === about.accountId);
    return [{ ...about, amountMinor: balanceMinor, isDebt: true, bills: named?.bills ?? [] }];
  });
}

async function partOfSum(
  ctx: Ctx,
  flat: Bounds,
  { accountId, amountMinor }: { accountId: string; amountMinor: bigint },
  { largestMinor }: SettingValue<'payments'>,
): Promise<QuotePart[]> {
  const account = found(
    (await selectBalances(ctx, flat)).find((one) => one.accountId === accountId),
    'account',
  );
  if (amountMinor <= 0n) throw new AppError('payment.bad-sum', { amountMinor: amountMinor.toString() });
  if (amountMinor > BigInt(largestMinor))
    throw new AppError('payment.sum-too-large', { largest: BigInt(largestMinor), currency: account.currency });
  const { balanceMinor: _, ...about } = account;
  return [{ ...about, amountMinor, isDebt: false, bills: [] }];
}
