import { getBilling } from '#api/billing/get-billing.ts';
import { getMyInvoice } from '#api/billing/get-invoice.ts';
import { listMyInvoices } from '#api/billing/list-invoices.ts';
import { chooseFlat } from '#api/residents/household.ts';
import { again } from '../guest.ts';
import { rowsAPage } from '../paging.ts';
import { deed, screen } from '../screen.ts';
import type { Answer } from '../view.ts';
import { isResident, type Resident } from '../who.ts';
import { billOffers, tabOffers } from './actions.ts';
import { invoiceView, requisitesView } from './invoice-view.ts';
import { type Filter, otherFlats, paymentsView } from './payments-view.ts';
import { invoiceRoute, paymentsOfFlatRoute, paymentsRoute, requisitesRoute } from './routes.ts';
import { readBillSearch } from './search-words.ts';

type Place = { a?: string; b?: string };

/** The tab as it is now. A page that has emptied meanwhile gives way to the first. */
export async function paymentsAnswer(guest: Resident, { a, b, ...asked }: Filter & Place): Promise<Answer> {
  const { unitId, rights } = guest.flat;
  if (!rights.includes('bills')) return noBills(guest);
  const { g: group, s: state, q } = asked;
  const search = q ? readBillSearch(q) : undefined;
  const list = (place: { after?: string; before?: string }) =>
    listMyInvoices(guest.ctx, guest.actor, { unitId, group, state, search, limit: rowsAPage, ...place });
  const [billing, page] = await Promise.all([
    getBilling(guest.ctx, guest.actor, unitId),
    list({ after: a, before: b }),
  ]);
  const isGone = page.items.length === 0 && (a !== undefined || b !== undefined);
  const bills = isGone ? await list({}) : page;
  const filter = { ...asked, p: isGone || (a === undefined && b === undefined) ? 1 : asked.p };
  return {
    place: 'replace',
    view: paymentsView(guest, billing, bills, filter, await tabOffers(guest, billing)),
  };
}

/** Somebody without the right to the bills of this flat is told who can give it. */
function noBills(guest: Resident): Answer {
  const { t } = guest;
  const rows = [...otherFlats(guest), [{ label: t('resident.home.button'), route: 'home' }]];
  return { place: 'replace', view: { text: t('resident.bills.not-yours'), rows } };
}

export const paymentsScreens = [
  screen(paymentsRoute, paymentsAnswer),
  deed(paymentsOfFlatRoute, async (guest, { id }) => {
    await chooseFlat(guest.ctx, guest.actor, { chatId: guest.chat.id, unitId: id });
    const now = await again(guest);
    if (!isResident(now)) throw new Error('a resident with a flat has one');
    return paymentsAnswer(now, { s: 'all', p: 1 });
  }),
  screen(invoiceRoute, async (guest, { id }) => {
    const bill = await getMyInvoice(guest.ctx, guest.actor, id);
    return { place: 'replace', view: invoiceView(guest, bill, await billOffers(guest, bill)) };
  }),
  screen(requisitesRoute, async (guest, { id }) => {
    const bill = await getMyInvoice(guest.ctx, guest.actor, id);
    return { place: 'replace', view: requisitesView(guest, bill) };
  }),
];
