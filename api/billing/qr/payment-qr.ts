import { getCompany } from '#api/company/company.ts';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { AppError, found, isAppError } from '#api/core/errors.ts';
import type { YearMonth } from '#api/core/time.ts';
import { flatAccess } from '#api/residents/access.ts';
import { formatPeriod } from '#locales/format.ts';
import { type Locale, translator } from '#locales/translate.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { getMyInvoice } from '../get-invoice.ts';
import { type PayeeInfo, presentPayee } from '../payees/payees.ts';
import { writeQr } from '../payees/requisites.ts';
import { type Bounds, isVisibleInvoice } from '../visible.ts';
import { qrSvg } from './draw.ts';

/** A payment by the payer's own bank: a picture for its app, and the same to copy. */
export type PaymentQr = {
  kind: 'gost' | 'epc';
  /** What the picture says. */
  text: string;
  svg: string;
  payee: PayeeInfo;
  accountNumber: string;
  /** The bills it is for, oldest first. */
  invoices: { id: string; period: YearMonth; number: string }[];
  /** The one period it is for; null for several or none. */
  period: YearMonth | null;
  amountMinor: bigint;
  currency: string;
  purpose: string;
};

/** Bills of one account and a sum, in minor units of its payee; without bills it is money for the account. */
export type PaymentQrInput = { accountId: string; amountMinor: bigint; invoiceIds: readonly string[] };

/** As much as a purpose of GOST R 56042 holds; the EPC's has 140. */
const mostPeriods = 6;
const epcVersion = 13;

/**
 * A bank's QR for a sum: account, periods and purpose, never the payer's name. It promises nothing: money is recorded when the bank
 * reports it. The purpose is in the company's language, for its accountants and its register of payments to read.
 * Refuses: account.not-found, not-allowed (no `pay` right), invoice.not-found (not this account's, or not theirs to see),
 * payment.bad-sum, qr.not-offered { lacks }, qr.does-not-fit { field }.
 */
export async function paymentQr(ctx: Ctx, actor: Actor, input: PaymentQrInput): Promise<PaymentQr> {
  const account = found(
    await ctx.db.account.findUnique({ where: { id: input.accountId }, include: { payee: true } }),
    'account',
  );
  const bounds = await boundsOf(ctx, actor, account.unitId);
  if (input.amountMinor <= 0n) throw new AppError('payment.bad-sum', { amountMinor: input.amountMinor.toString() });
  const payee = await presentPayee(ctx, account.payee);
  const { kind, lacks } = payee.qr;
  if (kind === 'none' || lacks.length > 0) throw new AppError('qr.not-offered', { lacks });
  const invoices = await invoicesOf(ctx, input, bounds);
  const { locale } = await getCompany(ctx);
  const period = invoices.length === 1 ? (invoices[0]?.period ?? null) : null;
  const purpose = sayPurpose(
    locale,
    account.number,
    invoices.map((invoice) => invoice.period),
  );
  const subject = { amountMinor: input.amountMinor, purpose, personalAccount: account.number };
  const text = writeQr(payee, kind, period ? { ...subject, period } : subject);
  return {
    ...{ kind, text, payee, invoices, period, purpose, accountNumber: account.number },
    svg: kind === 'epc' ? qrSvg(text, epcVersion) : qrSvg(text),
    amountMinor: input.amountMinor,
    currency: payee.currency,
  };
}

/** The QR of one bill, for what is still open of it. Refuses as `paymentQr` does; payment.bad-sum when it is paid. */
export async function invoiceQr(ctx: Ctx, actor: Actor, invoiceId: string): Promise<PaymentQr> {
  const { accountId, toPayMinor } = await getMyInvoice(ctx, actor, invoiceId);
  return paymentQr(ctx, actor, { accountId, amountMinor: toPayMinor, invoiceIds: [invoiceId] });
}

/** True when a QR is offered for what this account's payee is owed: its requisites are whole. */
export async function offersQr(ctx: Ctx, accountId: string): Promise<boolean> {
  const row = await ctx.db.account.findUnique({ where: { id: accountId }, include: { payee: true } });
  if (!row) return false;
  const { kind, lacks } = (await presentPayee(ctx, row.payee)).qr;
  return kind !== 'none' && lacks.length === 0;
}

/** `ЛС 0000510057, октябрь 2026, ноябрь 2026`; of very many months the first and the last. */
export function sayPurpose(locale: Locale, account: string, periods: readonly YearMonth[]): string {
  const t = translator(locale);
  const said = [...new Set(periods)].sort().map((period) => formatPeriod(locale, period, true));
  if (said.length === 0) return t('papers.purpose-any', { account });
  const shown = said.length > mostPeriods ? [`${said[0]} – ${said.at(-1)}`] : said;
  return t('papers.purpose', { account, periods: shown.join(', ') });
}

/** What of the flat's past this actor may see; null without bounds. Whose account it is, is not said to a stranger. */
async function boundsOf(ctx: Ctx, actor: Actor, unitId: string): Promise<Bounds | null> {
  if (actor.kind === 'system') return null;
  try {
    return await flatAccess(ctx, actor, unitId, 'pay');
  } catch (error) {
    if (isAppError(error, 'flat.not-found')) throw new AppError('account.not-found');
    throw error;
  }
}

async function invoicesOf(ctx: Ctx, input: PaymentQrInput, bounds: Bounds | null): Promise<PaymentQr['invoices']> {
  const ids = [...new Set(input.invoiceIds)];
  if (ids.length === 0) return [];
  const rows = await ctx.db.$queryRaw<PaymentQr['invoices']>(Prisma.sql`
    select i.id, i.period, i.number from invoice i
    where i.id = any(${ids}::uuid[]) and i.account_id = ${input.accountId}::uuid and i.state = 'issued'
      and ${bounds ? isVisibleInvoice(bounds) : Prisma.sql`true`}
    order by i.period, i.id`);
  if (rows.length !== ids.length) throw new AppError('invoice.not-found');
  return rows;
}
