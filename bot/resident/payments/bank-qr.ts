import type { InvoiceView } from '#api/billing/get-invoice.ts';
import { invoiceQr, offersQr, type PaymentQr } from '#api/billing/qr/payment-qr.ts';
import { sayMoney, sayPeriod } from '../say.ts';
import { screen } from '../screen.ts';
import { type Button, bold, paragraphs, type View } from '../view.ts';
import type { Guest, Resident } from '../who.ts';
import type { Offer } from './offer.ts';
import { requisiteLines } from './requisites.ts';
import { bankQrRoute, invoiceRoute } from './routes.ts';

/** A QR for the payer's own bank, with the same to copy under it. It promises nothing: the bank has yet to report the money. */
export function bankQrView(guest: Guest, qr: PaymentQr, rows: Button[][]): View {
  const { t } = guest;
  const subject = {
    personal: qr.accountNumber,
    period: qr.period && sayPeriod(guest, qr.period),
    purpose: qr.purpose,
    sum: sayMoney(guest, qr.amountMinor, qr.currency),
  };
  return {
    pictures: [{ svg: qr.svg }],
    text: paragraphs(
      bold(t('resident.bank-qr.title')),
      t('resident.bank-qr.how'),
      requisiteLines(guest, qr.payee, subject),
      t('resident.bank-qr.when'),
    ),
    rows,
  };
}

/** Offered while something is open, to those who may pay, when the payee's requisites are whole. */
export async function toBankQr(guest: Resident, bill: InvoiceView): Promise<Offer> {
  if (bill.toPayMinor <= 0n || !mayPay(guest, bill)) return {};
  if (!(await offersQr(guest.ctx, bill.accountId))) return {};
  return { rows: [[{ label: guest.t('resident.bank-qr.button'), route: bankQrRoute.to({ id: bill.id }) }]] };
}

function mayPay({ flats }: Resident, bill: InvoiceView): boolean {
  return flats.some(({ unitId, rights }) => unitId === bill.unitId && rights.includes('pay'));
}

export const bankQrScreens = [
  // A new message: the bill stays above it, and the picture can be kept.
  screen(bankQrRoute, async (guest, { id }) => {
    const qr = await invoiceQr(guest.ctx, guest.actor, id);
    const back = { label: guest.t('resident.bills.back-to-bill'), route: invoiceRoute.to({ id }) };
    return { place: 'new', view: bankQrView(guest, qr, [[back]]) };
  }),
];
