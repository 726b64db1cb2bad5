import { openBooks } from '#api/billing/books.ts';
import type { Billing } from '#api/billing/get-billing.ts';
import { getMyInvoice, type InvoiceView } from '#api/billing/get-invoice.ts';
import { issueCertificate } from '#api/billing/papers/certificate.ts';
import type { PaperOf } from '#api/billing/papers/papers.ts';
import { sayPeriod } from '../say.ts';
import { deed, screen } from '../screen.ts';
import type { Answer } from '../view.ts';
import type { Resident } from '../who.ts';
import type { Offer } from './offer.ts';
import { certificateRoute, invoicePdfRoute, invoiceRoute, paymentsRoute, statementPdfRoute } from './routes.ts';

/** A bill as a document. */
export function toInvoicePdf({ t }: Resident, bill: InvoiceView): Offer {
  return { rows: [[{ label: t('resident.papers.invoice'), route: invoicePdfRoute.to({ id: bill.id }) }]] };
}

/** The certificate that the flat owes nothing: one tap. */
export function toFlatPapers({ t }: Resident, _billing: Billing): Offer {
  return {
    rows: [[{ label: t('resident.papers.certificate'), route: certificateRoute.to() }]],
  };
}

/** A paper as a message of its own, to be kept; it is printed as it is sent. */
function paperAnswer(guest: Resident, of: PaperOf, text: string, back: { label: string; route: string }): Answer {
  const file = { paper: of, residentId: guest.actor.residentId, locale: guest.locale };
  return { place: 'new', view: { files: [file], text, rows: [[back]] } };
}

function toTab({ t }: Resident) {
  return { label: t('resident.bills.back'), route: paymentsRoute.to() };
}

export const papersScreens = [
  screen(invoicePdfRoute, async (guest, { id }) => {
    const { t } = guest;
    const { period, number } = await getMyInvoice(guest.ctx, guest.actor, id);
    const text = t('resident.papers.invoice-about', { period: sayPeriod(guest, period), number });
    const back = { label: t('resident.bills.back-to-bill'), route: invoiceRoute.to({ id }) };
    return paperAnswer(guest, { paper: 'invoice', invoiceId: id }, text, back);
  }),
  screen(statementPdfRoute, async (guest) => {
    const { unitId } = await openBooks(guest.ctx, guest.actor, guest.flat.unitId);
    return paperAnswer(guest, { paper: 'statement', unitId }, guest.t('resident.papers.statement-about'), toTab(guest));
  }),
  deed(certificateRoute, async (guest) => {
    const { id, number } = await issueCertificate(guest.ctx, guest.actor, guest.flat.unitId);
    const text = guest.t('resident.papers.certificate-about', { number });
    return paperAnswer(guest, { paper: 'certificate', certificateId: id }, text, toTab(guest));
  }),
];
