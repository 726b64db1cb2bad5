import type { Billing } from '#api/billing/get-billing.ts';
import type { InvoiceView } from '#api/billing/get-invoice.ts';
import type { Button } from '../view.ts';
import type { Resident } from '../who.ts';
import { toBankQr } from './bank-qr.ts';
import { toDisputes } from './disputes.ts';
import type { Offer } from './offer.ts';
import { toSaidPaid } from './paid-form.ts';
import { toFlatPapers, toInvoicePdf } from './papers.ts';
import { toPayAll, toPayBill } from './pay.ts';
import { requisitesRoute } from './routes.ts';
import { toStatement } from './statement/statement.ts';
import { toWhy } from './why/why.ts';

type OfBill = (guest: Resident, bill: InvoiceView) => Offer | Promise<Offer>;
type OfTab = (guest: Resident, billing: Billing) => Offer | Promise<Offer>;

/** What can be done with one bill, in the order of the screen. Each entry lives with its subject and asks what it needs. */
const ofBill: readonly OfBill[] = [toPayBill, toBankQr, toRequisites, toSaidPaid, toWhy, toDisputes, toInvoicePdf];

/** What can be done with all that a flat owes, in the order of the screen. */
const ofTab: readonly OfTab[] = [toPayAll, toStatement, toFlatPapers];

/** Everything a bill offers to this person. */
export function billOffers(guest: Resident, bill: InvoiceView): Promise<Offer[]> {
  return Promise.all(ofBill.map((offer) => offer(guest, bill)));
}

/** Everything the tab offers to this person. */
export function tabOffers(guest: Resident, billing: Billing): Promise<Offer[]> {
  return Promise.all(ofTab.map((offer) => offer(guest, billing)));
}

/** The rows of buttons of all offers; an empty row is none. */
export function offeredRows(offers: readonly Offer[]): (readonly Button[])[] {
  return offers.flatMap(({ rows = [] }) => rows).filter((row) => row.length > 0);
}

function toRequisites({ t }: Resident, bill: InvoiceView): Offer {
  return { rows: [[{ label: t('resident.requisites.button'), route: requisitesRoute.to({ id: bill.id }) }]] };
}
