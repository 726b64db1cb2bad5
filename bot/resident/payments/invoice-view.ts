import type { InvoiceLineView, InvoiceView } from '#api/billing/get-invoice.ts';
import { sayPurpose } from '#api/billing/qr/payment-qr.ts';
import { formatDecimal, formatPrice } from '#locales/format.ts';
import { capital, sayDay, sayMoney, sayPeriod } from '../say.ts';
import { type Button, bold, lines, type Part, paragraphs, plain, type Text, type View } from '../view.ts';
import type { Guest } from '../who.ts';
import { offeredRows } from './actions.ts';
import type { Offer } from './offer.ts';
import { requisiteLines } from './requisites.ts';
import { invoiceRoute, paymentsRoute } from './routes.ts';
import { sayMeasure, saySigned } from './sums.ts';

/** A message holds 4096 characters (Bot API): a bill with very many lines shows its groups instead, which add up the same. */
const longest = 3600;

/** A bill: its lines, and sums that add up on the screen. */
export function invoiceView(guest: Guest, bill: InvoiceView, offers: readonly Offer[]): View {
  const whole = text(guest, bill, lineTexts(guest, bill));
  const shown = plain(whole).length <= longest ? whole : text(guest, bill, groupTexts(guest, bill));
  return {
    text: paragraphs(shown, ...offers.map(({ note }) => note)),
    rows: [...offeredRows(offers), ...backRows(guest)],
  };
}

/** Whom to pay and with what words: each number can be copied by a touch. */
export function requisitesView(guest: Guest, bill: InvoiceView): View {
  const { t } = guest;
  const { payee, toPayMinor, currency } = bill;
  const purpose = sayPurpose(guest.company.locale, bill.accountNumber, [bill.period]);
  const subject = { purpose, sum: toPayMinor > 0n ? sayMoney(guest, toPayMinor, currency) : null };
  return {
    text: paragraphs(bold(t('resident.requisites.title')), requisiteLines(guest, payee, subject)),
    rows: [[{ label: t('resident.bills.back-to-bill'), route: invoiceRoute.to({ id: bill.id }) }], ...backRows(guest)],
  };
}

function text(guest: Guest, bill: InvoiceView, rows: Text[]): Part[] {
  const { t } = guest;
  const period = sayPeriod(guest, bill.period);
  return paragraphs(
    lines(
      bold(t('resident.bill.title', { period })),
      t('resident.bill.about', { number: bill.number, account: bill.accountNumber, day: sayDay(guest, bill.issuedOn) }),
      bill.payee.name,
    ),
    lines(...rows),
    lines(...sums(guest, bill)),
    lines(bold(standing(guest, bill)), estimate(guest, bill)),
  );
}

/** One line: what, how much of it at what price, and the sum; corrections are named when there are any. */
function lineTexts(guest: Guest, bill: InvoiceView): Text[] {
  return bill.lines.map((line) => {
    const name = line.names[guest.locale] ?? line.name;
    return `• ${name}: ${howMuch(guest, line, bill.currency)}${sum(guest, bill, line.toPayMinor)}${corrections(guest, bill, line)}`;
  });
}

function howMuch(guest: Guest, line: InvoiceLineView, currency: string): string {
  if (line.volume === null || line.tariff === null) return '';
  const { locale, t } = guest;
  const unit = sayMeasure(guest, line.unit);
  const method =
    line.method && ['meter', 'norm', 'average'].includes(line.method) ? ` ${t(`resident.bill.by.${line.method}`)}` : '';
  const price = formatPrice(locale, line.tariff, currency);
  return `${formatDecimal(locale, line.volume)} ${unit}${method} × ${price} = `;
}

function corrections(guest: Guest, bill: InvoiceView, line: InvoiceLineView): string {
  const { t } = guest;
  const why = line.recalculationReason ? ` (${line.recalculationReason})` : '';
  // What is paid is said line by line only where some of the bill is not.
  const isPartly = bill.toPayMinor > 0n;
  const parts = [
    line.recalculationMinor === 0n && line.benefitMinor === 0n && line.penaltyMinor === 0n
      ? null
      : t('resident.bill.of-it-charged', { sum: sum(guest, bill, line.chargedMinor) }),
    line.recalculationMinor === 0n
      ? null
      : `${t('resident.bill.recalculation')} ${saySigned(guest, line.recalculationMinor, bill.currency)}${why}`,
    line.benefitMinor === 0n
      ? null
      : `${t('resident.bill.benefit')} ${saySigned(guest, -line.benefitMinor, bill.currency)}`,
    line.penaltyMinor === 0n
      ? null
      : `${t('resident.bill.penalty')} ${saySigned(guest, line.penaltyMinor, bill.currency)}`,
    line.debtMinor === 0n ? null : t('resident.bill.line-debt', { sum: sum(guest, bill, line.debtMinor) }),
    isPartly && line.paidMinor !== 0n ? t('resident.bill.line-paid', { sum: sum(guest, bill, line.paidMinor) }) : null,
  ].filter((part) => part !== null);
  return parts.length > 0 ? ` (${parts.join('; ')})` : '';
}

function groupTexts(guest: Guest, bill: InvoiceView): Text[] {
  return [
    guest.t('resident.bill.by-groups', { count: bill.lines.length }),
    ...bill.groups.map(
      ({ group, minor }) =>
        `• ${capital(guest.t(`resident.groups.${group}`), guest.locale)}: ${sum(guest, bill, minor)}`,
    ),
  ];
}

/** From the lines to what is to be paid: every step that is not nothing. */
function sums(guest: Guest, bill: InvoiceView): (string | null)[] {
  const { t } = guest;
  const ofPeriod = bill.totalMinor - bill.openingMinor;
  return [
    bill.roundingMinor === 0n
      ? null
      : `${t('resident.bill.rounding')}: ${saySigned(guest, bill.roundingMinor, bill.currency)}`,
    `${t('resident.bill.for-period')}: ${sum(guest, bill, ofPeriod)}`,
    bill.adjustedMinor === 0n
      ? null
      : `${t('resident.bill.adjusted')}: ${saySigned(guest, bill.adjustedMinor, bill.currency)}`,
    bill.paidMinor === 0n ? null : `${t('resident.bill.paid')}: ${sum(guest, bill, bill.paidMinor)}`,
    bill.coveredMinor === 0n ? null : `${t('resident.bill.covered')}: ${sum(guest, bill, bill.coveredMinor)}`,
    bill.openingMinor > 0n
      ? t('resident.bill.with-debt', {
          debt: sum(guest, bill, bill.openingMinor),
          total: sum(guest, bill, bill.totalMinor),
        })
      : null,
    bill.openingMinor < 0n
      ? t('resident.bill.with-advance', {
          advance: sum(guest, bill, -bill.openingMinor),
          total: sum(guest, bill, bill.totalMinor),
        })
      : null,
  ];
}

function standing(guest: Guest, bill: InvoiceView): string {
  const { t } = guest;
  const day = sayDay(guest, bill.dueOn);
  if (bill.toPayMinor <= 0n) return t('resident.bill.all-paid');
  const values = { sum: sum(guest, bill, bill.toPayMinor), day };
  return t(bill.state === 'overdue' ? 'resident.bill.left-overdue' : 'resident.bill.left', values);
}

/** What being late may have cost, marked as the estimate it is. */
function estimate(guest: Guest, bill: InvoiceView): string | null {
  if (bill.lateEstimate === null) return null;
  const { minor, since } = bill.lateEstimate;
  const about = { sum: sum(guest, bill, minor) };
  return since === null
    ? guest.t('resident.bill.late-estimate', about)
    : guest.t('resident.bill.late-estimate-since', { ...about, day: sayDay(guest, since) });
}

function sum(guest: Guest, bill: InvoiceView, minor: bigint): string {
  return sayMoney(guest, minor, bill.currency);
}

function backRows({ t }: Guest): Button[][] {
  return [[{ label: t('resident.bills.back'), route: paymentsRoute.to() }]];
}
