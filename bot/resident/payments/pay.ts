import type { Billing } from '#api/billing/get-billing.ts';
import { getMyInvoice, type InvoiceView } from '#api/billing/get-invoice.ts';
import { listUnderWay } from '#api/billing/payments/get-payment.ts';
import { type Quote, type QuotePart, type QuoteWay, quotePayment } from '#api/billing/payments/quote.ts';
import type { PayWhat } from '#api/billing/payments/schema.ts';
import { getSetting } from '#api/company/settings.ts';
import { sayMoney, sayPeriod } from '../say.ts';
import { screen } from '../screen.ts';
import { type Button, bold, lines, paragraphs, type Text, type View } from '../view.ts';
import type { Resident } from '../who.ts';
import type { Offer } from './offer.ts';
import { invoiceRoute, otherSumRoute, payByRoute, payLinkRoute, paymentsRoute, payRoute } from './routes.ts';

/** What a route says is to be paid. */
export type Asked = { b?: string | undefined; c?: string | undefined; m?: string | undefined };

export function whatOf({ b, c, m }: Asked): PayWhat {
  if (b) return { kind: 'invoices', invoiceIds: [b] };
  return c && m ? { kind: 'sum', accountId: c, amountMinor: BigInt(m) } : { kind: 'debt' };
}

/** Pay this bill: while something of it is open, for who may pay. */
export async function toPayBill(guest: Resident, bill: InvoiceView): Promise<Offer> {
  const mayPay = guest.flats.some(({ unitId, rights }) => unitId === bill.unitId && rights.includes('pay'));
  if (bill.toPayMinor <= 0n || !mayPay || !(await hasWays(guest))) return {};
  const label = guest.t('resident.pay.bill', { sum: sayMoney(guest, bill.toPayMinor, bill.currency) });
  return { rows: [[{ label, route: payRoute.to({ b: bill.id }) }]] };
}

/** Pay all that is owed, or another sum; and what is on its way already. */
export async function toPayAll(guest: Resident, billing: Billing): Promise<Offer> {
  const { t, flat } = guest;
  const note = await underWay(guest);
  if (!flat.rights.includes('pay') || !(await hasWays(guest))) return { note };
  const sum = sayMoney(guest, billing.owedMinor, billing.currency || guest.company.currency);
  const all = billing.owedMinor > 0n ? [{ label: t('resident.pay.all', { sum }), route: payRoute.to() }] : [];
  return { note, rows: [[...all, { label: t('resident.pay.other-sum'), route: otherSumRoute.to() }]] };
}

/** So that nobody pays twice: what was begun and has not been told of yet. */
async function underWay(guest: Resident): Promise<Text | null> {
  const begun = await listUnderWay(guest.ctx, guest.actor, guest.flat.unitId);
  if (begun.length === 0) return null;
  return lines(
    ...begun.map((payment) => {
      const sum = sayMoney(guest, payment.amountMinor, payment.currency);
      return guest.t('resident.pay.under-way', { sum, payee: payment.payeeName });
    }),
  );
}

async function hasWays({ ctx }: Resident): Promise<boolean> {
  return (await getSetting(ctx, 'payment-ways')).offered.length > 0;
}

/** What would be paid and to whom, and the ways, each with what it costs on top. */
export function payView(guest: Resident, asked: Asked, quote: Quote): View {
  const { t } = guest;
  const money = (minor: bigint) => sayMoney(guest, minor, quote.currency);
  const isSeveral = quote.parts.length > 1;
  const costs = quote.ways.map((way) => wayCost(guest, way, quote));
  return {
    text: paragraphs(
      bold(t('resident.pay.title', { sum: money(quote.totalMinor) })),
      lines(...quote.parts.map((part) => partText(guest, part))),
      isSeveral ? t('resident.pay.several', { count: quote.parts.length }) : null,
      lines(...costs),
      t('resident.pay.how'),
    ),
    rows: [
      ...quote.ways.map(({ provider }): Button[] => [
        { label: t(`resident.pay.by.${provider}`), route: payByRoute.to({ ...asked, w: provider }) },
      ]),
      [{ label: t('resident.pay.send'), route: payLinkRoute.to({ ...asked }) }],
      [backOf(guest, asked)],
    ],
  };
}

export function backOf({ t }: Resident, { b }: Asked): Button {
  if (b) return { label: t('resident.bills.back-to-bill'), route: invoiceRoute.to({ id: b }) };
  return { label: t('resident.bills.back'), route: paymentsRoute.to() };
}

/** `ООО «УК», октябрь: 11 442,88 ₽`. */
export function partText(
  guest: Resident,
  part: Pick<QuotePart, 'payeeName' | 'amountMinor' | 'currency' | 'bills'>,
): string {
  const sum = sayMoney(guest, part.amountMinor, part.currency);
  const months = part.bills.map(({ period }) => sayPeriod(guest, period)).join(', ');
  return months === ''
    ? guest.t('resident.pay.part', { payee: part.payeeName, sum })
    : guest.t('resident.pay.part-for', { payee: part.payeeName, months, sum });
}

function wayCost(guest: Resident, { provider, commissionMinor }: QuoteWay, quote: Quote): string {
  const { t } = guest;
  const way = t(`resident.pay.by.${provider}`);
  if (commissionMinor === 0n) return t('resident.pay.free', { way });
  const commission = sayMoney(guest, commissionMinor, quote.currency);
  return t('resident.pay.costs', {
    way,
    commission,
    total: sayMoney(guest, quote.totalMinor + commissionMinor, quote.currency),
  });
}

export const payScreens = [
  screen(payRoute, async (guest, asked) => {
    const quote = await quotePayment(guest.ctx, guest.actor, {
      unitId: await flatOf(guest, asked),
      what: whatOf(asked),
    });
    return { place: 'replace', view: payView(guest, asked, quote) };
  }),
];

/** A bill may be of another flat of theirs than the one they look at. */
export async function flatOf(guest: Resident, { b }: Asked): Promise<string> {
  if (!b || guest.flats.length === 1) return guest.flat.unitId;
  return (await getMyInvoice(guest.ctx, guest.actor, b)).unitId;
}
